"""Layouts: checked as data, complete in law, and previewed without a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.documents import PAPER_KINDS, PaperMaker
from app.documents.contents import COMPULSORY, contents, labels
from app.documents.fact_lists import LISTS
from app.documents.facts import FLAGS, TEXTS
from app.documents.layouts import fill, framed, holds, layout_of, read_layout, variables_of
from app.documents.samples import sample
from app.documents.words import LAYOUTS, word_for
from app.domain.case import CaseState, HandedIn
from app.domain.merged_form import Disposition
from app.domain.paper import PaperKind
from app.errors import Problem

KINDS = PAPER_KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sound_layout_of_its_own_name(kind: PaperKind) -> None:
    layout = layout_of(kind)
    assert layout.kind == kind.value
    assert layout.version >= 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_variable_of_a_layout_has_a_sample(kind: PaperKind) -> None:
    layout, values = layout_of(kind), contents(sample(kind))
    values["title"] = values["title"] or layout.name
    shown = _shown([*layout.fixed, *layout.flow], values)
    for name in set(variables_of(shown)) - set(labels()["page"]) - _columns():
        assert values[name] or name in FLAGS, name


def _columns() -> set[str]:
    return {column for entry in labels()["lists"].values() for column in entry["columns"]}


def _shown(blocks: object, values: dict[str, object]) -> list[object]:
    """The blocks and cells that are printed, inner ones too, without their conditions."""
    kept = [
        {key: value for key, value in block.items() if key != "when"}
        for block in blocks
        if holds(block.get("when"), values)
    ]
    return [
        {**b, **{part: _shown(b[part], values) for part in ("flow", "cells") if part in b}}
        for b in kept
    ]


def test_names_for_people_and_readings_are_the_same_variables() -> None:
    found = labels()
    assert set(found["texts"]) == set(TEXTS)
    assert set(found["flags"]) == set(FLAGS)
    assert set(found["lists"]) == set(LISTS)
    assert len({**TEXTS, **FLAGS, **LISTS}) == len(TEXTS) + len(FLAGS) + len(LISTS)


def test_list_rows_hold_the_columns_that_are_named() -> None:
    seen = set()
    for kind in KINDS:
        for name, rows in contents(sample(kind)).items():
            if name in LISTS and rows:
                seen.add(name)
                assert set(rows[0]) == set(labels()["lists"][name]["columns"]), name
    assert seen == set(LISTS)


def test_every_state_has_its_word() -> None:
    for state in HandedIn:
        assert word_for("material_states", state.value) != state.value
    for state in CaseState:
        assert word_for("case_states", state.value) != state.value
    for disposition in Disposition:
        assert word_for("dispositions", disposition.value) != disposition.value


@pytest.mark.parametrize("kind", KINDS)
def test_every_layout_is_previewed_without_a_case(maker: PaperMaker, kind: PaperKind) -> None:
    rendered = maker.make(maker.sample(kind))
    assert rendered.content.startswith(b"%PDF-")
    assert (rendered.layout, rendered.layout_version) == (kind.value, layout_of(kind).version)


def spoilt(tmp_path: Path, kind: PaperKind, change) -> Path:
    data = framed(json.loads((LAYOUTS / f"{kind.value}.json").read_text("utf-8")))
    change(data)
    file = tmp_path / f"{kind.value}.json"
    file.write_text(json.dumps(data), "utf-8")
    return file


FAULTS = {
    "no version": lambda data: data.pop("version"),
    "unknown block": lambda data: data["flow"].append({"type": "picture"}),
    "unknown key": lambda data: data["flow"][0].update(colour="red"),
    "unknown variable": lambda data: data["flow"].append({"type": "text", "text": "{nobody}"}),
    "unknown style": lambda data: data["flow"][0].update(style="baroque"),
    "a column of no list": lambda data: data["flow"].append(
        {"type": "each", "rows": "owed", "text": "{standard}"}
    ),
    "unknown condition": lambda data: data["flow"][0].update(when="full_moon"),
    "fixed without a box": lambda data: data["fixed"].append({"type": "text", "text": "x"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_layout_is_refused_with_file_and_fault(fault: str, tmp_path: Path) -> None:
    file = spoilt(tmp_path, PaperKind.ACCEPTANCE, FAULTS[fault])
    with pytest.raises(Problem) as refusal:
        read_layout(file)
    assert refusal.value.code == "layout.wrong"
    assert refusal.value.params["file"] == "acceptance.json"
    assert refusal.value.findings


@pytest.mark.parametrize("kind", KINDS)
def test_a_layout_may_not_leave_out_what_the_law_asks(kind: PaperKind, tmp_path: Path) -> None:
    name = COMPULSORY[kind][0]

    def change(data: dict) -> None:
        text = json.dumps([data["fixed"], data["flow"]]).replace("{" + name + "}", "")
        data["fixed"], data["flow"] = json.loads(text)
        for block in [*data["fixed"], *data["flow"]]:
            block["text"] = block.get("text") or "x"

    with pytest.raises(Problem, match=r"layout\.wrong"):
        read_layout(spoilt(tmp_path, kind, change))


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_what_is_no_layout_at_all_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(Problem, match=r"layout\.wrong"):
        read_layout(tmp_path / "x.json")


def test_values_are_never_read_as_templates() -> None:
    assert fill("{a}，{b}", {"a": "{b}", "b": "乙"}) == "{b}，乙"


def test_conditions_ask_for_all_names() -> None:
    values = {"a": "x", "b": ()}
    assert holds(None, values)
    assert holds(["a", "!b"], values)
    assert not holds(["a", "b"], values)

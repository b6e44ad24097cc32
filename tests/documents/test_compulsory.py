"""What the law asks of each paper: refused without it, kept in the layout, and read back from the PDF."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.documents import PAPER_KINDS, PaperMaker, contents
from app.documents.contents import COMPULSORY, required
from app.documents.contents import contents as contents_of
from app.documents.fact_lists import LISTS
from app.documents.facts import TEXTS
from app.documents.layouts import framed, read_layout
from app.documents.samples import sample
from app.documents.words import LAYOUTS
from app.domain.paper import PaperKind
from app.errors import Problem
from tests.documents.builders import joined_text

ASKED = [(kind, name) for kind in PAPER_KINDS for name in COMPULSORY[kind]]
ENFORCED = [
    (kind, name) for kind in PAPER_KINDS for name in required(kind, contents_of(sample(kind)))
]
NOTICES = frozenset(PAPER_KINDS) - {
    PaperKind.TOLERANCE, PaperKind.COMMITMENT, PaperKind.AUTHORITY, PaperKind.APPLICATION,
    PaperKind.WITHDRAWAL, PaperKind.SLIP, PaperKind.COLLECTION, PaperKind.CONSULTATION,
    PaperKind.FIELD_CHECK, PaperKind.DELIVERY, PaperKind.TRANSFER, PaperKind.FILE,
}  # fmt: skip
"""What the agency itself tells or decides; the others are the applicant's, records and slips."""
COLUMNS = {"n", "until", "note", "items", "notice", "pages", "originals", "copies"}
"""Columns that some lists have and their papers need not show."""


@pytest.mark.parametrize(("kind", "name"), ENFORCED)
def test_a_paper_that_lacks_it_is_refused_and_it_is_named(
    kind: PaperKind, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, empty = (LISTS, ()) if name in LISTS else (TEXTS, "")
    monkeypatch.setitem(table, name, lambda _subject: empty)
    with pytest.raises(Problem) as refusal:
        contents_of(sample(kind))
    assert refusal.value.code == "paper.content-missing"
    assert contents.label_of(name) in refusal.value.params["contents"]


@pytest.mark.parametrize(("kind", "name"), ASKED)
def test_a_layout_that_leaves_it_out_is_refused(kind: PaperKind, name: str, tmp_path: Path) -> None:
    data = framed(json.loads((LAYOUTS / f"{kind.value}.json").read_text("utf-8")))
    bare = json.dumps([data["fixed"], data["flow"]]).replace("{" + name + "}", "x")
    other = "listed" if name == "chronology" else "chronology"
    bare = bare.replace(f'"rows": "{name}"', f'"rows": "{other}"')
    data["fixed"], data["flow"] = json.loads(bare)
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(Problem) as refusal:
        read_layout(tmp_path / "x.json")
    faults = {finding.params["fault"] for finding in refusal.value.findings}
    assert any(name in fault or kind.value in fault or "columns" in fault for fault in faults) or (
        name in LISTS  # the columns of the list that went are unknown
    )


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_what_the_law_asks_is_read_back_from_the_paper(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    subject = sample(kind)
    text = joined_text(maker.make(subject).content, tmp_path)
    values = contents_of(subject)
    for name in required(kind, values):
        value = values[name]
        for part in _parts(value, 1 if kind is PaperKind.SLIP else 2):
            assert part in text, name


def _parts(value: object, columns: int) -> list[str]:
    if isinstance(value, str):
        return [re.sub(r"\s", "", value)]
    assert isinstance(value, tuple)
    return [
        re.sub(r"\s", "", row[column])
        for row in value
        for column in list(row)[1 : 1 + columns]
        if column not in COLUMNS
    ]


@pytest.mark.parametrize("kind", sorted(NOTICES))
def test_every_notice_and_decision_bears_seal_agency_and_date(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    assert {"agency", "made_date", "seal_kind"} <= set(COMPULSORY[kind])
    text = joined_text(maker.make(sample(kind)).content, tmp_path)
    assert "（盖章处）" in text
    assert "示例市示例区行政审批服务局2026年11月24日" in text

"""What an item must keep to beyond its shape: references, conditions, options, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from app.catalogue.references import Answers, Known, check_condition, check_unique, rules_of
from app.checks.shapes import Data, Faults, Part

_BASE_CODE = re.compile(r"\d{12}")
_FORMS = frozenset({"原件", "复印件", "电子件", "原件核验、留复印件"})
_UNITS = frozenset(
    {"工作日", "日", "天", "自然日", "周", "月", "个月", "年", "小时", "即时", "当场", "当日", "—"}
)


def check_item(item: Part, known: Known, faults: Faults) -> None:
    """Check the meaning of one item against everything that can be referred to."""
    _check_head(item, faults)
    _check_limits(item, faults)
    _check_questions(item, faults)
    answers = _answers(item, known)
    keys = [(item.where("form_fields", i, "key"), key) for i, key in _keys(item, "form_fields")]
    check_unique(keys, "catalogue.field-twice", faults)
    for index, field in item.entries("form_fields"):
        _check_field(item, index, known, answers, faults)
        if "when" in field:
            where = item.where("form_fields", index, "when")
            check_condition(field["when"], where, answers, known.concepts, faults)
    for index, material in item.entries("materials"):
        _check_material(item, index, material, known, faults)
        if "when" in material:
            where = item.where("materials", index, "when")
            check_condition(material["when"], where, answers, known.concepts, faults)
    for index, key in enumerate(item.listed("result", "satisfies")):
        if isinstance(key, str) and key not in known.materials:
            where = item.where("result", "satisfies", index)
            faults.error("catalogue.unknown-material", where, key=key[:60])


def _keys(item: Part, part: str, name: str = "key") -> Iterator[tuple[int, str]]:
    """Yield the keys of a list's entries, also of entries whose shape is wrong elsewhere."""
    for index, entry in enumerate(item.listed(part)):
        key = entry.get(name) if isinstance(entry, dict) else None
        if isinstance(key, str):
            yield index, key


def _answers(item: Part, known: Known) -> Answers:
    """Return what the item's conditions may name, with the values that each can have."""
    names: dict[str, frozenset[object] | None] = {}
    for index, entry in enumerate(item.listed("form_fields")):
        if not isinstance(entry, dict):
            continue
        values = known.choices(entry) if item.sound("form_fields", index) else None
        for name in (entry.get("concept"), entry.get("key")):
            if isinstance(name, str):
                names[name] = values
    for index, key in _keys(item, "scenario_questions", "id"):
        names[f"q.{key}"] = _values(item, index)
    return names


def _values(item: Part, question: int) -> frozenset[object] | None:
    options = item.listed("scenario_questions", question, "options")
    if not item.sound("scenario_questions", question):
        return None
    return frozenset(option["value"] for option in options)


def _check_head(item: Part, faults: Faults) -> None:
    key, stem = item.data.get("id"), PurePosixPath(item.text.name).stem
    if isinstance(key, str) and key != stem:
        faults.warn("catalogue.name-differs", item.where("id"), key=key[:60], file=stem)
    code = item.data.get("base_code")
    if isinstance(code, str) and not _BASE_CODE.fullmatch(code):
        faults.warn("catalogue.base-code-shape", item.where("base_code"), value=code[:40])


def _check_limits(item: Part, faults: Faults) -> None:
    limits = []
    for name in ("statutory_limit", "promised_limit"):
        limit = item.data.get(name)
        if not isinstance(limit, dict) or not item.sound(name):
            return
        if limit["unit"] is not None and limit["unit"] not in _UNITS:
            where = item.where(name, "unit")
            faults.warn("catalogue.unit-unknown", where, unit=limit["unit"][:20])
        limits.append(limit)
    legal, promised = limits
    if not legal["value"] or legal["unit"] != promised["unit"]:
        return
    if (promised["value"] or 0) > legal["value"]:
        where = item.where("promised_limit", "value")
        faults.warn(
            "catalogue.promise-longer",
            where,
            promised=promised["value"],
            legal=legal["value"],
            unit=legal["unit"],
        )


def _check_questions(item: Part, faults: Faults) -> None:
    part = "scenario_questions"
    ids = [(item.where(part, i, "id"), key) for i, key in _keys(item, part, "id")]
    check_unique(ids, "catalogue.question-twice", faults)
    fields = {key for _, key in _keys(item, "form_fields")}
    materials = {key for _, key in _keys(item, "materials", "concept")}
    for index, question in item.entries(part):
        values = check_options(item, (part, index), question, faults)
        if question["default"] not in values:
            where = item.where(part, index, "default")
            faults.error("catalogue.default-no-option", where, value=question["default"][:60])
        for number, effect in enumerate(question.get("effects") or ()):
            where = item.where(part, index, "effects", number)
            _check_effect(where, effect, (values, fields, materials), faults)


def check_options(
    part: Part, place: tuple[str | int, ...], question: Data, faults: Faults
) -> frozenset[str]:
    """Check that a question's option values differ, and return them."""
    values = [option["value"] for option in question["options"]]
    places = [(part.where(*place, "options", i, "value"), v) for i, v in enumerate(values)]
    check_unique(places, "catalogue.option-twice", faults)
    return frozenset(values)


def _check_effect(
    where: str, effect: Data, sets: tuple[frozenset[str], set[str], set[str]], faults: Faults
) -> None:
    checks = (
        ("answer", "catalogue.answer-no-option"),
        ("reveals_field", "catalogue.unknown-field"),
        ("requires_material", "catalogue.material-not-asked"),
    )
    for (name, code), allowed in zip(checks, sets, strict=True):
        if name in effect and effect[name] not in allowed:
            faults.error(code, where, key=effect[name][:60])


def _check_field(item: Part, index: int, known: Known, answers: Answers, faults: Faults) -> None:
    place = ("form_fields", index)
    field = item.data["form_fields"][index]
    _check_concept(item, index, field, known, faults)
    if field["required"] == "conditional" and "when" not in field:
        faults.error("catalogue.when-missing", item.where(*place), key=field["key"])
    if field["type"] in ("choice", "multi") and not _has_options(field, known):
        faults.error("catalogue.options-missing", item.where(*place), key=field["key"])
    if field["type"] == "table" and not field.get("columns"):
        rules = rules_of(known.concepts.get(str(field.get("concept")), {}))
        if not rules.get("columns"):
            faults.error("catalogue.columns-missing", item.where(*place), key=field["key"])
    check_lists(item, place, field, faults)
    answered = field.get("answered_by")
    if answered is not None and not (answered.startswith("q.") and answered in answers):
        where = item.where(*place, "answered_by")
        faults.error("catalogue.unknown-question", where, key=answered[:60])


def _check_concept(item: Part, index: int, field: Data, known: Known, faults: Faults) -> None:
    key = field.get("concept")
    if key is None:
        return
    where = item.where("form_fields", index, "concept")
    concept = known.concepts.get(key)
    if concept is None:
        faults.error("catalogue.unknown-concept", where, key=key[:60])
    elif concept.get("type") != field["type"]:
        faults.error(
            "catalogue.type-conflict",
            item.where("form_fields", index, "type"),
            key=key,
            type=field["type"],
            concept_type=concept.get("type"),
        )


def _has_options(field: Data, known: Known) -> bool:
    rules = rules_of(known.concepts.get(str(field.get("concept")), {}))
    return bool(
        field.get("options")
        or rules.get("options")
        or known.dictionaries.get(str(rules.get("dict")))
    )


def check_lists(part: Part, place: tuple[str | int, ...], field: Data, faults: Faults) -> None:
    """Check that the options and the column labels of a field or concept differ."""
    options = enumerate(field.get("options") or ())
    columns = enumerate(field.get("columns") or ())
    options_at = [(part.where(*place, "options", i), option) for i, option in options]
    check_unique(options_at, "catalogue.option-twice", faults)
    columns_at = [(part.where(*place, "columns", i), column["label"]) for i, column in columns]
    check_unique(columns_at, "catalogue.column-twice", faults)


def _check_material(item: Part, index: int, material: Data, known: Known, faults: Faults) -> None:
    key = material["concept"]
    if key not in known.materials:
        where = item.where("materials", index, "concept")
        faults.error("catalogue.unknown-material", where, key=key[:60])
    if material["form"] not in _FORMS:
        where = item.where("materials", index, "form")
        faults.warn("catalogue.form-unknown", where, form=material["form"][:20])
    if material["necessity"] == "条件必要" and "when" not in material:
        faults.warn("catalogue.material-when-missing", item.where("materials", index), key=key)

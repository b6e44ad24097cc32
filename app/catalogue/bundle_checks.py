"""What a bundle must keep to beyond its shape: its items, their order, its questions."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalogue.item_checks import check_options
from app.catalogue.references import Known, check_condition, check_unique, reaches
from app.checks.shapes import Data, Faults, Part


def check_bundle(bundle: Part, known: Known, faults: Faults) -> None:
    """Check the meaning of one bundle against the items that can be referred to."""
    questions = _check_questions(bundle, faults)
    answers: dict[str, frozenset[object] | None] = {
        f"b.{key}": None if values is None else frozenset(values)
        for key, values in questions.items()
    }
    for index, entry in bundle.entries("items"):
        where = bundle.where("items", index, "include_when")
        check_condition(entry["include_when"], where, answers, (), faults)
        if entry["item"] not in known.items:
            place = bundle.where("items", index, "item")
            faults.error("catalogue.unknown-item", place, key=entry["item"][:60])
    _check_order(bundle, faults)
    for index, profile in bundle.entries("profiles"):
        _check_profile(bundle, index, profile, questions, known, faults)


def _check_questions(bundle: Part, faults: Faults) -> dict[str, frozenset[str] | None]:
    questions: dict[str, frozenset[str] | None] = {}
    ids = []
    for index, entry in enumerate(bundle.listed("questions")):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            ids.append((bundle.where("questions", index, "id"), entry["id"]))
            questions[entry["id"]] = None
    check_unique(ids, "catalogue.question-twice", faults)
    for index, question in bundle.entries("questions"):
        values = check_options(bundle, ("questions", index), question, faults)
        questions[question["id"]] = values
        if "default" in question and question["default"] not in values:
            where = bundle.where("questions", index, "default")
            faults.error("catalogue.default-no-option", where, value=question["default"][:60])
    return questions


def _check_order(bundle: Part, faults: Faults) -> None:
    entries = list(bundle.entries("items"))
    places = [(bundle.where("items", index, "item"), entry["item"]) for index, entry in entries]
    check_unique(places, "catalogue.item-twice", faults)
    inside = {entry["item"] for _, entry in entries}
    after: dict[str, list[str]] = {}
    for index, entry in entries:
        after[entry["item"]] = list(entry.get("after") or ())
        for number, other in enumerate(after[entry["item"]]):
            if other not in inside:
                where = bundle.where("items", index, "after", number)
                faults.error("catalogue.after-outside", where, key=other[:60])
    for index, entry in entries:
        if reaches(entry["item"], entry["item"], after):
            where = bundle.where("items", index, "after")
            faults.error("catalogue.after-loop", where, key=entry["item"])


def _check_profile(
    bundle: Part,
    index: int,
    profile: Data,
    questions: Mapping[str, frozenset[str] | None],
    known: Known,
    faults: Faults,
) -> None:
    for key, value in (profile.get("answers") or {}).items():
        where = bundle.where("profiles", index, "answers", key)
        if key not in questions:
            faults.error("catalogue.unknown-question", where, key=key[:60])
        elif value not in (questions[key] or {value}):
            faults.error("catalogue.answer-no-option", where, key=value[:60])
    offered = _offered(bundle, known)
    for key, value in (profile.get("item_answers") or {}).items():
        where = bundle.where("profiles", index, "item_answers", key)
        if key not in offered:
            faults.warn("catalogue.unknown-question", where, key=key[:60])
        elif value not in offered[key]:
            faults.warn("catalogue.answer-no-option", where, key=value[:60])


def _offered(bundle: Part, known: Known) -> dict[str, set[str]]:
    """Return the questions of all the bundle's items with every option that one of them offers."""
    offered: dict[str, set[str]] = {}
    for _, entry in bundle.entries("items"):
        for question in known.items.get(entry["item"], {}).get("scenario_questions") or ():
            if isinstance(question, dict) and isinstance(question.get("options"), list):
                values = offered.setdefault(str(question.get("id")), set())
                values |= {str(o.get("value")) for o in question["options"] if isinstance(o, dict)}
    return offered

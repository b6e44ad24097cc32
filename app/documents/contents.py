"""What a paper says: every variable's value, and what the law does not let it leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import cast

from app.documents.fact_lists import LISTS, Row
from app.documents.facts import FLAGS, TEXTS
from app.documents.subject import PaperSubject
from app.documents.words import LAYOUTS
from app.domain.paper import PaperKind
from app.errors import Finding, Problem

_SEALED = ("number", "agency", "made_date", "applicant", "item")

COMPULSORY: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.RECEIPT: (
        "number", "received_moment", "applicant", "cases", "clerk", "query_code",
        "agency",
    ),
    PaperKind.ACCEPTANCE: (
        *_SEALED, "accepted_date", "case_number", "phone", "complaint_phone", "limits", "materials",
        "contact", "contact_phone",
    ),
    PaperKind.CORRECTION: (*_SEALED, "case_number", "defects", "clerk", "phone"),
    PaperKind.NOT_ACCEPTED: (*_SEALED, "reason", "basis", "competent", "remedy_body", "court"),
    PaperKind.NOT_NEEDED: (*_SEALED, "reason", "not_needed"),
    PaperKind.TOLERANCE: ("number", "applicant", "item", "owed"),
    PaperKind.COMMITMENT: ("number", "applicant", "item", "legal_bases", "consequence"),
    PaperKind.AUTHORITY: ("number", "applicant", "agent", "item_names", "powers"),
    PaperKind.APPLICATION: ("number", "item"),
    PaperKind.SLIP: ("number", "received_moment", "cases", "query_code"),
    PaperKind.CONSULTATION: ("number", "chosen"),
}  # fmt: skip
"""Administrative Licensing Law 26, 29, 32 and 72; Civil Code 165; State Council Office 2020/42."""

_ONLY_WITH_REMEDIES = frozenset({"remedy_body", "court"})
_IF_ANY = frozenset({"limits", "materials", "contact_phone"})
"""What a layout must have a place for, though a case need not have it."""


@cache
def labels() -> Mapping[str, object]:
    """Return the names of all variables for people: `texts`, `flags`, `lists`, `page`."""
    return cast("Mapping[str, object]", json.loads((LAYOUTS / "variables.json").read_text("utf-8")))


def label_of(name: str) -> str:
    """Return a variable's label."""
    found = labels()
    if name in LISTS:
        lists = cast("Mapping[str, Mapping[str, str]]", found["lists"])
        return lists[name]["label"]
    return cast("Mapping[str, str]", found["texts"])[name]


def contents(subject: PaperSubject) -> dict[str, object]:
    """Return every variable's value for a subject: texts, flags, and lists of rows.

    Raises Problem `paper.content-missing` (params: contents) with one finding for each content
    that the law asks of this kind of paper and the subject does not give.
    """
    values: dict[str, object] = {name: fact(subject) for name, fact in TEXTS.items()}
    values.update({name: fact(subject) for name, fact in FLAGS.items()})
    values.update({name: fact(subject) for name, fact in LISTS.items()})
    missing = [name for name in required(subject.kind, values) if not values[name]]
    if missing:
        names = [label_of(name) for name in missing]
        findings = tuple(Finding("paper.content-missing", {"contents": name}) for name in names)
        raise Problem("paper.content-missing", findings=findings, contents="、".join(names))
    return values


def required(kind: PaperKind, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return which variables a paper must give; remedies only where the regime grants them."""
    names = tuple(name for name in COMPULSORY[kind] if name not in _IF_ANY)
    if values.get("remedies", True):
        return names
    return tuple(name for name in names if name not in _ONLY_WITH_REMEDIES)


def rows(values: Mapping[str, object], name: str) -> tuple[Row, ...]:
    """Return a list variable's rows; ValueError when it is none."""
    found = values.get(name)
    if not isinstance(found, tuple):
        raise ValueError(name)  # noqa: TRY004 - a fault of the layout, not of a type
    return found

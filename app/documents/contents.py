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

_SEALED = ("number", "agency", "made_date", "seal_kind", "applicant", "item")
_OF_CASE = (*_SEALED, "case_number")
_REMEDIES = ("remedy_body", "court")
_REFUSING = ("facts_found", "reasons", "decision_basis", *_REMEDIES)

COMPULSORY: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.RECEIPT: (
        "number", "received_moment", "applicant", "cases", "materials", "clerk", "window",
        "query_code", "agency", "made_date", "seal_kind",
    ),
    PaperKind.ACCEPTANCE: (
        *_SEALED, "accepted_date", "case_number", "phone", "complaint_phone", "limits", "materials",
        "contact", "contact_phone", "pickup",
    ),
    PaperKind.CORRECTION: (
        *_SEALED, "case_number", "defects", "clerk", "phone", "resubmit_due", "contact",
        "contact_phone",
    ),
    PaperKind.NOT_ACCEPTED: (*_SEALED, "reason", "basis", "competent", *_REMEDIES),
    PaperKind.NOT_NEEDED: (*_SEALED, "reason", "not_needed"),
    PaperKind.TOLERANCE: ("number", "applicant", "item", "owed", "owed_consequence"),
    PaperKind.COMMITMENT: ("number", "applicant", "item", "legal_bases", "consequence"),
    PaperKind.AUTHORITY: ("number", "applicant", "agent", "item_names", "powers"),
    PaperKind.APPLICATION: ("number", "item"),
    PaperKind.SLIP: ("number", "received_moment", "cases", "query_code"),
    PaperKind.CONSULTATION: ("number", "chosen"),
    PaperKind.SPECIAL: (
        *_OF_CASE, "procedure", "by_basis", "planned_days", "stop_begins", "stop_effect",
    ),
    PaperKind.EXTENSION: (
        *_OF_CASE, "reason_clause", "approver", "extension_days", "new_due",
    ),
    PaperKind.HEARING: (
        "number", "agency", "made_date", "seal_kind", "item", "case_number", "parties",
        "hearing_matter", "hearing_until", "phone",
    ),
    PaperKind.FIELD_CHECK: (
        "number", "applicant", "item", "case_number", "officers", "check_place", "check_began",
        "check_ended", "findings", "conclusion",
    ),
    PaperKind.GRANT: (*_OF_CASE, "decides", "granted_content", "term", "issued_number"),
    PaperKind.REFUSAL: (*_OF_CASE, "decides", *_REFUSING),
    PaperKind.REGISTRATION: (*_OF_CASE, "decides", "granted_content", *_REFUSING),
    PaperKind.AMENDMENT: (
        "number", "agency", "made_date", "seal_kind", "holder", "certificate",
        "certificate_number", "change",
    ),
    PaperKind.ENDING: (
        "number", "agency", "made_date", "seal_kind", "holder", "certificate", "certificate_number", "change",
        "ground", "basis", "why", "effect", *_REMEDIES,
    ),
    PaperKind.TERMINATION: (*_OF_CASE, "why", *_REMEDIES),
    PaperKind.WITHDRAWAL: ("number", "agency", "applicant", "item", "case_number"),
    PaperKind.DELIVERY: (
        "number", "applicant", "case_number", "listed", "delivery_way", "receiver", "receiver_is",
        "delivery_place", "act_moment", "act_by", "witness",
    ),
    PaperKind.COLLECTION: ("number", "applicant", "item", "case_number", "collected", "query_code", "hall"),
    PaperKind.TRANSFER: ("number", "sitting_number", "transferred", "taker"),
    PaperKind.FEE: (*_OF_CASE, "fee", "fee_in_words", "by_basis"),
    PaperKind.RECTIFY: (
        *_OF_CASE, "broken_promises", "findings", "by_basis", "put_right_until",
        "unkept_consequence", *_REMEDIES,
    ),
    PaperKind.FILE: ("agency", "applicant", "item", "case_number", "listed", "chronology"),
}  # fmt: skip
"""Administrative Licensing Law 8, 26, 29, 32, 34, 36, 38, 42, 44 to 50, 69, 70 and 72; Civil Code
165; State Council Office 2020/42."""

PAPER_KINDS = tuple(COMPULSORY)
"""The kinds that are set from these layouts: every one but the certificate."""

_IF_ANY = frozenset(
    {"limits", "materials", "contact_phone", "window", "pickup", "resubmit_due", "issued_number"}
)
"""What a layout must have a place for, though a case need not have it."""

_ONLY_WHEN = {
    **dict.fromkeys(_REMEDIES, "remedies"),
    "hearing_until": "hearing",
    "facts_found": "refused",
    "reasons": "refused",
    "decision_basis": "refused",
    "granted_content": "!refused",
    "witness": "left_behind",
    "competent": "elsewhere",
}
"""What is asked for only where something else is true."""

_AT_LEAST = {"officers": 2}
"""How many rows a list must have (AL 34(3): two officers at least)."""


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
    missing = [name for name in required(subject.kind, values) if _lacks(values, name)]
    if missing:
        names = [label_of(name) for name in missing]
        findings = tuple(Finding("paper.content-missing", {"contents": name}) for name in names)
        raise Problem("paper.content-missing", findings=findings, contents="、".join(names))
    return values


def _lacks(values: Mapping[str, object], name: str) -> bool:
    least, found = _AT_LEAST.get(name), values[name]
    return len(rows(values, name)) < least if least else not found


def required(kind: PaperKind, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return which variables a paper must give; remedies only where it names any, and so on."""
    return tuple(n for n in COMPULSORY[kind] if n not in _IF_ANY and _asked(values, n))


def _asked(values: Mapping[str, object], name: str) -> bool:
    condition = _ONLY_WHEN.get(name, "")
    given = bool(values.get(condition.lstrip("!"), True))
    return given is not condition.startswith("!")


def rows(values: Mapping[str, object], name: str) -> tuple[Row, ...]:
    """Return a list variable's rows; ValueError when it is none."""
    found = values.get(name)
    if not isinstance(found, tuple):
        raise ValueError(name)  # noqa: TRY004 - a fault of the layout, not of a type
    return found

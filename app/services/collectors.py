"""Who collects: shown against what is recorded, and what each way of delivery needs as proof.

Nothing goes out without an identity. Name or number that differ from the record need a reason that
stands in the act; a person of whom neither fits is somebody else and needs an authority.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.checks.identity import convert_15
from app.checks.travel_documents import reader_for
from app.domain.act_bodies import DeliveryWay
from app.domain.case import Sitting
from app.domain.concept_keys import ORG_PERSON
from app.errors import Problem

SIGNATURE = "delivery.signature"
"""Under which material a captured signature is kept among a sitting's scans."""

APPLICANT, AGENT, POST = "applicant", "agent", "post"

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_MOST_BYTES = 2 * 1024 * 1024
_TRACKING = re.compile(r"[A-Za-z0-9]{6,40}")
_TAIL = 4
_FIFTEEN = re.compile(r"\d{15}")
_DOTS = str.maketrans(dict.fromkeys("•‧・．.", "·"))


@dataclass(frozen=True)
class Collector:
    """Who takes it, and how.

    `is_`: `applicant`, `agent` or `post`. `mismatch_reason`: why it is given although name or number
    differ from what is recorded. `signature`: the captured picture (PNG or JPEG); `on_paper`: signed
    on the printed record instead. `witness`: for a refused reception (留置送达).
    """

    is_: str
    name: str
    id_type: str
    id_number: str
    way: DeliveryWay
    tracking_no: str = ""
    mismatch_reason: str = ""
    signature: bytes | None = None
    on_paper: bool = False
    witness: str = ""


@dataclass(frozen=True)
class Identified:
    """A collector who was checked. `id_tail`: the last four characters; `differs`: taken on a reason."""

    name: str
    id_tail: str
    differs: bool = False


@dataclass(frozen=True)
class _Person:
    """A person as the sitting records him."""

    name: str
    id_number: str


def identified(sitting: Sitting, collector: Collector, today: date) -> Identified:
    """Check who collects against the sitting's record.

    By post nobody is seen, and who refuses shows nothing: their names are those recorded. Raises
    Problem `hand-over.way-wrong`, `hand-over.no-tracking`, `hand-over.no-witness`,
    `hand-over.no-signature`, `hand-over.signature-unreadable`, `hand-over.no-identity`,
    `hand-over.number-wrong`, `hand-over.number-differs` (params: shown, recorded),
    `hand-over.name-differs` (shown, recorded), `hand-over.other-person`, `hand-over.other-agent`
    (agent), `hand-over.no-agent`.
    """
    _check_way(collector)
    known = _recorded(sitting, collector.is_)
    if collector.way is not DeliveryWay.COUNTER:
        return Identified(collector.name.strip() or known[0].name, "")
    number = _shown_number(collector, today)
    differs = _compared(sitting, collector, known, number)
    _check_signature(collector)
    return Identified(collector.name.strip(), number[-_TAIL:], differs)


def picture_type(signature: bytes) -> str | None:
    """Return the media type of a captured signature, None where it is no picture to be kept."""
    if len(signature) > _MOST_BYTES:
        return None
    return next((m for magic, m in _PICTURES.items() if signature.startswith(magic)), None)


def _check_way(collector: Collector) -> None:
    by_post = collector.way is DeliveryWay.POST
    if by_post is not (collector.is_ == POST) or collector.is_ not in {APPLICANT, AGENT, POST}:
        raise Problem("hand-over.way-wrong")
    if by_post and not _TRACKING.fullmatch(collector.tracking_no.strip()):
        raise Problem("hand-over.no-tracking")
    if collector.way is DeliveryWay.LEFT and not collector.witness.strip():
        raise Problem("hand-over.no-witness")


def _check_signature(collector: Collector) -> None:
    if collector.signature is None:
        if not collector.on_paper:
            raise Problem("hand-over.no-signature")
    elif picture_type(collector.signature) is None:
        raise Problem("hand-over.signature-unreadable")


def _recorded(sitting: Sitting, is_: str) -> tuple[_Person, ...]:
    """Return who may be meant: the applicant, for a body also the person behind it; or the agent."""
    if is_ == AGENT:
        if sitting.agent is None:
            raise Problem("hand-over.no-agent")
        return (_Person(sitting.agent.name, sitting.agent.id_number),)
    applicant = _Person(sitting.applicant.name, sitting.applicant.id_number)
    behind = _Person(_value(sitting, "name"), _value(sitting, "id_number"))
    return (applicant, behind) if behind.name or behind.id_number else (applicant,)


def _value(sitting: Sitting, part: str) -> str:
    value = sitting.values.get(f"{ORG_PERSON}.{part}")
    return value if isinstance(value, str) else ""


def _shown_number(collector: Collector, today: date) -> str:
    if not (collector.name.strip() and collector.id_number.strip()):
        raise Problem("hand-over.no-identity")
    checked = reader_for(collector.id_type)(collector.id_number, today)
    if not checked.ok:
        raise Problem("hand-over.number-wrong", findings=checked.findings)
    return str(checked.value).upper()


def _compared(
    sitting: Sitting, collector: Collector, known: tuple[_Person, ...], number: str
) -> bool:
    """Tell whether the person was taken on a reason; refuse somebody else."""
    name = _plain_name(collector.name)

    def fit(person: _Person) -> tuple[bool, bool]:
        return _plain_name(person.name) == name, _plain_number(person.id_number) == number

    nearest = max(known, key=fit)
    same_name, same_number = fit(nearest)
    if same_name and same_number:
        return False
    if not (same_name or same_number):
        if collector.is_ == AGENT and sitting.agent is not None:
            raise Problem("hand-over.other-agent", agent=sitting.agent.name)
        raise Problem("hand-over.other-person")
    if not collector.mismatch_reason.strip():
        raise _difference(collector, nearest, number, number_differs=same_name)
    return True


def _difference(
    collector: Collector, person: _Person, number: str, *, number_differs: bool
) -> Problem:
    if number_differs:
        shown, recorded = number[-_TAIL:], person.id_number[-_TAIL:]
        return Problem("hand-over.number-differs", shown=shown, recorded=recorded)
    return Problem("hand-over.name-differs", shown=collector.name.strip(), recorded=person.name)


def _plain_name(name: str) -> str:
    """Return a name without spaces, its dot written one way (GB/T 40636 writes U+00B7)."""
    return "".join(name.split()).translate(_DOTS)


def _plain_number(number: str) -> str:
    """Return a recorded number as a card of today shows it; those of 15 places are of old records."""
    number = number.strip().upper()
    if _FIFTEEN.fullmatch(number):
        try:
            return convert_15(number)
        except Problem:
            return number
    return number

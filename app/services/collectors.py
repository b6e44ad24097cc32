"""Who collects: shown against what is recorded, and what each way of delivery needs as proof.

Nothing goes out without an identity. Name or number that differ from the record need a reason that
stands in the act; a person of whom neither fits is somebody else and needs an authority.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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
SUBSTITUTE, ENTRUSTED = "substitute", "entrusted"

_AT_THE_WINDOW = frozenset({DeliveryWay.COUNTER, DeliveryWay.LEFT})
_WAYS: Mapping[str, frozenset[DeliveryWay]] = {
    APPLICANT: _AT_THE_WINDOW | {DeliveryWay.ELECTRONIC},
    AGENT: _AT_THE_WINDOW,
    SUBSTITUTE: frozenset({DeliveryWay.SUBSTITUTE}),
    POST: frozenset({DeliveryWay.POST}),
    ENTRUSTED: frozenset({DeliveryWay.ENTRUSTED}),
}
"""Who may receive by which way."""
_SIGNED = frozenset({DeliveryWay.COUNTER, DeliveryWay.SUBSTITUTE})
_NEEDED: Mapping[DeliveryWay, tuple[tuple[str, str], ...]] = {
    DeliveryWay.LEFT: (("witness", "hand-over.no-witness"), ("refusal", "hand-over.no-refusal")),
    DeliveryWay.SUBSTITUTE: (("relation", "hand-over.no-relation"),),
    DeliveryWay.ENTRUSTED: (
        ("entrusted", "hand-over.no-entrusted"),
        ("tracking_no", "hand-over.no-letter"),
    ),
    DeliveryWay.ELECTRONIC: (
        ("address", "hand-over.no-address"),
        ("consent", "hand-over.no-consent"),
    ),
}
"""What a way of delivery must say, and the problem where it does not."""
_PROOFS: Mapping[DeliveryWay, tuple[str, ...]] = {
    DeliveryWay.POST: ("tracking_no",),
    **{way: tuple(name for name, _code in needed) for way, needed in _NEEDED.items()},
}
_OF_AGE, _RESIDENT, _BIRTH = 18, 18, slice(6, 14)

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_MOST_BYTES = 2 * 1024 * 1024
_TRACKING = re.compile(r"[A-Za-z0-9]{6,40}")
_TAIL = 4
_FIFTEEN = re.compile(r"\d{15}")
_DOTS = str.maketrans(dict.fromkeys("•‧・．.", "·"))


@dataclass(frozen=True)
class Collector:
    """Who takes it, and how.

    `is_`: `applicant`, `agent`, `substitute` (an adult of the household, or who takes in a body's
    post), `post` or `entrusted` (another body hands over). `mismatch_reason`: why it is given although name or number
    differ from what is recorded. `signature`: the captured picture (PNG or JPEG); `on_paper`: signed
    on the printed record instead. `witness`, `refusal`: for a refused reception (留置送达), who saw it
    and why it was refused. `relation`: how a substitute stands to the applicant. `entrusted`: the
    body that hands over; `tracking_no` is then the number of the letter. `address`, `consent`: for
    an electronic delivery, where to, and how the applicant consented.
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
    refusal: str = ""
    relation: str = ""
    entrusted: str = ""
    address: str = ""
    consent: str = ""


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
    Problem `hand-over.way-wrong`, `hand-over.no-tracking`, `hand-over.no-witness` and so on for what
    a way must say, `hand-over.under-age`, `hand-over.no-signature`, `hand-over.signature-unreadable`, `hand-over.no-identity`,
    `hand-over.number-wrong`, `hand-over.number-differs` (params: shown, recorded),
    `hand-over.name-differs` (shown, recorded), `hand-over.other-person`, `hand-over.other-agent`
    (agent), `hand-over.no-agent`.
    """
    _check_way(collector)
    known = _recorded(sitting, collector.is_)
    if collector.way not in _SIGNED:
        return Identified(collector.name.strip() or known[0].name, "")
    number = _shown_number(collector, today)
    differs = False
    if collector.is_ == SUBSTITUTE:
        _check_of_age(collector, number, today)
    else:
        differs = _compared(sitting, collector, known, number)
    _check_signature(collector)
    return Identified(collector.name.strip(), number[-_TAIL:], differs)


def proof_of(collector: Collector) -> dict[str, str]:
    """Return what the way of delivery is proved by, under the names of the record's fields."""
    names = _PROOFS.get(collector.way, ())
    return {name: getattr(collector, name).strip() for name in names}


def picture_type(signature: bytes) -> str | None:
    """Return the media type of a captured signature, None where it is no picture to be kept."""
    if len(signature) > _MOST_BYTES:
        return None
    return next((m for magic, m in _PICTURES.items() if signature.startswith(magic)), None)


def _check_way(collector: Collector) -> None:
    if collector.way not in _WAYS.get(collector.is_, ()):
        raise Problem("hand-over.way-wrong")
    by_post = collector.way is DeliveryWay.POST
    if by_post and not _TRACKING.fullmatch(collector.tracking_no.strip()):
        raise Problem("hand-over.no-tracking")
    for name, code in _NEEDED.get(collector.way, ()):
        if not getattr(collector, name).strip():
            raise Problem(code)


def _check_of_age(collector: Collector, number: str, today: date) -> None:
    """Refuse a minor where the document tells the day of birth (民事诉讼法 88: an adult)."""
    if len(number) != _RESIDENT or not number[_BIRTH].isdigit():
        return
    born = number[_BIRTH]
    if f"{today.year - _OF_AGE:04d}{today:%m%d}" < born:
        raise Problem("hand-over.under-age", name=collector.name.strip())


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
    """Return a name without spaces, letters and dots written one way (GB/T 40636 writes U+00B7)."""
    return unicodedata.normalize("NFKC", "".join(name.split())).casefold().translate(_DOTS)


def _plain_number(number: str) -> str:
    """Return a recorded number as a card of today shows it; those of 15 places are of old records."""
    number = number.strip().upper()
    if _FIFTEEN.fullmatch(number):
        try:
            return convert_15(number)
        except Problem:
            return number
    return number

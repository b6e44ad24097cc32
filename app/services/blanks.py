"""Pre-printed blanks: received by series, used one by one, spoiled with a reason, balanced by day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.certificate import Blank, BlankBalance, BlankState
from app.errors import Problem
from app.services.journal import note
from app.services.office import Office
from app.services.rights import require

_KEEPERS = (Role.ISSUER, Role.APPROVER)
_READERS = (*_KEEPERS, Role.SUPERVISOR, Role.HEAD)
_NUMBER = re.compile(r"(\D*(?:\d+\D+)*)(\d+)")
"""A number on a blank: whatever stands before, then the digits that are counted."""
_MOST = 10_000


def _plain(sign: str) -> bool:
    """Tell whether a sign may stand in a blank's number: a letter, a digit, a hyphen, the dot of `No.`."""
    return sign in "-." or sign.isalpha() or (sign.isascii() and sign.isdigit())


def receive(office: Office, actor: Actor, kind: str, first: str, last: str) -> Changes:
    """Receive a series of blanks. `kind`: name of the certificate that they are for.

    `first` and `last` are as printed on the blanks (`A000101`, `A000200`), both included. Raises
    `right.missing`, `blank.no-kind`, `blank.unknown-kind` (params: kind, known), `blank.number-wrong`
    (number) for other than letters, digits, hyphens and dots, `blank.series` (params: first, last) for numbers that make no
    series, `blank.too-many` (count, most), `blank.known` (number) where one was received before.
    """
    require(actor, *_KEEPERS)
    if not kind.strip():
        raise Problem("blank.no-kind")
    if kind.strip() not in kinds():
        raise Problem("blank.unknown-kind", kind=kind.strip(), known="、".join(kinds()))
    numbers = series(first.strip(), (last or first).strip())
    with office.store.begin() as unit:
        for number in numbers:
            if unit.blanks.get(actor.region, kind.strip(), number) is not None:
                raise Problem("blank.known", number=number)
        now = office.now()
        unit.blanks.put(
            Blank(actor.region, kind.strip(), number, BlankState.STOCK, now) for number in numbers
        )
        facts = {"kind": kind, "first": numbers[0], "last": numbers[-1], "count": len(numbers)}
        note(office, unit, actor, "blank.received", office.clock.new_id(), facts)
        unit.commit()
    return Changes(certificates=True)


def series(first: str, last: str) -> tuple[str, ...]:
    """Return the numbers of a series, leading zeros kept. Raises as `receive`."""
    for number in (first, last):
        if not all(map(_plain, number)):
            raise Problem("blank.number-wrong", number=number)
    begin, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    fits = begin and end and begin[1] == end[1] and len(begin[2]) == len(end[2])
    if not (begin and end and fits and int(begin[2]) <= int(end[2])):
        raise Problem("blank.series", first=first, last=last)
    count = int(end[2]) - int(begin[2]) + 1
    if count > _MOST:
        raise Problem("blank.too-many", count=count, most=_MOST)
    width = len(begin[2])
    return tuple(f"{begin[1]}{number:0{width}}" for number in range(int(begin[2]), int(end[2]) + 1))


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of blanks that certificates are printed on."""
    from app.documents.certificate_layouts import certificate_layouts

    return tuple(sorted({one.blank for one in certificate_layouts().values() if one.blank}))


def stock(office: Office, actor: Actor, kind: str) -> tuple[Blank, ...]:
    """Return the blanks of a kind that are in stock, in the order of their numbers."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        return reader.blanks.stock(actor.region, kind)


def balance(office: Office, actor: Actor, day: date) -> tuple[BlankBalance, ...]:
    """Return the balance of every kind for a day: before + received = used + spoiled + left.

    Raises `right.missing`.
    """
    require(actor, *_READERS, Role.CLERK)
    with office.store.read() as reader:
        return reader.blanks.balance(actor.region, day)


def spoil_blank(office: Office, actor: Actor, kind: str, number: str, reason: str) -> Changes:
    """Make void a blank in stock that was found torn, stained or missing.

    Raises `right.missing`, `blank.no-reason`, `blank.not-in-stock` (params: number): a printed one is
    spoiled with its printing.
    """
    require(actor, *_KEEPERS)
    if not reason.strip():
        raise Problem("blank.no-reason")
    with office.store.begin() as unit:
        blank = unit.blanks.get(actor.region, kind, number.strip())
        if blank is None or blank.state is not BlankState.STOCK:
            raise Problem("blank.not-in-stock", number=number.strip())
        spoiled = replace(
            blank, state=BlankState.SPOILED, reason=reason.strip(), used_at=office.now(),
            used_by=actor.account_id,
        )  # fmt: skip
        unit.blanks.put([spoiled])
        facts = {"kind": kind, "number": blank.number, "reason": reason.strip()}
        note(office, unit, actor, "blank.spoiled", office.clock.new_id(), facts)
        unit.commit()
    return Changes(certificates=True)

"""Fees where an item has one: the notice, the receipt's number, and the day's total.

A licence is free unless a law or an administrative regulation says otherwise (AL 58), so only what
the bureau's rule names with its basis may be asked for. Money is counted in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from app.domain.act_bodies import Fee
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.errors import Problem
from app.services.journal import note
from app.services.office import Office
from app.services.proceeding import Done, load, perform
from app.services.rights import require

_PAID = "fee.paid"
_ACCOUNTS = (Role.CLERK, Role.ISSUER, Role.HEAD, Role.SUPERVISOR)


@dataclass(frozen=True)
class FeeLine:
    """One payment. `amount` in fen; `receipt_no`: number of the fiscal receipt."""

    case_id: UUID
    number: str
    amount: int
    receipt_no: str


@dataclass(frozen=True)
class DayTotal:
    """What was paid on a day: the lines and their sum in fen."""

    day: date
    lines: tuple[FeeLine, ...]
    total: int


def demand(office: Office, actor: Actor, case_id: UUID) -> Done:
    """Tell the applicant what is to be paid, as the bureau's rule for the item says.

    Raises as `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        rule = loaded.seen.bureau.rule(loaded.case.item_id)
        body = Fee(rule.fee_fen, rule.fee_basis)
        done, _ = perform(office, unit, actor, loaded, ActKind.DEMAND_FEE, body)
        unit.commit()
    return done


def pay(office: Office, actor: Actor, case_id: UUID, receipt_no: str) -> Done:
    """Record that what was demanded was paid. Raises `fee.not-demanded` and as `proceeding.do`."""
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        asked = next((a for a in reversed(loaded.acts) if a.kind is ActKind.DEMAND_FEE), None)
        if asked is None or not isinstance(asked.body, Fee):
            raise Problem("fee.not-demanded")
        body = Fee(asked.body.amount, asked.body.basis, receipt_no.strip())
        done, _ = perform(office, unit, actor, loaded, ActKind.PAY_FEE, body)
        facts = {
            "case": str(case_id),
            "number": done.case.number,
            "amount": body.amount,
            "receipt": body.receipt_no,
            "practice": done.case.practice,
        }
        day = _account_of(actor.region, done.act.at.date())
        note(office, unit, actor, _PAID, day, facts)
        unit.commit()
    return done


def day_total(office: Office, actor: Actor, day: date) -> DayTotal:
    """Return what was paid on a day, read from the journal; practice does not count.

    Raises `right.missing`.
    """
    require(actor, *_ACCOUNTS)
    with office.store.read() as reader:
        events = reader.journal.events(actor.region, _account_of(actor.region, day))
    lines = tuple(
        FeeLine(
            UUID(str(event.data["case"])),
            str(event.data["number"]),
            int(str(event.data["amount"])),
            str(event.data["receipt"]),
        )
        for event in events
        if event.kind == _PAID and not event.data["practice"]
    )
    return DayTotal(day, lines, sum(line.amount for line in lines))


def _account_of(region: str, day: date) -> UUID:
    """Return the subject under which a day's payments stand in the journal."""
    return uuid5(NAMESPACE_URL, f"fees:{region}:{day.isoformat()}")

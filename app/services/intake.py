"""Receiving: one transaction for the whole sitting, from the draft to numbers that exist.

"Received" (收件) is not "accepted" (受理): receiving starts the clock for the one-time correction
notice; what becomes of each item is a second transaction (`app.services.outcomes`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.bureau import decider_for, limits_for, regime_for
from app.changes import Changes
from app.domain.actor import Actor, EntryMode, Role
from app.domain.bureau import Bureau, Waiting
from app.domain.case import Case, CaseState, Sitting, SubmissionRound, Visit
from app.domain.catalogue import ItemDefinition
from app.domain.clocks import CaseLimits, counting_day, notice_due
from app.domain.merged_form import ChosenItem
from app.domain.paper import SeriesKey
from app.domain.regime import Regime
from app.errors import Problem
from app.forms.snapshot import DraftSnapshot
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import numbers
from app.services.drafts import true_time
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.rights import require

# Without 0/O and 1/I: the query code is read out and typed by the applicant.
_QUERY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_QUERY_LENGTH = 8


@dataclass(frozen=True)
class Received:
    """A received sitting with its cases. `again`: it had been received before (second press)."""

    sitting: Sitting
    cases: tuple[Case, ...]
    again: bool = False
    changes: Changes = Changes(cases=True, drafts=True)


@dataclass(frozen=True)
class _Taking:
    """What receiving works with."""

    office: Office
    unit: UnitOfWork
    actor: Actor
    bureau: Bureau
    regimes: Mapping[str, Regime]
    snapshot: DraftSnapshot
    at: datetime
    entry_mode: EntryMode


def receive(
    office: Office, actor: Actor, snapshot: DraftSnapshot, received_at: datetime | None = None
) -> Received:
    """Take everything that the draft holds, give it numbers, and start the clocks.

    A draft that was received before answers the same sitting again. `received_at`: the true time of
    a back-entry; later than now is refused. Missing or wrong fields do not hinder receiving: they
    become corrections.

    Raises `right.missing`, `sitting.no-items`, `sitting.no-applicant`, `sitting.in-future`,
    `sitting.item-withdrawn` (params: item).
    """
    require(actor, Role.CLERK)
    bureau = bureau_service.current(office)
    at = true_time(office, received_at)
    with office.store.begin() as unit:
        before = unit.cases.sitting_by_draft(bureau.region, snapshot.draft_id)
        if before is not None:
            cases = unit.cases.cases_of(bureau.region, before.id)
            return Received(before, cases, again=True, changes=Changes())
        taking = _Taking(
            office=office,
            unit=unit,
            actor=actor,
            bureau=bureau,
            regimes=bureau_service.regimes(),
            snapshot=snapshot,
            at=at,
            entry_mode=EntryMode.LIVE if received_at is None else EntryMode.BACK_ENTRY,
        )
        sitting, cases = _take(taking)
        unit.commit()
    return Received(sitting, cases)


def _take(taking: _Taking) -> tuple[Sitting, tuple[Case, ...]]:
    unit, snapshot = taking.unit, taking.snapshot
    _refuse_empty(taking)
    versions = _versions(taking)
    visit = _visit(taking)
    sitting = _sitting(taking, visit, versions)
    unit.cases.put_visit(visit)
    unit.cases.put_sitting(sitting)
    cases = _cases(taking, sitting)
    unit.cases.put_cases(cases)
    for case in cases:
        _first_round(taking, sitting, case)
    _write_journal(taking, sitting, cases)
    used = [item.item_id for item in snapshot.form.items]
    unit.catalogue.count_use(
        sitting.hall, [*used, *([sitting.bundle_id] if sitting.bundle_id else [])]
    )
    unit.drafts.remove(sitting.region, snapshot.draft_id)
    return sitting, cases


def _refuse_empty(taking: _Taking) -> None:
    if not taking.snapshot.form.items:
        raise Problem("sitting.no-items")
    if taking.snapshot.applicant is None:
        raise Problem("sitting.no-applicant")


def _versions(taking: _Taking) -> dict[str, int]:
    """Freeze the catalogue versions; refuse an item that is no longer in force."""
    in_force = {(d.kind, d.key): d for d in taking.unit.catalogue.in_force(taking.at.date())}
    versions = {f"{d.kind}:{d.key}": d.version for d in in_force.values() if d.kind != "item"}
    for item in taking.snapshot.form.items:
        if ("item", item.item_id) not in in_force:
            raise Problem("sitting.item-withdrawn", item=item.name)
        versions[f"item:{item.item_id}"] = item.version
    return versions


def _visit(taking: _Taking) -> Visit:
    snapshot, actor = taking.snapshot, taking.actor
    return Visit(
        region=taking.bureau.region,
        id=taking.office.clock.new_id(),
        ticket=snapshot.ticket,
        came_at=min(snapshot.came_at, taking.at),
        hall=actor.hall,
        window=actor.window,
        channel=snapshot.channel,
        entry_mode=taking.entry_mode,
        practice=actor.practice,
    )


def _sitting(taking: _Taking, visit: Visit, versions: Mapping[str, int]) -> Sitting:
    snapshot, actor, selection = taking.snapshot, taking.actor, taking.snapshot.selection
    assert snapshot.applicant is not None  # refused above
    number = _number(taking, numbers.SITTING)
    return Sitting(
        region=visit.region,
        id=taking.office.clock.new_id(),
        visit_id=visit.id,
        draft_id=snapshot.draft_id,
        number=number.printed,
        barcode=number.barcode,
        applicant=snapshot.applicant,
        agent=snapshot.agent,
        bundle_id=selection.bundle_id,
        bundle_answers=selection.bundle_answers,
        answers=selection.answers,
        values=snapshot.values,
        ticks=snapshot.ticks,
        decisions=snapshot.decisions,
        materials=snapshot.materials,
        received_at=taking.at,
        recorded_at=taking.office.now(),
        hall=visit.hall,
        window=visit.window,
        station=actor.station,
        clerk_id=actor.account_id,
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        query_code="".join(secrets.choice(_QUERY_ALPHABET) for _ in range(_QUERY_LENGTH)),
        savings=_savings(snapshot),
        versions=versions,
        registered=selection.registered,
        channel=visit.channel,
        entry_mode=visit.entry_mode,
        practice=visit.practice,
    )


def _savings(snapshot: DraftSnapshot) -> dict[str, int]:
    return {name: int(value) for name, value in vars(snapshot.form.savings).items()}


def _number(taking: _Taking, kind: str) -> numbers.Number:
    bureau = taking.bureau
    key = SeriesKey(
        bureau.region, bureau.decider, kind, taking.office.today().year, taking.actor.practice
    )
    return numbers.take(taking.unit, key, bureau.short, taking.actor.station)


def _cases(taking: _Taking, sitting: Sitting) -> tuple[Case, ...]:
    """Make one case per item, in working order, so that a waiting case finds its forerunners."""
    made: dict[str, Case] = {}
    for chosen in taking.snapshot.form.items:
        waits = tuple(made[before].id for before in chosen.waits_for if before in made)
        made[chosen.item_id] = _case(taking, sitting, chosen, waits)
    return tuple(made.values())


def _case(taking: _Taking, sitting: Sitting, chosen: ChosenItem, waits: tuple[UUID, ...]) -> Case:
    item = taking.snapshot.definitions[chosen.item_id]
    regime = regime_for(item, taking.bureau, taking.regimes)
    number = _number(taking, numbers.CASE)
    case = Case(
        region=sitting.region,
        id=taking.office.clock.new_id(),
        sitting_id=sitting.id,
        item_id=item.id,
        item_version=item.version,
        item_hash=item.content_hash,
        item_name=item.name,
        department=item.former_department,
        decider=decider_for(item, taking.bureau).id,
        regime=regime.code,
        number=number.printed,
        barcode=number.barcode,
        state=CaseState.RECEIVED,
        received_at=sitting.received_at,
        handed_in_at=sitting.received_at,
        waits_for=waits,
        practice=sitting.practice,
    )
    if waits and taking.bureau.waiting is Waiting.CONDITIONAL:
        return replace(case, state=CaseState.WAITING, handed_in_at=None)
    return _with_notice_clock(taking, case, item, regime)


def _with_notice_clock(taking: _Taking, case: Case, item: ItemDefinition, regime: Regime) -> Case:
    bureau, calendar = taking.bureau, taking.office.calendar
    limits = CaseLimits(*limits_for(item, bureau, regime))
    day = counting_day(taking.at, calendar, rest_day_next=bureau.rest_day_next)
    last = notice_due(day, limits, calendar)
    if last is None:
        return case
    return replace(case, notice_due=last.day, provisional=last.provisional)


def _first_round(taking: _Taking, sitting: Sitting, case: Case) -> None:
    mine = tuple(record.key for record in sitting.materials if case.item_id in record.items)
    taking.unit.cases.put_round(
        SubmissionRound(
            region=case.region,
            id=taking.office.clock.new_id(),
            case_id=case.id,
            number=1,
            opened_at=sitting.received_at,
            materials=mine,
        )
    )


def _write_journal(taking: _Taking, sitting: Sitting, cases: tuple[Case, ...]) -> None:
    office, unit, actor = taking.office, taking.unit, taking.actor
    facts = {"number": sitting.number, "form": digest(sitting.values), "cases": len(cases)}
    note_case(office, unit, actor, "sitting.received", sitting, None, sitting.received_at, facts)
    for case in cases:
        kind = "case.waiting" if case.state is CaseState.WAITING else "case.received"
        data = {"number": case.number, "item": case.item_id, "version": case.item_version}
        note_case(office, unit, actor, kind, sitting, case, sitting.received_at, data)

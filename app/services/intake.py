"""Receiving: one transaction for the whole sitting, from the draft to numbers that exist.

"Received" (收件) is not "accepted" (受理): receiving starts the clock for the one-time correction
notice; what becomes of each item is a second transaction (`app.services.outcomes`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.bureau import team_of
from app.changes import Changes
from app.domain.act_bodies import NOTHING
from app.domain.actor import Actor, EntryMode, Role
from app.domain.acts import Act, ActKind
from app.domain.bureau import Bureau
from app.domain.case import Case, CaseState, HandedIn, Sitting, SubmissionRound, Visit
from app.domain.merged_form import ChosenItem
from app.domain.paper import SeriesKey
from app.domain.procedure import folded
from app.errors import Problem
from app.forms.snapshot import DraftSnapshot
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import numbers
from app.services.drafts import true_time
from app.services.journal import digest, event_of_case, write
from app.services.office import Office
from app.services.proceeding import new_act
from app.services.rights import require
from app.services.standing import ground_for

# Without 0/O and 1/I: the query code is read out and typed by the applicant.
_QUERY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_QUERY_LENGTH = 8
_BROUGHT = frozenset(
    {HandedIn.HANDED_IN, HandedIn.GENERATED, HandedIn.PROMISED, HandedIn.DEFECTIVE}
)
"""What the applicant has laid on the desk, whatever it is worth."""


@dataclass(frozen=True)
class Received:
    """A received sitting with its cases. `again`: it had been received before (second press)."""

    sitting: Sitting
    cases: tuple[Case, ...]
    again: bool = False
    changes: Changes = Changes(cases=True, drafts=True)


@dataclass(frozen=True)
class _Made:
    """A case with the act that received it."""

    case: Case
    act: Act


@dataclass(frozen=True)
class _Taking:
    """What receiving works with."""

    office: Office
    unit: UnitOfWork
    actor: Actor
    bureau: Bureau
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
    made = _cases(taking, sitting)
    cases = tuple(one.case for one in made)
    unit.cases.put_cases(cases)
    unit.acts.add(*(one.act for one in made))
    unit.cases.put_rounds([_first_round(taking, sitting, case) for case in cases])
    _write_journal(taking, sitting, made)
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
    (number,) = _numbers(taking, numbers.SITTING, 1)
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


def _numbers(taking: _Taking, kind: str, count: int) -> tuple[numbers.Number, ...]:
    bureau = taking.bureau
    key = SeriesKey(
        bureau.region, bureau.decider, kind, taking.office.today().year, taking.actor.practice
    )
    station = taking.actor.station
    return numbers.take_several(taking.unit, key, bureau.short, station, count)


def _cases(taking: _Taking, sitting: Sitting) -> tuple[_Made, ...]:
    """Make one case per item, in working order, so that a waiting case finds its forerunners."""
    made: dict[str, _Made] = {}
    items = taking.snapshot.form.items
    for chosen, number in zip(items, _numbers(taking, numbers.CASE, len(items)), strict=True):
        waits = tuple(made[before].case.id for before in chosen.waits_for if before in made)
        made[chosen.item_id] = _case(taking, sitting, chosen, number, waits)
    return tuple(made.values())


def _case(
    taking: _Taking,
    sitting: Sitting,
    chosen: ChosenItem,
    number: numbers.Number,
    waits: tuple[UUID, ...],
) -> _Made:
    """Make a case and its first act: received, or waiting, with the notice's clock running."""
    bureau, item = taking.bureau, taking.snapshot.definitions[chosen.item_id]
    together = len(taking.snapshot.form.items)
    ground = ground_for(taking.office, bureau, item, together=together, waited=bool(waits))
    case = Case(
        region=sitting.region,
        id=taking.office.clock.new_id(),
        sitting_id=sitting.id,
        item_id=item.id,
        item_version=item.version,
        item_hash=item.content_hash,
        item_name=item.name,
        department=item.former_department,
        decider=ground.decider.id,
        regime=ground.regime.code,
        number=number.printed,
        barcode=number.barcode,
        state=CaseState.RECEIVED,
        received_at=sitting.received_at,
        handed_in_at=None,
        waits_for=waits,
        practice=sitting.practice,
        team=team_of(item, bureau),
    )
    act = new_act(taking.office, taking.actor, case, ActKind.RECEIVE, NOTHING, sitting.received_at)
    return _Made(folded(case, (act,), ground), act)


def _first_round(taking: _Taking, sitting: Sitting, case: Case) -> SubmissionRound:
    return SubmissionRound(
        region=case.region,
        id=taking.office.clock.new_id(),
        case_id=case.id,
        number=1,
        opened_at=sitting.received_at,
        materials=tuple(
            one.key
            for one in sitting.materials
            if case.item_id in one.items and one.state in _BROUGHT
        ),
    )


def _write_journal(taking: _Taking, sitting: Sitting, made: tuple[_Made, ...]) -> None:
    office, actor = taking.office, taking.actor
    facts = {"number": sitting.number, "form": digest(sitting.values), "cases": len(made)}
    at = sitting.received_at
    events = [event_of_case(office, actor, "sitting.received", sitting, None, at, facts)]
    for one in made:
        case = one.case
        kind = "case.waiting" if case.state is CaseState.WAITING else "case.received"
        data: dict[str, object] = {
            "number": case.number,
            "item": case.item_id,
            "version": case.item_version,
            "act": str(one.act.id),
        }
        events.append(event_of_case(office, actor, kind, sitting, case, at, data))
    write(office, taking.unit, *events)

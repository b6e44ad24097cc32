"""Accepting and the other outcomes: the second transaction of a sitting.

Each item has its own outcome: accepted, accepted with materials owed, correction, not accepted,
not needed, or waiting for another item's result. A second press does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.bureau import decider_for, limits_for, regime_for
from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.bureau import Waiting
from app.domain.case import (
    Case,
    CaseState,
    Defect,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
    Sitting,
)
from app.domain.clocks import CaseLimits, counting_day
from app.domain.merged_form import MergedMaterial
from app.domain.outcomes import CaseFacts, Ground, check_outcome, decided
from app.errors import Problem
from app.forms.faults import Fault, faults_of_item
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.rights import require
from app.services.sitting_view import SittingView, find, rebuild, view
from app.wording.papers import (
    COPIES,
    FIELD_EMPTY,
    FIELD_STANDARD,
    MATERIAL_DEFECTIVE,
    MATERIAL_LACKING,
    MATERIAL_STANDARD,
    ORIGINALS,
    RESULT_LACKING,
    RESULT_STANDARD,
)
from app.wording.sentences import sentence

_EVENTS = {
    CaseState.ACCEPTED: "case.accepted",
    CaseState.ACCEPTED_OWING: "case.accepted-owing",
    CaseState.CORRECTION: "case.correction-asked",
    CaseState.NOT_ACCEPTED: "case.not-accepted",
    CaseState.NOT_NEEDED: "case.not-needed",
    CaseState.WAITING: "case.waiting-told",
}


@dataclass(frozen=True)
class Concluded:
    """A concluded sitting with its cases. `again`: it had been concluded before."""

    sitting: Sitting
    cases: tuple[Case, ...]
    again: bool = False
    changes: Changes = Changes(cases=True)


def propose(office: Office, actor: Actor, sitting_id: UUID) -> tuple[Outcome, ...]:
    """Return what the papers and the form suggest for each case; the clerk decides.

    Raises Problem `sitting.unknown`.
    """
    seen = view(office, actor.region, sitting_id)
    facts = _facts(seen)
    return tuple(_proposal(seen, facts[case.item_id]) for case in seen.cases)


def _proposal(seen: SittingView, facts: CaseFacts) -> Outcome:
    case = facts.case
    if case.waits_for and seen.bureau.waiting is Waiting.CONDITIONAL:
        return Outcome(case.item_id, OutcomeKind.WAIT)
    defects = (
        *_field_defects(seen, case),
        *_material_defects(seen, facts),
        *_result_defects(seen, case),
    )
    if defects:
        return Outcome(case.item_id, OutcomeKind.CORRECT, defects=defects)
    if facts.owed:
        return Outcome(case.item_id, OutcomeKind.ACCEPT_OWING)
    return Outcome(case.item_id, OutcomeKind.ACCEPT)


def _field_defects(seen: SittingView, case: Case) -> Iterable[Defect]:
    for fault in _faults(seen, case):
        what = FIELD_EMPTY if fault.finding is None else sentence(fault.finding)
        yield Defect(fault.label, what, FIELD_STANDARD.format(label=fault.label))


def _material_defects(seen: SittingView, facts: CaseFacts) -> Iterable[Defect]:
    demanded = {material.key: material for material in seen.form.materials}
    for record in facts.lacking:
        asked = demanded[record.key]
        missing = record.state is HandedIn.LACKING
        what = MATERIAL_LACKING if missing else (record.note or MATERIAL_DEFECTIVE)
        standard = MATERIAL_STANDARD.format(counts=_counts(asked))
        yield Defect(record.label, what, standard)


def _counts(asked: MergedMaterial) -> str:
    demands = (ORIGINALS, asked.originals), (COPIES, asked.copies)
    told = "、".join(words.format(n=n) for words, n in demands if n)
    return f"（{told}）" if told else ""


def _result_defects(seen: SittingView, case: Case) -> Iterable[Defect]:
    """Under the immediate-correction rule the missing result is itself a defect."""
    if seen.bureau.waiting is not Waiting.CORRECTION:
        return
    for other in seen.cases:
        if other.id in case.waits_for:
            result = seen.catalogue.items[other.item_id].result.document
            yield Defect(result, RESULT_LACKING.format(item=other.item_name), RESULT_STANDARD)


def conclude(
    office: Office,
    actor: Actor,
    sitting_id: UUID,
    outcomes: tuple[Outcome, ...],
    at: datetime | None = None,
) -> Concluded:
    """Decide every case of a received sitting, all or none.

    `at`: the true time of a back-entry (now when None). A concluded sitting answers itself again.

    Raises `right.missing`, `sitting.unknown`, `sitting.outcomes-incomplete` (params: items), and
    whatever `check_outcome` refuses.
    """
    require(actor, Role.CLERK)
    moment = at or office.now()
    with office.store.begin() as unit:
        sitting, cases = find(unit, actor.region, sitting_id)
        if sitting.concluded_at is not None:
            return Concluded(sitting, cases, again=True, changes=Changes())
        if moment < sitting.received_at:
            raise Problem("sitting.before-receipt")
        seen = rebuild(office, sitting, cases)
        chosen = _complete(cases, outcomes)
        done = _decide(office, seen, chosen, moment)
        owing = _with_owed_dates(sitting, done)
        concluded = replace(sitting, concluded_at=moment, materials=owing)
        unit.cases.put_sitting(concluded)
        unit.cases.put_cases(done)
        _write_journal(office, unit, actor, concluded, done, moment)
        unit.commit()
    return Concluded(concluded, done)


def _complete(cases: tuple[Case, ...], outcomes: tuple[Outcome, ...]) -> Mapping[str, Outcome]:
    chosen = {outcome.item_id: outcome for outcome in outcomes}
    missing = [case.item_name for case in cases if case.item_id not in chosen]
    if missing or len(chosen) != len(cases) or len(outcomes) != len(cases):
        raise Problem("sitting.outcomes-incomplete", items="、".join(missing))
    return chosen


def _decide(
    office: Office, seen: SittingView, chosen: Mapping[str, Outcome], at: datetime
) -> tuple[Case, ...]:
    facts = _facts(seen)
    rest = seen.bureau.rest_day_next
    counts_from = counting_day(at, office.calendar, rest_day_next=rest)
    done = []
    for case in seen.cases:
        ground = ground_of(office, seen, case)
        check_outcome(facts[case.item_id], chosen[case.item_id], ground, at.date())
        done.append(decided(facts[case.item_id], chosen[case.item_id], ground, at, counts_from))
    return tuple(done)


def ground_of(office: Office, seen: SittingView, case: Case) -> Ground:
    """Return the law and the bureau's rules that hold for a case."""
    item = seen.catalogue.items[case.item_id]
    regime = regime_for(item, seen.bureau, bureau_service.regimes())
    limits = CaseLimits(*limits_for(item, seen.bureau, regime))
    unified = seen.bureau.waiting is Waiting.UNIFIED and len(seen.cases) > 1
    if unified and regime.unified_limit is not None:
        # A promise made for the item alone cannot run while another's result is waited for.
        promised = None if case.waits_for else limits.promised
        limits = replace(limits, legal=regime.unified_limit, promised=promised)
    return Ground(
        regime=regime,
        decider=decider_for(item, seen.bureau),
        limits=limits,
        calendar=office.calendar,
        waits_conditionally=seen.bureau.waiting is Waiting.CONDITIONAL,
    )


def _facts(seen: SittingView) -> dict[str, CaseFacts]:
    tolerance = {
        material.key: material.tolerance_days
        for material in seen.form.materials
        if material.tolerance_days is not None
    }
    return {
        case.item_id: CaseFacts(
            case=case,
            faults=tuple(fault.label for fault in _faults(seen, case)),
            materials=tuple(r for r in seen.sitting.materials if case.item_id in r.items),
            tolerance=tolerance,
        )
        for case in seen.cases
    }


def _faults(seen: SittingView, case: Case) -> tuple[Fault, ...]:
    sitting = seen.sitting
    return faults_of_item(
        seen.form,
        case.item_id,
        sitting.values,
        sitting.ticks,
        sitting.decisions,
        sitting.received_at.date(),
    )


def _with_owed_dates(sitting: Sitting, cases: tuple[Case, ...]) -> tuple[MaterialRecord, ...]:
    """Write beside each owed material until when it is to be supplied."""
    ends = {case.item_id: case.owed_due for case in cases if case.owed_due is not None}

    def dated(record: MaterialRecord) -> MaterialRecord:
        mine = [ends[item] for item in record.items if item in ends]
        if record.state is not HandedIn.OWED or not mine:
            return record
        return replace(record, owed_until=min(mine))

    return tuple(dated(record) for record in sitting.materials)


def _write_journal(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    sitting: Sitting,
    cases: tuple[Case, ...],
    at: datetime,
) -> None:
    for case in cases:
        assert case.outcome is not None  # decided above
        facts: dict[str, object] = {"number": case.number, "outcome": str(case.outcome.kind)}
        if case.outcome.defects or case.outcome.reason:
            facts["reasons"] = digest(
                [vars(d) for d in case.outcome.defects] or case.outcome.reason
            )
        note_case(office, unit, actor, _EVENTS[case.state], sitting, case, at, facts)

"""Accepting and the other outcomes: the second transaction of a sitting.

Each item has its own outcome: accepted, accepted with materials owed, correction, not accepted,
not needed, or waiting for another item's result. A second press does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.changes import Changes
from app.domain.act_bodies import Acceptance, Body, Correction, NonAcceptance
from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.bureau import Waiting
from app.domain.case import (
    Case,
    CaseState,
    Defect,
    HandedIn,
    Outcome,
    OutcomeKind,
    Sitting,
)
from app.domain.certificate import Bar
from app.domain.clocks import counting_day, decision_dues
from app.domain.merged_form import MergedMaterial
from app.domain.outcomes import CaseFacts, check_outcome, owed_until
from app.domain.procedure import TABLE, Result, Standing, applied, check, to_return
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services.bars import bar_by_law
from app.services.journal import digest, event_of_case, write
from app.services.office import Office
from app.services.proceeding import Done, Loaded, flow, load, new_act, perform
from app.services.results import Awaited, awaited_by
from app.services.right_time import going_on, require_right_time
from app.services.rights import require
from app.services.sitting_view import SittingView, find, rebuild
from app.services.standing import facts_of, faults_of, standing_of
from app.services.stated_facts import with_owed_dates
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

_UNDECIDED = frozenset({CaseState.RECEIVED, CaseState.WAITING})
_KINDS = {
    OutcomeKind.ACCEPT: ActKind.ACCEPT,
    OutcomeKind.ACCEPT_OWING: ActKind.ACCEPT_OWING,
    OutcomeKind.CORRECT: ActKind.ASK_CORRECTION,
    OutcomeKind.REFUSE: ActKind.NOT_ACCEPT,
    OutcomeKind.NOT_NEEDED: ActKind.NOT_NEEDED,
}
"""The act behind each outcome; to wait is none."""


@dataclass(frozen=True)
class Concluded:
    """A concluded sitting with its cases. `again`: it had been concluded before."""

    sitting: Sitting
    cases: tuple[Case, ...]
    again: bool = False
    changes: Changes = Changes(cases=True)


def propose(office: Office, actor: Actor, sitting_id: UUID) -> tuple[Outcome, ...]:
    """Return what the papers and the form suggest for each case not yet decided; the clerk decides.

    Raises Problem `sitting.unknown`.
    """
    with office.store.read() as reader:
        seen = rebuild(office, *find(reader, actor.region, sitting_id))
        undecided = [case for case in seen.cases if case.state in _UNDECIDED]
        awaited = [awaited_by(reader, seen, case) for case in undecided]
    return tuple(
        _proposal(seen, facts_of(seen, case), others)
        for case, others in zip(undecided, awaited, strict=True)
    )


def proposal(office: Office, actor: Actor, case_id: UUID) -> Outcome:
    """Return what the papers and the form suggest for one case. Raises Problem `case.unknown`."""
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
    return _proposal(loaded.seen, facts_of(loaded.seen, loaded.case), loaded.awaited)


def _proposal(seen: SittingView, facts: CaseFacts, awaited: tuple[Awaited, ...]) -> Outcome:
    case = facts.case
    if case.state is CaseState.WAITING:
        return Outcome(case.item_id, OutcomeKind.WAIT)
    defects = (
        *_field_defects(seen, case),
        *_material_defects(seen, facts),
        *_result_defects(seen, awaited),
    )
    if defects:
        return Outcome(case.item_id, OutcomeKind.CORRECT, defects=defects)
    if facts.owed:
        return Outcome(case.item_id, OutcomeKind.ACCEPT_OWING)
    return Outcome(case.item_id, OutcomeKind.ACCEPT)


def _field_defects(seen: SittingView, case: Case) -> Iterable[Defect]:
    for fault in faults_of(seen, case):
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


def _result_defects(seen: SittingView, awaited: tuple[Awaited, ...]) -> Iterable[Defect]:
    """Under the immediate-correction rule the missing result is itself a defect."""
    if seen.bureau.waiting is not Waiting.CORRECTION:
        return
    for one in awaited:
        if one.result is not Result.GIVEN:
            result = seen.catalogue.items[one.case.item_id].result.document
            yield Defect(result, RESULT_LACKING.format(item=one.case.item_name), RESULT_STANDARD)


def conclude(
    office: Office,
    actor: Actor,
    sitting_id: UUID,
    outcomes: tuple[Outcome, ...],
    at: datetime | None = None,
) -> Concluded:
    """Decide every case of a received sitting that is not decided yet, all or none.

    `at`: the true time of a back-entry (now when None). A concluded sitting answers itself again.

    Raises `right.missing`, `sitting.unknown`, `sitting.before-receipt`, `sitting.item-decided`
    (params: item), `sitting.outcomes-incomplete` (params: items), `sitting.outcomes-surplus`, and
    whatever the table refuses.
    """
    require(actor, Role.CLERK)
    with office.store.begin() as unit:
        sitting, cases = find(unit, actor.region, sitting_id)
        require_right_time(office, unit)
        moment = at or going_on(office.now(), sitting.received_at)
        if sitting.concluded_at is not None:
            return Concluded(sitting, cases, again=True, changes=Changes())
        if moment < sitting.received_at:
            raise Problem("sitting.before-receipt")
        bars = unit.bars.of(actor.region, sitting.applicant.id_number)
        sittings_own = _Concluding(office, unit, actor, rebuild(office, sitting, cases), bars)
        done = sittings_own.decide(_complete(cases, outcomes), moment)
        concluded = replace(with_owed_dates(sitting, done), concluded_at=moment)
        unit.cases.put_sitting(concluded)
        unit.commit()
    return Concluded(concluded, done)


def _complete(cases: tuple[Case, ...], outcomes: tuple[Outcome, ...]) -> Mapping[str, Outcome]:
    chosen = {outcome.item_id: outcome for outcome in outcomes}
    for case in cases:
        if case.state not in _UNDECIDED and case.item_id in chosen:
            raise Problem("sitting.item-decided", item=case.item_name)
    open_cases = [case for case in cases if case.state in _UNDECIDED]
    missing = [case.item_name for case in open_cases if case.item_id not in chosen]
    if missing:
        raise Problem("sitting.outcomes-incomplete", items="、".join(missing))
    if len(chosen) != len(open_cases) or len(outcomes) != len(open_cases):
        raise Problem("sitting.outcomes-surplus")
    return chosen


@dataclass(frozen=True)
class _Concluding:
    """Deciding the cases of one sitting in one transaction, with few statements."""

    office: Office
    unit: UnitOfWork
    actor: Actor
    seen: SittingView
    bars: tuple[Bar, ...]

    def decide(self, chosen: Mapping[str, Outcome], at: datetime) -> tuple[Case, ...]:
        """Decide every case that has an outcome; return all cases of the sitting."""
        moved = {case.id: case for case in self.seen.cases}
        earlier = self.unit.acts.of_cases(self.seen.sitting.region, moved)
        acts: list[Act] = []
        for case in self.seen.cases:
            if case.item_id in chosen:
                moved[case.id], act = self._decided(
                    case, earlier[case.id], chosen[case.item_id], at
                )
                acts += [act] if act else []
        self.unit.cases.put_cases(moved.values())
        self.unit.acts.add(*acts)
        self._write_journal(moved, {act.case_id: act for act in acts}, chosen, at)
        for case in self._ended(moved, acts):
            others = replace(self.seen, cases=tuple(moved.values()))
            loaded = Loaded(others, case, (), self.bars)
            moved |= {other.id: other for other in flow(self.office, self.unit, loaded, at)}
        return tuple(moved.values())

    def _decided(
        self, case: Case, earlier: tuple[Act, ...], outcome: Outcome, at: datetime
    ) -> tuple[Case, Act | None]:
        standing = standing_of(self.office, self.seen, case, earlier, now=at, bars=self.bars)
        if outcome.kind is OutcomeKind.WAIT:
            assert standing.facts is not None  # given above
            check_outcome(standing.facts, outcome, standing.ground, at.date())
            return replace(case, outcome=outcome), None
        kind, body = act_for(standing, outcome)
        act = new_act(self.office, self.actor, case, kind, body, at)
        check(standing, act, self.actor)
        bar_by_law(self.office, self.unit, self.actor, standing, self.seen.sitting, act)
        return applied(standing, act), act

    def _write_journal(
        self,
        moved: Mapping[UUID, Case],
        acts: Mapping[UUID, Act],
        chosen: Mapping[str, Outcome],
        at: datetime,
    ) -> None:
        events = []
        for case in moved.values():
            outcome, act = chosen.get(case.item_id), acts.get(case.id)
            if outcome is None:
                continue
            facts: dict[str, object] = {"number": case.number, "outcome": str(outcome.kind)}
            if act is not None:
                facts["act"] = str(act.id)
            if outcome.defects or outcome.reason:
                facts["reasons"] = digest([vars(d) for d in outcome.defects] or outcome.reason)
            event = TABLE[act.kind].event if act else "case.waiting-told"
            sitting = self.seen.sitting
            events.append(event_of_case(self.office, self.actor, event, sitting, case, at, facts))
        if events:
            write(self.office, self.unit, *events)

    def _ended(self, moved: Mapping[UUID, Case], acts: list[Act]) -> tuple[Case, ...]:
        """Return the cases that no result will come of, or that need none."""
        return tuple(
            moved[act.case_id]
            for act in acts
            if act.kind in (ActKind.NOT_ACCEPT, ActKind.NOT_NEEDED)
        )


def decide(
    office: Office,
    actor: Actor,
    case_id: UUID,
    outcome: Outcome,
    at: datetime | None = None,
    *,
    why: str = "",
) -> Done:
    """Decide one case of a concluded sitting at the window: after a supplement, an arrival, a repair.

    `why`: why a second correction notice was needed. Raises `case.waits-for-nothing` for waiting, and
    as `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        standing = loaded.standing(office, at or office.now())
        if outcome.kind is OutcomeKind.WAIT:
            article = standing.ground.regime.procedure.article(ActKind.RESULT_ARRIVED.value)
            item = loaded.case.item_name
            raise Problem("case.waits-for-nothing", item=item, article=article)
        kind, body = act_for(standing, outcome, why=why)
        done, _ = perform(office, unit, actor, loaded, kind, body, at)
        unit.commit()
    return done


def act_for(standing: Standing, outcome: Outcome, *, why: str = "") -> tuple[ActKind, Body]:
    """Return the act that an outcome at the window is (any but waiting)."""
    case = standing.case
    kind = _KINDS[outcome.kind]
    if outcome.kind is OutcomeKind.CORRECT:
        again = case.corrections > 0
        why = why.strip() if again else ""
        return kind, Correction(case.round, outcome.defects, again, why, to_return(standing))
    if outcome.kind in (OutcomeKind.REFUSE, OutcomeKind.NOT_NEEDED):
        bar = standing.ground.bar_by_law(case.item_id, standing.today)
        basis = outcome.basis or (bar.basis if bar and not outcome.competent else "")
        false = outcome.false_materials
        return kind, NonAcceptance(outcome.reason, basis, outcome.competent, false)
    return kind, _acceptance(standing, owing=outcome.kind is OutcomeKind.ACCEPT_OWING)


def _acceptance(standing: Standing, *, owing: bool) -> Acceptance:
    ground, facts = standing.ground, standing.facts
    day = counting_day(standing.now, ground.calendar, rest_day_next=ground.rest_day_next)
    if not owing or facts is None:
        return Acceptance(day)
    dues = decision_dues(day, ground.limits, ground.calendar)
    owed = tuple(record.key for record in facts.owed)
    return Acceptance(day, owed=owed, owed_until=owed_until(facts, ground, day, dues))

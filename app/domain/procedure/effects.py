"""What acts do: a case's state and clocks as a fold of its acts under its law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain.act_bodies import (
    Acceptance,
    Arrival,
    Assignment,
    Correction,
    Extension,
    NonAcceptance,
    Opinion,
    Supplement,
    Verdict,
)
from app.domain.acts import Act, ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import Case, CaseState, Outcome, OutcomeKind
from app.domain.clocks import case_clocks, open_stops
from app.domain.law import Ground
from app.domain.procedure.row import RUNNING
from app.domain.procedure.standing import Standing
from app.domain.procedure.table import TABLE
from app.domain.procedure.window_guards import still_owed

_OWED_ENDS = {
    OwedEnd.WITHDRAWN: CaseState.WITHDRAWN,
    OwedEnd.REFUSED: CaseState.REFUSED,
    OwedEnd.TERMINATED: CaseState.TERMINATED,
}


def applied(standing: Standing, act: Act) -> Case:
    """Return a case after a lawful act, its clocks as they show on the day of recording.

    After `change-item` the standing's ground and the case's item are those of the new item.
    """
    acts = (*standing.acts, act)
    return projected(_after(standing.case, acts, standing.ground), acts, standing.ground)


def folded(first: Case, acts: Iterable[Act], ground: Ground) -> Case:
    """Return a case from its acts alone. `first`: as `opened` gives it."""
    case, done = first, []
    for act in acts:
        done.append(act)
        case = _after(case, done, ground)
    return projected(case, done, ground) if done else case


def opened(case: Case) -> Case:
    """Return a case as it was before its first act: identity kept, everything that acts do undone."""
    return Case(
        region=case.region,
        id=case.id,
        sitting_id=case.sitting_id,
        item_id=case.item_id,
        item_version=case.item_version,
        item_hash=case.item_hash,
        item_name=case.item_name,
        department=case.department,
        decider=case.decider,
        regime=case.regime,
        number=case.number,
        barcode=case.barcode,
        state=CaseState.RECEIVED,
        received_at=case.received_at,
        handed_in_at=None,
        waits_for=case.waits_for,
        practice=case.practice,
        team=case.team,
    )


def projected(case: Case, acts: Sequence[Act], ground: Ground, today: date | None = None) -> Case:
    """Return a case with its days reckoned again; `today`: the last act's day when None.

    Also for a calendar that has become known since: the acts stay, the days are recounted.
    """
    on = today or acts[-1].recorded_at.date()
    clocks = case_clocks(case, acts, ground, on)
    return replace(
        case,
        notice_due=clocks.notice.day if clocks.notice else None,
        duty_due=clocks.duty.day if clocks.duty else None,
        promised_due=clocks.promised.day if clocks.promised else None,
        legal_due=clocks.legal.day if clocks.legal else None,
        issue_due=clocks.issue.day if clocks.issue else None,
        provisional=clocks.provisional,
        stopped=bool(open_stops(acts)) and case.decided_at is None,
        acts=acts[-1].seq if acts else case.acts,
    )


def _after(case: Case, acts: Sequence[Act], ground: Ground) -> Case:
    """Return the case after its last act, days not yet reckoned."""
    act = acts[-1]
    target = TABLE[act.kind].target
    moved = case if target is None else replace(case, state=target)
    effect = _EFFECTS.get(act.kind)
    return effect(moved, acts, ground) if effect else moved


def _waits(case: Case, acts: Sequence[Act], ground: Ground) -> bool:
    """Tell whether a result is still outstanding without which the application is not made."""
    if not (case.waits_for and ground.waits_conditionally):
        return False
    came = {act.body.from_case for act in acts if isinstance(act.body, Arrival)}
    return came.isdisjoint(case.waits_for)


def _handed_in(case: Case, acts: Sequence[Act], ground: Ground, at: datetime) -> Case:
    """Let the application count as made at a moment, or when the last outstanding result arrives."""
    if _waits(case, acts, ground):
        return replace(case, state=CaseState.WAITING, handed_in_at=None)
    return replace(case, state=CaseState.RECEIVED, handed_in_at=at)


def _received(case: Case, acts: Sequence[Act], ground: Ground) -> Case:
    at = acts[-1].at
    return _handed_in(replace(case, received_at=at), acts, ground, at)


def _arrived(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    """Start the clock of what waited; while a correction is asked only the day is kept."""
    if case.handed_in_at is not None:
        return case
    state = CaseState.RECEIVED if case.state is CaseState.WAITING else case.state
    return replace(case, state=state, handed_in_at=acts[-1].at)


def _corrected(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    body = acts[-1].body
    assert isinstance(body, Correction)
    outcome = Outcome(case.item_id, OutcomeKind.CORRECT, defects=body.defects)
    return replace(case, corrections=case.corrections + 1, outcome=outcome)


def _recalled(case: Case, _acts: Sequence[Act], _ground: Ground) -> Case:
    state = CaseState.WAITING if case.handed_in_at is None else CaseState.RECEIVED
    return replace(case, state=state, corrections=case.corrections - 1, outcome=None)


def _supplemented(case: Case, acts: Sequence[Act], ground: Ground) -> Case:
    body = acts[-1].body
    assert isinstance(body, Supplement)
    case = replace(case, round=body.round, outcome=None)
    return _handed_in(case, acts, ground, acts[-1].at)


def _accepted(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    act = acts[-1]
    assert isinstance(act.body, Acceptance)
    owing = act.kind is ActKind.ACCEPT_OWING
    kind = OutcomeKind.ACCEPT_OWING if owing else OutcomeKind.ACCEPT
    return replace(
        case,
        accepted_at=act.at,
        owed_due=act.body.owed_until,
        outcome=Outcome(case.item_id, kind),
    )


def _not_accepted(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    act = acts[-1]
    assert isinstance(act.body, NonAcceptance)
    needless = act.kind is ActKind.NOT_NEEDED
    kind = OutcomeKind.NOT_NEEDED if needless else OutcomeKind.REFUSE
    body = act.body
    outcome = Outcome(
        case.item_id,
        kind,
        reason=body.reason,
        basis=body.basis,
        competent=body.competent,
        false_materials=body.false_materials,
    )
    return replace(case, outcome=outcome)


def _item_changed(case: Case, acts: Sequence[Act], ground: Ground) -> Case:
    """Let fall what was decided about the wrong item; the day of handing in stays."""
    case = replace(
        case,
        accepted_at=None,
        owed_due=None,
        outcome=None,
        corrections=0,
        step=0,
        holder=None,
        holder_name="",
        extended_days=0,
    )
    return _handed_in(case, acts, ground, case.handed_in_at or case.received_at)


def _owing(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    """Let a case owe what is still owed: before its decision that holds it up, after it only dates."""
    owed_due = min(still_owed(acts).values(), default=None)
    if case.state not in RUNNING:
        return replace(case, owed_due=owed_due)
    state = CaseState.ACCEPTED if owed_due is None else CaseState.ACCEPTED_OWING
    return replace(case, state=state, owed_due=owed_due)


def _renewed_by_law(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    return replace(case, decided_at=acts[-1].at, owed_due=None, holder=None, holder_name="")


def _certificate_ended(case: Case, _acts: Sequence[Act], _ground: Ground) -> Case:
    """Where the licence is gone, no promise is left to be put right."""
    return replace(case, owed_due=None)


def _lapsed(case: Case, acts: Sequence[Act], ground: Ground) -> Case:
    ended = replace(case, state=_OWED_ENDS[ground.owed_end])
    refused = ended.state is CaseState.REFUSED
    return replace(ended, decided_at=acts[-1].at) if refused else ended


def _assigned(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    body = acts[-1].body
    assert isinstance(body, Assignment)
    return replace(case, holder=body.holder, holder_name=body.holder_name)


def _opined(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    """Give it to the people of the next step, or of the last one again."""
    body = acts[-1].body
    assert isinstance(body, Opinion)
    step = body.step - 1 if body.verdict is Verdict.RETURN else body.step + 1
    return replace(case, step=step, holder=None, holder_name="")


def _extended(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    body = acts[-1].body
    assert isinstance(body, Extension)
    return replace(case, extended_days=case.extended_days + body.days)


def _decided(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    at = acts[-1].at
    accepted = case.accepted_at or at
    return replace(case, decided_at=at, accepted_at=accepted, holder=None, holder_name="")


def _delivered(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    issued = case.state is CaseState.GRANTED
    state = CaseState.ISSUED if issued else case.state
    return replace(case, state=state, delivered_at=case.delivered_at or acts[-1].at)


def _closed(case: Case, acts: Sequence[Act], _ground: Ground) -> Case:
    return replace(case, closed_at=acts[-1].at)


_Effect = Callable[[Case, Sequence[Act], Ground], Case]
_EFFECTS: Mapping[ActKind, _Effect] = {
    ActKind.RECEIVE: _received,
    ActKind.RESULT_ARRIVED: _arrived,
    ActKind.ASK_CORRECTION: _corrected,
    ActKind.RECALL_CORRECTION: _recalled,
    ActKind.SUPPLEMENT: _supplemented,
    ActKind.ACCEPT: _accepted,
    ActKind.ACCEPT_OWING: _accepted,
    ActKind.ACCEPT_BY_LAW: _accepted,
    ActKind.NOT_ACCEPT: _not_accepted,
    ActKind.NOT_NEEDED: _not_accepted,
    ActKind.CHANGE_ITEM: _item_changed,
    ActKind.SUPPLY_OWED: _owing,
    ActKind.CHECK_PROMISE: _owing,
    ActKind.OWED_LAPSED: _lapsed,
    ActKind.CLAIM: _assigned,
    ActKind.HAND_OVER: _assigned,
    ActKind.OPINE: _opined,
    ActKind.EXTEND: _extended,
    ActKind.GRANT: _decided,
    ActKind.REFUSE: _decided,
    ActKind.RENEW_BY_LAW: _renewed_by_law,
    ActKind.END_CERTIFICATE: _certificate_ended,
    ActKind.DELIVER: _delivered,
    ActKind.CLOSE: _closed,
}

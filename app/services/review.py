"""The back office: queues of cases, claiming and handing over, and the review step by step.

The steps come from the bureau's rule for the item (承办 → 审核 → 批准 where it names none). Each step
proposes to grant or to refuse, or returns the case to the step before; the last one decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from app.bureau import regime_for
from app.domain.act_bodies import Assignment, Decision, Opinion, Verdict
from app.domain.actor import Account, Actor, Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.errors import Problem
from app.ports.cases import CaseLine, QueueFilter
from app.ports.store import Reader
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services.office import Office
from app.services.proceeding import READERS, Done, Loaded, do, load, perform
from app.services.rights import require

_LIMIT = 200
_COUNTED = 5_000
"""So many lines are counted at most: more open cases than a county's hall has at a time."""


class Queue(StrEnum):
    """Whose cases, or which."""

    MINE = "mine"
    TEAM = "team"
    """what nobody has yet, of one's own teams"""
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    ALL = "all"


_WORK: Mapping[Role, frozenset[CaseState]] = {
    Role.CLERK: frozenset({CaseState.RECEIVED, CaseState.CORRECTION}),
    Role.REVIEWER: frozenset({CaseState.ACCEPTED, CaseState.ACCEPTED_OWING}),
    Role.APPROVER: frozenset({CaseState.ACCEPTED, CaseState.ACCEPTED_OWING}),
    Role.ISSUER: frozenset({CaseState.GRANTED}),
}
"""In which states a case waits for a role's work."""
_OPEN = frozenset().union(*_WORK.values())
_WATCHING = frozenset({Role.HEAD, Role.SUPERVISOR})


def queue(office: Office, actor: Actor, which: Queue, text: str = "") -> tuple[CaseLine, ...]:
    """List a queue, the nearest due day first.

    `text`: number, barcode or applicant; in `ALL` it finds what is ended too. Raises `right.missing`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        return _lines(office, reader, actor, which, text)[:_LIMIT]


def counts(office: Office, actor: Actor) -> Mapping[Queue, int]:
    """Return how many cases each queue holds. Raises `right.missing`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        return {which: len(_lines(office, reader, actor, which, "")) for which in Queue}


def _lines(
    office: Office, reader: Reader, actor: Actor, which: Queue, text: str
) -> tuple[CaseLine, ...]:
    """Return a queue's lines; what only an approver may claim is no reviewer's to take."""
    lines = reader.cases.queue(actor.region, _wanted(office, actor, which, text.strip()))
    if which is not Queue.TEAM or Role.APPROVER in actor.roles or Role.REVIEWER not in actor.roles:
        return lines
    last = _LastSteps(office)
    return tuple(line for line in lines if not last.reached(line))


class _LastSteps:
    """Which step of an item's review decides."""

    def __init__(self, office: Office) -> None:
        self._bureau = bureau_service.current(office)
        self._items = catalogue_service.current(office).items
        self._of: dict[str, int] = {}

    def reached(self, line: CaseLine) -> bool:
        """Tell whether a case has come to its last step."""
        if line.state not in _WORK[Role.REVIEWER] or line.item_id not in self._items:
            return False
        if line.item_id not in self._of:
            regime = regime_for(self._items[line.item_id], self._bureau, bureau_service.regimes())
            rule = self._bureau.rule(line.item_id)
            self._of[line.item_id] = len(rule.review_steps or regime.procedure.review_steps) - 1
        return line.step >= self._of[line.item_id]


def _wanted(office: Office, actor: Actor, which: Queue, text: str) -> QueueFilter:
    today = office.today()
    due_by = {Queue.DUE_TODAY: today, Queue.OVERDUE: today - timedelta(days=1)}
    mine = which is Queue.MINE
    # What no team is named for comes to everybody.
    teams = actor.teams | {""} if actor.teams else actor.teams
    return QueueFilter(
        states=_states(actor, which, text),
        teams=frozenset() if mine else teams,
        holder=actor.account_id if mine else None,
        unclaimed=which is Queue.TEAM,
        due_by=due_by.get(which),
        text=text,
        limit=_COUNTED,
    )


def _states(actor: Actor, which: Queue, text: str) -> frozenset[CaseState]:
    """Return the states that are this person's work; `ALL` shows everything under way."""
    if which is Queue.ALL:
        return frozenset() if text else _OPEN | {CaseState.WAITING}
    if actor.roles & _WATCHING:
        return _OPEN
    return frozenset().union(*(_WORK.get(role, frozenset()) for role in actor.roles))


def claim(office: Office, actor: Actor, case_id: UUID) -> Done:
    """Take a case that nobody has. Raises as `proceeding.do`."""
    body = Assignment(actor.account_id, actor.display_name)
    return do(office, actor, case_id, ActKind.CLAIM, body)


def hand_over(office: Office, actor: Actor, case_id: UUID, to: UUID | None, why: str) -> Done:
    """Hand a case to a colleague, or back to the team (`to` None), with the reason.

    Raises `review.no-colleague` and as `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        name = ""
        if to is not None:
            account = unit.accounts.get(actor.region, to)
            if account is None or not _may_have(account, loaded):
                raise Problem("review.no-colleague")
            name = account.display_name
        body = Assignment(to, name, former=loaded.case.holder, why=why.strip())
        done, _ = perform(office, unit, actor, loaded, ActKind.HAND_OVER, body)
        unit.commit()
    return done


def colleagues(office: Office, actor: Actor, case_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return who else may have a case: (account, name), by name. Raises `case.unknown`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
        accounts = reader.accounts.all(actor.region)
    return tuple(
        (one.id, one.display_name)
        for one in accounts
        if one.id != actor.account_id and _may_have(one, loaded)
    )


def _may_have(account: Account, loaded: Loaded) -> bool:
    """Tell whether a person works from the case's queue."""
    case = loaded.case
    works = any(case.state in _WORK.get(role, ()) for role in account.roles)
    return account.active and works and (not account.teams or case.team in ("", *account.teams))


def opine(
    office: Office,
    actor: Actor,
    case_id: UUID,
    verdict: Verdict,
    comment: str,
    points: tuple[str, ...],
    decision: Decision | None = None,
    *,
    expected: int | None = None,
) -> Done:
    """Let the present step of the review speak; the last one decides with it.

    `points`: review points ticked. `decision`: what is decided, for the last step. `expected`: as in
    `proceeding.do`. Raises `review.no-decision`, `review.no-step`, and as `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        if expected is not None and loaded.case.acts != expected:
            raise Problem("case.changed-meanwhile")
        steps = loaded.standing(office, office.now()).steps
        step = loaded.case.step
        name = steps[step] if step < len(steps) else ""
        said = Opinion(step, name, verdict, comment.strip(), points)
        done, after = perform(office, unit, actor, loaded, ActKind.OPINE, said)
        if step == len(steps) - 1 and verdict is not Verdict.RETURN:
            if decision is None:
                raise Problem("review.no-decision")
            kind = ActKind.GRANT if verdict is Verdict.GRANT else ActKind.REFUSE
            done, _ = perform(office, unit, actor, after, kind, decision)
        unit.commit()
    return done

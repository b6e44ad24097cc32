"""The clocks of a case: when the notice, the promise, the law and the handing-over fall due.

Every limit counts in its own unit. The correction clock runs from the handing-in, the decision
clocks from acceptance (AL 32, 42), the handing-over from the decision (AL 44). What is handed in on
a rest day counts from the next working day where the bureau's rule says so. A special procedure
stops the clocks from the day after it begins to the day it ends (AL 45; the day of an event does not
count, CC 201): one that begins and ends on a day costs nothing, and days that several share count
once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.act_bodies import Acceptance, Resumption, Stop
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.catalogue import Limit
from app.domain.deadlines import Due
from app.domain.law import CaseLimits, Ground
from app.domain.working_days import WorkCalendar, due, next_working_day

__all__ = [
    "CaseClocks",
    "CaseLimits",
    "DecisionDues",
    "acceptance_day",
    "case_clocks",
    "counting_day",
    "decision_dues",
    "notice_due",
    "open_stops",
    "owed_due",
    "stopped_days",
]


@dataclass(frozen=True)
class DecisionDues:
    """The two due dates of an accepted case."""

    promised: Due | None
    legal: Due | None

    @property
    def provisional(self) -> bool:
        """Tell whether one of them relies on a year whose holidays are not published."""
        return any(one is not None and one.provisional for one in (self.promised, self.legal))


@dataclass(frozen=True)
class Stops:
    """The days on which the legal clock and the promise stand still."""

    legal: frozenset[date] = frozenset()
    promise: frozenset[date] = frozenset()


def counting_day(moment: datetime, calendar: WorkCalendar, *, rest_day_next: bool) -> date:
    """Return the day from which a limit counts (that day itself is not counted)."""
    day = moment.date()
    if rest_day_next and not calendar.is_working(day):
        return next_working_day(day, calendar)
    return day


def decision_dues(
    day: date,
    limits: CaseLimits,
    calendar: WorkCalendar,
    *,
    stops: Stops | None = None,
    extended: int = 0,
) -> DecisionDues:
    """Return when an acceptance that counts from `day` must be decided.

    A promise is never later than the law: where the units differ and it would be, the legal day
    is the promised one. `extended`: working days added to the legal limit; an extension moves no
    promise (AL 42 knows only the law's limit; a promise missed is explained, OBE 36).
    """
    still = stops or Stops()
    promised = (
        due(day, limits.promised, calendar, stopped=still.promise) if limits.promised else None
    )
    legal = (
        due(day, limits.legal, calendar, stopped=still.legal, extra=extended)
        if limits.legal
        else None
    )
    if promised is not None and legal is not None and promised.day > legal.day:
        promised = legal
    return DecisionDues(promised, legal)


def notice_due(day: date, limits: CaseLimits, calendar: WorkCalendar) -> Due | None:
    """Return the last day for telling all corrections of what was handed in on `day`."""
    return due(day, limits.correction, calendar) if limits.correction else None


def owed_due(day: date, tolerance_days: int, dues: DecisionDues, calendar: WorkCalendar) -> date:
    """Return until when owed materials are to be supplied.

    `tolerance_days` are working days from acceptance; never later than the promised decision, and
    than the legal one, unless those fall on the day of acceptance itself.
    """
    latest = due(day, Limit(tolerance_days, "工作日"), calendar)
    assert latest is not None  # a limit with a number always falls due
    ends = [one.day for one in (dues.promised, dues.legal) if one is not None and one.day > day]
    return min([latest.day, *ends])


@dataclass(frozen=True)
class CaseClocks:
    """All clocks of a case on a day, each explaining itself; None where none runs or ran.

    `notice`: of the latest handing-in. `duty`: the bureau's own stricter day for it. `owed`: until when
    owed materials are to come. `legal_stopped`, `promise_stopped`: days that were not counted.
    `provisional`: one of the days relies on a year whose holidays are not published.
    """

    notice: Due | None = None
    duty: Due | None = None
    promised: Due | None = None
    legal: Due | None = None
    issue: Due | None = None
    owed: date | None = None
    legal_stopped: int = 0
    promise_stopped: int = 0
    provisional: bool = False


def case_clocks(case: Case, acts: Sequence[Act], ground: Ground, today: date) -> CaseClocks:
    """Return a case's clocks on a day; a stop that is still open counts until then."""
    notice, duty = _notice_clocks(case, ground)
    dues = DecisionDues(None, None)
    day = acceptance_day(case, acts, ground)
    if day is not None:
        stops = stopped_days(acts, min(today, _ended(acts) or today))
        extended = case.extended_days
        dues = decision_dues(day, ground.limits, ground.calendar, stops=stops, extended=extended)
    issue = _issue_clock(case, ground)
    all_dues = (notice, duty, dues.promised, dues.legal, issue)
    return CaseClocks(
        notice=notice,
        duty=duty,
        promised=dues.promised,
        legal=dues.legal,
        issue=issue,
        owed=case.owed_due,
        legal_stopped=_stood(dues.legal),
        promise_stopped=_stood(dues.promised),
        provisional=any(one is not None and one.provisional for one in all_dues),
    )


def _notice_clocks(case: Case, ground: Ground) -> tuple[Due | None, Due | None]:
    """Return the law's clock for the correction notice, and the bureau's where that is stricter."""
    if case.handed_in_at is None:
        return None, None
    calendar = ground.calendar
    day = counting_day(case.handed_in_at, calendar, rest_day_next=ground.rest_day_next)
    notice = notice_due(day, ground.limits, calendar)
    duty = due(day, ground.duty, calendar) if ground.duty else None
    if duty is not None and notice is not None and duty.day >= notice.day:
        duty = None
    return notice, duty


def acceptance_day(case: Case, acts: Sequence[Act], ground: Ground) -> date | None:
    """Return the day that the decision's limits count from; None before acceptance.

    An act that a migration made for an older case names the day of acceptance itself: the rule about
    rest days is put to it here, as the program of its time did.
    """
    if case.accepted_at is None:
        return None
    counts_from: date | None = None
    for act in acts:
        if isinstance(act.body, Acceptance):
            counts_from = None if act.inherited else act.body.counts_from
        elif act.kind is ActKind.CHANGE_ITEM:  # what was accepted was another item
            counts_from = None
    return counts_from or counting_day(
        case.accepted_at, ground.calendar, rest_day_next=ground.rest_day_next
    )


def _issue_clock(case: Case, ground: Ground) -> Due | None:
    limit = ground.regime.procedure.issue
    granted = case.state in (CaseState.GRANTED, CaseState.ISSUED)
    if limit is None or case.decided_at is None or not granted:
        return None
    day = counting_day(case.decided_at, ground.calendar, rest_day_next=ground.rest_day_next)
    return due(day, limit, ground.calendar)


_ENDS = frozenset(
    {
        ActKind.GRANT,
        ActKind.REFUSE,
        ActKind.RENEW_BY_LAW,
        ActKind.WITHDRAW,
        ActKind.TERMINATE,
        ActKind.OWED_LAPSED,
    }
)


def _ended(acts: Sequence[Act]) -> date | None:
    """Return the day on which the handling ended, after which no stop goes on."""
    return next((act.at.date() for act in acts if act.kind in _ENDS), None)


def open_stops(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the stops that have not ended."""
    ended = {act.body.stop for act in acts if isinstance(act.body, Resumption)}
    return tuple(act for act in acts if isinstance(act.body, Stop) and act.id not in ended)


def stopped_days(acts: Sequence[Act], until: date) -> Stops:
    """Return the days on which the clocks stood still; what is still open counts until a day."""
    ends = {act.body.stop: act.body.ends for act in acts if isinstance(act.body, Resumption)}
    legal: set[date] = set()
    promise: set[date] = set()
    for act in acts:
        if isinstance(act.body, Stop):
            days = _days_after(act.body.begins, min(ends.get(act.id, until), until))
            promise |= days
            legal |= set() if act.body.promise_only else days
    return Stops(frozenset(legal), frozenset(promise))


def _days_after(begins: date, ends: date) -> set[date]:
    return {begins + timedelta(n) for n in range(1, (ends - begins).days + 1)}


def _stood(clock: Due | None) -> int:
    return sum(step.reason == "stopped" for step in clock.steps) if clock else 0

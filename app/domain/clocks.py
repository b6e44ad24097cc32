"""The clocks of a case at the window: when the notice, the promise and the law fall due.

Every limit counts in its own unit. The correction clock runs from the handing-in, the decision
clocks from acceptance (AL 32, 42). What is handed in on a rest day counts from the next working
day where the bureau's rule says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.catalogue import Limit
from app.domain.deadlines import Due
from app.domain.working_days import WorkCalendar, due, next_working_day


@dataclass(frozen=True)
class CaseLimits:
    """The limits that hold for one case; None where there is none."""

    promised: Limit | None
    legal: Limit | None
    correction: Limit | None


@dataclass(frozen=True)
class DecisionDues:
    """The two due dates of an accepted case."""

    promised: Due | None
    legal: Due | None

    @property
    def provisional(self) -> bool:
        """Tell whether one of them relies on a year whose holidays are not published."""
        return any(one is not None and one.provisional for one in (self.promised, self.legal))


def counting_day(moment: datetime, calendar: WorkCalendar, *, rest_day_next: bool) -> date:
    """Return the day from which a limit counts (that day itself is not counted)."""
    day = moment.date()
    if rest_day_next and not calendar.is_working(day):
        return next_working_day(day, calendar)
    return day


def decision_dues(day: date, limits: CaseLimits, calendar: WorkCalendar) -> DecisionDues:
    """Return when an acceptance that counts from `day` must be decided.

    A promise is never later than the law: where the units differ and it would be, the legal day
    is the promised one.
    """
    promised = due(day, limits.promised, calendar) if limits.promised else None
    legal = due(day, limits.legal, calendar) if limits.legal else None
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

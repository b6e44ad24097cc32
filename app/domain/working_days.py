"""Working days and due dates.

The day of the event is not counted (CC 201); agencies' limits count working days (AL 82) unless the
item's law writes another unit, and a limit stays in its own unit. CC 203 moves the last day of the
*applicant's* terms when it is a rest day; agencies' limits written in plain days (日) end where they
end, so moving is off unless asked for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app.domain.catalogue import Limit
from app.domain.deadlines import DayStep, Due
from app.errors import Problem

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_LONGEST = 36_500
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNIT = re.compile(
    r"(\d*|[一两二三四五六七八九十百]*|半)个?(工作日|工作天|自然日|日历日|[日天周月年])内?"
)
_NO_LIMIT = frozenset({"", "—", "——", "-", "–", "/", "无", "不限"})
_AT_ONCE = frozenset({"即时", "当场", "当日", "即办", "当天", "立即"})
_FAMILY = {
    "工作日": "work",
    "工作天": "work",
    "日": "days",
    "天": "days",
    "自然日": "days",
    "日历日": "days",
    "周": "weeks",
    "月": "months",
    "年": "years",
}


@dataclass(frozen=True)
class WorkCalendar:
    """The published days off and make-up workdays.

    `off`: days off by notice (weekends inside a holiday included). `work`: rest days worked.
    `published_years`: years whose notice is known; outside them Monday to Friday is assumed.
    """

    off: frozenset[date]
    work: frozenset[date]
    published_years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return day in self.work or (day.weekday() < _SATURDAY and day not in self.off)

    def reason(self, day: date) -> str:
        """Say why a day works or rests, in the codes of `DayStep.reason`."""
        if day in self.work:
            return "make-up"
        if day in self.off:
            return "holiday"
        kind = "working" if day.weekday() < _SATURDAY else "weekend"
        return kind if day.year in self.published_years else f"unpublished-{kind}"


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """Return the day itself when it is a working day, else the first working day after it."""
    while not calendar.is_working(day):
        day += _ONE_DAY
    return day


def due(
    start: date,
    limit: Limit,
    calendar: WorkCalendar,
    *,
    move_last: bool = False,
    stopped: frozenset[date] = frozenset(),
    extra: int = 0,
) -> Due | None:
    """Return the last day of a limit that begins with an event on `start`.

    None when there is no limit (`value` None without a number in the unit, or unit `—`). At once
    (即时, 当场 …) and 0 end on the same day. Months end on the same day of the month, or on its last
    day. `move_last`: a last day on a rest day moves to the next working day (CC 203, applicants'
    terms). `stopped`: days on which the clock stands still; those that would count do not. `extra`:
    working days added to the limit by an extension. Raises Problem `deadline.unknown-unit`,
    `deadline.negative`, `deadline.too-long`.
    """
    measure = _measure(limit)
    if measure is None:
        return None
    amount, family = measure
    if amount < 0:
        raise Problem("deadline.negative", value=amount)
    if amount + extra > _LONGEST:
        raise Problem("deadline.too-long", value=amount)
    try:
        steps = _steps(start, amount, family, calendar, stopped)
        plain = 1 if family == "work" else len(steps)
        if extra:
            first = amount if family == "work" else 0
            steps += _working_steps(steps[-1].day, extra, calendar, stopped, first)
        if move_last and steps[-1].counted is not None and family != "work":
            steps += _moved(steps[-1].day, calendar)
    except (OverflowError, ValueError) as fault:
        raise Problem("deadline.too-long", value=amount) from fault
    relied_on = steps[plain:] or (steps[-1:] if move_last else [])
    unpublished = any(step.day.year not in calendar.published_years for step in relied_on)
    return Due(steps[-1].day, amount + extra, limit.unit, unpublished, tuple(steps))


def working_days_between(after: date, until: date, calendar: WorkCalendar) -> int:
    """Return how many working days lie after one day up to another (both ends as in a limit)."""
    days = (after + timedelta(n) for n in range(1, (until - after).days + 1))
    return sum(calendar.is_working(day) for day in days)


def _measure(limit: Limit) -> tuple[int, str] | None:
    """Return amount and family of units; None when there is no limit."""
    unit = limit.unit.strip()
    if unit in _NO_LIMIT:
        return None
    if unit in _AT_ONCE:
        return limit.value or 0, "days"
    family, inside, half = _unit(unit)
    if half:
        # 半年 is six months; 半日 and the like end on the same day
        return (6, "months") if family == "years" else (0, family)
    amount = limit.value if inside is None else inside
    return None if amount is None else (amount, family)


@cache
def _unit(unit: str) -> tuple[str, int | None, bool]:
    """Read a unit: its family, the number written into it (三个月: 3), and whether it is a half."""
    found = _UNIT.fullmatch(unit)
    if found is None:
        raise Problem("deadline.unknown-unit", unit=unit)
    number, word = found.groups()
    if number == "半":
        return _FAMILY[word], None, True
    inside = int(number) if number.isdigit() else _numeral(number)
    return _FAMILY[word], inside, False


def _numeral(text: str) -> int | None:
    """Read a Chinese number below a thousand (二十, 一百二十); None for no text."""
    if not text:
        return None
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS[char]
    return total + digit


def _steps(
    start: date, amount: int, family: str, calendar: WorkCalendar, stopped: frozenset[date]
) -> list[DayStep]:
    steps = [DayStep(start, None, "start")]
    if amount == 0:
        return steps
    if family == "work":
        return steps + _working_steps(start, amount, calendar, stopped)
    if family in {"days", "weeks"}:
        return steps + _calendar_steps(start, amount * 7 if family == "weeks" else amount, stopped)
    months = amount * 12 if family == "years" else amount
    return steps + _later(start, _months_later(start, months), amount, stopped)


def _working_steps(
    start: date, amount: int, calendar: WorkCalendar, stopped: frozenset[date], first: int = 0
) -> list[DayStep]:
    """Count working days after `start`; the first one is number `first` + 1."""
    steps: list[DayStep] = []
    day, counted = start, first
    while counted < first + amount:
        day += _ONE_DAY
        works = calendar.is_working(day)
        stands = works and day in stopped
        counted += works and not stands
        reason = "stopped" if stands else calendar.reason(day)
        steps.append(DayStep(day, counted if works and not stands else None, reason))
    return steps


def _calendar_steps(start: date, amount: int, stopped: frozenset[date]) -> list[DayStep]:
    steps: list[DayStep] = []
    day, counted = start, 0
    while counted < amount:
        day += _ONE_DAY
        stands = day in stopped
        counted += not stands
        steps.append(DayStep(day, None, "stopped") if stands else DayStep(day, counted, "calendar"))
    return steps


def _later(start: date, end: date, amount: int, stopped: frozenset[date]) -> list[DayStep]:
    """End months or years later, moved on by every day that the clock stood still before that."""
    stands = sorted(day for day in stopped if start < day <= end)
    missing, last = len(stands), end
    while missing:
        last += _ONE_DAY
        if last in stopped:
            stands.append(last)
        else:
            missing -= 1
    return [*(DayStep(day, None, "stopped") for day in stands), DayStep(last, amount, "calendar")]


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _moved(last: date, calendar: WorkCalendar) -> list[DayStep]:
    """Return the rest days after the last day and the working day it moves to."""
    steps: list[DayStep] = []
    day = last
    while not calendar.is_working(day):
        day += _ONE_DAY
        works = calendar.is_working(day)
        steps.append(DayStep(day, None, "moved" if works else calendar.reason(day)))
    return steps

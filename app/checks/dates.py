"""Dates and times: shorthand of the keyboard, Chinese and full-width forms.

A date is typed as `t` (today), `+30` or `-7` (days from today), `1231` (of this year), `20261231`,
`2026.12.31`, `2026年12月31日`; a time follows after a blank: `t 1430`, `1231 14:30`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from app.checks.characters import narrow
from app.checks.results import CheckContext, Checked, FieldSpec, error, rule_names
from app.errors import Finding

FOREVER = "长期"
_FOREVER_WORDS = frozenset({"长期", "长期有效", "永久", "长", "c", "cq"})
_TODAY_WORDS = frozenset({"t", "today", "今", "今天", "今日"})
_NOW_WORDS = frozenset({"n", "now", "现在"})
_OFFSET = re.compile(r"([+-])(\d{1,5})天?")
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?号?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?号?")
_SHORT_PACKED = re.compile(r"(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})[:时点](\d{1,2})?分?(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}:?\d{2}|Z)?")
_TIME_PACKED = re.compile(r"(\d{2})(\d{2})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00)?")
_EARLIEST, _LATEST = 1850, 2200


def read_date(raw: object, spec: FieldSpec, context: CheckContext) -> Checked:
    """Read a date as ISO text; 长期 where the rule `date_or_长期` stands."""
    text = _tidy(raw.date() if isinstance(raw, datetime) else raw)
    if text.lower() in _FOREVER_WORDS:
        if "date_or_长期" in rule_names(spec):
            return Checked(FOREVER)
        return Checked(raw, (error("date.forever"),))
    day = _day(_MIDNIGHT.sub("", text), context.today)
    return Checked(raw, (day,)) if isinstance(day, Finding) else Checked(day.isoformat())


def read_datetime(raw: object, _spec: FieldSpec, context: CheckContext) -> Checked:
    """Read a day and a time to the minute as ISO text (`2026-12-31T14:30`)."""
    text = _tidy(raw.replace(tzinfo=None) if isinstance(raw, datetime) else raw)
    if text.lower() in _NOW_WORDS and context.now is not None:
        return Checked(context.now.strftime("%Y-%m-%dT%H:%M"))
    head, tail = _parted(text)
    day = _day(head, context.today)
    if isinstance(day, Finding):
        return Checked(raw, (day,))
    if not tail:
        return Checked(raw, (error("date.no-time"),))
    clock = _clock(tail)
    if clock is None:
        return Checked(raw, (error("date.time", found=tail),))
    return Checked(f"{day.isoformat()}T{clock[0]:02}:{clock[1]:02}")


def show_date(value: object, _spec: FieldSpec) -> str:
    """Show a date as `2026-12-31`, a time as `2026-12-31 14:30`."""
    return "" if value is None else str(value).replace("T", " ")


def as_day(value: object) -> date | None:
    """Return the day of a canonical date or time; None for 长期 and everything else."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _tidy(raw: object) -> str:
    return re.sub(r"\s+", " ", narrow(str(raw)[:60])).strip()


def _parted(text: str) -> tuple[str, str]:
    """Part a date from the time behind it, at a T, a blank, or the 日 of the date."""
    found = re.match(r"(.*?(?:日|号)|[^T ]+)[T ]*(.*)", text)
    return (found.group(1), found.group(2)) if found else (text, "")


def _clock(text: str) -> tuple[int, int] | None:
    found = _TIME.fullmatch(text) or _TIME_PACKED.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return (hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day's hours


def _day(text: str, today: date) -> date | Finding:
    """Read a day, or say why it is none."""
    text = text.replace(" ", "")
    if text.lower() in _TODAY_WORDS:
        return today
    try:
        day = _offset(text, today) or _written(text, today)
    except (ValueError, OverflowError):
        return error("date.impossible")
    if day is None:
        return error("date.not-read")
    return day if _EARLIEST <= day.year <= _LATEST else error("date.range")


def _offset(text: str, today: date) -> date | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    days = int(found.group(2))
    return today + timedelta(days=days if found.group(1) == "+" else -days)


def _written(text: str, today: date) -> date | None:
    if full := _FULL.fullmatch(text) or _PACKED.fullmatch(text):
        return date(*(int(part) for part in full.groups()))
    if short := _SHORT.fullmatch(text) or _SHORT_PACKED.fullmatch(text):
        return date(today.year, *(int(part) for part in short.groups()))
    return None

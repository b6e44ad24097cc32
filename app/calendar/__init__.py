"""The calendar of working days, as the State Council's yearly notices publish it.

One file per year in `resources/calendar`: `year`, `notices` (the notices' titles), `off` (days off,
weekends inside a holiday included) and `work` (make-up workdays on rest days). A day off in late
December may stand in the next year's notice; the days of all files are united.

Known difference: 2024-02-09 (New Year's Eve) was a working day in law; the 2024 notice only
"encouraged" leave. The files and the chinesecalendar package both say so.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from app.domain.working_days import WorkCalendar
from app.errors import Problem
from app.paths import RESOURCES

_FOLDER = RESOURCES / "calendar"


@cache
def load_calendar(folder: Path = _FOLDER) -> WorkCalendar:
    """Read every year's file of a folder; the result is kept for the process.

    Raises Problem `calendar.no-files` when there is none, `calendar.bad-file` (params: file) when
    one is unreadable, names another year, or calls one day both off and working.
    """
    files = sorted(folder.glob("[12][0-9][0-9][0-9].json"))
    if not files:
        raise Problem("calendar.no-files", folder=str(folder))
    off: set[date] = set()
    work: set[date] = set()
    for file in files:
        days_off, days_work = _read(file)
        off |= days_off
        work |= days_work
        if days_off & days_work:
            raise Problem("calendar.bad-file", file=str(file))
    years = frozenset(int(file.stem) for file in files)
    return WorkCalendar(frozenset(off), frozenset(work), years)


def _read(file: Path) -> tuple[set[date], set[date]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["year"] != int(file.stem):
            raise ValueError(data["year"])  # noqa: TRY301 - one way out for every bad file
        return (
            {date.fromisoformat(day) for day in data["off"]},
            {date.fromisoformat(day) for day in data["work"]},
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise Problem("calendar.bad-file", file=str(file)) from fault

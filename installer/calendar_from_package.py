"""Make `resources/calendar/<year>.json` from the installed chinesecalendar package.

For the maintainer, once a year when the State Council's notice is out and the package has it:
`python installer/calendar_from_package.py YEAR…`. Where the package and the notice's text differ,
the text wins: compare the file with the notice before it is committed.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

_SATURDAY = 5
_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "calendar"
_NOTICE = "国务院办公厅关于{year}年部分节假日安排的通知"
_LATER = {
    2019: ["国务院办公厅关于调整2019年劳动节假期安排的通知"],
    2020: ["国务院办公厅关于延长2020年春节假期的通知"],
}


def year_data(year: int) -> dict[str, object]:
    """Return a year's days off and make-up workdays, as the calendar file holds them."""
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
    working = {day: chinese_calendar.is_workday(day) for day in days}
    off = [
        day
        for day in days
        if not working[day] and (day in chinese_calendar.holidays or day.weekday() < _SATURDAY)
    ]
    work = [day for day in days if working[day] and day.weekday() >= _SATURDAY]
    return {
        "year": year,
        "notices": [_NOTICE.format(year=year), *_LATER.get(year, [])],
        "source": f"chinesecalendar {_version()}",
        "off": [day.isoformat() for day in off],
        "work": [day.isoformat() for day in work],
    }


def _version() -> str:
    from importlib.metadata import version

    return version("chinesecalendar")


def main(years: list[str]) -> int:
    """Write one file per year; without years, every year from 2018 that the package knows."""
    known = range(2018, max(chinese_calendar.holidays).year + 1)
    for year in [int(text) for text in years] or list(known):
        path = _FOLDER / f"{year}.json"
        text = json.dumps(year_data(year), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

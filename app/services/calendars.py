"""The State Council's yearly holiday notice: imported from a file, missed from 1 October on.

The file has the form of `resources/calendar`: `year`, `notices` (titles), `off` (days off, weekends
inside a holiday included), `work` (rest days that are worked). A day off in the last week before or
the first week after the year may stand in it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.changes import Changes
from app.checks.untrusted_yaml import parse_yaml
from app.domain.actor import Actor, Role
from app.errors import Finding, Problem, Severity, WorldProblem
from app.services.journal import digest, note
from app.services.office import Office
from app.services.published_days import SETTING, imported
from app.services.rights import require

_FIRST_YEAR = 2018
_LAST_YEAR = 2100
_MARGIN = timedelta(days=7)
_SATURDAY = 5
_ASKED_FROM = 10
"""The month from which next year's notice is missed: it has come in October or November."""


@dataclass(frozen=True)
class Notice:
    """One year's notice as read from a file."""

    year: int
    titles: tuple[str, ...]
    off: frozenset[date]
    work: frozenset[date]


@dataclass(frozen=True)
class CalendarImported:
    """An imported notice. `again`: the same one was known already."""

    notice: Notice
    again: bool = False
    changes: Changes = Changes(cases=True)


def import_notice(office: Office, actor: Actor, source: Path) -> CalendarImported:
    """Import a year's holiday notice; a faulty file changes nothing.

    Raises `right.missing`, WorldProblem `calendar.unreadable` (params: file), and
    `calendar.notice-faulty` (params: file; findings name every fault).
    """
    require(actor, Role.SYSTEM_ADMIN)
    notice = read_notice(source)
    days: dict[str, list[str]] = {
        "off": sorted(day.isoformat() for day in notice.off),
        "work": sorted(day.isoformat() for day in notice.work),
        "notices": list(notice.titles),
    }
    with office.store.begin() as unit:
        known = dict(imported(unit))
        if known.get(str(notice.year)) == days or office.published.holds(notice.year, days):
            return CalendarImported(notice, again=True, changes=Changes())
        unit.settings.put(SETTING, {**known, str(notice.year): days})
        facts = {"year": notice.year, "hash": digest(days)}
        note(office, unit, actor, "calendar.imported", actor.account_id, facts)
        unit.commit()
    office.published.forget()
    return CalendarImported(notice)


def missing(office: Office) -> Finding | None:
    """Warn from 1 October on when next year's notice is missing (params: year)."""
    today = office.today()
    year = today.year + (1 if today.month >= _ASKED_FROM else 0)
    if year in office.calendar.published_years:
        return None
    return Finding("calendar.year-missing", {"year": year}, Severity.WARNING)


def read_notice(source: Path) -> Notice:
    """Read and check a notice file (JSON or YAML). Raises as `import_notice`."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise WorldProblem("calendar.unreadable", file=str(source)) from error
    text = parse_yaml(content, source.name)
    data: Any = text.data
    if text.findings or not isinstance(data, Mapping):
        found = text.findings or (Finding("calendar.no-mapping", where=text.where()),)
        raise Problem("calendar.notice-faulty", file=source.name, findings=found)
    faults: list[Finding] = []
    year = data.get("year")
    if not isinstance(year, int) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Problem(
            "calendar.notice-faulty",
            file=source.name,
            findings=(Finding("calendar.no-year", where="year"),),
        )
    off = _days(data.get("off"), "off", year, faults)
    work = _days(data.get("work", []), "work", year, faults)
    faults += _contradictions(off, work)
    if faults:
        raise Problem("calendar.notice-faulty", file=source.name, findings=tuple(faults))
    titles = data.get("notices", [])
    return Notice(year, tuple(map(str, titles)) if isinstance(titles, list) else (), off, work)


def _days(value: object, name: str, year: int, faults: list[Finding]) -> frozenset[date]:
    if not isinstance(value, list) or (name == "off" and not value):
        faults.append(Finding("calendar.no-days", {"name": name}, where=name))
        return frozenset()
    found: set[date] = set()
    for entry in value:
        day = _day(entry)
        if day is None or not date(year, 1, 1) - _MARGIN <= day <= date(year, 12, 31) + _MARGIN:
            faults.append(Finding("calendar.wrong-day", {"day": entry, "year": year}, where=name))
        else:
            found.add(day)
    return frozenset(found)


def _day(entry: object) -> date | None:
    if isinstance(entry, date):
        return entry
    try:
        return date.fromisoformat(str(entry))
    except ValueError:
        return None


def _contradictions(off: frozenset[date], work: frozenset[date]) -> Iterable[Finding]:
    for day in sorted(off & work):
        yield Finding("calendar.both", {"day": day.isoformat()}, where="work")
    for day in sorted(work - off):
        if day.weekday() < _SATURDAY:
            yield Finding("calendar.no-rest-day", {"day": day.isoformat()}, where="work")

"""The working days as this store knows them: what ships with the program, and imported notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.calendar import load_calendar
from app.domain.working_days import WorkCalendar
from app.ports.store import Reader, Store, UnitOfWork

SETTING = "calendar.notices"
"""The store's setting that holds imported notices: year → `off`, `work`, `notices`."""


class PublishedDays:
    """The calendar in force, read once and again after an import.

    An imported year goes before the shipped one: a notice may be amended.
    """

    def __init__(self, store: Store) -> None:
        """Know a store's imported notices."""
        self._store = store
        self._known: WorkCalendar | None = None

    def calendar(self) -> WorkCalendar:
        """Return the calendar in force."""
        if self._known is None:
            with self._store.read() as reader:
                self._known = _united(load_calendar(), imported(reader))
        return self._known

    def holds(self, year: int, days: Mapping[str, list[str]]) -> bool:
        """Tell whether a year's notice would change nothing: what it says is in force already."""
        return _united(self.calendar(), {str(year): days}) == self.calendar()

    def forget(self) -> None:
        """Read the store again at the next question."""
        self._known = None


def imported(records: Reader | UnitOfWork) -> Mapping[str, Mapping[str, list[str]]]:
    """Return the imported notices by year."""
    found = records.settings.get(SETTING)
    return found if isinstance(found, dict) else {}


def _united(shipped: WorkCalendar, notices: Mapping[str, Mapping[str, list[str]]]) -> WorkCalendar:
    off, work, years = set(shipped.off), set(shipped.work), set(shipped.published_years)
    for year, days in notices.items():
        ours = int(year)
        # What an imported notice says about its own year replaces what was known of it.
        off = {day for day in off if day.year != ours} | _days(days["off"])
        work = {day for day in work if day.year != ours} | _days(days["work"])
        years.add(ours)
    return WorkCalendar(frozenset(off), frozenset(work), frozenset(years))


def _days(texts: list[str]) -> set[date]:
    return {date.fromisoformat(text) for text in texts}

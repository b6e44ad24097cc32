"""The machine's clock held against what is recorded: no clock runs backwards.

Receipts, acceptances and decisions bear the machine's time, and terms run from it. So nothing is
recorded where the clock shows an earlier time than the last event of any desk. Desks on a central
database may differ by a few minutes without anybody being disturbed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.errors import WorldProblem
from app.ports.store import Reader, UnitOfWork
from app.services.office import Office

TOLERANCE = timedelta(minutes=5)
"""By how much the clocks of two desks may differ."""
CONFIRMED = "clock.confirmed"
"""The setting that names, by station, the last event of a clock that ran ahead (`clock_confirmation`)."""


def require_right_time(office: Office, records: Reader | UnitOfWork) -> None:
    """Refuse to record under a clock that is behind.

    Raises WorldProblem `clock.behind` (params: now, last).
    """
    now = office.now()
    ahead = ahead_of(records, now)
    if ahead:
        last = max(ahead.values()).astimezone(now.tzinfo)
        raise WorldProblem("clock.behind", now=_shown(now), last=_shown(last))


def ahead_of(records: Reader | UnitOfWork, now: datetime) -> Mapping[str, datetime]:
    """Return the stations whose last event lies beyond the tolerance ahead, and its moment."""
    known = confirmed(records)
    return {
        station: last
        for station, last in records.journal.last_recorded().items()
        if last > now + TOLERANCE and known.get(station) != last.isoformat()
    }


def confirmed(records: Reader | UnitOfWork) -> Mapping[str, object]:
    """Return the last events that were recorded under a clock that ran ahead, by station."""
    found = records.settings.get(CONFIRMED)
    return found if isinstance(found, Mapping) else {}


def going_on(now: datetime, last: datetime | None) -> datetime:
    """Return now, or the last moment where another desk's clock is a little ahead of this one's."""
    return last if last is not None and now < last <= now + TOLERANCE else now


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"

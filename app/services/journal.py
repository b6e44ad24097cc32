"""Writing the journal: one place that turns an act into an event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from app.domain.actor import Actor, Channel, EntryMode
from app.domain.case import Case, Event, Sitting
from app.ports.store import UnitOfWork
from app.services.office import Office
from app.services.right_time import require_right_time


def digest(data: object) -> str:
    """Return the SHA-256 of JSON data in canonical form: how the journal names a form."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write(office: Office, unit: UnitOfWork, event: Event, *more: Event) -> None:
    """Append events; under a clock that is behind nothing is recorded, and so nothing is done.

    Raises WorldProblem `clock.behind` (params: now, last).
    """
    require_right_time(office, unit)
    unit.journal.add(event, *more)


def note(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    kind: str,
    subject: UUID,
    data: Mapping[str, object] | None = None,
) -> None:
    """Append an event about something else than a case (an account, the bureau, a paper)."""
    now = office.now()
    write(
        office,
        unit,
        Event(
            region=actor.region,
            id=office.clock.new_id(),
            kind=kind,
            subject=subject,
            occurred_at=now,
            recorded_at=now,
            hall=actor.hall,
            window=actor.window,
            station=actor.station,
            clerk_id=actor.account_id,
            department="",
            channel=Channel.WINDOW,
            entry_mode=EntryMode.LIVE,
            practice=actor.practice,
            entry=actor.entry,
            data=data or {},
        ),
    )


def note_case(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    kind: str,
    sitting: Sitting,
    case: Case | None,
    occurred_at: datetime,
    data: Mapping[str, object] | None = None,
) -> None:
    """Append an event about a case (about the whole sitting when None), with the savings."""
    event = event_of_case(office, actor, kind, sitting, case, occurred_at, data)
    write(office, unit, event)


def event_of_case(
    office: Office,
    actor: Actor,
    kind: str,
    sitting: Sitting,
    case: Case | None,
    occurred_at: datetime,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Return an event about a case (about the whole sitting when None), not yet in the journal."""
    return Event(
        region=sitting.region,
        id=office.clock.new_id(),
        kind=kind,
        subject=case.id if case else sitting.id,
        occurred_at=occurred_at,
        recorded_at=office.now(),
        hall=sitting.hall,
        window=sitting.window,
        station=actor.station,
        clerk_id=actor.account_id,
        department=case.department if case else "",
        channel=sitting.channel,
        entry_mode=sitting.entry_mode,
        practice=sitting.practice,
        entry=actor.entry,
        savings=sitting.savings,
        data=data or {},
    )

"""Saying that the clock is right now: what was recorded before, was recorded under one that ran ahead."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.actor import Actor, Role
from app.services.journal import note
from app.services.office import Office
from app.services.right_time import CONFIRMED, ahead_of, confirmed
from app.services.rights import require


def confirm(office: Office, who: Callable[[], Actor]) -> int:
    """Let the present time stand; return how many stations had recorded under a clock that ran ahead.

    `who` gives the system administrator; it is asked once events can be recorded again, because an
    account may first have to be made. Whatever hinders it, nothing changes. Raises `right.missing`.
    """
    with office.store.begin() as unit:
        before, ahead = confirmed(unit), ahead_of(unit, office.now())
        kept = {station: last.isoformat() for station, last in ahead.items()}
        unit.settings.put(CONFIRMED, {**before, **kept})
        unit.commit()
    stands = False
    try:
        actor = who()
        require(actor, Role.SYSTEM_ADMIN)
        with office.store.begin() as unit:
            note(office, unit, actor, "clock.confirmed", actor.account_id, dict(kept))
            unit.commit()
        stands = True
    finally:
        if not stands:
            with office.store.begin() as unit:
                unit.settings.put(CONFIRMED, dict(before))
                unit.commit()
    return len(ahead)

"""Looking up what was received: lists of sittings and one sitting whole."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.domain.actor import Actor, Role
from app.ports.stored import SittingLine
from app.services.office import Office
from app.services.rights import require
from app.services.sitting_view import SittingView, view

_LIMIT = 200
_READERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR)


def lines(office: Office, actor: Actor, day: date | None, text: str) -> tuple[SittingLine, ...]:
    """List sittings, newest first: of one day, or matching a number or an applicant's name."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        return reader.cases.lines(actor.region, day=day, text=text.strip(), limit=_LIMIT)


def sitting(office: Office, actor: Actor, sitting_id: UUID) -> SittingView:
    """Return one sitting with its cases and form. Raises Problem `sitting.unknown`."""
    require(actor, *_READERS)
    return view(office, actor.region, sitting_id)

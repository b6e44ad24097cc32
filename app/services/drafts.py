"""Unfinished intakes: begun, saved while they are typed, hung up, taken back, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.errors import Problem
from app.forms.draft import Draft
from app.ports.stored import DraftRecord
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services.office import Office
from app.services.rights import require


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list."""

    id: UUID
    label: str
    saved_at: datetime


def begin(office: Office, actor: Actor, at: datetime | None = None) -> Draft:
    """Begin a clean draft for the next applicant.

    `at`: the true time of a back-entry; its day decides the catalogue's versions and is the
    system's date on the form (now when None).
    """
    require(actor, Role.CLERK)
    moment = true_time(office, at)
    catalogue = catalogue_service.in_force(office, moment.date())
    rules = catalogue_service.merge_rules(catalogue, bureau_service.current(office))
    return Draft(catalogue, rules, office.clock.new_id(), moment)


def true_time(office: Office, at: datetime | None) -> datetime:
    """Return when something really happened; later than now is refused (`sitting.in-future`)."""
    now = office.now()
    if at is None:
        return now
    moment = at if at.tzinfo else at.replace(tzinfo=now.tzinfo)
    if moment > now:
        raise Problem("sitting.in-future")
    return moment


def save(
    office: Office, actor: Actor, draft_id: UUID, label: str, body: Mapping[str, object]
) -> Changes:
    """Save a draft as it stands; only its own account sees its content."""
    require(actor, Role.CLERK)
    record = DraftRecord(
        actor.region, draft_id, actor.account_id, actor.station, label, office.now(), body
    )
    with office.store.begin() as unit:
        if unit.cases.sitting_by_draft(actor.region, draft_id) is None:
            unit.drafts.put(record)
            unit.commit()
    return Changes(drafts=True)


def mine(office: Office, actor: Actor) -> tuple[DraftLine, ...]:
    """Return the actor's own drafts, newest first."""
    with office.store.read() as reader:
        records = reader.drafts.of_account(actor.region, actor.account_id)
    return tuple(DraftLine(record.id, record.label, record.saved_at) for record in records)


def take_back(office: Office, actor: Actor, draft_id: UUID) -> Draft:
    """Return a saved draft to go on with. Raises Problem `draft.unknown`."""
    require(actor, Role.CLERK)
    with office.store.read() as reader:
        records = reader.drafts.of_account(actor.region, actor.account_id)
    record = next((record for record in records if record.id == draft_id), None)
    if record is None:
        raise Problem("draft.unknown")
    catalogue = catalogue_service.current(office)
    rules = catalogue_service.merge_rules(catalogue, bureau_service.current(office))
    return Draft.from_json(record.body, catalogue, rules, office.now())


def discard(office: Office, actor: Actor, draft_id: UUID) -> Changes:
    """Throw a draft away for good."""
    require(actor, Role.CLERK)
    with office.store.begin() as unit:
        unit.drafts.remove(actor.region, draft_id)
        unit.commit()
    return Changes(drafts=True)

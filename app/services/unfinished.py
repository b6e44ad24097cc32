"""What waits for somebody who signs in: drafts, received sittings without an outcome, others' drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.actor import Actor, Role
from app.services.office import Office
from app.services.rights import require

_LIMIT = 1000
"""So many of the newest sittings are looked through; one that waits longer is found in the records."""


@dataclass(frozen=True)
class Held:
    """A draft of somebody else that was saved at a station: whose and when, never what is in it."""

    owner: str
    saved_at: datetime


@dataclass(frozen=True)
class Unfinished:
    """What waits. `drafts`: own drafts; `today`, `earlier`: own sittings received without an outcome.

    `held`: drafts of others at this station, newest first.
    """

    drafts: int = 0
    today: int = 0
    earlier: int = 0
    held: tuple[Held, ...] = ()


def waiting_for(office: Office, actor: Actor) -> Unfinished:
    """Return what waits for a clerk who signs in. Raises Problem `right.missing`."""
    require(actor, Role.CLERK)
    today = office.now().date()
    with office.store.read() as reader:
        drafts = reader.drafts.of_account(actor.region, actor.account_id)
        lines = reader.cases.lines(actor.region, day=None, text="", limit=_LIMIT)
    undecided = [
        line.received_at.astimezone(office.now().tzinfo).date()
        for line in lines
        if not line.concluded
        and line.clerk_name == actor.display_name
        and line.practice == actor.practice
    ]
    return Unfinished(
        drafts=len(drafts),
        today=undecided.count(today),
        earlier=len(undecided) - undecided.count(today),
        held=held_here(office, actor),
    )


def held_here(office: Office, actor: Actor) -> tuple[Held, ...]:
    """Return whose drafts, other than the actor's own, were saved at the actor's station."""
    require(actor, Role.CLERK)
    if not actor.station:
        return ()
    with office.store.read() as reader:
        found = [
            Held(account.display_name, draft.saved_at)
            for account in reader.accounts.all(actor.region)
            if account.id != actor.account_id
            for draft in reader.drafts.of_account(actor.region, account.id)
            if draft.station == actor.station
        ]
    return tuple(sorted(found, key=lambda held: held.saved_at, reverse=True))

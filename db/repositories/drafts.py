"""Unfinished intakes, saved while they are typed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, and_, delete, select

from app.ports.stored import DraftRecord
from db.repositories.rows import put
from db.tables.people import drafts


class SqlDrafts:
    """Implements `DraftReads` and `DraftWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def of_account(self, region: str, account_id: UUID) -> tuple[DraftRecord, ...]:
        """Return an account's drafts, newest first."""
        rows = self._connection.execute(
            select(drafts).where(drafts.c.region == region, drafts.c.account_id == account_id)
        )
        found = [DraftRecord(**row) for row in rows.mappings()]
        # Saved within the same second: by id, so that the list reads the same each time.
        return tuple(sorted(found, key=lambda draft: (draft.saved_at, draft.id), reverse=True))

    def put(self, draft: DraftRecord) -> None:
        """Insert or replace a draft."""
        put(self._connection, drafts, vars(draft) | {"body": dict(draft.body)})

    def remove(self, region: str, draft_id: UUID) -> None:
        """Delete a draft; deleting what is not there does nothing."""
        self._connection.execute(
            delete(drafts).where(and_(drafts.c.region == region, drafts.c.id == draft_id))
        )

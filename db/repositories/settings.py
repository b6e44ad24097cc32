"""Settings and small facts of this store."""

from __future__ import annotations

from sqlalchemy import Connection, select

from db.repositories.rows import put
from db.tables.catalogue import settings


class SqlSettings:
    """Implements `SettingReads` and `SettingWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def get(self, key: str) -> object | None:
        """Return a setting's value as JSON data, None when never set."""
        value: object | None = self._connection.execute(
            select(settings.c.value).where(settings.c.key == key)
        ).scalar()
        return value

    def put(self, key: str, value: object) -> None:
        """Set a value (JSON data)."""
        put(self._connection, settings, {"key": key, "value": value})

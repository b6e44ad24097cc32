"""The bureau file, every imported version kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from db.tables.catalogue import bureau_versions


class SqlBureau:
    """Implements `BureauReads` and `BureauWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def current(self) -> Mapping[str, object] | None:
        """Return the bureau file's data in force, None before the first import."""
        data: dict[str, object] | None = self._connection.execute(
            select(bureau_versions.c.data).order_by(bureau_versions.c.version.desc()).limit(1)
        ).scalar()
        return data

    def put(self, data: Mapping[str, object], at: datetime, by: UUID | None) -> int:
        """Store the next version of the bureau file and return its version number."""
        newest = self._connection.execute(select(func.max(bureau_versions.c.version))).scalar()
        version = (newest or 0) + 1
        row = {"version": version, "data": dict(data), "put_at": at, "put_by": by}
        self._connection.execute(insert(bureau_versions), [row])
        return version

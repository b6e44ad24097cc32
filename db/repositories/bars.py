"""Bars on applicants."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from app.domain.certificate import Bar, BarGround
from db.repositories.rows import put
from db.tables.proceeding import bars


class SqlBars:
    """Implements `BarReads` and `BarWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def of(self, region: str, id_number: str) -> tuple[Bar, ...]:
        """Return every bar on a person or body, the newest first."""
        return self._where(region, bars.c.id_number == id_number)

    def all(self, region: str) -> tuple[Bar, ...]:
        """Return all bars, the newest first."""
        return self._where(region)

    def put(self, bar: Bar) -> None:
        """Insert or replace a bar."""
        row = vars(bar) | {"ground": bar.ground.value, "facts": dict(bar.facts)}
        put(self._connection, bars, row)

    def _where(self, region: str, *conditions: ColumnElement[bool]) -> tuple[Bar, ...]:
        """Return the bars of a region that meet some conditions, the newest first."""
        rows = self._connection.execute(
            select(bars)
            .where(bars.c.region == region, *conditions)
            .order_by(bars.c.begins.desc(), bars.c.id.desc())
        )
        return tuple(_bar(row) for row in rows.mappings())


def _bar(row: RowMapping) -> Bar:
    """Build a bar from its row."""
    fields: dict[str, Any] = dict(row)
    return Bar(**fields | {"ground": BarGround(fields["ground"])})

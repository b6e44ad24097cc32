"""Scanned materials, kept as bytes with their hash."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from app.domain.certificate import Scan
from app.errors import Problem
from db.tables.proceeding import scans

_WITHOUT_BYTES = [column for column in scans.c if column is not scans.c.content]


class SqlScans:
    """Implements `ScanReads` and `ScanWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def of_sitting(self, region: str, sitting_id: UUID) -> tuple[Scan, ...]:
        """Return a sitting's scans in the order they were added, each without its bytes (empty)."""
        rows = self._connection.execute(
            select(*_WITHOUT_BYTES)
            .where(scans.c.region == region, scans.c.sitting_id == sitting_id)
            .order_by(scans.c.position, scans.c.id)
        )
        return tuple(_scan(row, b"") for row in rows.mappings())

    def get(self, region: str, scan_id: UUID) -> Scan | None:
        """Return one scan with its bytes.

        Raises Problem `store.scan-damaged` when the bytes do not have the stored hash.
        """
        row = (
            self._connection.execute(
                select(scans).where(scans.c.region == region, scans.c.id == scan_id)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        content = bytes(row["content"])
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            raise Problem("store.scan-damaged", name=row["name"])
        return _scan(row, content)

    def put(self, scan: Scan) -> None:
        """Insert a scan."""
        last = self._connection.execute(
            select(func.max(scans.c.position)).where(
                scans.c.region == scan.region, scans.c.sitting_id == scan.sitting_id
            )
        ).scalar()
        self._connection.execute(insert(scans), [vars(scan) | {"position": (last or 0) + 1}])

    def remove(self, region: str, scan_id: UUID) -> None:
        """Delete a scan; deleting what is not there does nothing."""
        self._connection.execute(
            delete(scans).where(scans.c.region == region, scans.c.id == scan_id)
        )


def _scan(row: RowMapping, content: bytes) -> Scan:
    """Build a scan from its row and its bytes."""
    fields: dict[str, Any] = dict(row) | {"content": content}
    del fields["position"]
    return Scan(**fields)

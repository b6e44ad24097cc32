"""The seal register and the calibrations of printers."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.domain.certificate import Calibration, Seal
from db.repositories.rows import put
from db.tables.issuing import calibrations, seals


class SqlSeals:
    """Implements `SealReads` and `SealWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def all(self, region: str) -> tuple[Seal, ...]:
        """Return every seal, retired ones too, the newest first."""
        rows = self._connection.execute(
            select(seals)
            .where(seals.c.region == region)
            .order_by(seals.c.valid_from.desc(), seals.c.id.desc())
        )
        return tuple(Seal(**row) for row in rows.mappings())

    def put(self, seal: Seal) -> None:
        """Insert or replace a seal."""
        put(self._connection, seals, vars(seal))


class SqlCalibrations:
    """Implements `CalibrationReads` and `CalibrationWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def get(self, layout: str, printer: str, tray: str) -> Calibration:
        """Return the calibration of a layout on a printer's tray (an even one when never set)."""
        row = self._connection.execute(
            select(calibrations).where(
                calibrations.c.layout == layout,
                calibrations.c.printer == printer,
                calibrations.c.tray == tray,
            )
        ).mappings()
        found = row.first()
        return Calibration(layout, printer, tray) if found is None else Calibration(**found)

    def put(self, calibration: Calibration) -> None:
        """Insert or replace a calibration."""
        put(self._connection, calibrations, vars(calibration))

"""Pre-printed blanks and the balance of the stock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, func, or_, select

from app.domain.certificate import Blank, BlankBalance, BlankState
from app.errors import Problem
from db.repositories.rows import put
from db.tables.issuing import blanks


class SqlBlanks:
    """Implements `BlankReads` and `BlankWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def get(self, region: str, kind: str, number: str) -> Blank | None:
        """Return one blank."""
        row = self._connection.execute(select(blanks).where(*_is(region, kind, number))).mappings()
        found = row.first()
        return None if found is None else _blank(found)

    def stock(self, region: str, kind: str, limit: int = 50) -> tuple[Blank, ...]:
        """Return blanks in stock, in the order of their numbers."""
        rows = self._connection.execute(
            select(blanks)
            .where(
                blanks.c.region == region,
                blanks.c.kind == kind,
                blanks.c.state == BlankState.STOCK.value,
            )
            .order_by(func.length(blanks.c.number), blanks.c.number)
            .limit(limit)
        )
        return tuple(_blank(row) for row in rows.mappings())

    def balance(self, region: str, day: date) -> tuple[BlankBalance, ...]:
        """Return the balance of every kind for a day, by kind, from one look at the blanks."""
        received, gone = blanks.c.received_on, blanks.c.gone_on
        still_there = or_(gone.is_(None), gone >= day)
        gone_today = gone == day
        rows = self._connection.execute(
            select(
                blanks.c.kind,
                _count(and_(received < day, still_there)).label("before"),
                _count(received == day).label("received"),
                _count(and_(gone_today, blanks.c.state == BlankState.USED.value)).label("used"),
                _count(and_(gone_today, blanks.c.state == BlankState.SPOILED.value)).label(
                    "spoiled"
                ),
                _count(or_(gone.is_(None), gone > day)).label("left_over"),
            )
            .where(blanks.c.region == region, received <= day)
            .group_by(blanks.c.kind)
            .order_by(blanks.c.kind)
        )
        return tuple(BlankBalance(*row) for row in rows)

    def put(self, blanks: Iterable[Blank]) -> None:
        """Insert or replace blanks.

        A blank's life goes one way: from stock to used or spoiled, from used to spoiled. Raises
        Problem `store.blank-used` (params: number) for the way back and for another certificate on
        a used blank, so that two desks never print on the same one.
        """
        for blank in blanks:
            self._refuse_way_back(blank)
            put(self._connection, _BLANKS, _row(blank))

    def _refuse_way_back(self, blank: Blank) -> None:
        """Look at the blank as stored, locked where the engine locks rows."""
        known = self._connection.execute(
            select(_BLANKS.c.state, _BLANKS.c.certificate_id, _BLANKS.c.copy)
            .where(*_is(blank.region, blank.kind, blank.number))
            .with_for_update()
        ).first()
        if known is None or known.state == BlankState.STOCK.value:
            return
        same_use: tuple[str, UUID | None, int] = (blank.state, blank.certificate_id, blank.copy)
        if blank.state is not BlankState.SPOILED and tuple(known) != same_use:
            raise Problem("store.blank-used", number=blank.number)


_BLANKS = blanks


def _is(region: str, kind: str, number: str) -> tuple[ColumnElement[bool], ...]:
    """Return that a row is the one of a blank."""
    return (_BLANKS.c.region == region, _BLANKS.c.kind == kind, _BLANKS.c.number == number)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows meet a condition."""
    return func.sum(case((condition, 1), else_=0))


def _row(blank: Blank) -> dict[str, Any]:
    """Return the row of a blank, with the days of its coming and going."""
    received = blank.received_at.date()
    gone = None if blank.state is BlankState.STOCK else (blank.used_at or blank.received_at).date()
    return vars(blank) | {
        "state": blank.state.value,
        "received_on": received,
        "gone_on": None if gone is None else max(gone, received),
    }


def _blank(row: RowMapping) -> Blank:
    """Build a blank from its row."""
    fields: dict[str, Any] = dict(row)
    for ours in ("received_on", "gone_on"):
        del fields[ours]
    return Blank(**fields | {"state": BlankState(fields["state"])})

"""Number series taken from leased blocks.

A series has one counter; a station leases a block of it and takes number by number without asking
again, so that a window can go on without the centre. Every number of a block is issued, void or
free; a transaction that rolls back gives its numbers back.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from app.domain.paper import SeriesKey
from app.errors import Problem
from app.ports.stored import SeriesAccount
from db.tables.records import number_blocks, number_series, number_voids

BLOCK = 50
"""How many numbers a station leases at a time."""


_SERIES = tuple(vars(SeriesKey("", "", "", 0, practice=False)))


def _bound(key: SeriesKey) -> dict[str, object]:
    """Return the parameters that bind a series in the statements below."""
    return {f"of_{name}": value for name, value in vars(key).items()}


def _of_bound(table: Table) -> ColumnElement[bool]:
    """Return that a row belongs to the bound series."""
    return and_(*(table.c[name] == bindparam(f"of_{name}") for name in _SERIES))


_OPEN_BLOCK = (
    select(number_blocks)
    .where(
        _of_bound(number_blocks),
        number_blocks.c.station == bindparam("station"),
        number_blocks.c.next <= number_blocks.c.last,
    )
    .order_by(number_blocks.c.first)
    .limit(1)
    .with_for_update()
)
_MOVE_ON = update(number_blocks).where(
    _of_bound(number_blocks), number_blocks.c.first == bindparam("block")
)
_VOIDS = select(number_voids.c.number).where(
    _of_bound(number_voids),
    number_voids.c.number >= bindparam("low"),
    number_voids.c.number <= bindparam("high"),
)
"""The statements of taking a number, built once: they run in every transaction."""


class SqlNumbers:
    """Implements `Numbers`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def take(self, key: SeriesKey, station: str) -> int:
        """Take the next number of a series for a station, leasing a block when none is left."""
        return self.take_several(key, station, 1)[0]

    def take_several(self, key: SeriesKey, station: str, count: int) -> tuple[int, ...]:
        """Take the next numbers of a series at once; where a block ends the next one goes on."""
        taken: list[int] = []
        while len(taken) < count:
            block = self._open_block(key, station)
            if block is None:
                self._lease(key, station)
            else:
                taken += self._take_from(block, key, count - len(taken))
        return tuple(taken)

    def _take_from(self, block: Row[Any], key: SeriesKey, count: int) -> list[int]:
        """Take up to so many numbers of a block, passing over void ones."""
        void = self._voids(key, block.next, block.last)
        numbers = (number for number in range(block.next, block.last + 1) if number not in void)
        taken = list(islice(numbers, count))
        following = taken[-1] + 1 if len(taken) == count else block.last + 1
        moved = {"block": block.first, "next": following, "issued": block.issued + len(taken)}
        self._connection.execute(_MOVE_ON, _bound(key) | moved)
        return taken

    def void(self, key: SeriesKey, number: int, reason: str) -> None:
        """Record that a number of a leased block will never be issued.

        Raises Problem `number.not-leased`, `number.already-issued`, `number.already-void`.
        """
        block = self._connection.execute(
            select(number_blocks)
            .where(
                _of(number_blocks, key),
                number_blocks.c.first <= number,
                number_blocks.c.last >= number,
            )
            .with_for_update()
        ).first()
        if block is None:
            raise Problem("number.not-leased", number=number)
        if self._voids(key, number, number):
            raise Problem("number.already-void", number=number)
        if number < block.next:
            raise Problem("number.already-issued", number=number)
        row = vars(key) | {"number": number, "reason": reason}
        self._connection.execute(insert(number_voids), [row])

    def accounts(self) -> tuple[SeriesAccount, ...]:
        """Return the account of every series, each figure counted from its own rows."""
        return tuple(
            self._account(SeriesKey(row.region, row.authority, row.kind, row.year, row.practice))
            for row in self._connection.execute(
                select(number_series).order_by(*number_series.primary_key)
            )
        )

    def _account(self, key: SeriesKey) -> SeriesAccount:
        """Return the account of one series."""
        blocks = self._connection.execute(
            select(number_blocks).where(_of(number_blocks, key))
        ).all()
        voids = self._connection.execute(
            select(number_voids.c.number).where(_of(number_voids, key))
        ).scalars()
        void = set(voids)
        waiting = sum(block.next <= number <= block.last for block in blocks for number in void)
        return SeriesAccount(
            key=key,
            leased=sum(block.last - block.first + 1 for block in blocks),
            issued=sum(block.issued for block in blocks),
            void=len(void),
            free=sum(block.last - block.next + 1 for block in blocks) - waiting,
        )

    def _open_block(self, key: SeriesKey, station: str) -> Row[Any] | None:
        """Return the station's oldest block that still has numbers, locked; None when none has."""
        return self._connection.execute(_OPEN_BLOCK, _bound(key) | {"station": station}).first()

    def _lease(self, key: SeriesKey, station: str) -> None:
        """Lease the next block of a series to a station."""
        counter = select(number_series.c.leased_to).where(_of(number_series, key))
        leased_to = self._connection.execute(counter.with_for_update()).scalar()
        if leased_to is None:
            self._begin_series(key)
            leased_to = self._connection.execute(counter.with_for_update()).scalar_one()
        self._connection.execute(
            update(number_series).where(_of(number_series, key)).values(leased_to=leased_to + BLOCK)
        )
        block = {
            "first": leased_to + 1,
            "last": leased_to + BLOCK,
            "next": leased_to + 1,
            "issued": 0,
            "station": station,
        }
        self._connection.execute(insert(number_blocks), [vars(key) | block])

    def _begin_series(self, key: SeriesKey) -> None:
        """Make the counter of a series; another station may do so at the same moment."""
        savepoint = self._connection.begin_nested()
        try:
            self._connection.execute(insert(number_series), [vars(key) | {"leased_to": 0}])
        except IntegrityError:
            savepoint.rollback()
        else:
            savepoint.commit()

    def _voids(self, key: SeriesKey, low: int, high: int) -> frozenset[int]:
        """Return the numbers of a range, its ends included, that were recorded as void."""
        asked = _bound(key) | {"low": low, "high": high}
        return frozenset(self._connection.execute(_VOIDS, asked).scalars())


def _of(table: Table, key: SeriesKey) -> ColumnElement[bool]:
    """Return that a row belongs to a series."""
    return and_(*(table.c[name] == value for name, value in vars(key).items()))

"""An open database: hands out writing transactions and read-only views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine

from app.ports.store import Reader, UnitOfWork
from app.ports.stored import StoreInfo
from db.failures import translated
from db.schema import HEAD
from db.unit_of_work import SqlReader, SqlUnitOfWork


class SqlStore:
    """A store over two engines; both may be the same one. Implements `app.ports.store.Store`."""

    def __init__(
        self,
        *,
        place: str,
        writing: Engine,
        reading: Engine,
        facts: Mapping[str, object],
        released: Callable[[], None],
    ) -> None:
        """Take over engines whose tables are up to date.

        `place`: the file or server as people know it, without a password. `released` is called
        when the store is closed.
        """
        self._place = place
        self._writing = writing
        self._reading = reading
        self._facts = facts
        self._released = released

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open a writing transaction; leaving without `commit` rolls back.

        Transactions of several threads follow one another. Raises WorldProblem `store.busy` when
        another one does not end, and `store.disk-full` and its like.
        """
        with translated(self._place), self._writing.connect() as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a read-only view: one snapshot of committed data."""
        with translated(self._place), self._reading.connect() as connection:
            yield SqlReader(connection)

    def info(self) -> StoreInfo:
        """Describe the store."""
        return StoreInfo(self._place, HEAD, dict(self._facts))

    def close(self) -> None:
        """Release files and connections; the writer goes last and empties the WAL."""
        self._reading.dispose()
        self._writing.dispose()
        self._released()

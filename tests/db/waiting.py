"""Two writers at one moment: the second one reaches the lock before the first one commits."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import text

from app.errors import Problem
from app.ports.store import Store, UnitOfWork
from db.store import SqlStore

_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def codes_of_the_second(
    one: Store,
    other: Store,
    first: Callable[[UnitOfWork], object],
    second: Callable[[UnitOfWork], object],
) -> list[str]:
    """Let the first write, let the second write until it waits, commit both.

    Returns the codes of the Problems that the second ran into. SQLite makes the second wait before
    its first statement; PostgreSQL is asked until it says that somebody waits.
    """
    begun, refused = threading.Event(), []

    def write_too() -> None:
        begun.set()
        try:
            with other.begin() as unit:
                second(unit)
                unit.commit()
        except Problem as problem:
            refused.append(problem.code)

    thread = threading.Thread(target=write_too)
    with one.begin() as unit:
        first(unit)
        thread.start()
        assert begun.wait(5)
        _until_it_waits(other, thread)
        unit.commit()
    thread.join()
    return refused


def _until_it_waits(store: Store, thread: threading.Thread) -> None:
    """Ask the server until a session waits for a lock, or the thread needed none."""
    assert isinstance(store, SqlStore)
    if store._reading.dialect.name == "sqlite":
        return
    with store._reading.connect() as connection:
        while thread.is_alive() and not connection.execute(_WAITING).scalar():
            connection.rollback()  # the next look sees the next moment

"""The store: SQLite on every window, PostgreSQL in the centre; the only user of SQL.

`open_store` opens the local store, always a file; `open_central` gives the same tables and
repositories on PostgreSQL.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from app.errors import Problem, WorldProblem
from app.ports.store import Store
from db import engine as engines
from db import schema
from db.backup import copy_before_migration
from db.failures import translated
from db.locking import ScreenLock
from db.store import SqlStore

__all__ = ["open_central", "open_store"]

_CHECKED_WHOLE = 64 * 1024 * 1024
"""Files up to this many bytes are checked page by page when they are opened (under a second)."""


def open_store(
    path: Path,
    *,
    central_url: str | None = None,
    key: bytes | None = None,
    exclusive: bool = False,
) -> Store:
    """Open the local store at `path`, making or migrating it where needed.

    `central_url`: the optional central database that a later uploader feeds; only remembered.
    `key`: 32 raw bytes for an encrypted store. `exclusive`: for the screen, which is alone on a
    station; the command line may work beside it. A store of an older program is copied into
    `backups/` before it is migrated. Raises Problem `store.too-new`, `store.not-ours`,
    `store.no-cipher`, `store.central-url`, and WorldProblem for a damaged file, a full disk, a
    folder without permission, another screen; the file is then as it was.
    """
    if central_url is not None:
        engines.central(central_url).dispose()
    place = str(path)
    engines.driver(key)
    release = _nothing
    with translated(place, files=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        if exclusive:
            release = ScreenLock(path).release
        try:
            _make_ready(path, key)
        except BaseException:
            release()
            raise
    facts = {"central": central_url is not None, "encrypted": key is not None}
    return SqlStore(
        place=place,
        writing=engines.writer(path, key),
        reading=engines.reader(path, key),
        facts=facts,
        released=release,
    )


def open_central(url: str) -> Store:
    """Open a central database, making or migrating its tables where needed.

    `url`: `postgresql+psycopg://…`. Raises Problem `store.central-url`, `store.too-new`,
    `store.not-ours` and WorldProblem `store.unreachable`.
    """
    engine = engines.central(url)
    place = make_url(url).render_as_string(hide_password=True)
    try:
        with translated(place), engine.begin() as connection:
            if schema.revision(connection, place) != schema.HEAD:
                schema.upgrade(connection)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(
        place=place, writing=engine, reading=engine, facts={"central": True}, released=_nothing
    )


def _nothing() -> None:
    """Hold nothing, release nothing."""


def _make_ready(path: Path, key: bytes | None) -> None:
    """Look at the file without touching it, then make or migrate what is not up to date."""
    if path.is_dir():
        raise WorldProblem("store.cannot-open", place=str(path))
    if path.exists() and path.stat().st_size:
        found = _look(path, key)
        if found == schema.HEAD:
            return
        if found is not None:
            copy_before_migration(path, key, found)
    _migrate(path, key)


def _look(path: Path, key: bytes | None) -> str | None:
    """Return the revision of an existing file, read-only; refuse what is damaged or not ours."""
    engine = engines.reader(path, key)
    try:
        with engine.connect() as connection:
            found = schema.revision(connection, str(path))
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            if found is not None and mark != engines.APPLICATION_ID:
                raise Problem("store.not-ours", place=str(path))
            if path.stat().st_size <= _CHECKED_WHOLE:
                verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
                if verdict != "ok":
                    raise WorldProblem("store.damaged", place=str(path))
            return found
    finally:
        engine.dispose()


def _migrate(path: Path, key: bytes | None) -> None:
    """Bring a file's tables to the newest revision in one transaction.

    Batch migrations copy whole tables, so references are off meanwhile and checked before the end.
    Another process may have been quicker: the transaction asks again.
    """
    path.touch(mode=0o600)
    engine = engines.writer(path, key)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                if schema.revision(connection, str(path)) == schema.HEAD:
                    return
                schema.upgrade(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {engines.APPLICATION_ID}")
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise WorldProblem("store.damaged", place=str(path))
    finally:
        engine.dispose()

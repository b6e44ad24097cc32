"""Connections: SQLite with one writer and one read-only reader, PostgreSQL for the centre.

SQLite is opened in WAL mode with synchronous=FULL: a printed receipt must survive a power cut.
The writer begins every transaction with BEGIN IMMEDIATE, because a read that is upgraded to a
write fails at once instead of waiting. The reader has a connection of its own, so that a search
never waits behind an accept.
"""

from __future__ import annotations

import importlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from app.errors import Problem

BUSY_SECONDS = 10
"""How long a transaction waits for another one before it gives up."""

APPLICATION_ID = 0x59434831
"""Marks a SQLite file as ours ("YCH1")."""

_READERS_BESIDE_THE_FIRST = 4


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Write JSON data as stored: compact, Chinese unescaped."""
    return _COMPACT.encode(value)


def driver(key: bytes | None) -> ModuleType:
    """Return the SQLite driver: the standard one, or SQLCipher's for a store with a key.

    Raises Problem `store.no-cipher` when there is a key and no SQLCipher.
    """
    if key is None:
        return sqlite3
    try:
        return importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as missing:
        raise Problem("store.no-cipher") from missing


def connector(
    path: Path, key: bytes | None, *, read_only: bool
) -> Callable[[], sqlite3.Connection]:
    """Return what opens a connection to a store's file, with every pragma set.

    `key`: 32 raw bytes for SQLCipher, None for a plain file.
    """
    module = driver(key)
    uri = path.absolute().as_uri() + ("?mode=ro" if read_only else "")

    def connect() -> sqlite3.Connection:
        connection: sqlite3.Connection = module.connect(
            uri,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, key, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _prepare(connection: sqlite3.Connection, key: bytes | None, *, read_only: bool) -> None:
    """Hand over the key first, then set the pragmas."""
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def writer(path: Path, key: bytes | None) -> Engine:
    """Return the engine with the single writing connection."""
    engine = _sqlite(path, key, read_only=False)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reader(path: Path, key: bytes | None) -> Engine:
    """Return the engine with the read-only connection; a read is one snapshot."""
    engine = _sqlite(path, key, read_only=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _sqlite(path: Path, key: bytes | None, *, read_only: bool) -> Engine:
    """Return an engine over one file; a second writer waits for the first."""
    return create_engine(
        "sqlite+pysqlite://",
        module=driver(key),
        creator=connector(path, key, read_only=read_only),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=_READERS_BESIDE_THE_FIRST if read_only else 0,
        pool_timeout=BUSY_SECONDS,
        json_serializer=to_json,
    )


def central(url: str) -> Engine:
    """Return the engine of a central PostgreSQL database.

    `url`: `postgresql+psycopg://…`. Raises Problem `store.central-url` for anything else.
    """
    if not url.startswith("postgresql+psycopg://"):
        raise Problem("store.central-url")
    return create_engine(url, json_serializer=to_json, pool_pre_ping=True)

"""Failures of the world, told apart from faults of ours.

A full disk, a locked or damaged file, an unreachable server become a `WorldProblem` with a
sentence; every other database error passes through unchanged and is a fault of the program.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.errors import Problem, WorldProblem

_SQLITE = {
    5: "store.busy",  # SQLITE_BUSY
    6: "store.busy",  # SQLITE_LOCKED
    8: "store.read-only",  # SQLITE_READONLY
    10: "store.disk-error",  # SQLITE_IOERR
    11: "store.damaged",  # SQLITE_CORRUPT
    13: "store.disk-full",  # SQLITE_FULL
    14: "store.cannot-open",  # SQLITE_CANTOPEN
    26: "store.not-a-database",  # SQLITE_NOTADB
}
_POSTGRES = {
    "53100": "store.disk-full",
    "53300": "store.busy",
    "55P03": "store.busy",
    "40001": "store.busy",
    "40P01": "store.busy",
    "25006": "store.read-only",
}
_OS = {
    errno.ENOSPC: "store.disk-full",
    errno.EDQUOT: "store.disk-full",
    errno.EROFS: "store.read-only",
}


def problem_of(error: Exception, place: str) -> WorldProblem | None:
    """Return the problem that an error of database or file system is; None if it is ours."""
    code: str | None = None
    if isinstance(error, PoolTimeoutError):
        code = "store.busy"
    elif isinstance(error, DBAPIError):
        code = _code_of(error.orig, error)
    elif isinstance(error, OSError):
        code = _OS.get(error.errno or 0, "store.cannot-open")
    else:
        code = _code_of(error, error)
    return None if code is None else WorldProblem(code, place=place)


def _code_of(original: BaseException | None, error: Exception) -> str | None:
    """Return the code of a driver's error: by SQLite's result code or PostgreSQL's SQLSTATE."""
    number = getattr(original, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _SQLITE.get(number & 0xFF)
    state = getattr(original, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRES.get(state)
    return "store.unreachable" if isinstance(error, OperationalError) else None


@contextmanager
def translated(place: str, *, files: bool = False) -> Iterator[None]:
    """Turn failures of the world into a `WorldProblem` that names the place (file or server).

    `files`: also failures of the file system, where the store itself handles files.
    """
    try:
        yield
    except Problem:
        raise
    except Exception as error:
        if isinstance(error, OSError) and not files:
            raise
        problem = problem_of(error, place)
        if problem is None:
            raise
        raise problem from error

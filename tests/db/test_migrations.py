"""Migrations: in step with the tables, from every old revision, with a copy before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.errors import WorldProblem
from db import backup, open_central, open_store, schema
from db import engine as engines
from db.migrations import REVISIONS


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, new_file: Path) -> Iterator[Engine]:
    """An engine over a database that is up to date."""
    if request.param == "sqlite":
        del new_file
        open_store(tmp_path / "yichuang.db").close()
        made = engines.writer(tmp_path / "yichuang.db", None)
    else:
        made = engines.central(request.getfixturevalue("new_central")())
    yield made
    made.dispose()


def test_tables_and_migrations_do_not_drift(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(schema.configuration(connection))


def test_the_list_of_revisions_is_the_files_in_their_order() -> None:
    with closing(sqlite3.connect(":memory:")) as nothing:
        script = ScriptDirectory.from_config(schema.configuration(nothing))  # type: ignore[arg-type]  # no connection is needed
        found = [change.revision for change in script.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def at(path: Path, revision: str) -> None:
    """Make a store as an older program left it."""
    engine = engines.writer(path, None)
    with engine.begin() as connection:
        command.upgrade(schema.configuration(connection), revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {engines.APPLICATION_ID}")
        connection.exec_driver_sql("INSERT INTO settings (key, value) VALUES ('kept', '7')")
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_every_older_store_is_copied_then_migrated(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "yichuang.db"
    at(path, revision)
    with closing(open_store(path)) as store, store.read() as reader:
        assert store.info().schema_revision == REVISIONS[-1]
        assert reader.settings.get("kept") == 7
    copy = tmp_path / "backups" / f"yichuang-{revision}.db"
    with closing(sqlite3.connect(copy)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert found == (revision,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(file.name for file in copy.parent.iterdir()) == [copy.name]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_every_older_central_database_is_migrated(
    server: str, new_central: Callable[[], str], revision: str
) -> None:
    del server
    url = new_central()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    engine = engines.central(url)
    with engine.begin() as connection:
        command.upgrade(schema.configuration(connection), revision)
    engine.dispose()
    with closing(open_central(url)) as store, store.read() as reader:
        assert reader.journal.outbox_waiting() == 0


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "yichuang.db"
    at(path, "0002")

    def breaks(connection) -> None:
        command.upgrade(schema.configuration(connection), "0003")
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "upgrade", breaks)
    with pytest.raises(ZeroDivisionError):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert found == ("0002",)
    assert "accounts" in tables
    assert "sittings" not in tables


def test_without_room_for_the_copy_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "yichuang.db"
    at(path, "0001")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "fsync", full)
    with pytest.raises(WorldProblem) as raised:
        open_store(path)
    assert raised.value.code == "store.disk-full"
    assert list((tmp_path / "backups").iterdir()) == []
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert found == ("0001",)


def test_only_the_newest_three_copies_stay(tmp_path: Path) -> None:
    path = tmp_path / "yichuang.db"
    at(path, "0001")
    for name in ("1", "2", "3", "4", "5"):
        backup.copy_before_migration(path, None, name)
    names = sorted(file.name for file in (tmp_path / "backups").iterdir())
    assert names == ["yichuang-3.db", "yichuang-4.db", "yichuang-5.db"]


def test_a_migration_that_breaks_a_reference_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "yichuang.db"
    at(path, "0003")
    upgrade = schema.upgrade

    def orphan(connection) -> None:
        upgrade(connection)
        connection.exec_driver_sql(
            "INSERT INTO materials (region, sitting_id, position, key, state, originals, copies, "
            "items) VALUES ('r', 'gone', 1, 'k', 's', 0, 0, '[]')"
        )

    monkeypatch.setattr(schema, "upgrade", orphan)
    with pytest.raises(WorldProblem):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert found == ("0003",)

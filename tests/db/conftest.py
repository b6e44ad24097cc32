"""Stores to test: every test that takes `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from app.ports.store import Store
from db import open_central, open_store
from tests.db import postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A running PostgreSQL with a migrated template database."""
    with postgres.server() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS yichuang_template")
            connection.execute(
                "CREATE DATABASE yichuang_template TEMPLATE template0 ENCODING 'UTF8'"
            )
        open_central(postgres.central_url(address, "yichuang_template")).close()
        yield address
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP DATABASE yichuang_template")


@pytest.fixture
def new_central(server: str) -> Iterator[Callable[[], str]]:
    """Makes addresses of fresh central databases."""
    made: list[str] = []

    def make() -> str:
        name = f"yichuang_{next(_numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE yichuang_template")
        made.append(name)
        return postgres.central_url(server, name)

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new local store's file, made once and copied where a test wants an empty store."""
    path = tmp_path_factory.mktemp("new") / "yichuang.db"
    open_store(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def open_again(
    request: pytest.FixtureRequest, tmp_path: Path, new_file: Path
) -> Callable[[], Store]:
    """Opens one and the same database, again and again."""
    if request.param == "sqlite":
        shutil.copy(new_file, tmp_path / "yichuang.db")
        return lambda: open_store(tmp_path / "yichuang.db")
    url = request.getfixturevalue("new_central")()
    return lambda: open_central(url)


@pytest.fixture
def store(open_again: Callable[[], Store]) -> Iterator[Store]:
    """An empty store."""
    opened = open_again()
    yield opened
    opened.close()

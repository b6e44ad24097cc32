"""Opening: what is refused is named in a sentence, and stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import types
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from app.errors import Problem, WorldProblem
from app.wording.sentences import all_sentences, sentence
from db import engine as engines
from db import open_central, open_store
from db.migrations import REVISIONS
from db.store import SqlStore
from tests.db import builders


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "yichuang.db"


@pytest.fixture
def made(path: Path, new_file: Path) -> Path:
    """A store's file that is up to date."""
    path.parent.mkdir()
    shutil.copy(new_file, path)
    return path


def refused(path: Path, **more: object) -> Problem:
    with pytest.raises(Problem) as raised:
        open_store(path, **more)  # type: ignore[arg-type]  # options by name
    assert raised.value.code in all_sentences()
    assert "…" not in sentence(raised.value)
    return raised.value


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_a_new_store_is_made_with_its_folder_and_only_its_owner_reads_it(path: Path) -> None:
    with closing(open_store(path)) as store:
        assert store.info().schema_revision == REVISIONS[-1]
        assert store.info().url == str(path)
        assert store.info().facts == {"central": False, "encrypted": False}
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_a_store_is_synced_fully_and_its_reader_cannot_write(made: Path) -> None:
    with closing(open_store(made)) as store:
        assert isinstance(store, SqlStore)
        with store._writing.connect() as connection:
            values = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
            ]
            assert values == ["wal", 2, 1, 0]
        with pytest.raises(WorldProblem) as raised, store.read() as reader:
            reader.settings.put("a", 1)
        assert raised.value.code == "store.read-only"


def test_a_newer_store_is_refused_and_untouched(made: Path) -> None:
    run(made, "UPDATE alembic_version SET version_num = '0999'")
    before = made.read_bytes()
    problem = refused(made)
    assert (problem.code, problem.params["revision"]) == ("store.too-new", "0999")
    assert made.read_bytes() == before


@pytest.mark.parametrize("key", [None, "wrong"])
def test_what_is_no_database_is_refused_and_untouched(path: Path, key: object) -> None:
    del key
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 no database at all" * 400)
    assert refused(path).code == "store.not-a-database"
    assert path.read_bytes().startswith(b"PK")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_somebody_elses_database_is_refused_and_untouched(path: Path) -> None:
    path.parent.mkdir()
    run(path, "CREATE TABLE music (title)")
    before = path.read_bytes()
    assert refused(path).code == "store.not-ours"
    run(path, "CREATE TABLE alembic_version (version_num)")
    run(path, "INSERT INTO alembic_version VALUES ('0001')")
    assert refused(path).code == "store.not-ours"
    run(path, "DROP TABLE alembic_version")
    assert len(before) <= len(path.read_bytes())


def test_a_damaged_store_is_refused(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sittings'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with made.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert refused(made).code == "store.damaged"


def test_a_store_that_was_cut_short_is_refused(made: Path) -> None:
    with made.open("r+b") as file:
        file.truncate(made.stat().st_size // 2)
    assert refused(made).code == "store.damaged"


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    assert refused(path).code == "store.cannot-open"


def test_a_file_in_the_place_of_the_folder_is_refused(path: Path) -> None:
    path.parent.write_text("x")
    assert refused(path).code == "store.cannot-open"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are POSIX's")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from app.errors import WorldProblem\n"
        "from db import open_store\n"
        "folder = Path(sys.argv[1])\n"
        "folder.chmod(0o500)\n"
        "if os.geteuid() == 0: os.chdir('/'); os.setuid(65534)\n"
        "try:\n"
        "    open_store(folder / 'yichuang.db')\n"
        "except WorldProblem as problem:\n"
        "    print(problem.code)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    tmp_path.chmod(0o700)
    assert answer.stdout.strip() in ("store.cannot-open", "store.read-only")


def test_one_screen_per_station_but_the_command_line_beside_it(made: Path) -> None:
    screen = open_store(made, exclusive=True)
    try:
        assert refused(made, exclusive=True).code == "store.in-use"
        with closing(open_store(made)) as command:
            with command.begin() as unit:
                unit.settings.put("by", "command")
                unit.commit()
            with screen.read() as reader:
                assert reader.settings.get("by") == "command"
    finally:
        screen.close()
    open_store(made, exclusive=True).close()


def test_a_screen_that_is_refused_lets_go_of_its_lock(made: Path) -> None:
    run(made, "UPDATE alembic_version SET version_num = '0999'")
    refused(made, exclusive=True)
    run(made, f"UPDATE alembic_version SET version_num = '{REVISIONS[-1]}'")
    open_store(made, exclusive=True).close()


def test_a_screen_that_was_killed_leaves_no_lock(made: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom db import open_store\n"
        "store = open_store(Path(sys.argv[1]), exclusive=True)\n"
        "print('open', flush=True)\nsys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(made)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        assert refused(made, exclusive=True).code == "store.in-use"
        child.kill()
    open_store(made, exclusive=True).close()


def test_a_transaction_that_waits_too_long_says_so(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    first, second = open_store(made), open_store(made)
    with closing(first), closing(second), first.begin() as unit:
        unit.settings.put("a", 1)
        with pytest.raises(WorldProblem) as raised, second.begin() as other:
            other.settings.put("b", 1)
        assert raised.value.code == "store.busy"
        with pytest.raises(WorldProblem) as raised, first.begin():
            pass  # the only writing connection is taken
        assert raised.value.code == "store.busy"
        unit.commit()


def test_a_full_disk_undoes_the_whole_transaction(made: Path) -> None:
    with closing(open_store(made)) as store:
        assert isinstance(store, SqlStore)
        with store._writing.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        paper = builders.a_paper(None, content=b"x" * 200_000)
        with pytest.raises(WorldProblem) as raised, store.begin() as unit:  # noqa: PT012 - fails at commit
            unit.settings.put("before", 1)
            unit.papers.put(paper)
        assert raised.value.code == "store.disk-full"
        with store.read() as reader:
            assert reader.settings.get("before") is None


def test_faults_of_ours_pass_unchanged(made: Path) -> None:
    with closing(open_store(made)) as store:
        with pytest.raises(FileNotFoundError), store.begin():
            Path("/nowhere/at/all").read_bytes()
        with pytest.raises(Problem) as raised, store.read():
            raise Problem("case.any")
        assert raised.value.code == "case.any"


def test_a_key_without_a_cipher_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    assert refused(path, key=bytes(32)).code == "store.no-cipher"
    assert not path.exists()


def test_a_key_is_handed_to_every_connection_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []

    class Connection(sqlite3.Connection):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            self.said: list[str] = []
            said.append(self.said)

        def execute(self, sql, *args):
            self.said.append(sql)
            return super().execute(sql, *args)

    cipher = types.ModuleType("sqlcipher3.dbapi2")
    cipher.__dict__.update(vars(sqlite3))
    cipher.connect = lambda *args, **more: sqlite3.connect(*args, factory=Connection, **more)
    monkeypatch.setitem(sys.modules, "sqlcipher3", types.ModuleType("sqlcipher3"))
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", cipher)
    for _ in range(2):
        with closing(open_store(path, key=bytes(range(32)))) as store, store.read() as reader:
            assert reader.settings.get("a") is None
            assert store.info().facts["encrypted"] is True
    assert len(said) >= 4
    key = "PRAGMA key = \"x'" + bytes(range(32)).hex() + "'\""
    assert all(words[0] == key for words in said)


def test_a_central_address_is_only_remembered(made: Path) -> None:
    url = "postgresql+psycopg://clerk:secret@nowhere.invalid/yichuang"
    with closing(open_store(made, central_url=url)) as store:
        assert store.info().facts["central"] is True
        assert "secret" not in repr(store.info())
    assert refused(made, central_url="sqlite:///x").code == "store.central-url"


def test_a_central_database_that_is_away_says_so_without_the_password(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://clerk:secret@/yichuang?host={tmp_path}"
    with pytest.raises(WorldProblem) as raised:
        open_central(url)
    assert raised.value.code == "store.unreachable"
    assert "secret" not in sentence(raised.value)
    with pytest.raises(Problem) as wrong:
        open_central("mysql://x")
    assert wrong.value.code == "store.central-url"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE alembic_version SET version_num = '0999'", "store.too-new"),
        ("DROP TABLE alembic_version", "store.not-ours"),
    ],
)
def test_a_central_database_that_is_not_ours_is_refused(
    new_central: Callable[[], str], statement: str, code: str
) -> None:
    url = new_central()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)
    with pytest.raises(Problem) as raised:
        open_central(url)
    assert raised.value.code == code


def test_many_processes_may_make_one_store_at_once(path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom db import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "with store.begin() as unit:\n"
        "    unit.settings.put(sys.argv[2], 1)\n    unit.commit()\n"
        "store.close()\n"
    )
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(place)], env=environment)
        for place in range(4)
    ]
    assert [child.wait() for child in children] == [0] * 4
    with closing(open_store(path)) as store, store.read() as reader:
        assert [reader.settings.get(str(place)) for place in range(4)] == [1] * 4

"""Kill -9 in the middle of accepting: what was printed is there, and nothing is there twice."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from uuid import UUID

from app.errors import Problem
from app.ports.store import Store
from db import open_store
from db.repositories.numbers import BLOCK
from tests.db.builders import REGION, SERIES

STATIONS = ("S1", "S2")
ROUNDS = 3
ROOT = Path(__file__).resolve().parent.parent.parent


def killed_at_some_moment(path: Path, dice: random.Random) -> dict[str, list[str]]:
    """Let a process per station accept, kill each at a random moment; return what they printed."""
    children = {
        station: subprocess.Popen(
            [sys.executable, "-m", "tests.db.accepting", str(path), station],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for station in STATIONS
    }
    printed: dict[str, list[str]] = {station: [] for station in STATIONS}

    def live_and_die(station: str, seconds: float) -> None:
        child = children[station]
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        printed[station].append(child.stdout.readline())
        end = threading.Timer(seconds, child.kill)
        end.start()
        printed[station].extend(child.stdout)
        end.join()
        child.wait()
        child.stdout.close()

    threads = [
        threading.Thread(target=live_and_die, args=(station, dice.uniform(0.05, 0.5)))
        for station in STATIONS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return printed


def receipts_of(lines: list[str]) -> list[tuple[int, UUID, str]]:
    """Read printed lines; the last may be cut."""
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(number), UUID(event), link) for number, event, link in whole]


def check(store: Store, receipts: dict[str, list[tuple[int, UUID, str]]]) -> None:
    """Check a reopened store against everything that was ever printed."""
    with store.read() as reader:
        events = {event.id: event for event in reader.journal.events(REGION)}
        stored: list[int] = []
        for station in STATIONS:
            own = [event for event in events.values() if event.station == station]
            assert reader.journal.verify_chain(station).seq == len(own)
            stored += [int(str(event.data["n"])) for event in own]
            for number, event_id, _link in receipts[station]:
                event = events[event_id]
                assert event.data["n"] == number
                sitting = reader.cases.sitting(REGION, event.subject)
                assert sitting is not None
                assert sitting.number == f"审批收〔2026〕{number}号"
                assert len(reader.cases.cases_of(REGION, sitting.id)) == 3
                assert len(reader.papers.of_sitting(REGION, sitting.id)) == 1
        assert len(set(stored)) == len(stored)
        assert reader.journal.outbox_waiting() == len(events)
    with store.begin() as unit:
        (account,) = unit.numbers.accounts()
    assert account.issued == len(stored)
    assert account.issued + account.void + account.free == account.leased
    assert max(stored) <= account.leased
    assert account.leased % BLOCK == 0


def test_what_was_printed_survives_any_kill(tmp_path: Path, new_file: Path) -> None:
    seed = time.time_ns()
    print("seed", seed)
    dice = random.Random(seed)
    path = tmp_path / "yichuang.db"
    shutil.copy(new_file, path)
    receipts: dict[str, list[tuple[int, UUID, str]]] = {station: [] for station in STATIONS}
    for _ in range(ROUNDS):
        for station, lines in killed_at_some_moment(path, dice).items():
            receipts[station] += receipts_of(lines)
        with closing(open_store(path)) as store:
            check(store, receipts)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(len(found) >= ROUNDS for found in receipts.values())


def test_a_torn_log_loses_whole_transactions_only(tmp_path: Path, new_file: Path) -> None:
    dice = random.Random(20260727)
    path = tmp_path / "yichuang.db"
    shutil.copy(new_file, path)
    log = path.with_name(path.name + "-wal")
    with closing(open_store(path)) as store:
        for count in range(1, 13):
            with store.begin() as unit:
                unit.settings.put("count", count)
                number = unit.numbers.take(SERIES, "S1")
                unit.settings.put("number", number)
                unit.commit()
        whole, kept = log.read_bytes(), path.read_bytes()
    seen = set()
    for place in range(40):
        torn = tmp_path / f"torn{place}.db"
        torn.write_bytes(kept)
        cut = dice.randrange(len(whole))
        garbage = dice.randbytes(dice.choice((0, 100, 5_000)))
        torn.with_name(torn.name + "-wal").write_bytes(whole[:cut] + garbage)
        with closing(open_store(torn)) as store:
            with store.read() as reader:
                count = reader.settings.get("count")
                assert reader.settings.get("number") == count
            with store.begin() as unit:
                issued = [account.issued for account in unit.numbers.accounts()]
            assert issued == ([count] if count else [])
            seen.add(count)
    assert len(seen) > 3


def test_a_problem_inside_a_transaction_gives_its_number_back(
    tmp_path: Path, new_file: Path
) -> None:
    path = tmp_path / "yichuang.db"
    shutil.copy(new_file, path)

    def refuse() -> None:
        with store.begin() as unit:
            unit.numbers.take(SERIES, "S1")
            raise Problem("case.any")

    with closing(open_store(path)) as store:
        for _ in range(2):
            try:
                refuse()
            except Problem:
                continue
        with store.begin() as unit:
            assert unit.numbers.take(SERIES, "S1") == 1

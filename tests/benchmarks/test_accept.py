"""Accepting a sitting costs little more than the same rows by hand.

The floor writes the same data with the bare driver into an equal file: same pragmas, same number of
rows, the form as JSON, the chain's hash, one synced commit. Both run interleaved in one loop; the
medians are compared, so that a busy disk weighs on both alike.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import statistics
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.case import Sitting
from app.ports.store import Store
from db import open_store
from tests.db import builders
from tests.db.builders import REGION, SERIES

ROUNDS = 60
CASES = 5
MATERIALS = 12
BOUND = 4.0

_TABLES = """
CREATE TABLE visits (region, id, body, PRIMARY KEY (region, id)) WITHOUT ROWID;
CREATE TABLE sittings (region, id, draft UNIQUE, number UNIQUE, at, form, rest,
    PRIMARY KEY (region, id)) WITHOUT ROWID;
CREATE TABLE parties (region, sitting, role, name, body, PRIMARY KEY (region, sitting, role));
CREATE TABLE materials (region, sitting, place, body, PRIMARY KEY (region, sitting, place));
CREATE TABLE cases (region, id, sitting, number UNIQUE, state, body, PRIMARY KEY (region, id));
CREATE TABLE rounds (region, id, case_id, body, PRIMARY KEY (region, id));
CREATE TABLE journal (region, id, seq, body, hash, PRIMARY KEY (region, id));
CREATE TABLE outbox (region, seq, body, hash, PRIMARY KEY (region, seq));
CREATE TABLE heads (station PRIMARY KEY, seq, hash);
CREATE TABLE blocks (series PRIMARY KEY, next);
CREATE INDEX of_sitting ON cases (region, sitting);
INSERT INTO heads VALUES ('S8', 0, '');
INSERT INTO blocks VALUES ('s', 1);
"""


def a_sitting(serial: int) -> Sitting:
    whole = builders.a_sitting(builders.a_visit(), serial)
    return replace(
        whole,
        values={f"field_{place}": f"值{place}" for place in range(60)},
        materials=tuple(replace(whole.materials[0], key=f"m{place}") for place in range(MATERIALS)),
    )


def by_store(store: Store, serial: int) -> None:
    sitting = a_sitting(serial)
    cases = [builders.a_case(sitting, serial * CASES + place) for place in range(CASES)]
    with store.begin() as unit:
        unit.numbers.take(SERIES, "S8")
        unit.cases.put_visit(replace(builders.a_visit(), id=sitting.visit_id))
        unit.cases.put_sitting(sitting)
        unit.cases.put_cases(cases)
        for case in cases:
            unit.cases.put_round(builders.a_round(case))
        unit.journal.add(builders.an_event(sitting.id))
        unit.commit()


def by_hand(connection: sqlite3.Connection, serial: int) -> None:
    sitting = a_sitting(serial)
    key = sitting.id.hex
    cases = [builders.a_case(sitting, serial * CASES + place) for place in range(CASES)]
    run = connection.execute
    run("BEGIN IMMEDIATE")
    (number,) = run("UPDATE blocks SET next = next + 1 RETURNING next").fetchone()
    run("INSERT INTO visits VALUES (?, ?, ?)", (REGION, sitting.visit_id.hex, "{}"))
    run(
        "INSERT INTO sittings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            REGION,
            key,
            sitting.draft_id.hex,
            number,
            sitting.received_at.isoformat(),
            json.dumps(dict(sitting.values), ensure_ascii=False),
            json.dumps([dict(sitting.answers), dict(sitting.savings)]),
        ),
    )
    for role in ("applicant", "agent"):
        run(
            "INSERT INTO parties VALUES (?, ?, ?, ?, ?)",
            (REGION, key, role, "欧阳", json.dumps(vars(sitting.applicant), ensure_ascii=False)),
        )
    connection.executemany(
        "INSERT INTO materials VALUES (?, ?, ?, ?)",
        [
            (REGION, key, place, json.dumps([one.key, one.label], ensure_ascii=False))
            for place, one in enumerate(sitting.materials)
        ],
    )
    for case in cases:
        body = json.dumps([case.item_name, case.department, case.regime], ensure_ascii=False)
        run(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)",
            (REGION, case.id.hex, key, case.number, case.state.value, body),
        )
        run("INSERT INTO rounds VALUES (?, ?, ?, ?)", (REGION, key + case.number, key, "[]"))
    (seq, prev) = run("SELECT seq, hash FROM heads").fetchone()
    event = json.dumps({"id": key, "seq": seq, "prev": prev, "n": number})
    link = hashlib.sha256(event.encode()).hexdigest()
    run("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", (REGION, key, seq, event, link))
    run("INSERT INTO outbox VALUES (?, ?, ?, ?)", (REGION, seq, event, link))
    run("UPDATE heads SET seq = ?, hash = ?", (seq + 1, link))
    run("COMMIT")


def test_accepting_costs_at_most_four_times_the_bare_driver(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours: list[float] = []
    floor: list[float] = []
    with (
        closing(open_store(tmp_path / "yichuang.db")) as store,
        closing(sqlite3.connect(tmp_path / "floor.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        for serial in itertools.chain(range(1, 6), range(6, 6 + ROUNDS)):
            began = time.perf_counter()
            by_store(store, serial)
            middle = time.perf_counter()
            by_hand(connection, serial)
            end = time.perf_counter()
            ours.append((middle - began) * 1000)
            floor.append((end - middle) * 1000)
    ours, floor = ours[5:], floor[5:]
    ratio = statistics.median(ours) / statistics.median(floor)
    with capsys.disabled():
        print(
            f"\naccept: p50 {statistics.median(ours):.2f} ms, "
            f"p95 {statistics.quantiles(ours, n=20)[18]:.2f} ms, bare driver p50 "
            f"{statistics.median(floor):.2f} ms, ratio {ratio:.2f}",
            end="",
        )
    assert ratio <= BOUND

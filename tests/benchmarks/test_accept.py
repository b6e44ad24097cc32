"""Receiving and accepting a sitting costs little more than the same rows by hand.

Both of a sitting's transactions are measured, as the services write them: the receipt (numbers,
visit, sitting, cases, rounds, a first act for each case, the journal) and the outcomes (everything
read again, the cases moved on, a second act for each, the sitting put again, the journal). The floor
does the same with the bare driver in an equal file: same pragmas, same rows, JSON, the chain's hash,
two synced commits. Both run interleaved in one loop; the medians are compared, so that a busy disk
weighs on both alike.
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
from uuid import UUID

import pytest

from app.domain.act_bodies import NOTHING
from app.domain.acts import ActKind
from app.domain.case import Case, CaseState, Sitting
from app.ports.store import Store
from db import open_store
from tests.benchmarks.quietest import quietest
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
CREATE TABLE acts (region, id, case_id, seq, kind, at, body, PRIMARY KEY (region, id),
    UNIQUE (region, case_id, seq));
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
    cases = [
        builders.a_case(sitting, serial * CASES + place, state=CaseState.RECEIVED, acts=1)
        for place in range(CASES)
    ]
    with store.begin() as unit:
        assert unit.cases.sitting_by_draft(REGION, sitting.draft_id) is None
        unit.numbers.take(SERIES, "S8")
        unit.numbers.take_several(SERIES, "S8", CASES)
        unit.cases.put_visit(replace(builders.a_visit(), id=sitting.visit_id))
        unit.cases.put_sitting(sitting)
        unit.cases.put_cases(cases)
        unit.acts.add(
            *(builders.an_act(case, kind=ActKind.RECEIVE, body=NOTHING) for case in cases)
        )
        unit.cases.put_rounds([builders.a_round(case) for case in cases])
        unit.journal.add(
            *(builders.an_event(one) for one in (sitting.id, *(case.id for case in cases)))
        )
        unit.commit()
    with store.begin() as unit:
        found = unit.cases.sitting(REGION, sitting.id)
        assert found is not None
        kept = unit.cases.cases_of(REGION, sitting.id)
        unit.bars.of(REGION, found.applicant.id_number)
        earlier = unit.acts.of_cases(REGION, [case.id for case in kept])
        moved = [replace(case, state=CaseState.ACCEPTED, acts=2) for case in kept]
        unit.cases.put_cases(moved)
        unit.acts.add(*(builders.an_act(case, len(earlier[case.id]) + 1) for case in kept))
        unit.journal.add(*(builders.an_event(case.id) for case in kept))
        unit.cases.put_sitting(found)
        unit.commit()


def by_hand(connection: sqlite3.Connection, serial: int) -> None:
    sitting = a_sitting(serial)
    cases = [builders.a_case(sitting, serial * CASES + place) for place in range(CASES)]
    run = connection.execute
    run("BEGIN IMMEDIATE")
    run("SELECT id FROM sittings WHERE draft = ?", (sitting.draft_id.hex,)).fetchone()
    numbers = [
        run("UPDATE blocks SET next = next + 1 RETURNING next").fetchone()[0]
        for _ in range(1 + CASES)
    ]
    number = numbers[0]
    run("INSERT INTO visits VALUES (?, ?, ?)", (REGION, sitting.visit_id.hex, "{}"))
    put_by_hand(connection, sitting, number)
    for case in cases:
        body = json.dumps([case.item_name, case.department, case.regime], ensure_ascii=False)
        run(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)",
            (REGION, case.id.hex, sitting.id.hex, case.number, case.state.value, body),
        )
        run(
            "INSERT INTO rounds VALUES (?, ?, ?, ?)",
            (REGION, builders.an_id().hex, case.id.hex, "[]"),
        )
        act_by_hand(connection, case, 1)
    note_by_hand(connection, number, [sitting.id, *(case.id for case in cases)])
    run("COMMIT")
    run("BEGIN IMMEDIATE")
    key = (REGION, sitting.id.hex)
    (form,) = run("SELECT form FROM sittings WHERE region = ? AND id = ?", key).fetchone()
    assert json.loads(form)
    for table in ("parties", "materials", "cases"):
        rows = run(f"SELECT * FROM {table} WHERE region = ? AND sitting = ?", key).fetchall()
        assert all(json.loads(row[-1]) for row in rows)
    for case in cases:
        run("SELECT * FROM acts WHERE region = ? AND case_id = ?", (REGION, case.id.hex)).fetchall()
        body = json.dumps([case.item_name, case.department, case.regime], ensure_ascii=False)
        run(
            "UPDATE cases SET state = 'accepted', body = ? WHERE region = ? AND id = ?",
            (body, REGION, case.id.hex),
        )
        act_by_hand(connection, case, 2)
    for table in ("parties", "materials"):
        run(f"DELETE FROM {table} WHERE region = ? AND sitting = ?", key)
    put_by_hand(connection, sitting, number)
    note_by_hand(connection, number, [case.id for case in cases])
    run("COMMIT")


def put_by_hand(connection: sqlite3.Connection, sitting: Sitting, number: int) -> None:
    key = sitting.id.hex
    connection.execute(
        "INSERT OR REPLACE INTO sittings VALUES (?, ?, ?, ?, ?, ?, ?)",
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
        connection.execute(
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


def act_by_hand(connection: sqlite3.Connection, case: Case, seq: int) -> None:
    act = builders.an_act(case, seq)
    body = json.dumps(["2026-07-27", 3, ["id", "plan"]])
    connection.execute(
        "INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?, ?)",
        (REGION, act.id.hex, case.id.hex, seq, act.kind.value, act.at.isoformat(), body),
    )


def note_by_hand(connection: sqlite3.Connection, number: int, subjects: list[UUID]) -> None:
    (seq, link) = connection.execute("SELECT seq, hash FROM heads").fetchone()
    for subject in subjects:
        event = json.dumps({"id": subject.hex, "seq": seq, "prev": link, "n": number})
        link = hashlib.sha256(event.encode()).hexdigest()
        row = (REGION, builders.an_id().hex, seq, event, link)
        connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO outbox VALUES (?, ?, ?, ?)", (REGION, seq, event, link))
        seq += 1
    connection.execute("UPDATE heads SET seq = ?, hash = ?", (seq, link))


def test_accepting_costs_at_most_four_times_the_bare_driver(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        closing(open_store(tmp_path / "yichuang.db")) as store,
        closing(sqlite3.connect(tmp_path / "floor.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        serials = itertools.count(1)
        for _warming in range(5):
            one_of_each(store, connection, next(serials))

        def ratio() -> float:
            ours, floor = zip(
                *(one_of_each(store, connection, next(serials)) for _round in range(ROUNDS)),
                strict=True,
            )
            found = statistics.median(ours) / statistics.median(floor)
            with capsys.disabled():
                print(
                    f"\naccept: p50 {statistics.median(ours):.2f} ms, "
                    f"p95 {statistics.quantiles(ours, n=20)[18]:.2f} ms, bare driver p50 "
                    f"{statistics.median(floor):.2f} ms, ratio {found:.2f}",
                    end="",
                )
            return found

        assert quietest(ratio, BOUND) <= BOUND


def one_of_each(store: Store, connection: sqlite3.Connection, serial: int) -> tuple[float, float]:
    """Receive and accept one sitting each way; return the milliseconds of ours and of the floor."""
    began = time.perf_counter()
    by_store(store, serial)
    middle = time.perf_counter()
    by_hand(connection, serial)
    return (middle - began) * 1000, (time.perf_counter() - middle) * 1000

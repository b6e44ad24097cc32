"""Cases of an older program get the acts that they had, and stand in the queues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select

from app.domain.act_bodies import NOTHING, Acceptance, Correction, NonAcceptance
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState, HandedIn, MaterialRecord, OutcomeKind, Sitting, Visit
from app.domain.procedure import folded, opened
from app.ports.cases import QueueFilter
from app.ports.store import Store
from db import engine as engines
from db import open_central, open_store, schema
from db.migrations import backfill_0005
from db.repositories import intake_rows
from db.tables.intake import cases, materials, parties, sittings, visits
from db.tables.people import accounts
from db.tables.proceeding import acts
from tests.db import builders
from tests.db.builders import NOW, REGION
from tests.unit.domain.builders import ground

_OLD_FIELDS = [each.name for each in fields(Case)].index("duty_due")

CONCLUDED = NOW + timedelta(minutes=3)


@dataclass(frozen=True)
class Older:
    """A database as the program before left it: where it is, and how it is opened now."""

    engine: Engine
    open: Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Older]:
    """An empty database at revision 0004."""
    if request.param == "sqlite":
        path = tmp_path / "yichuang.db"
        made = Older(engines.writer(path, None), lambda: open_store(path))
    else:
        url = request.getfixturevalue("new_central")()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        made = Older(engines.central(url), lambda: open_central(url))
    with made.engine.begin() as connection:
        command.upgrade(schema.configuration(connection), "0004")
        if request.param == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {engines.APPLICATION_ID}")
    yield made
    made.engine.dispose()


def keep(older: Older, visit: Visit, sitting: Sitting, kept: Iterable[Case]) -> None:
    """Write a sitting with the columns that there were."""
    with older.engine.begin() as connection:
        old = MetaData()
        old.reflect(connection)

        def write(table: Table, rows: list[dict[str, object]]) -> None:
            names = old.tables[table.name].c.keys()
            for row in rows:
                connection.execute(insert(table), [{name: row[name] for name in names}])

        write(visits, [intake_rows.visit_row(visit)])
        write(sittings, [intake_rows.sitting_row(sitting)])
        write(parties, intake_rows.party_rows(sitting))
        write(materials, intake_rows.material_rows(sitting))
        write(cases, [intake_rows.case_row(case) for case in kept])


def plain(sitting: Sitting, serial: int, state: CaseState, kind: OutcomeKind | None) -> Case:
    """A case as an older program knew it."""
    whole = builders.a_case(sitting, serial)
    assert whole.outcome is not None
    accepted = kind in (OutcomeKind.ACCEPT, OutcomeKind.ACCEPT_OWING)
    return replace(
        whole,
        **{each.name: each.default for each in fields(Case)[_OLD_FIELDS:]},
        state=state,
        accepted_at=CONCLUDED if accepted else None,
        outcome=None if kind is None else replace(whole.outcome, kind=kind),
        practice=True,
    )


def test_every_older_case_gets_the_acts_that_its_state_follows_from(older: Older) -> None:
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit)
    owed = MaterialRecord("plan", "平面图", HandedIn.OWED, 0, 1, ("X-03", "X-09"))
    handed_in = replace(owed, key="id", state=HandedIn.HANDED_IN)
    sitting = replace(sitting, materials=(*sitting.materials, owed, handed_in), practice=True)
    received = plain(sitting, 1, CaseState.RECEIVED, None)
    accepted = plain(sitting, 2, CaseState.ACCEPTED, OutcomeKind.ACCEPT)
    owing = plain(sitting, 3, CaseState.ACCEPTED_OWING, OutcomeKind.ACCEPT_OWING)
    asked = plain(sitting, 4, CaseState.CORRECTION, OutcomeKind.CORRECT)
    refused = plain(sitting, 5, CaseState.NOT_ACCEPTED, OutcomeKind.REFUSE)
    not_needed = plain(sitting, 6, CaseState.NOT_NEEDED, OutcomeKind.NOT_NEEDED)
    waiting = replace(plain(sitting, 7, CaseState.WAITING, OutcomeKind.WAIT), handed_in_at=None)
    every = (received, accepted, owing, asked, refused, not_needed, waiting)
    keep(older, visit, sitting, every)
    assert asked.outcome is not None
    day = CONCLUDED.date()
    reason = NonAcceptance("材料不齐", "第三十二条", "某局")
    expected = {
        received.id: (),
        accepted.id: ((ActKind.ACCEPT, Acceptance(day)),),
        owing.id: ((ActKind.ACCEPT_OWING, Acceptance(day, 0, ("plan",), owing.owed_due)),),
        asked.id: ((ActKind.ASK_CORRECTION, Correction(1, asked.outcome.defects)),),
        refused.id: ((ActKind.NOT_ACCEPT, reason),),
        not_needed.id: ((ActKind.NOT_NEEDED, reason),),
        waiting.id: (),
    }
    with closing(older.open()) as store, store.read() as reader:
        assert reader.cases.sitting(REGION, sitting.id) == sitting
        found = {case.id: case for case in reader.cases.cases_of(REGION, sitting.id)}
        for case in every:
            done = reader.acts.of_case(REGION, case.id)
            assert [(act.kind, act.body) for act in done[1:]] == list(expected[case.id])
            check_times(done, sitting)
            corrections = int(case is asked)
            assert found[case.id] == replace(case, acts=len(done), corrections=corrections)
        lines = reader.cases.queue(REGION, QueueFilter())
        assert {line.case_id: line.due for line in lines} == {
            received.id: received.notice_due,
            accepted.id: accepted.promised_due,
            owing.id: owing.promised_due,
            **dict.fromkeys((asked.id, refused.id, not_needed.id, waiting.id)),
        }
        site = str(sitting.values["site.address"])
        assert len(reader.cases.earlier(REGION, id_number="", address=site, but=asked.id)) == 6


def test_the_acts_of_an_older_case_lead_to_its_state(older: Older) -> None:
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit, practice=True)
    ends = {
        OutcomeKind.ACCEPT: CaseState.ACCEPTED,
        OutcomeKind.ACCEPT_OWING: CaseState.ACCEPTED_OWING,
        OutcomeKind.CORRECT: CaseState.CORRECTION,
        OutcomeKind.REFUSE: CaseState.NOT_ACCEPTED,
        OutcomeKind.NOT_NEEDED: CaseState.NOT_NEEDED,
        OutcomeKind.WAIT: CaseState.WAITING,
        None: CaseState.RECEIVED,
    }
    every = []
    for serial, (kind, state) in enumerate(ends.items(), start=1):
        case = replace(plain(sitting, serial, state, kind), regime="licence")
        owed = case.owed_due if kind is OutcomeKind.ACCEPT_OWING else None
        if kind is OutcomeKind.WAIT:
            every.append(replace(case, handed_in_at=None, owed_due=owed))
        else:
            every.append(replace(case, waits_for=(), owed_due=owed))
    keep(older, visit, sitting, every)
    with closing(older.open()) as store, store.read() as reader:
        for case in reader.cases.cases_of(REGION, sitting.id):
            done = reader.acts.of_case(REGION, case.id)
            again = folded(opened(case), done, ground())
            for name in ("state", "handed_in_at", "accepted_at", "owed_due", "corrections", "acts"):
                assert getattr(again, name) == getattr(case, name), (case.state, name)


def check_times(done: tuple[Act, ...], sitting: Sitting) -> None:
    """Check who did what when, and that the receipt comes first."""
    assert (done[0].kind, done[0].body) == (ActKind.RECEIVE, NOTHING)
    assert [act.seq for act in done] == list(range(1, len(done) + 1))
    assert [act.at for act in done] == [sitting.received_at, CONCLUDED][: len(done)]
    assert [act.recorded_at for act in done] == [sitting.recorded_at, CONCLUDED][: len(done)]
    for act in done:
        assert (act.by, act.by_name, act.practice) == (sitting.clerk_id, "王芳", True)


def test_a_back_entered_outcome_was_recorded_no_earlier_than_its_sitting(older: Older) -> None:
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit, recorded_at=NOW + timedelta(days=2))
    case = plain(sitting, 1, CaseState.ACCEPTED, OutcomeKind.ACCEPT)
    keep(older, visit, sitting, [case])
    with closing(older.open()) as store, store.read() as reader:
        receive, accept = reader.acts.of_case(REGION, case.id)
    assert (receive.at, accept.at) == (NOW, CONCLUDED)
    assert receive.inherited
    assert accept.inherited
    assert receive.recorded_at == accept.recorded_at == sitting.recorded_at


def test_an_act_has_the_same_identity_wherever_its_case_is_migrated() -> None:
    case = {"id": builders.an_id()}
    made = {backfill_0005._identity(case, kind) for kind in ("receive", "accept", "receive")}
    assert len(made) == 2


def test_every_sitting_of_many_regions_is_reached(
    older: Older, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill_0005, "_BATCH", 4)
    regions = ["370100"] * 9 + ["370200"] * 4 + ["370900"] * 2
    for serial, region in enumerate(regions, start=1):
        visit = replace(builders.a_visit(), region=region)
        sitting = builders.a_sitting(visit, serial, region=region)
        case = plain(sitting, serial, CaseState.RECEIVED, None)
        keep(older, visit, sitting, [replace(case, region=region)])
    with closing(older.open()), older.engine.connect() as connection:
        assert count(connection, acts) == count(connection, cases) == len(regions)


def count(connection: Connection, table: Table) -> int:
    """Count the rows of a table."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_an_empty_store_and_accounts_of_an_older_program_are_migrated(older: Older) -> None:
    account = replace(builders.an_account("wangfang"), teams=frozenset())
    row = {name: value for name, value in vars(account).items() if name not in ("roles", "teams")}
    with older.engine.begin() as connection:
        connection.execute(insert(accounts), [row])
    with closing(older.open()) as store, store.read() as reader:
        assert reader.accounts.get(REGION, account.id) == replace(account, roles=frozenset())
        assert reader.cases.queue(REGION, QueueFilter()) == ()

"""One SQL for all engines: what a distributed or older PostgreSQL lacks is not used.

openGauss and its like descend from PostgreSQL 9.2; Citus wants the region in every key. Neither can
be had here, so their rules are checked on the statements: compiled tables, and everything that the
repositories send while they do all that they can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.domain.case import Case, CaseState, Sitting
from app.domain.certificate import Calibration
from app.domain.paper import Paper
from app.ports.cases import QueueFilter
from app.ports.store import Reader, Store, UnitOfWork
from app.ports.stored import DraftRecord, StoredDefinition
from db.store import SqlStore
from db.tables import REFERENCE_TABLES, metadata
from tests.db import builders
from tests.db.builders import NOW, REGION, SERIES
from tests.db.test_search import ALL

FORBIDDEN = re.compile(
    r"ON\s+CONFLICT|\bMERGE\b|\bLATERAL\b|\bSERIAL\b|\bBOOLEAN\b|\bTRIGGER\b|\bFUNCTION\b|"
    r"\bGENERATED\b|\bjsonb_|\bRETURNING\b|\bARRAY\b|\bILIKE\b|\bUUID\b|\bTIMESTAMP\b|::",
    re.IGNORECASE,
)


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda d: d.name)
@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_use_the_portable_subset(table, dialect) -> None:
    statements = [CreateTable(table), *map(CreateIndex, table.indexes)]
    for statement in statements:
        assert not FORBIDDEN.search(str(statement.compile(dialect=dialect)))


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_region_is_first_in_every_key(table) -> None:
    keys = [
        list(constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
    ]
    assert keys
    for key in keys:
        assert (key[0].name == "region") == (table.name not in REFERENCE_TABLES)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_constraint_has_a_name_and_no_default_says_anything(table) -> None:
    dialect = postgresql.dialect()
    text = str(CreateTable(table).compile(dialect=dialect))
    for line in text.splitlines():
        if "KEY" in line or "UNIQUE" in line:
            assert "CONSTRAINT" in line
    assert "DEFAULT" not in text
    names = list(re.findall(r"CONSTRAINT (\w+)", text))
    names += [index.name for index in table.indexes]
    assert all(len(name) <= 63 for name in names)


@pytest.fixture
def sent(store: Store) -> Iterator[list[str]]:
    """The statements that a store sends."""
    assert isinstance(store, SqlStore)
    statements: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        statements.append(statement)

    engines = {store._writing, store._reading}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def write_everything(store: Store):
    """Let the repositories write all that they can; returns whose records they were."""
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit)
    case = builders.a_case(sitting)
    paper = builders.a_paper(sitting, case)
    account = builders.an_account()
    with store.begin() as unit:
        for _ in range(2):
            unit.accounts.put(account)
            unit.cases.put_sitting(sitting)
            unit.cases.put_cases([case])
            unit.drafts.put(DraftRecord(REGION, account.id, account.id, "", "", NOW, {}))
            unit.settings.put("a", 1)
            unit.bureau.put({}, NOW, None)
            unit.catalogue.count_use("大厅", ["SP-1"])
            unit.catalogue.index(ALL)
            unit.numbers.take(SERIES, "S1")
            unit.journal.add(builders.an_event())
        unit.cases.put_visit(visit)
        unit.cases.put_rounds([builders.a_round(case)])
        unit.papers.put(paper)
        unit.papers.count_print(REGION, paper.id, NOW, account.id)
        unit.numbers.void(SERIES, 9, "")
        unit.numbers.accounts()
        unit.catalogue.put(StoredDefinition("item", "A", 1, date(2026, 1, 1), "0", {}))
        unit.drafts.remove(REGION, account.id)
        write_what_follows(unit, sitting, case, paper)
        unit.commit()
    return account, sitting, case


def write_what_follows(unit: UnitOfWork, sitting: Sitting, case: Case, paper: Paper) -> None:
    """Let the repositories of proceeding and issuing write all that they can."""
    seal, scan = builders.a_seal(), builders.a_scan(sitting)
    certificate = builders.a_certificate(case, paper_id=paper.id, seal_id=seal.id)
    printing = builders.a_print(certificate)
    unit.acts.add(builders.an_act(case))
    unit.scans.put(scan)
    unit.scans.remove(REGION, builders.an_id())
    for _ in range(2):
        unit.bars.put(builders.a_bar())
        unit.seals.put(seal)
        unit.certificates.put(replace(certificate, stands_for=(certificate.id,)))
        unit.certificates.put_print(printing)
        unit.blanks.put([builders.a_blank()])
        unit.calibrations.put(Calibration("food", "P", ""))


def read_what_follows(reader: Reader, sitting: Sitting, case: Case) -> None:
    """Let the repositories of proceeding and issuing read all that they can."""
    assert reader.acts.of_case(REGION, case.id)
    (bar, _) = reader.bars.all(REGION)
    assert reader.bars.of(REGION, bar.id_number)
    (scan,) = reader.scans.of_sitting(REGION, sitting.id)
    assert reader.scans.get(REGION, scan.id)
    assert reader.seals.all(REGION)
    (certificate,) = reader.certificates.of_case(REGION, case.id)
    assert reader.certificates.get(REGION, certificate.id) == certificate
    assert reader.certificates.by_number(REGION, certificate.number)
    assert reader.certificates.listing(REGION, certificate.id)
    assert reader.certificates.prints(REGION, certificate.id)
    assert reader.certificates.expiring(REGION, date.max) == ()
    assert reader.blanks.get(REGION, "食品经营许可证", "0001")
    assert reader.blanks.stock(REGION, "食品经营许可证")
    assert reader.blanks.balance(REGION, NOW.date())
    assert reader.calibrations.get("food", "P", "")


def read_everything(store: Store, account, sitting, case) -> None:
    """Let the repositories read all that they can."""
    with store.read() as reader:
        assert reader.accounts.all(REGION)
        assert reader.cases.sitting(REGION, sitting.id)
        assert reader.cases.cases_of(REGION, sitting.id)
        assert reader.cases.rounds_of(REGION, case.id)
        assert reader.cases.case(REGION, case.id)
        assert reader.cases.case_by_number(REGION, sitting.number)
        assert reader.cases.waiting_for(REGION, case.id) == ()
        every = QueueFilter(
            frozenset(CaseState), frozenset({"food"}), case.holder, False, date.max, "审批"
        )
        assert reader.cases.queue(REGION, every)
        assert reader.cases.queue(REGION, replace(every, unclaimed=True)) == ()
        site = str(sitting.values["site.address"])
        assert reader.cases.earlier(REGION, id_number="1", address=site, but=sitting.id)
        assert reader.cases.due_by_law(REGION, date.max) == ()
        read_what_follows(reader, sitting, case)
        assert reader.cases.lines(REGION, day=NOW.date(), text="欧阳", limit=5)
        assert reader.papers.of_sitting(REGION, sitting.id)
        assert reader.journal.events(REGION, None)
        assert reader.journal.verify_chain("S8").seq == 2
        assert reader.journal.outbox_waiting() == 2
        assert reader.drafts.of_account(REGION, account.id) == ()
        assert reader.bureau.current() == {}
        assert reader.settings.get("a") == 1
        assert reader.catalogue.in_force(date(2026, 1, 1))
        for text in ("", "食品", "食品 spjy", "SP01"):
            assert reader.catalogue.search(text, hall="大厅")


def test_statements_use_the_portable_subset(store: Store, sent: list[str]) -> None:
    read_everything(store, *write_everything(store))
    assert len({statement.split()[0] for statement in sent} & {"INSERT", "UPDATE", "DELETE"}) == 3
    for statement in sent:
        plain = re.sub(r"%\((\w+)\)s(::\w+)?", ":p", statement)  # psycopg names the types of values
        assert not FORBIDDEN.search(plain), statement

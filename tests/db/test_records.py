"""What is put comes back whole, on both engines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.actor import Role
from app.domain.case import CaseState, HandedIn
from app.domain.paper import PaperState
from app.errors import Problem
from app.ports.store import Store, UnitOfWork
from app.ports.stored import DraftRecord, StoredDefinition
from db.store import SqlStore
from tests.db import builders
from tests.db.builders import NOW, REGION


def write(store: Store, work: Callable[[UnitOfWork], object]) -> None:
    with store.begin() as unit:
        work(unit)
        unit.commit()


def put_sitting(unit: UnitOfWork, cases: int = 2, serial: int = 1):
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit, serial)
    made = [builders.a_case(sitting, serial * 10 + place) for place in range(cases)]
    unit.cases.put_cases(made)  # before the sitting: references are checked at commit
    unit.cases.put_sitting(sitting)
    unit.cases.put_visit(visit)
    return sitting, made


def test_a_sitting_comes_back_by_id_and_draft(store: Store) -> None:
    with store.begin() as unit:
        sitting, _ = put_sitting(unit)
        unit.commit()
    with store.read() as reader:
        found = reader.cases.sitting(REGION, sitting.id)
        assert found == sitting
        assert found.received_at.utcoffset() == timedelta(hours=8)
        assert reader.cases.sitting_by_draft(REGION, sitting.draft_id) == sitting
        assert reader.cases.sitting("other", sitting.id) is None


def test_a_sitting_without_agent_materials_or_number_comes_back(store: Store) -> None:
    visit = builders.a_visit()
    bare = builders.a_sitting(
        visit, agent=None, materials=(), number="", barcode="", bundle_id=None, concluded_at=None
    )
    other = replace(bare, id=builders.an_id(), draft_id=builders.an_id())
    with store.begin() as unit:
        unit.cases.put_visit(visit)
        unit.cases.put_sitting(bare)
        unit.cases.put_sitting(other)  # no number is no duplicate number
        unit.commit()
    with store.read() as reader:
        assert reader.cases.sitting(REGION, bare.id) == bare


def test_putting_a_sitting_again_replaces_it_with_people_and_materials(store: Store) -> None:
    with store.begin() as unit:
        sitting, _ = put_sitting(unit)
        unit.commit()
    handed_in = replace(sitting.materials[1], state=HandedIn.HANDED_IN, owed_until=None)
    later = replace(sitting, agent=None, materials=(handed_in,), registered=False, answers={})
    write(store, lambda unit: unit.cases.put_sitting(later))
    with store.read() as reader:
        assert reader.cases.sitting(REGION, sitting.id) == later


def test_cases_come_back_by_number_and_are_replaced(store: Store) -> None:
    with store.begin() as unit:
        sitting, cases = put_sitting(unit, cases=3)
        unit.commit()
    accepted = replace(cases[1], state=CaseState.ACCEPTED, outcome=None, waits_for=())
    write(store, lambda unit: unit.cases.put_cases([accepted]))
    with store.read() as reader:
        assert reader.cases.cases_of(REGION, sitting.id) == (cases[0], accepted, cases[2])


def test_rounds_come_back_by_number(store: Store) -> None:
    with store.begin() as unit:
        _, cases = put_sitting(unit)
        second, first = builders.a_round(cases[0], 2), builders.a_round(cases[0], 1)
        unit.cases.put_rounds([second])
        unit.cases.put_rounds([first])
        unit.commit()
    with store.read() as reader:
        assert reader.cases.rounds_of(REGION, cases[0].id) == (first, second)


def test_a_case_without_its_sitting_is_refused_at_commit(store: Store) -> None:
    sitting = builders.a_sitting(builders.a_visit())
    with pytest.raises(IntegrityError):
        write(store, lambda unit: unit.cases.put_cases([builders.a_case(sitting)]))
    with store.read() as reader:
        assert reader.cases.cases_of(REGION, sitting.id) == ()


def test_two_sittings_never_share_a_draft_or_a_number(store: Store) -> None:
    with store.begin() as unit:
        sitting, _ = put_sitting(unit)
        unit.commit()
    twice = replace(sitting, id=builders.an_id(), number="", barcode="")
    with pytest.raises(IntegrityError):
        write(store, lambda unit: unit.cases.put_sitting(twice))
    numbered = replace(sitting, id=builders.an_id(), draft_id=builders.an_id())
    with pytest.raises(IntegrityError):
        write(store, lambda unit: unit.cases.put_sitting(numbered))


def test_lines_are_newest_first_and_searched_by_number_barcode_name_and_paper(store: Store) -> None:
    visit = builders.a_visit()
    west = timezone(timedelta(hours=0))
    first = builders.a_sitting(visit, 1)
    second = builders.a_sitting(  # a clock in another zone: later, though its text sorts earlier
        visit, 2, received_at=datetime(2026, 7, 27, 2, 0, tzinfo=west), concluded_at=None
    )
    third = builders.a_sitting(
        visit,
        3,
        received_at=NOW - timedelta(days=1),
        applicant=replace(first.applicant, name="山东100%_食品有限公司"),
    )
    case = builders.a_case(first, 7)
    paper = builders.a_paper(second, number="审批收证〔2026〕9号", barcode="PAPER9")
    with store.begin() as unit:
        unit.cases.put_visit(visit)
        for sitting in (first, second, third):
            unit.cases.put_sitting(sitting)
        unit.cases.put_cases([case])
        unit.papers.put(paper)
        unit.commit()

    def ids(text: str = "", day: date | None = None, limit: int = 10) -> list[UUID]:
        with store.read() as reader:
            lines = reader.cases.lines(REGION, day=day, text=text, limit=limit)
            return [line.sitting_id for line in lines]

    assert ids() == [second.id, first.id, third.id]
    assert ids(limit=1) == [second.id]
    assert ids(day=date(2026, 7, 26)) == [third.id]
    assert ids("0〕2") == []
    assert ids("〕2号") == [second.id]
    assert ids("000003") == [third.id]
    assert ids("欧阳𬭎") == [second.id, first.id]
    assert ids("100%_食") == [third.id]
    assert ids("1__%食") == []
    assert ids(case.barcode) == [first.id]
    assert ids("PAPER9") == [second.id]
    assert ids("李雷") == []  # the agent is not the applicant
    with store.read() as reader:
        line = reader.cases.lines(REGION, day=None, text=case.number, limit=1)[0]
    assert (line.cases, line.concluded, line.clerk_name) == (1, True, "王芳")
    assert line.received_at == first.received_at


def test_accounts_keep_many_roles_and_are_replaced(store: Store) -> None:
    account = builders.an_account("wangfang", Role.CLERK, Role.SUPERVISOR)
    other = builders.an_account("admin", Role.SYSTEM_ADMIN)
    nobody = replace(builders.an_account("zz"), roles=frozenset(), password_hash="", pin_hash="")
    for one in (account, other, nobody):
        write(store, lambda unit, one=one: unit.accounts.put(one))
    with store.read() as reader:
        assert reader.accounts.by_name(REGION, "wangfang") == account
        assert reader.accounts.get(REGION, account.id) == account
        assert reader.accounts.all(REGION) == (other, account, nobody)
        assert reader.accounts.by_name("other", "wangfang") is None
        assert reader.accounts.get(REGION, builders.an_id()) is None
    changed = replace(account, roles=frozenset({Role.APPROVER}), failures=0, active=True)
    write(store, lambda unit: unit.accounts.put(changed))
    with store.read() as reader:
        assert reader.accounts.get(REGION, account.id) == changed


def test_two_accounts_never_share_a_name(store: Store) -> None:
    write(store, lambda unit: unit.accounts.put(builders.an_account("wangfang")))
    with pytest.raises(Problem) as refused:
        write(store, lambda unit: unit.accounts.put(builders.an_account("wangfang")))
    assert (refused.value.code, refused.value.params["name"]) == ("store.name-taken", "wangfang")


def test_papers_come_back_in_the_order_they_were_made(store: Store) -> None:
    with store.begin() as unit:
        sitting, cases = put_sitting(unit)
        _, others = put_sitting(unit, serial=2)
        papers = [
            builders.a_paper(sitting),
            builders.a_paper(None, cases[0]),
            builders.a_paper(sitting, cases[1], state=PaperState.VOID),
        ]
        for paper in (builders.a_paper(None, others[0]), *papers, builders.a_paper(None)):
            unit.papers.put(paper)
        unit.commit()
    with store.read() as reader:
        assert reader.papers.of_sitting(REGION, sitting.id) == tuple(papers)
        assert reader.papers.get(REGION, papers[1].id) == papers[1]
        assert reader.papers.get(REGION, builders.an_id()) is None


def test_printings_are_counted_from_none(store: Store) -> None:
    paper = builders.a_paper(None)
    with store.begin() as unit:
        unit.papers.put(paper)
        counts = [
            unit.papers.count_print(REGION, paper.id, NOW, builders.an_id()) for _ in range(3)
        ]
        unit.commit()
    assert counts == [0, 1, 2]


def test_a_paper_whose_bytes_were_changed_is_refused(store: Store) -> None:
    paper = builders.a_paper(None, sha256=hashlib.sha256(b"other").hexdigest())
    write(store, lambda unit: unit.papers.put(paper))
    with store.read() as reader, pytest.raises(Problem) as refused:
        reader.papers.get(REGION, paper.id)
    assert refused.value.code == "store.paper-damaged"


def test_drafts_are_replaced_listed_newest_first_and_removed(store: Store) -> None:
    account = builders.an_id()
    old = DraftRecord(REGION, builders.an_id(), account, "S8", "开饭店", NOW, {"values": {"a": 1}})
    new = replace(old, id=builders.an_id(), saved_at=NOW + timedelta(minutes=1), station="")
    foreign = replace(old, id=builders.an_id(), account_id=builders.an_id())
    for draft in (old, new, foreign):
        write(store, lambda unit, draft=draft: unit.drafts.put(draft))
    changed = replace(old, body={"values": {"a": 2}}, label="")
    write(store, lambda unit: unit.drafts.put(changed))
    with store.read() as reader:
        assert reader.drafts.of_account(REGION, account) == (new, changed)
    write(store, lambda unit: unit.drafts.remove(REGION, new.id))
    write(store, lambda unit: unit.drafts.remove(REGION, new.id))
    with store.read() as reader:
        assert reader.drafts.of_account(REGION, account) == (changed,)


def test_settings_hold_any_json_value(store: Store) -> None:
    values = {"a": {"文": [1, 2.5, None]}, "b": "", "c": False, "d": None, "e": [], "f": "x"}
    for key, value in values.items():
        write(store, lambda unit, key=key, value=value: unit.settings.put(key, value))
    write(store, lambda unit: unit.settings.put("f", "y"))
    with store.read() as reader:
        assert {key: reader.settings.get(key) for key in values} == values | {"f": "y"}
        assert reader.settings.get("never") is None


def test_the_newest_bureau_file_is_in_force(store: Store) -> None:
    with store.read() as reader:
        assert reader.bureau.current() is None
    with store.begin() as unit:
        assert unit.bureau.put({"name": "一"}, NOW, None) == 1
        assert unit.bureau.put({"name": "二"}, NOW, builders.an_id()) == 2
        unit.commit()
    with store.read() as reader:
        assert reader.bureau.current() == {"name": "二"}


def definition(key: str, version: int, valid_from: date, kind: str = "item") -> StoredDefinition:
    return StoredDefinition(kind, key, version, valid_from, f"{version:064}", {"v": version})


def test_the_latest_beginning_is_in_force_and_the_higher_version_wins_a_tie(store: Store) -> None:
    day = date(2026, 7, 1)
    versions = [
        definition("A", 1, day),
        definition("A", 2, day + timedelta(days=10)),
        definition("A", 3, day + timedelta(days=5)),
        definition("A", 4, day + timedelta(days=5)),
        definition("A", 1, day, kind="bundle"),
        definition("B", 1, day + timedelta(days=30)),
    ]
    for one in versions:
        write(store, lambda unit, one=one: unit.catalogue.put(one))
    bundle = versions[4]
    with store.read() as reader:
        assert reader.catalogue.in_force(day - timedelta(days=1)) == ()
        assert reader.catalogue.in_force(day) == (bundle, versions[0])
        assert reader.catalogue.in_force(day + timedelta(days=5)) == (bundle, versions[3])
        assert reader.catalogue.in_force(day + timedelta(days=20)) == (bundle, versions[1])
        assert reader.catalogue.in_force(day + timedelta(days=40))[-1] == versions[5]
        assert reader.catalogue.version("item", "A", 3) == versions[2]
        assert reader.catalogue.version("item", "A", 5) is None
        assert reader.catalogue.versions() == (bundle, *versions[:4], versions[5])


@pytest.mark.parametrize("version", [0, 1, 3])
def test_versions_count_without_gaps(store: Store, version: int) -> None:
    write(store, lambda unit: unit.catalogue.put(definition("A", 1, date(2026, 7, 1))))
    with store.begin() as unit, pytest.raises(ValueError, match="A"):
        unit.catalogue.put(definition("A", version, date(2026, 7, 1)))


def test_leaving_without_commit_rolls_back(store: Store) -> None:
    with store.begin() as unit:
        unit.settings.put("a", 1)
    with pytest.raises(ZeroDivisionError):
        write(store, lambda unit: (unit.settings.put("b", 1), 1 / 0))
    with store.begin() as unit:
        unit.settings.put("c", 1)
        unit.commit()
        unit.settings.put("d", 1)
    with store.read() as reader:
        assert [reader.settings.get(key) for key in "abcd"] == [None, None, 1, None]


def test_a_time_without_offset_is_a_fault_of_ours(store: Store) -> None:
    naive = replace(builders.a_visit(), came_at=datetime(2026, 7, 27))  # noqa: DTZ001 - what is refused
    with pytest.raises(Exception, match="2026"), store.begin() as unit:
        unit.cases.put_visit(naive)


def test_absent_words_are_null_and_never_empty_text(store: SqlStore) -> None:
    bare = builders.a_sitting(builders.a_visit(), number="", hall="", station="")
    with store.begin() as unit:
        unit.cases.put_visit(replace(builders.a_visit(), id=bare.visit_id, ticket=""))
        unit.cases.put_sitting(bare)
        unit.journal.add(builders.an_event(station="", department=""))
        unit.commit()
    with store._reading.connect() as connection:
        row = connection.execute(text("SELECT number, hall, station FROM sittings")).one()
        assert tuple(row) == (None, None, None)
        row = connection.execute(text("SELECT station, department FROM journal")).one()
        assert row.station
        assert row.department is None

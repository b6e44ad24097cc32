"""Queues and finding: what a filter means, in which order, and through which index."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event

from app.domain.case import Case, CaseState, Sitting
from app.domain.paper import PaperKind
from app.ports.cases import CaseLine, QueueFilter
from app.ports.store import Store
from db import open_store
from db.store import SqlStore
from tests.db import builders
from tests.db.builders import NOW, REGION
from tests.db.test_records import write

TODAY = NOW.date()
HOLDERS = (None, builders.an_id(), builders.an_id())


def put(store: Store, sitting: Sitting, *cases: Case) -> None:
    """Put a sitting with its cases."""
    with store.begin() as unit:
        unit.cases.put_visit(replace(builders.a_visit(), id=sitting.visit_id))
        unit.cases.put_sitting(sitting)
        unit.cases.put_cases(cases)
        unit.commit()


def a_sitting(serial: int, name: str = "欧阳𬭎", **changes: object) -> Sitting:
    whole = builders.a_sitting(builders.a_visit(), serial, **changes)
    return replace(whole, applicant=replace(whole.applicant, name=name))


def a_case(sitting: Sitting, serial: int, state: CaseState, **changes: object) -> Case:
    """A case with no due days but those that are given."""
    nothing = dict.fromkeys(
        ("notice_due", "duty_due", "promised_due", "legal_due", "owed_due", "issue_due")
    )
    return builders.a_case(sitting, serial, **{**nothing, "state": state, **changes})


def queue(store: Store, **wanted: object) -> list[UUID]:
    with store.read() as reader:
        lines = reader.cases.queue(REGION, QueueFilter(**wanted))  # type: ignore[arg-type]  # fields by name
    return [line.case_id for line in lines]


def test_a_line_says_what_its_case_says(store: Store) -> None:
    sitting = a_sitting(1, "山东某公司")
    case = a_case(
        sitting, 1, CaseState.ACCEPTED, legal_due=date(2026, 8, 24), promised_due=date(2026, 8, 5)
    )
    bare = a_case(sitting, 2, CaseState.ISSUED)
    bare = replace(bare, team="", holder=None, holder_name="", stopped=False, provisional=False)
    put(store, sitting, case, bare)
    with store.read() as reader:
        lines = reader.cases.queue(REGION, QueueFilter())
    expected = CaseLine(
        case_id=case.id,
        sitting_id=sitting.id,
        number=case.number,
        item_id=case.item_id,
        item_name=case.item_name,
        applicant="山东某公司",
        state=CaseState.ACCEPTED,
        step=case.step,
        team=case.team,
        holder=case.holder,
        holder_name=case.holder_name,
        received_at=case.received_at,
        due=date(2026, 8, 5),
        legal_due=date(2026, 8, 24),
        stopped=True,
        provisional=True,
        practice=False,
    )
    assert lines[0] == expected
    assert (lines[1].due, lines[1].holder, lines[1].team) == (None, None, "")


DAYS = {
    name: TODAY + timedelta(days=place)
    for place, name in enumerate(
        ("duty_due", "notice_due", "owed_due", "issue_due", "promised_due", "legal_due"), start=1
    )
}


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (CaseState.RECEIVED, "notice_due"),
        (CaseState.ACCEPTED, "promised_due"),
        (CaseState.ACCEPTED_OWING, "owed_due"),
        (CaseState.GRANTED, "issue_due"),
        (CaseState.WAITING, None),
        (CaseState.CORRECTION, None),
        (CaseState.NOT_ACCEPTED, None),
        (CaseState.ISSUED, None),
        (CaseState.WITHDRAWN, None),
    ],
)
def test_what_is_due_depends_on_the_state(store: Store, state: CaseState, name: str | None) -> None:
    sitting = a_sitting(1)
    put(store, sitting, a_case(sitting, 1, state, **DAYS))
    with store.read() as reader:
        (line,) = reader.cases.queue(REGION, QueueFilter())
    assert line.due == (None if name is None else DAYS[name])


def test_a_case_that_moves_on_moves_in_its_queue(store: Store) -> None:
    sitting = a_sitting(1)
    case = a_case(sitting, 1, CaseState.RECEIVED, **DAYS)
    put(store, sitting, case)
    granted = replace(case, state=CaseState.GRANTED, holder=None)
    write(store, lambda unit: unit.cases.put_cases([granted]))
    assert queue(store, states=frozenset({CaseState.RECEIVED})) == []
    assert queue(store, due_by=DAYS["notice_due"]) == []
    assert queue(store, due_by=DAYS["issue_due"]) == [case.id]
    assert queue(store, unclaimed=True) == [case.id]


def test_every_filter_means_what_it_says(store: Store) -> None:
    dice = random.Random(3)
    sittings = [
        a_sitting(serial, name) for serial, name in enumerate(("张三", "李四100%"), start=1)
    ]
    made: list[tuple[Case, str]] = []
    serials = itertools.count(100)
    for sitting in sittings:
        cases = [
            a_case(
                sitting,
                next(serials),
                dice.choice((CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.ISSUED)),
                notice_due=TODAY + timedelta(days=dice.randrange(5)),
                legal_due=dice.choice((None, TODAY + timedelta(days=dice.randrange(5)))),
                team=dice.choice(("food", "health", "")),
                holder=dice.choice(HOLDERS),
                received_at=NOW - timedelta(hours=dice.randrange(4)),
            )
            for _ in range(40)
        ]
        put(store, sitting, *cases)
        made += [(case, sitting.applicant.name) for case in cases]
    filters = itertools.product(
        (frozenset(), frozenset({CaseState.RECEIVED}), frozenset(CaseState) - {CaseState.ISSUED}),
        (frozenset(), frozenset({"food"}), frozenset({"food", ""})),
        HOLDERS,
        (False, True),
        (None, TODAY + timedelta(days=2)),
        ("", "0%", made[7][0].number),
    )
    found = 0
    for parts in filters:
        names = ("states", "teams", "holder", "unclaimed", "due_by", "text")
        wanted = QueueFilter(**dict(zip(names, parts, strict=True)))  # type: ignore[arg-type]  # fields by name
        with store.read() as reader:
            lines = reader.cases.queue(REGION, wanted)
        assert [line.case_id for line in lines] == by_hand(made, wanted)
        found += len(lines)
    assert found > 1000
    assert len(queue(store, limit=3)) == 3


def by_hand(made: list[tuple[Case, str]], wanted: QueueFilter) -> list[UUID]:
    """Choose and sort cases as the queue's description says."""

    def due(case: Case) -> date | None:
        return {
            CaseState.RECEIVED: case.notice_due,
            CaseState.ACCEPTED: case.legal_due,
        }.get(case.state)

    chosen = [
        case
        for case, applicant in made
        if (not wanted.states or case.state in wanted.states)
        and (not wanted.teams or case.team in wanted.teams)
        and (wanted.holder is None or case.holder == wanted.holder)
        and not (wanted.unclaimed and case.holder is not None)
        and (wanted.due_by is None or (due(case) or date.max) <= wanted.due_by)
        and any(wanted.text in text for text in (case.number, case.barcode, applicant))
    ]
    chosen.sort(key=lambda case: (due(case) or date.max, case.received_at, case.barcode))
    return [case.id for case in chosen]


def test_any_number_or_barcode_finds_its_case(store: Store) -> None:
    sitting, other = a_sitting(1), a_sitting(2)
    second, first = builders.a_case(sitting, 12), builders.a_case(sitting, 11)
    practice = replace(builders.a_case(other, 11), practice=True, barcode="P11")
    put(store, sitting, second, first)
    put(store, other, practice)
    slip = builders.a_paper(sitting, number="", barcode="SLIP", kind=PaperKind.SLIP)
    grant = builders.a_paper(sitting, second, number="准〔2026〕1号", barcode="GRANT")
    lone = builders.a_paper(None, second, number="补〔2026〕1号", barcode="LONE")
    consultation = builders.a_paper(None, number="咨〔2026〕1号", barcode="ASK")
    for paper in (slip, grant, lone, consultation):
        write(store, lambda unit, paper=paper: unit.papers.put(paper))

    def found(text: str, region: str = REGION) -> UUID | None:
        with store.read() as reader:
            case = reader.cases.case_by_number(region, text)
        return None if case is None else case.id

    assert found(first.number) == first.id  # the real one, not the one of practice
    assert found(f" {second.barcode} ") == second.id
    assert found("P11") == practice.id
    assert found("SLIP") == first.id
    assert found(sitting.number) == first.id
    assert found(sitting.barcode) == first.id
    assert found("GRANT") == found(grant.number) == second.id
    assert found("LONE") == found(lone.number) == second.id
    for nothing in ("ASK", "", "审批", "1"):
        assert found(nothing) is None
    assert found(first.number, "other") is None
    with store.read() as reader:
        assert reader.cases.case(REGION, second.id) == second
        assert reader.cases.case("other", second.id) is None


def test_the_cases_that_wait_for_a_result_are_found(store: Store) -> None:
    sitting = a_sitting(1)
    licence = builders.a_case(sitting, 1, waits_for=())
    food = builders.a_case(sitting, 2, waits_for=(licence.id,))
    drains = builders.a_case(sitting, 3, waits_for=(food.id, licence.id))
    put(store, sitting, drains, licence, food)
    with store.read() as reader:
        assert reader.cases.waiting_for(REGION, licence.id) == (food, drains)
        assert reader.cases.waiting_for(REGION, food.id) == (drains,)
        assert reader.cases.waiting_for(REGION, drains.id) == ()
        assert reader.cases.waiting_for(REGION, builders.an_id()) == ()


def test_earlier_cases_are_of_the_same_person_or_place_newest_first(store: Store) -> None:
    asked = a_sitting(1)
    person = asked.applicant
    place = "历下区虚构路9号"
    somebody = replace(person, id_number="9137", address="外地")
    same_person = replace(a_sitting(2), values={}, applicant=replace(person, address=""))
    at_address = replace(a_sitting(3), values={}, applicant=replace(somebody, address=place))
    at_site = replace(a_sitting(4), values={"site.address": f" {place} "}, applicant=somebody)
    elsewhere = replace(a_sitting(5), values={"site.address": ""}, applicant=somebody)
    agent = replace(  # acts for others: that is no case of the same person
        a_sitting(6),
        values={},
        applicant=somebody,
        agent=replace(asked.agent, id_number=person.id_number),
    )
    sittings = (asked, same_person, at_address, at_site, elsewhere, agent)
    cases = [
        replace(builders.a_case(sitting, serial), received_at=NOW + timedelta(hours=serial))
        for serial, sitting in enumerate(sittings, start=1)
    ]
    for sitting, case in zip(sittings, cases, strict=True):
        put(store, sitting, case)

    def earlier(id_number: str, address: str, **more: int) -> list[UUID]:
        with store.read() as reader:
            lines = reader.cases.earlier(
                REGION, id_number=id_number, address=address, but=cases[0].id, **more
            )
        return [line.case_id for line in lines]

    both = [cases[3].id, cases[2].id, cases[1].id]
    assert earlier(person.id_number, place) == both
    assert earlier(person.id_number, place, limit=2) == both[:2]
    assert earlier(person.id_number, "") == [cases[1].id]
    assert earlier("", f"{place} ") == both[:2]
    assert earlier("", "") == []


def test_only_what_was_granted_and_is_overdue_counts_as_a_broken_promise(store: Store) -> None:
    sitting = a_sitting(1)
    yesterday = TODAY - timedelta(days=1)
    over = [
        a_case(sitting, 1, CaseState.GRANTED, owed_due=yesterday),
        a_case(sitting, 2, CaseState.ISSUED, owed_due=yesterday),
    ]
    others = [
        a_case(sitting, 3, CaseState.ISSUED, owed_due=TODAY),
        a_case(sitting, 4, CaseState.ISSUED, owed_due=None),
        a_case(sitting, 5, CaseState.ACCEPTED_OWING, owed_due=yesterday),
        a_case(sitting, 6, CaseState.WITHDRAWN, owed_due=yesterday),
    ]
    put(store, sitting, *over, *others)
    with store.read() as reader:
        assert reader.cases.promises_over(REGION, TODAY) == tuple(over)


def test_the_law_acts_on_open_cases_whose_day_has_come(store: Store) -> None:
    sitting = a_sitting(1)
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    due = [
        a_case(sitting, 1, CaseState.RECEIVED, notice_due=TODAY),
        a_case(sitting, 2, CaseState.RECEIVED, duty_due=yesterday, notice_due=tomorrow),
        a_case(sitting, 3, CaseState.ACCEPTED, legal_due=TODAY),
        a_case(sitting, 4, CaseState.ACCEPTED, promised_due=yesterday, legal_due=tomorrow),
        a_case(sitting, 5, CaseState.ACCEPTED_OWING, owed_due=TODAY),
    ]
    not_due = [
        a_case(sitting, 6, CaseState.RECEIVED, notice_due=tomorrow),
        a_case(sitting, 7, CaseState.ACCEPTED, notice_due=yesterday, duty_due=yesterday),
        a_case(sitting, 8, CaseState.WAITING),
        a_case(sitting, 9, CaseState.ISSUED, **dict.fromkeys(DAYS, yesterday)),
        a_case(sitting, 10, CaseState.CORRECTION, notice_due=yesterday, duty_due=yesterday),
    ]
    put(store, sitting, *due, *not_due)
    with store.read() as reader:
        assert reader.cases.due_by_law(REGION, TODAY) == tuple(due)
        assert reader.cases.due_by_law("other", TODAY) == ()


@pytest.fixture
def plans(tmp_path: Path, new_file: Path) -> Iterator[tuple[Store, list[str]]]:
    """A SQLite store, and how it looks up the rows that it reads."""
    shutil.copy(new_file, tmp_path / "yichuang.db")
    store = open_store(tmp_path / "yichuang.db")
    assert isinstance(store, SqlStore)
    steps: list[str] = []

    def explain(connection, cursor, statement, parameters, *rest) -> None:
        rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps.extend(row[3] for row in rows)

    event.listen(store._reading, "before_cursor_execute", explain)
    yield store, steps
    event.remove(store._reading, "before_cursor_execute", explain)
    store.close()


OPEN = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED})


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (QueueFilter(), "region_due_on_received_epoch"),
        (QueueFilter(text="张三"), "region_due_on_received_epoch"),
        (QueueFilter(due_by=TODAY), "region_due_on_received_epoch"),
        (QueueFilter(states=OPEN), "region_state_due_on"),
        (QueueFilter(states=OPEN, due_by=TODAY), "region_state_due_on"),
        (QueueFilter(states=OPEN, teams=frozenset({"food"})), "region_team_state_due_on"),
        (QueueFilter(states=OPEN, holder=HOLDERS[1]), "region_holder_state_due_on"),
        (
            QueueFilter(states=OPEN, teams=frozenset({"food"}), unclaimed=True, due_by=TODAY),
            "region_team_state_due_on",
        ),
    ],
)
def test_a_queue_is_read_through_an_index(
    plans: tuple[Store, list[str]], wanted: QueueFilter, index: str
) -> None:
    store, steps = plans
    with store.read() as reader:
        reader.cases.queue(REGION, wanted)
    assert not [step for step in steps if step.startswith("SCAN")], steps
    assert any(f"SEARCH cases USING INDEX ix_cases_{index} " in step for step in steps), steps
    assert any("SEARCH parties USING" in step for step in steps), steps


def test_nothing_is_found_by_reading_whole_tables(plans: tuple[Store, list[str]]) -> None:
    store, steps = plans
    key = builders.an_id()
    with store.read() as reader:
        reader.cases.case(REGION, key)
        reader.cases.case_by_number(REGION, "1")
        reader.cases.waiting_for(REGION, key)
        reader.cases.earlier(REGION, id_number="1", address="1", but=key)
        reader.cases.due_by_law(REGION, TODAY)
        reader.cases.promises_over(REGION, TODAY)
        reader.acts.of_case(REGION, key)
        reader.scans.of_sitting(REGION, key)
        reader.bars.of(REGION, "1")
        reader.certificates.by_number(REGION, "1")
        reader.certificates.of_case(REGION, key)
        reader.certificates.listing(REGION, key)
        reader.certificates.prints(REGION, key)
        reader.certificates.expiring(REGION, TODAY)
        reader.blanks.stock(REGION, "1")
        reader.calibrations.get("a", "b", "c")
    looks = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
    whole = [step for step in looks if "region=? AND" not in step and "layout=? AND" not in step]
    assert len(looks) > 20
    assert whole == [], "\n".join(steps)

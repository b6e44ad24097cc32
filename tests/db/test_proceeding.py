"""Acts, bars and scans come back whole, on both engines."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.act_bodies import (
    NOTHING,
    FieldCheck,
    Officer,
    Opinion,
    Recall,
    Verdict,
)
from app.domain.acts import ActKind
from app.errors import Problem
from app.ports.store import Store, UnitOfWork
from tests.db import builders
from tests.db.builders import NOW, REGION
from tests.db.test_records import put_sitting, write
from tests.db.waiting import codes_of_the_second


def put_case(store: Store):
    """Put one sitting with one case."""
    with store.begin() as unit:
        sitting, (case,) = put_sitting(unit, cases=1)
        unit.commit()
    return sitting, case


def test_acts_come_back_in_their_order_with_their_bodies(store: Store) -> None:
    _, case = put_case(store)
    check = FieldCheck(
        (Officer("赵敏", "01"), Officer("钱进", "02")), "虚构路9号", NOW, NOW, "合格", True
    )
    acts = (
        builders.an_act(case, 1, kind=ActKind.RECEIVE, body=NOTHING, practice=False),
        builders.an_act(case, 2, kind=ActKind.ACCEPT_BY_LAW, by=None, by_name=""),
        builders.an_act(case, 3, kind=ActKind.FIELD_CHECK, body=check, at=NOW - timedelta(days=1)),
        builders.an_act(case, 4, kind=ActKind.OPINE, body=Opinion(0, "承办", Verdict.RETURN)),
        builders.an_act(case, 5, body=Recall(builders.an_id(), "误发")),
    )
    for act in (acts[1], acts[0], *acts[2:]):
        write(store, lambda unit, act=act: unit.acts.add(act))
    with store.read() as reader:
        found = reader.acts.of_case(REGION, case.id)
        assert found == acts
        assert repr(found) == repr(acts)
        assert reader.acts.of_case(REGION, builders.an_id()) == ()
        assert reader.acts.of_case("other", case.id) == ()


def test_a_place_in_the_order_is_taken_once_and_the_transaction_goes_on(store: Store) -> None:
    _, case = put_case(store)
    first, second = builders.an_act(case, 1), builders.an_act(case, 2)
    with store.begin() as unit:
        unit.acts.add(first)
        with pytest.raises(Problem) as refused:
            unit.acts.add(builders.an_act(case, 1))
        unit.acts.add(second)
        unit.commit()
    assert refused.value.code == "case.changed-meanwhile"
    with store.read() as reader:
        assert reader.acts.of_case(REGION, case.id) == (first, second)


def test_of_several_acts_none_is_added_where_one_place_is_taken(store: Store) -> None:
    _, case = put_case(store)
    first, second = builders.an_act(case, 1), builders.an_act(case, 2)
    write(store, lambda unit: unit.acts.add(first, second))
    with store.begin() as unit:
        with pytest.raises(Problem) as refused:
            unit.acts.add(builders.an_act(case, 3), builders.an_act(case, 2))
        unit.acts.add()
        unit.commit()
    assert refused.value.code == "case.changed-meanwhile"
    other = builders.an_id()
    with store.read() as reader:
        found = reader.acts.of_cases(REGION, [case.id, other])
    assert found == {case.id: (first, second), other: ()}


def test_an_act_whose_identity_is_taken_is_a_fault_of_ours(store: Store) -> None:
    _, case = put_case(store)
    act = builders.an_act(case, 1)
    write(store, lambda unit: unit.acts.add(act))
    with pytest.raises(IntegrityError):
        write(store, lambda unit: unit.acts.add(replace(act, seq=2)))


def test_two_people_who_act_at_once_cannot_both_be_next(open_again: Callable[[], Store]) -> None:
    with closing(open_again()) as one, closing(open_again()) as other:
        _, case = put_case(one)

        def act(unit: UnitOfWork) -> None:
            unit.acts.add(builders.an_act(case, 1))

        assert codes_of_the_second(one, other, act, act) == ["case.changed-meanwhile"]
        with one.read() as reader:
            assert len(reader.acts.of_case(REGION, case.id)) == 1


def test_many_who_act_at_once_fill_the_order_without_gaps(open_again: Callable[[], Store]) -> None:
    stores = [open_again() for _ in range(3)]
    _, case = put_case(stores[0])
    ready = threading.Barrier(len(stores))
    lost: list[str] = []

    def work(store: Store) -> None:
        ready.wait()
        for _ in range(8):
            with store.read() as reader:
                last = len(reader.acts.of_case(REGION, case.id))
            try:
                act = builders.an_act(case, last + 1)
                write(store, lambda unit, act=act: unit.acts.add(act))
            except Problem as problem:
                lost.append(problem.code)

    threads = [threading.Thread(target=work, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].read() as reader:
        seqs = [act.seq for act in reader.acts.of_case(REGION, case.id)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) + len(lost) == 24
    assert set(lost) <= {"case.changed-meanwhile"}
    for store in stores:
        store.close()


def test_bars_are_replaced_and_listed_newest_first(store: Store) -> None:
    old = builders.a_bar(begins=date(2024, 1, 1), ends=None, item_id="", lifted_on=None)
    new = builders.a_bar()
    other = builders.a_bar(id_number="91370100X", begins=date(2025, 1, 1))
    for bar in (old, new, other):
        write(store, lambda unit, bar=bar: unit.bars.put(bar))
    lifted = replace(old, lifted_on=date(2026, 1, 1), facts={})
    write(store, lambda unit: unit.bars.put(lifted))
    with store.read() as reader:
        assert reader.bars.of(REGION, new.id_number) == (new, lifted)
        assert reader.bars.of(REGION, "") == ()
        assert reader.bars.of("other", new.id_number) == ()
        assert reader.bars.all(REGION) == (new, other, lifted)


def test_scans_come_back_in_the_order_they_were_added(store: Store) -> None:
    sitting, _ = put_case(store)
    scans = [
        builders.a_scan(sitting, added_at=NOW - timedelta(minutes=place)) for place in range(3)
    ]
    for scan in scans:
        write(store, lambda unit, scan=scan: unit.scans.put(scan))
    for _ in range(2):
        write(store, lambda unit: unit.scans.remove(REGION, scans[1].id))
    with store.read() as reader:
        listed = reader.scans.of_sitting(REGION, sitting.id)
        assert listed == (replace(scans[0], content=b""), replace(scans[2], content=b""))
        assert reader.scans.get(REGION, scans[2].id) == scans[2]
        assert reader.scans.get(REGION, scans[1].id) is None
        assert reader.scans.of_sitting("other", sitting.id) == ()


def test_a_scan_whose_bytes_were_changed_is_refused(store: Store) -> None:
    sitting, _ = put_case(store)
    scan = builders.a_scan(sitting, sha256=hashlib.sha256(b"other").hexdigest())
    write(store, lambda unit: unit.scans.put(scan))
    with store.read() as reader, pytest.raises(Problem) as refused:
        reader.scans.get(REGION, scan.id)
    assert (refused.value.code, refused.value.params["name"]) == ("store.scan-damaged", scan.name)


def test_a_moment_of_an_act_keeps_the_offset_it_was_written_with(store: Store) -> None:
    _, case = put_case(store)
    moment = datetime.fromisoformat("2026-07-27T01:05:00+00:00")
    write(store, lambda unit: unit.acts.add(builders.an_act(case, 1, at=moment)))
    with store.read() as reader:
        (found,) = reader.acts.of_case(REGION, case.id)
    assert found.at.utcoffset() == timedelta(0)

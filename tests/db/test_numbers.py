"""Number series: unique always, every number of a block accounted for."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.paper import SeriesKey
from app.errors import Problem
from app.ports.store import Store
from db import open_store
from tests.db.builders import SERIES


def take(store: Store, key: SeriesKey = SERIES, station: str = "S1") -> int:
    with store.begin() as unit:
        number = unit.numbers.take(key, station)
        unit.commit()
    return number


def account(store: Store, key: SeriesKey = SERIES):
    with store.begin() as unit:
        return {one.key: one for one in unit.numbers.accounts()}[key]


def test_numbers_follow_one_another_from_one(store: Store) -> None:
    assert [take(store) for _ in range(52)] == list(range(1, 53))
    found = account(store)
    assert (found.leased, found.issued, found.void, found.free) == (100, 52, 0, 48)


def test_stations_lease_blocks_of_their_own(store: Store) -> None:
    taken = [take(store, station=station) for station in ("S1", "S2", "S1", "", "S2")]
    assert taken == [1, 51, 2, 101, 52]


@pytest.mark.parametrize(
    "other",
    [
        replace(SERIES, region="370200"),
        replace(SERIES, authority=""),
        replace(SERIES, kind="case"),
        replace(SERIES, year=2027),
        replace(SERIES, practice=True),
    ],
)
def test_every_part_of_the_key_makes_a_series_of_its_own(store: Store, other: SeriesKey) -> None:
    assert [take(store), take(store)] == [1, 2]
    assert take(store, other) == 1
    assert account(store, other).issued == 1


def test_a_number_of_a_transaction_that_is_rolled_back_is_given_back(store: Store) -> None:
    take(store)
    with store.begin() as unit:
        assert unit.numbers.take(SERIES, "S1") == 2
        assert unit.numbers.take(SERIES, "S9") == 51
    assert take(store) == 2
    assert account(store).leased == 50


def test_a_void_number_is_never_issued(store: Store) -> None:
    take(store)
    with store.begin() as unit:
        for number in (2, 3, 50):
            unit.numbers.void(SERIES, number, "打印机卡纸")
        unit.commit()
    assert [take(store) for _ in range(47)] == [*range(4, 50), 51]
    found = account(store)
    assert (found.leased, found.issued, found.void, found.free) == (100, 48, 3, 49)


def test_several_numbers_are_taken_at_once_over_the_end_of_a_block(store: Store) -> None:
    with store.begin() as unit:
        unit.numbers.take(SERIES, "S1")
        for number in (3, 50):
            unit.numbers.void(SERIES, number, "打印机卡纸")
        assert unit.numbers.take_several(SERIES, "S1", 3) == (2, 4, 5)
        assert unit.numbers.take_several(SERIES, "S1", 46) == (*range(6, 50), 51, 52)
        unit.commit()
    found = account(store)
    assert (found.leased, found.issued, found.void, found.free) == (100, 50, 2, 48)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "number.already-issued"),
        (2, "number.already-void"),
        (0, "number.not-leased"),
        (51, "number.not-leased"),
    ],
)
def test_only_a_free_number_can_become_void(store: Store, number: int, code: str) -> None:
    take(store)
    with store.begin() as unit:
        unit.numbers.void(SERIES, 2, "")
        unit.commit()
    with store.begin() as unit, pytest.raises(Problem) as refused:
        unit.numbers.void(SERIES, number, "")
    assert refused.value.code == code


def test_a_void_number_that_is_passed_over_stays_void(store: Store) -> None:
    take(store)
    with store.begin() as unit:
        unit.numbers.void(SERIES, 2, "")
        unit.commit()
    assert take(store) == 3
    with store.begin() as unit, pytest.raises(Problem) as refused:
        unit.numbers.void(SERIES, 2, "")
    assert refused.value.code == "number.already-void"


def test_threads_that_begin_a_series_at_once_get_different_numbers(store: Store) -> None:
    taken: list[int] = []
    ready = threading.Barrier(4)

    def work(station: str) -> None:
        ready.wait()
        taken.extend(take(store, station=station) for _ in range(6))

    threads = [threading.Thread(target=work, args=(f"S{place % 2}",)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 24
    found = account(store)
    assert found.issued == 24
    assert found.issued + found.void + found.free == found.leased


class Counter(RuleBasedStateMachine):
    """Takes, voids, rolls back, reopens; a plain model says what must hold."""

    stations = st.sampled_from(["S1", "S2", ""])

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "yichuang.db"
        self.store = open_store(self.path)
        self.issued: list[int] = []
        self.void: set[int] = set()

    @rule(station=stations, times=st.integers(1, 30), commits=st.booleans())
    def takes(self, station: str, times: int, commits: bool) -> None:
        with self.store.begin() as unit:
            numbers = [unit.numbers.take(SERIES, station) for _ in range(times)]
            if commits:
                unit.commit()
        assert not set(numbers) & (set(self.issued) | self.void)
        if commits:
            self.issued += numbers

    @rule(number=st.integers(1, 160), commits=st.booleans())
    def voids(self, number: int, commits: bool) -> None:
        with self.store.begin() as unit:
            try:
                unit.numbers.void(SERIES, number, "试")
            except Problem:
                return
            assert number not in self.issued
            assert number not in self.void
            if commits:
                unit.commit()
        if commits:
            self.void.add(number)

    @rule()
    def reopens(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    @invariant()
    def every_number_is_accounted_for(self) -> None:
        with self.store.begin() as unit:
            accounts = unit.numbers.accounts()
        if not accounts:
            assert not self.issued
            return
        (found,) = accounts
        assert (found.issued, found.void) == (len(self.issued), len(self.void))
        assert found.issued + found.void + found.free == found.leased
        assert found.free >= 0
        assert len(set(self.issued)) == len(self.issued)
        assert max(self.issued, default=0) <= found.leased

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)

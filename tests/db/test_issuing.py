"""Certificates, printings, blanks, seals and calibrations, on both engines."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.certificate import (
    Blank,
    BlankBalance,
    BlankState,
    Calibration,
    Certificate,
    CertificateState,
)
from app.errors import Problem
from app.ports.store import Store, UnitOfWork
from tests.db import builders
from tests.db.builders import NOW, REGION
from tests.db.test_proceeding import put_case
from tests.db.test_records import write
from tests.db.waiting import codes_of_the_second

KIND = "食品经营许可证"


def put_certificates(store: Store, *changes: dict[str, object]) -> list[Certificate]:
    """Put certificates of one case."""
    _, case = put_case(store)
    made = [builders.a_certificate(case, **one) for one in changes or ({},)]
    with store.begin() as unit:
        for certificate in made:
            unit.certificates.put(certificate)
        unit.commit()
    return made


def test_a_certificate_comes_back_with_its_paper_and_seal_and_is_replaced(store: Store) -> None:
    sitting, case = put_case(store)
    paper, seal = builders.a_paper(sitting, case), builders.a_seal()
    draft = builders.a_certificate(
        case, state=CertificateState.DRAFT, licence_id="", valid_until=None, ended_at=None
    )
    sealed = replace(draft, state=CertificateState.VALID, paper_id=paper.id, seal_id=seal.id)
    write(store, lambda unit: unit.certificates.put(draft))
    with store.read() as reader:
        assert reader.certificates.get(REGION, draft.id) == draft
    with store.begin() as unit:
        unit.papers.put(paper)
        unit.seals.put(seal)
        unit.certificates.put(sealed)
        unit.commit()
    with store.read() as reader:
        assert reader.certificates.get(REGION, draft.id) == sealed
        assert reader.certificates.get("other", draft.id) is None


def test_certificates_are_found_by_number_case_and_holder_oldest_first(store: Store) -> None:
    newer, older, foreign = put_certificates(
        store,
        {"version": 2, "made_at": NOW},
        {"version": 1, "made_at": NOW - timedelta(days=300)},
        {"number": "JY2", "licence_id": "X2", "holder_id": "9137X", "made_at": NOW},
    )
    with store.read() as reader:
        found = reader.certificates
        assert found.by_number(REGION, newer.number) == (older, newer)
        assert found.by_number(REGION, newer.licence_id) == (older, newer)
        assert found.by_number(REGION, "X2") == (foreign,)
        assert found.by_number(REGION, "") == ()
        assert found.of_case(REGION, newer.case_id)[0] == older


def test_an_industry_certificate_lists_its_licences_in_their_order(store: Store) -> None:
    first, second, third = put_certificates(store, {}, {}, {})
    _, case = put_case_numbered(store, 2)
    industry = builders.a_certificate(case, stands_for=(third.id, first.id, second.id))
    write(store, lambda unit: unit.certificates.put(industry))
    fewer = replace(industry, stands_for=(second.id, third.id))
    with store.read() as reader:
        assert reader.certificates.get(REGION, industry.id) == industry
        assert reader.certificates.listing(REGION, first.id) == (industry,)
    write(store, lambda unit: unit.certificates.put(fewer))
    with store.read() as reader:
        assert reader.certificates.listing(REGION, second.id) == (fewer,)
        assert reader.certificates.listing(REGION, first.id) == ()
        assert reader.certificates.listing(REGION, industry.id) == ()


def put_case_numbered(store: Store, serial: int):
    """Put one more sitting with one case."""
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit, serial)
    case = builders.a_case(sitting, serial * 10)
    with store.begin() as unit:
        unit.cases.put_visit(visit)
        unit.cases.put_sitting(sitting)
        unit.cases.put_cases([case])
        unit.commit()
    return sitting, case


def test_valid_certificates_whose_term_ends_are_listed(store: Store) -> None:
    valid = CertificateState.VALID
    late, soon, *_ = put_certificates(
        store,
        {"state": valid, "valid_until": date(2026, 9, 30)},
        {"state": valid, "valid_until": date(2026, 9, 1)},
        {"state": valid, "valid_until": date(2026, 10, 1)},
        {"state": valid, "valid_until": None},
        {"state": CertificateState.REVOKED, "valid_until": date(2026, 9, 1)},
    )
    with store.read() as reader:
        assert reader.certificates.expiring(REGION, date(2026, 10, 1)) == (soon, late)


def test_printings_are_listed_oldest_first_and_replaced(store: Store) -> None:
    (certificate,) = put_certificates(store)
    original = builders.a_print(certificate, 0, blank="", reason="")
    copy = builders.a_print(certificate, 1, at=NOW - timedelta(hours=1))
    for printing in (original, copy):
        write(store, lambda unit, one=printing: unit.certificates.put_print(one))
    failed = replace(original, failed=True, reason="卡纸")
    write(store, lambda unit: unit.certificates.put_print(failed))
    with store.read() as reader:
        assert reader.certificates.prints(REGION, certificate.id) == (copy, failed)
        assert reader.certificates.prints("other", certificate.id) == ()


def test_a_copy_comes_out_once_and_fails_often(store: Store) -> None:
    (certificate,) = put_certificates(store)
    spoiled = [builders.a_print(certificate, 0, failed=True) for _ in range(2)]
    original, again = builders.a_print(certificate, 0), builders.a_print(certificate, 0)
    for printing in (*spoiled, original):
        write(store, lambda unit, one=printing: unit.certificates.put_print(one))
    with store.begin() as unit:
        with pytest.raises(Problem) as refused:
            unit.certificates.put_print(again)
        with pytest.raises(Problem):
            unit.certificates.put_print(replace(spoiled[0], failed=False))
        unit.certificates.put_print(builders.a_print(certificate, 1))
        unit.certificates.put_print(replace(original, failed=True))
        unit.certificates.put_print(again)
        unit.commit()
    assert refused.value.code == "certificate.printed-meanwhile"
    with store.read() as reader:
        prints = reader.certificates.prints(REGION, certificate.id)
    assert [one.id for one in prints if one.copy == 0 and not one.failed] == [again.id]
    assert len(prints) == 5


def test_two_presses_at_once_make_one_original(open_again: Callable[[], Store]) -> None:
    with closing(open_again()) as one, closing(open_again()) as other:
        (certificate,) = put_certificates(one)

        def press(unit: UnitOfWork) -> None:
            unit.certificates.put_print(builders.a_print(certificate))

        assert codes_of_the_second(one, other, press, press) == ["certificate.printed-meanwhile"]
        with one.read() as reader:
            assert len(reader.certificates.prints(REGION, certificate.id)) == 1


def test_a_crowd_of_presses_makes_one_original(open_again: Callable[[], Store]) -> None:
    stores = [open_again() for _ in range(4)]
    (certificate,) = put_certificates(stores[0])
    ready = threading.Barrier(len(stores))
    outcomes: list[str] = []

    def press(store: Store) -> None:
        ready.wait()
        try:
            write(store, lambda unit: unit.certificates.put_print(builders.a_print(certificate)))
            outcomes.append("printed")
        except Problem as problem:
            outcomes.append(problem.code)

    threads = [threading.Thread(target=press, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert sorted(outcomes) == ["certificate.printed-meanwhile"] * 3 + ["printed"]


def test_blanks_in_stock_come_in_the_order_of_their_numbers(store: Store) -> None:
    blanks = [builders.a_blank(number) for number in ("A10", "A9", "A11", "B1")]
    used = builders.a_blank(
        "A8", state=BlankState.SPOILED, reason="卡纸", used_at=NOW, used_by=builders.an_id(), copy=2
    )
    other = builders.a_blank("A1", kind="营业执照")
    write(store, lambda unit: unit.blanks.put([*blanks, used, other]))
    with store.read() as reader:
        numbers = [blank.number for blank in reader.blanks.stock(REGION, KIND)]
        assert numbers == ["A9", "B1", "A10", "A11"]
        assert reader.blanks.stock(REGION, KIND, 1) == (blanks[1],)
        assert reader.blanks.get(REGION, KIND, "A8") == used
        assert reader.blanks.get(REGION, "营业执照", "A8") is None
        assert reader.blanks.stock("other", KIND) == ()


def test_a_used_blank_never_bears_another_certificate(store: Store) -> None:
    first, second = put_certificates(store, {}, {})
    stock = builders.a_blank()
    used = replace(stock, state=BlankState.USED, certificate_id=first.id, used_at=NOW)
    for blank in (stock, used, used):
        write(store, lambda unit, one=blank: unit.blanks.put([one]))
    ways_back = (
        stock,
        replace(used, certificate_id=second.id),
        replace(used, copy=1),
        replace(used, state=BlankState.STOCK),
    )
    for blank in ways_back:
        with store.begin() as unit, pytest.raises(Problem) as refused:
            unit.blanks.put([blank])
        assert (refused.value.code, refused.value.params["number"]) == ("store.blank-used", "0001")
    spoiled = replace(used, state=BlankState.SPOILED, reason="卡纸")
    write(store, lambda unit: unit.blanks.put([spoiled]))
    with store.begin() as unit, pytest.raises(Problem):
        unit.blanks.put([used])
    with store.read() as reader:
        assert reader.blanks.get(REGION, KIND, "0001") == spoiled


def test_two_desks_cannot_use_one_blank(open_again: Callable[[], Store]) -> None:
    with closing(open_again()) as one, closing(open_again()) as other:
        first, second = put_certificates(one, {}, {})
        stock = builders.a_blank()
        write(one, lambda unit: unit.blanks.put([stock]))
        used = replace(stock, state=BlankState.USED, certificate_id=first.id, used_at=NOW)
        refused = codes_of_the_second(
            one,
            other,
            lambda unit: unit.blanks.put([used]),
            lambda unit: unit.blanks.put([replace(used, certificate_id=second.id)]),
        )
        assert refused == ["store.blank-used"]
        with one.read() as reader:
            assert reader.blanks.get(REGION, KIND, "0001") == used


DAYS = st.integers(0, 4)
LIVES = st.lists(st.tuples(DAYS, st.sampled_from(BlankState), DAYS, st.booleans()), max_size=12)


def the_blank(number: int, life: tuple[int, BlankState, int, bool]) -> Blank:
    """A blank that came on one day and left stock on another."""
    came, state, left, other = life
    gone = None if state is BlankState.STOCK else NOW + timedelta(days=max(came, left))
    return builders.a_blank(
        f"{number:04}",
        kind="营业执照" if other else KIND,
        state=state,
        received_at=NOW + timedelta(days=came),
        used_at=gone,
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIVES, st.integers(0, 5))
def test_the_balance_of_a_day_is_what_a_count_by_hand_says(store: Store, lives, later) -> None:
    blanks = [the_blank(number, life) for number, life in enumerate(lives)]
    today = (NOW + timedelta(days=later)).date()
    with store.begin() as unit:  # rolled back: every example begins with an empty stock
        unit.blanks.put(blanks)
        balances = unit.blanks.balance(REGION, today)
    by_hand = tuple(
        balance
        for kind in sorted({blank.kind for blank in blanks})
        if (balance := counted(kind, [one for one in blanks if one.kind == kind], today))
    )
    assert balances == by_hand
    for one in balances:
        assert one.before + one.received == one.used + one.spoiled + one.left


def counted(kind: str, blanks: list[Blank], today: date) -> BlankBalance | None:
    """Count a balance blank by blank."""
    came = [blank for blank in blanks if blank.received_at.date() <= today]
    if not came:
        return None
    gone = {id(one): one.used_at.date() if one.used_at else date.max for one in came}
    today_gone = [one.state for one in came if gone[id(one)] == today]
    return BlankBalance(
        kind=kind,
        before=sum(one.received_at.date() < today <= gone[id(one)] for one in came),
        received=sum(one.received_at.date() == today for one in came),
        used=today_gone.count(BlankState.USED),
        spoiled=today_gone.count(BlankState.SPOILED),
        left=sum(gone[id(one)] > today for one in came),
    )


def test_a_clock_that_went_back_does_not_break_the_balance(store: Store) -> None:
    blank = builders.a_blank(state=BlankState.USED, used_at=NOW - timedelta(days=2))
    write(store, lambda unit: unit.blanks.put([blank]))
    with store.read() as reader:
        (found,) = reader.blanks.balance(REGION, NOW.date())
        assert found == BlankBalance(KIND, before=0, received=1, used=1, spoiled=0, left=0)
        assert reader.blanks.get(REGION, KIND, "0001") == blank


def test_the_day_of_a_blank_is_the_day_on_the_wall(store: Store) -> None:
    at_night = datetime.fromisoformat("2026-07-28T00:30:00+08:00")  # the 27th in UTC
    write(store, lambda unit: unit.blanks.put([builders.a_blank(received_at=at_night)]))
    with store.read() as reader:
        assert reader.blanks.balance(REGION, date(2026, 7, 27)) == ()
        (found,) = reader.blanks.balance(REGION, date(2026, 7, 28))
    assert found.received == 1


def test_seals_are_listed_newest_first_and_replaced(store: Store) -> None:
    old = builders.a_seal(valid_from=date(2020, 1, 1), retired_on=None, sample=False)
    new = builders.a_seal()
    for seal in (new, old):
        write(store, lambda unit, seal=seal: unit.seals.put(seal))
    retired = replace(old, retired_on=date(2026, 1, 1))
    write(store, lambda unit: unit.seals.put(retired))
    with store.read() as reader:
        assert reader.seals.all(REGION) == (new, retired)
        assert reader.seals.all("other") == ()


def test_a_calibration_is_even_until_it_is_set(store: Store) -> None:
    with store.read() as reader:
        assert reader.calibrations.get("food", "P", "") == Calibration("food", "P", "")
    for offset in (1.05, -0.1):
        set_ = Calibration("food", "P", "", offset, 2.3, 0.999, 1.0001, -0.25)
        write(store, lambda unit, one=set_: unit.calibrations.put(one))
    with store.read() as reader:
        assert reader.calibrations.get("food", "P", "") == set_
        assert reader.calibrations.get("food", "P", "2") == Calibration("food", "P", "2")

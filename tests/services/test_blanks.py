"""Blanks: received by series, spoiled with a reason, and every day's balance comes out even."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import Role
from app.errors import Problem
from app.services import blanks
from tests.services.people import person
from tests.services.problems import problem

KIND = "食品经营许可证"


@pytest.fixture
def issuer(office):
    return person(office, "issuer", Role.ISSUER)


def balance(office, issuer):
    (line,) = blanks.balance(office, issuer, office.today())
    return line.before, line.received, line.used, line.spoiled, line.left


@given(
    st.sampled_from(("", "A", "鲁-", "No.")), st.integers(0, 99_000), st.integers(0, 900),
    st.integers(5, 9),
)  # fmt: skip
def test_a_series_counts_every_number_with_its_zeros(prefix, first, more, width):
    numbers = blanks.series(f"{prefix}{first:0{width}}", f"{prefix}{first + more:0{width}}")
    assert len(set(numbers)) == more + 1
    assert numbers == tuple(sorted(numbers))
    assert {len(number) for number in numbers} == {len(prefix) + width}


@pytest.mark.parametrize(
    ("first", "last"),
    [("A002", "A001"), ("A001", "B009"), ("A001", "A0009"), ("", ""), ("ABC", "ABD"), ("A1", "A")],
)
def test_numbers_that_make_no_series_are_refused(first, last):
    with problem("blank.series"):
        blanks.series(first, last)


@pytest.mark.parametrize("number", ["😀1", "A 1", "A_1", "A1\n2", "１", "A²1", "<b>1"])
def test_a_number_has_letters_digits_and_hyphens_only(office, issuer, number):
    with problem("blank.number-wrong"):
        blanks.receive(office, issuer, KIND, number, number)
    assert blanks.balance(office, issuer, office.today()) == ()


def test_an_unknown_kind_is_refused_with_the_known_ones(office, issuer):
    with pytest.raises(Problem, match=r"blank\.unknown-kind") as refused:
        blanks.receive(office, issuer, "不存在的证", "1", "5")
    assert KIND in refused.value.params["known"].split("、")


def test_a_series_has_its_limit():
    with problem("blank.too-many"):
        blanks.series("00000", "20000")


def test_what_is_received_is_in_stock_in_order(office, issuer):
    blanks.receive(office, issuer, KIND, "A099", "A101")
    assert [one.number for one in blanks.stock(office, issuer, KIND)] == ["A099", "A100", "A101"]
    assert balance(office, issuer) == (0, 3, 0, 0, 3)


def test_a_number_is_received_once_and_nothing_of_a_bad_series_stays(office, issuer):
    blanks.receive(office, issuer, KIND, "A100", "A101")
    with problem("blank.known"):
        blanks.receive(office, issuer, KIND, "A098", "A100")
    assert balance(office, issuer) == (0, 2, 0, 0, 2)


def test_a_torn_blank_is_void_with_its_reason(office, issuer, clock):
    blanks.receive(office, issuer, KIND, "A001", "A010")
    clock.move(days=1)
    with problem("blank.no-reason"):
        blanks.spoil_blank(office, issuer, KIND, "A004", "")
    blanks.spoil_blank(office, issuer, KIND, "A004", "污损")
    with problem("blank.not-in-stock"):
        blanks.spoil_blank(office, issuer, KIND, "A004", "污损")
    assert balance(office, issuer) == (10, 0, 0, 1, 9)


def test_blanks_are_kept_by_the_issue_desk(office, issuer, clerk):
    with problem("right.missing"):
        blanks.receive(office, clerk, KIND, "A001", "A002")
    with problem("blank.no-kind"):
        blanks.receive(office, issuer, " ", "A001", "A002")
    assert blanks.balance(office, clerk, office.today()) == ()

"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_kind
from tests.unit.checks.builders import TODAY, verdict


@pytest.mark.parametrize(
    "number",
    ["16600000001", "0537-2967000", "010-12345678".replace("12", "62"), "021-65432100",
     "4008001234", "12345", "95588", "+85223456789", "0537-2967000-801"],
)  # fmt: skip
def test_a_good_number_passes_untouched(number):
    assert verdict("phone", number) == (number, [])


@pytest.mark.parametrize(
    ("typed", "value", "notes"),
    [
        ("166 0000 0001", "16600000001", ["phone.separators"]),
        ("166-0000-0001", "16600000001", ["phone.separators"]),
        ("+86 16600000001", "16600000001", ["phone.separators"]),
        ("8616600000001", "16600000001", ["phone.separators"]),
        ("１６６０００００００１", "16600000001", ["phone.full-width"]),
        ("05372967000", "0537-2967000", ["phone.separators"]),
        ("(0537)2967000", "0537-2967000", ["phone.separators"]),
        ("0537－2967000转801", "0537-2967000-801", ["phone.separators"]),
        ("+86-10-62345678", "010-62345678", ["phone.separators"]),
        ("2967000", "2967000", ["phone.no-area-code"]),
        ("400-800-1234", "4008001234", ["phone.separators"]),
    ],
)
def test_separators_are_repaired_with_a_note(typed, value, notes):
    assert verdict("phone", typed) == (value, notes)
    assert check_kind("phone", value, TODAY).value == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1660000000", "phone.mobile-length"),
        ("166000000012", "phone.mobile-length"),
        ("12600000001", "phone.mobile-prefix"),
        ("166****0001", "phone.masked"),
        ("没有", "phone.shape"),
        ("0537-29670", "phone.shape"),
    ],
)
def test_a_wrong_number_is_refused_and_kept(typed, code):
    assert verdict("phone", typed) == (typed, [code])


def test_where_a_mobile_is_asked_a_landline_is_refused():
    assert verdict("mobile", "0537-2967000")[1] == ["phone.mobile-only"]
    assert check_kind("mobile", "16600000001", TODAY).ok


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_mobile_passes(number):
    assert verdict("mobile", number) == (number, [])

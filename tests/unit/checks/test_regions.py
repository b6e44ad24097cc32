"""Area codes: in force, retired, wrongly used."""

import pytest

from app.checks import check_kind, check_value
from tests.unit.checks.builders import CONTEXT, TODAY, field, verdict


@pytest.mark.parametrize(
    "code",
    ["370783", "371082", "371122", "370811", "370000", "370890", "810000", "653228",
     "370783001", "370783001002"],
)  # fmt: skip
def test_a_code_in_force_passes(code):
    assert verdict("region_code", code) == (code, [])


@pytest.mark.parametrize("code", ["371200", "371202", "370181", "370282"])
def test_a_retired_code_is_valid(code):
    assert verdict("region_code", code) == (code, [])


@pytest.mark.parametrize(
    ("wrong", "right"), [("370833", "370890"), ("370846", "370892"), ("370801", "370800")]
)
def test_a_code_that_others_deliver_wrongly_is_mapped_with_a_note(wrong, right):
    assert verdict("region_code", wrong) == (right, ["region.mapped"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000000", "region.province"),
        ("990101", "region.province"),
        ("379901", "region.unknown"),
        ("379900", "region.unknown"),
        ("37078", "region.shape"),
        ("3707830", "region.shape"),
        ("寿光", "region.shape"),
    ],
)
def test_an_impossible_code_is_refused(typed, code):
    assert verdict("region_code", typed)[1] == [code]


def test_a_new_district_of_a_known_city_is_only_a_warning():
    assert verdict("region_code", "370799") == ("370799", ["region.unlisted"])
    assert check_kind("region_code", "370799", TODAY).ok


def test_full_width_digits_are_repaired():
    assert verdict("region_code", "３７０７８３") == ("370783", ["region.full-width"])


def test_a_field_takes_the_name_of_a_place_as_well():
    subject = field("region", rules={"rules": ["gb2260"]})
    assert check_value(subject, "山东省济宁市任城区", CONTEXT).value == "山东省济宁市任城区"
    assert check_value(subject, 370811, CONTEXT).value == "370811"

"""Whole numbers, decimals and money, with the units people type."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_value
from tests.unit.checks.builders import CONTEXT, codes, field


def read(kind, raw, unit="", **rules):
    return check_value(field(kind, unit=unit, rules=rules), raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("5万", "万元", "5"),
        ("50000元", "万元", "5"),
        ("1.2亿", "万元", "12000"),
        ("5", "万元", "5"),
        ("5万", "元", "50000"),
        ("５万元整", "万元", "5"),
        ("￥3,000.50", "元", "3000.5"),
        ("人民币 50 万元", "万元", "50"),
        ("123.45元", "万元", "0.012345"),
        ("2千万", "万元", "2000"),
        ("1万亿", "亿元", "10000"),
        (10, "万元", "10"),
        (6.0, "万元", "6"),
        (Decimal("6.50"), "万元", "6.5"),
        ("0", "", "0"),
        ("100元", "", "100"),
    ],
)
def test_money_is_read_into_the_fields_unit(raw, unit, value):
    assert read("money", raw, unit).value == value
    assert read("money", raw, unit).ok


def test_the_unit_may_stand_in_the_concepts_validation():
    subject = field("money", rules={"unit": "万元"})
    assert check_value(subject, "5万", CONTEXT).value == "5"


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("300㎡", "㎡", "300"),
        ("300 平方米", "㎡", "300"),
        ("３００m2", "㎡", "300"),
        ("1.5公顷", "㎡", "15000"),
        ("170cm", "m", "1.7"),
        ("1.7米", "cm", "170"),
        ("3.2kg", "g", "3200"),
        ("6斤", "g", "3000"),
        ("12台", "", "12"),
        ("6.50", "", "6.5"),
        (".5", "", "0.5"),
        ("1,234.5", "", "1234.5"),
        ("-3", "", "-3"),
        ("-0", "", "0"),
        ("5吨/日", "吨/日", "5"),
        (6.5, "", "6.5"),
        (260, "㎡", "260"),
        (1e-05, "", "0.00001"),
    ],
)
def test_a_number_is_read_into_the_fields_unit(raw, unit, value):
    assert read("decimal", raw, unit).value == value


@pytest.mark.parametrize(("raw", "value"), [("8", 8), ("8人", 8), (8, 8), (8.0, 8), ("８", 8)])
def test_whole_numbers(raw, value):
    found = read("integer", raw)
    assert found.value == value
    assert isinstance(found.value, int)


@pytest.mark.parametrize(
    ("kind", "raw", "unit", "code"),
    [
        ("integer", "8.5", "", "number.whole"),
        ("integer", "八", "", "number.not-read"),
        ("integer", True, "", "number.not-read"),
        ("integer", float("nan"), "", "number.not-read"),
        ("integer", 10**400, "", "number.not-read"),
        ("decimal", Decimal("sNaN"), "", "number.not-read"),
        ("decimal", Decimal("1E+999999"), "", "number.not-read"),
        ("decimal", float("inf"), "", "number.not-read"),
        ("decimal", "300元", "㎡", "number.unit"),
        ("decimal", "300m", "㎡", "number.unit"),
        ("decimal", "3亩", "㎡", "number.unit"),
        ("decimal", "1234567890123456", "", "number.too-long"),
        ("decimal", "9" * 50, "", "number.too-long"),
        ("decimal", "9" * 5000, "", "number.not-read"),
        ("decimal", "0.1234567", "", "number.places"),
        ("money", "5万美元", "万元", "money.unit"),
        ("money", "五万", "万元", "number.not-read"),
        ("decimal", "1,2,3", "", "number.not-read"),
        ("decimal", [1], "", "number.not-read"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(kind, raw, unit, code):
    found = read(kind, raw, unit)
    assert codes(found) == [code]
    assert found.value is raw


@given(st.decimals(-(10**14), 10**14, places=6))
def test_every_amount_survives_in_every_unit(amount):
    for unit in ("元", "万元"):
        value = read("money", f"{amount:f}{unit}", unit).value
        assert Decimal(value) == amount
        assert "E" not in value


@given(st.decimals(0, 10**8, places=2))
def test_yuan_and_wan_agree_exactly(amount):
    assert Decimal(read("money", f"{amount:f}元", "万元").value) * 10_000 == amount

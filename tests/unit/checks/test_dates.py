"""Dates and times as they are typed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import CheckContext, check_value
from tests.unit.checks.builders import CONTEXT, TODAY, codes, field

FOREVER = {"rules": ["date_or_长期"]}


def read(raw, kind="date", **rules):
    return check_value(field(kind, rules=rules), raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("t", "2026-11-24"),
        ("T", "2026-11-24"),
        ("今天", "2026-11-24"),
        ("+30", "2026-12-24"),
        ("＋３０", "2026-12-24"),
        ("-1", "2026-11-23"),
        ("1231", "2026-12-31"),
        ("12-31", "2026-12-31"),
        ("12月31日", "2026-12-31"),
        ("20261231", "2026-12-31"),
        ("2026.12.31", "2026-12-31"),
        ("2026/1/5", "2026-01-05"),
        ("2026年12月31日", "2026-12-31"),
        ("2026 年 1 月 5 日", "2026-01-05"),
        ("２０２６－１２－３１", "2026-12-31"),
        ("2026。12。31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        (date(2026, 12, 31), "2026-12-31"),
        (datetime.fromisoformat("2026-12-31T10:00:00+08:00"), "2026-12-31"),
        (20261231, "2026-12-31"),
    ],
)
def test_a_date_is_read_from_every_shorthand(raw, value):
    assert read(raw).value == value
    assert read(raw).ok


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("0229", "date.impossible"),
        ("20260231", "date.impossible"),
        ("1301", "date.impossible"),
        ("2026-13-01", "date.impossible"),
        ("明年", "date.not-read"),
        ("261231", "date.not-read"),
        ("10000101", "date.range"),
        ("18491231", "date.range"),
        ("22010101", "date.range"),
        ("长期", "date.forever"),
        ("0", "date.not-read"),
        ("²0261231", "date.not-read"),
        ([1], "date.not-read"),
    ],
)
def test_what_is_no_date_is_refused_and_kept(raw, code):
    assert codes(read(raw)) == [code]
    assert read(raw).value == raw


@pytest.mark.parametrize("raw", ["长期", "长期有效", "cq", "长", "永久"])
def test_for_ever_where_the_concept_allows_it(raw):
    assert read(raw, **FOREVER).value == "长期"
    assert read("20301231", **FOREVER).value == "2030-12-31"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-12-31T14:30", "2026-12-31T14:30"),
        ("2026-12-31T14:30:59", "2026-12-31T14:30"),
        ("2026-12-31 14:30", "2026-12-31T14:30"),
        ("20261231 1430", "2026-12-31T14:30"),
        ("t 9:05", "2026-11-24T09:05"),
        ("1231 14：30", "2026-12-31T14:30"),
        ("2026年12月31日14时30分", "2026-12-31T14:30"),
        ("12月31日 8点", "2026-12-31T08:00"),
        ("now", "2026-11-24T09:30"),
        (datetime.fromisoformat("2026-12-31T10:00:00+08:00"), "2026-12-31T10:00"),
    ],
)
def test_a_time_is_read_from_every_shorthand(raw, value):
    assert read(raw, "datetime").value == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [("2026-12-31", "date.no-time"), ("t 25:00", "date.time"), ("t 12:60", "date.time"),
     ("x", "date.not-read"), ("0231 10:00", "date.impossible")],
)  # fmt: skip
def test_what_is_no_time_is_refused(raw, code):
    assert codes(read(raw, "datetime")) == [code]


@pytest.mark.parametrize(
    ("rule", "raw", "expected"),
    [
        ("<=today", "t", []),
        ("<=today", "+1", ["rule.date-le"]),
        (">=today", "-1", ["rule.date-ge"]),
        (">=today", "t", []),
    ],
)
def test_a_date_is_compared_with_today(rule, raw, expected):
    assert codes(read(raw, rules=[rule])) == expected


def test_a_time_is_compared_with_now_and_with_the_day_where_now_is_unknown():
    assert codes(read("t 9:31", "datetime", rules=["<=now"])) == ["rule.date-le"]
    assert codes(read("t 9:30", "datetime", rules=["<=now"])) == []
    subject = field("datetime", rules={"rules": ["<=now"]})
    assert check_value(subject, "t 23:00", CheckContext(TODAY)).ok
    assert not check_value(subject, "+1 00:10", CheckContext(TODAY)).ok


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_in_every_full_form(day):
    forms = ["%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
    assert {read(day.strftime(form)).value for form in forms} == {day.isoformat()}

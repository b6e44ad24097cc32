"""Due dates: the golden vectors, the units, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar import load_calendar
from app.domain.catalogue import Limit
from app.domain.working_days import WorkCalendar, due, next_working_day
from app.errors import Problem
from app.wording.deadlines import explain

CALENDAR = load_calendar()
GOLDEN = """
2024-02-07 5 2024-02-20
2025-01-24 5 2025-02-07
2025-01-27 1 2025-02-05
2025-09-26 20 2025-10-30
2025-12-26 5 2026-01-05
2026-01-30 20 2026-03-05
2026-02-13 5 2026-02-27
2026-02-14 5 2026-02-28
2026-04-28 5 2026-05-08
2026-09-18 5 2026-09-24
2026-09-18 20 2026-10-22
2026-09-24 10 2026-10-15
2026-11-24 20 2026-12-22
2026-11-24 45 2027-01-26
"""
VECTORS = [line.split() for line in GOLDEN.strip().splitlines()]
starts = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def day_of(start, value, unit, **options):
    found = due(date.fromisoformat(start), Limit(value, unit), CALENDAR, **options)
    return found and found.day.isoformat()


@pytest.mark.parametrize(("start", "amount", "expected"), VECTORS)
def test_the_golden_vectors_hold(start, amount, expected):
    assert day_of(start, int(amount), "工作日") == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1, "日", "2026-02-01"),
        (7, "天", "2026-02-07"),
        (15, "自然日", "2026-02-15"),
        (None, "十五日", "2026-02-15"),
        (None, "二十个工作日", "2026-03-05"),
        (2, "周", "2026-02-14"),
        (1, "月", "2026-02-28"),
        (1, "个月", "2026-02-28"),
        (None, "三个月", "2026-04-30"),
        (3, "三个月", "2026-04-30"),
        (None, "12个月", "2027-01-31"),
        (1, "年", "2027-01-31"),
        (None, "半年", "2026-07-31"),
        (0, "即时", "2026-01-31"),
        (None, "当场", "2026-01-31"),
        (None, "当日", "2026-01-31"),
        (None, "即办", "2026-01-31"),
        (0, "工作日", "2026-01-31"),
        (0, "半日", "2026-01-31"),
    ],
)
def test_a_limit_is_reckoned_in_its_own_unit(value, unit, expected):
    assert day_of("2026-01-31", value, unit) == expected


def test_a_month_from_the_last_day_of_february_in_a_leap_year():
    assert day_of("2024-02-29", 1, "年") == "2025-02-28"
    assert day_of("2024-01-31", 1, "月") == "2024-02-29"


@pytest.mark.parametrize(("value", "unit"), [(None, "工作日"), (0, "—"), (5, ""), (None, "日")])
def test_where_nothing_is_stated_there_is_no_limit(value, unit):
    assert due(date(2026, 1, 5), Limit(value, unit), CALENDAR) is None


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        (5, "刻钟", "deadline.unknown-unit"),
        (-1, "工作日", "deadline.negative"),
        (10**9, "日", "deadline.too-long"),
        (9000, "年", "deadline.too-long"),
    ],
)
def test_an_impossible_limit_is_a_problem(value, unit, code):
    with pytest.raises(Problem) as caught:
        due(date(2026, 1, 5), Limit(value, unit), CALENDAR)
    assert caught.value.code == code


def test_plain_days_end_on_a_rest_day_unless_moving_is_asked_for():
    assert day_of("2026-09-18", 8, "日") == "2026-09-26"
    assert day_of("2026-09-18", 8, "日", move_last=True) == "2026-09-28"
    assert day_of("2026-09-18", 10, "日", move_last=True) == "2026-09-28"


def test_a_date_that_relies_on_an_unpublished_year_is_provisional():
    within = due(date(2026, 11, 24), Limit(20, "工作日"), CALENDAR)
    beyond = due(date(2026, 11, 24), Limit(45, "工作日"), CALENDAR)
    assert not within.provisional
    assert beyond.provisional
    assert beyond.steps[-1].reason == "unpublished-working"
    assert not due(date(2026, 12, 30), Limit(30, "日"), CALENDAR).provisional
    assert due(date(2026, 12, 30), Limit(30, "日"), CALENDAR, move_last=True).provisional


def test_a_day_off_known_of_an_unpublished_year_still_counts_as_off():
    calendar = WorkCalendar(frozenset({date(2027, 1, 1)}), frozenset(), frozenset({2026}))
    found = due(date(2026, 12, 31), Limit(1, "工作日"), calendar)
    assert found.day == date(2027, 1, 4)
    assert found.provisional


def test_receipt_on_a_rest_day_counts_from_the_next_working_day():
    assert next_working_day(date(2026, 9, 25), CALENDAR) == date(2026, 9, 28)
    assert next_working_day(date(2026, 9, 20), CALENDAR) == date(2026, 9, 20)
    assert next_working_day(date(2026, 9, 21), CALENDAR) == date(2026, 9, 21)


def test_the_steps_explain_every_day_in_words():
    found = due(date(2026, 2, 13), Limit(5, "工作日"), CALENDAR)
    reasons = [step.reason for step in found.steps]
    assert reasons == ["start", "make-up", *["holiday"] * 9, *["working"] * 4]
    words = explain(found.steps)
    assert words[1] == "2026-02-14（周六）：调休上班日，第1个。"
    assert words[-1] == "2026-02-27（周五）：工作日，第5个。"


def test_every_reason_has_words():
    spans = [(date(2026, 2, 10), 20, "工作日"), (date(2026, 12, 28), 10, "工作日")]
    spans += [(date(2026, 9, 18), 8, "日")]
    said = set()
    for start, amount, unit in spans:
        found = due(start, Limit(amount, unit), CALENDAR, move_last=True)
        assert all(explain(found.steps))
        said |= {step.reason for step in found.steps}
    assert said == {
        "start", "working", "make-up", "weekend", "holiday", "calendar", "moved",
        "unpublished-working", "unpublished-weekend",
    }  # fmt: skip


@given(starts, st.integers(1, 120))
def test_working_days_never_end_on_a_rest_day_and_count_exactly(start, amount):
    found = due(start, Limit(amount, "工作日"), CALENDAR)
    between = [start + timedelta(n) for n in range(1, (found.day - start).days + 1)]
    assert CALENDAR.is_working(found.day)
    assert sum(CALENDAR.is_working(day) for day in between) == amount
    assert [step.day for step in found.steps] == [start, *between]
    assert [step.counted for step in found.steps if step.counted] == list(range(1, amount + 1))


@given(starts, st.integers(0, 120), st.sampled_from(["工作日", "日", "周", "月", "年"]))
def test_a_longer_limit_ends_later(start, amount, unit):
    shorter = due(start, Limit(amount, unit), CALENDAR)
    longer = due(start, Limit(amount + 1, unit), CALENDAR)
    assert start <= shorter.day < longer.day


@given(starts, starts, st.integers(0, 60), st.sampled_from(["工作日", "日", "月", "年"]))
def test_a_later_start_never_ends_earlier(one, other, amount, unit):
    early, late = sorted([one, other])
    limit = Limit(amount, unit)
    assert due(early, limit, CALENDAR).day <= due(late, limit, CALENDAR).day


@given(starts, st.integers(1, 60))
def test_moving_the_last_day_ends_on_the_next_working_day(start, amount):
    plain = due(start, Limit(amount, "日"), CALENDAR)
    moved = due(start, Limit(amount, "日"), CALENDAR, move_last=True)
    assert moved.day == next_working_day(plain.day, CALENDAR)

"""The calendar files against the chinesecalendar package and the notices' known totals."""

import importlib.util
import json
import time
from datetime import date, timedelta

import chinese_calendar
import pytest

from app.calendar import load_calendar
from app.errors import Problem
from app.paths import RESOURCES, ROOT

YEARS = range(2018, 2027)
CALENDAR = load_calendar()


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_package(year):
    for day in days_of(year):
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_known_number_of_working_days(year, working):
    assert sum(CALENDAR.is_working(day) for day in days_of(year)) == working


def test_the_notice_of_2026_is_held_word_for_word():
    off = {day for day in CALENDAR.off if day.year == 2026}
    spans = ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21",
             "09-25 09-27", "10-01 10-07"]  # fmt: skip
    expected = set()
    for span in spans:
        first, last = (date.fromisoformat(f"2026-{part}") for part in span.split())
        expected |= {first + timedelta(n) for n in range((last - first).days + 1)}
    assert off == expected
    assert {f"{day:%m-%d}" for day in CALENDAR.work if day.year == 2026} == {
        "01-04", "02-14", "02-28", "05-09", "09-20", "10-10",
    }  # fmt: skip


def test_new_years_eve_of_2024_was_a_working_day_in_law():
    assert CALENDAR.is_working(date(2024, 2, 9))


def test_the_published_years_are_those_of_the_files():
    assert CALENDAR.published_years == frozenset(YEARS)


def test_a_make_up_day_is_always_a_weekend_and_never_off():
    assert all(day.weekday() >= 5 for day in CALENDAR.work)
    assert not CALENDAR.work & CALENDAR.off


def test_every_file_names_the_notices_it_comes_from():
    for year in YEARS:
        data = json.loads((RESOURCES / "calendar" / f"{year}.json").read_text(encoding="utf-8"))
        assert str(year) in data["notices"][0]
        assert data["source"]


def test_loading_takes_at_most_five_milliseconds():
    spent = []
    for _ in range(5):
        begun = time.process_time()
        load_calendar.__wrapped__()
        spent.append(time.process_time() - begun)
    assert min(spent) <= 0.005


def test_the_maintainers_tool_makes_the_files_that_are_shipped():
    file = ROOT / "installer" / "calendar_from_package.py"
    spec = importlib.util.spec_from_file_location("calendar_from_package", file)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for year in YEARS:
        shipped = json.loads((RESOURCES / "calendar" / f"{year}.json").read_text(encoding="utf-8"))
        made = tool.year_data(year)
        assert {key: made[key] for key in ("off", "work", "notices")} == {
            key: shipped[key] for key in ("off", "work", "notices")
        }


def test_a_folder_without_files_is_a_problem(tmp_path):
    with pytest.raises(Problem, match=r"calendar\.no-files"):
        load_calendar(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"year": 2026, "off": [], "work": []}',
        '{"year": 2027, "off": ["2027-13-01"], "work": []}',
        '{"year": 2027, "off": ["2027-01-02"], "work": ["2027-01-02"]}',
        '{"year": 2027, "off": []}',
    ],
)
def test_a_bad_file_is_a_problem_and_is_named(tmp_path, text):
    (tmp_path / "2027.json").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_calendar(tmp_path)
    assert caught.value.code == "calendar.bad-file"
    assert str(caught.value.params["file"]).endswith("2027.json")

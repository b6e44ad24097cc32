"""The next holiday notice: imported whole or not at all, missed from 1 October on."""

import json
from datetime import date, datetime

import pytest

from app.admin.opening import open_office
from app.errors import Problem
from app.paths import RESOURCES
from app.services import calendars
from db.credentials import MemorySecrets
from tests.fakes.clock import CHINA, TUESDAY

CALENDARS = RESOURCES / "calendar"
NOTICE = {
    "year": 2027,
    "notices": ["国务院办公厅关于2027年部分节假日安排的通知（示例）"],
    "off": ["2026-12-31", "2027-01-01"],
    "work": ["2027-01-03"],
}


@pytest.fixture
def file(tmp_path):
    def written(data):
        path = tmp_path / "notice.json"
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_an_imported_notice_holds_at_once_and_after_the_next_start(office, system, file):
    assert not office.calendar.is_working(date(2027, 1, 3))
    done = calendars.import_notice(office, system, file(NOTICE))
    assert done.notice.year == 2027
    again = open_office(office.home, MemorySecrets(), clock=office.clock)
    for one in (office, again):
        assert 2027 in one.calendar.published_years
        assert not one.calendar.is_working(date(2026, 12, 31))
        assert one.calendar.is_working(date(2027, 1, 3))
        assert not one.calendar.is_working(date(2026, 10, 1)), "what ships is still known"
    again.store.close()


def test_an_amended_notice_takes_the_place_of_the_first(office, system, file):
    calendars.import_notice(office, system, file(NOTICE))
    assert calendars.import_notice(office, system, file(NOTICE)).again
    amended = {**NOTICE, "off": ["2027-01-01"], "work": []}
    assert not calendars.import_notice(office, system, file(amended)).again
    assert office.calendar.is_working(date(2026, 12, 31))
    assert not office.calendar.is_working(date(2027, 1, 3))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("{", "yaml"),
        ("[]", "calendar.no-mapping"),
        ({**NOTICE, "year": "next"}, "calendar.no-year"),
        ({**NOTICE, "year": 1999}, "calendar.no-year"),
        ({**NOTICE, "off": []}, "calendar.no-days"),
        ({**NOTICE, "off": "2027-01-01"}, "calendar.no-days"),
        ({**NOTICE, "off": ["2027-02-30"]}, "calendar.wrong-day"),
        ({**NOTICE, "off": ["2025-01-01"]}, "calendar.wrong-day"),
        ({**NOTICE, "work": ["2027-01-01"]}, "calendar.both"),
        ({**NOTICE, "work": ["2027-01-05"]}, "calendar.no-rest-day"),
    ],
)
def test_a_faulty_notice_changes_nothing(office, system, file, data, fault):
    before = office.calendar
    with pytest.raises(Problem, match=r"calendar\.notice-faulty") as refused:
        calendars.import_notice(office, system, file(data))
    assert office.calendar == before
    codes = [one.code for one in refused.value.findings]
    assert any(code.startswith(fault) for code in codes)
    assert all(one.where for one in refused.value.findings)


def test_a_notice_that_ships_already_changes_nothing(office, system, file):
    own = json.loads((CALENDARS / "2025.json").read_text(encoding="utf-8"))
    assert calendars.import_notice(office, system, file(own)).again
    fewer = {**own, "off": own["off"][:-1]}
    assert not calendars.import_notice(office, system, file(fewer)).again
    assert not calendars.import_notice(office, system, file(own)).again, "back to what ships"


def test_a_file_that_is_not_there_is_a_problem_of_the_world(office, system, tmp_path):
    with pytest.raises(Problem, match=r"calendar\.unreadable"):
        calendars.import_notice(office, system, tmp_path / "no.json")


def test_only_the_system_administrator_imports(office, clerk, file):
    with pytest.raises(Problem, match=r"right\.missing"):
        calendars.import_notice(office, clerk, file(NOTICE))


def test_the_missing_notice_is_told_from_the_first_of_october_on(office, system, file, clock):
    clock.set(datetime(2026, 9, 30, 9, 0, tzinfo=CHINA))
    assert calendars.missing(office) is None
    clock.set(datetime(2026, 10, 1, 9, 0, tzinfo=CHINA))
    told = calendars.missing(office)
    assert told is not None
    assert told.params["year"] == 2027
    clock.set(TUESDAY)  # the store was begun then: nothing is recorded before it
    assert calendars.missing(office) == told
    calendars.import_notice(office, system, file(NOTICE))
    assert calendars.missing(office) is None

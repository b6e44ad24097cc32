"""The yearly holiday notice: missed on the screen, imported, and faulty ones explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.errors import Finding, Severity
from app.services import calendars
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from ui.administration.bureau import BureauScreen
from ui.administration.holidays import HolidayImport
from ui.tasks import Desk

ENTER = Qt.Key.Key_Return
YEAR = 2099


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, office: Office, kept: Kept) -> BureauScreen:
    made = BureauScreen(desk, actor_of(office, kept, Role.SYSTEM_ADMIN))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not desk._waiting)
    return made


@pytest.fixture
def part(screen: BureauScreen) -> HolidayImport:
    """Give the part of the screen that takes a notice, with the keys in it."""
    part = screen.holidays
    part.setFocus()
    return part


def give(part: HolidayImport, file: Path, notice: object) -> None:
    file.write_text(json.dumps(notice), encoding="utf-8")
    path = part.importing.file.path
    assert path.hasFocus()
    path.selectAll()
    QTest.keyClicks(path, str(file))
    QTest.keyClick(path, ENTER)


def test_a_notice_is_imported_once_and_known_the_second_time(
    qtbot: QtBot, part: HolidayImport, office: Office, tmp_path: Path
) -> None:
    notice = {"year": YEAR, "off": [f"{YEAR}-01-01"], "work": [], "notices": ["通知"]}
    give(part, tmp_path / "notice.json", notice)
    qtbot.waitUntil(lambda: "已导入" in part.importing.verdict.text)
    office.published.forget()
    assert YEAR in office.calendar.published_years
    give(part, tmp_path / "notice.json", notice)
    qtbot.waitUntil(lambda: "此前已经导入" in part.importing.verdict.text)


def test_a_faulty_notice_is_explained_fault_by_fault(
    qtbot: QtBot, part: HolidayImport, office: Office, tmp_path: Path
) -> None:
    wrong = {"year": YEAR, "off": ["2001-01-01", "?"], "work": [f"{YEAR}-01-01"]}
    give(part, tmp_path / "notice.json", wrong)
    qtbot.waitUntil(lambda: part.importing.findings.count() > 1)
    assert part.importing.findings.isVisible()
    office.published.forget()
    assert YEAR not in office.calendar.published_years


def test_a_missing_notice_is_said_where_it_is_imported(
    qtbot: QtBot, desk: Desk, part: HolidayImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Finding("calendar.year-missing", {"year": 2027}, Severity.WARNING)
    monkeypatch.setattr(calendars, "missing", lambda _office: told)
    part.refresh()
    qtbot.waitUntil(lambda: "2027" in part.importing.verdict.text)

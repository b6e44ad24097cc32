"""The public notice: licences decided, with their term, written to a file and then published."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.case import Case
from app.services import public_notice
from app.services.office import Office
from tests.ui.issuing.builders import FOOD, case_of
from ui.issuing.file import FileScreen
from ui.issuing.notice_sheet import NoticeSheet
from ui.tasks import Desk

STATE = "licensed"


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FOOD)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor, case: Case) -> FileScreen:
    made = FileScreen(desk, clerk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def sheet(screen: FileScreen) -> NoticeSheet:
    QTest.keyClick(screen, Qt.Key.Key_F5)
    return screen.notice_sheet


def test_a_licence_is_listed_with_its_last_day_and_published_by_being_written(
    qtbot: QtBot, sheet: NoticeSheet, case: Case, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: sheet.table.lines_model.rowCount() == 1)
    (line,) = sheet.table.lines_model.lines
    assert (line.case_id, line.granted, line.published_on) == (case.id, True, None)
    sheet.write(str(tmp_path / "notice.csv"))
    qtbot.waitUntil(lambda: "已写成" in sheet.verdict.text)
    qtbot.waitUntil(lambda: sheet.table.lines_model.lines[0].published_on is not None)
    assert "䶮" in (tmp_path / "notice.csv").read_text(encoding="utf-8-sig")


def test_f9_asks_where_the_file_goes_and_a_folder_that_is_gone_is_said(
    qtbot: QtBot, sheet: NoticeSheet, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: sheet.table.lines_model.rowCount() == 1)
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert sheet.dialog is not None
    assert sheet.dialog.isVisible()
    sheet.dialog.reject()
    sheet.write(str(tmp_path / "gone" / "notice.csv"))
    qtbot.waitUntil(lambda: "notice.csv" in sheet.verdict.text)
    assert sheet.go.isEnabled()
    assert sheet.table.lines_model.lines[0].published_on is None


def test_a_fault_of_ours_leaves_the_key_usable(
    qtbot: QtBot, sheet: NoticeSheet, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_args: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(public_notice, "write", fault)
    with qtbot.waitSignal(desk.broken):
        sheet.write(str(tmp_path / "公示.csv"))
        assert not sheet.go.isEnabled()
    assert sheet.go.isEnabled()

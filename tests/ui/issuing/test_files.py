"""The file of a case: what is missing is said before closing, and it is handed out whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Ending
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Case
from app.domain.paper import PaperKind
from app.services import case_file, papers, proceeding
from app.services.office import Office
from tests.ui.issuing.builders import FIRST, case_of
from ui.issuing.file import FileScreen
from ui.tasks import Desk

STATE = "delivered"


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FIRST)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor, case: Case) -> FileScreen:
    made = FileScreen(desk, clerk)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.show()
    qtbot.waitUntil(lambda: made.score.lines != () and made.contents.view is not None)
    made.setFocus()
    return made


def test_an_ended_case_is_there_with_contents_chronology_and_ten_lines(
    screen: FileScreen, case: Case
) -> None:
    assert [line.case_id for line in screen.queue.lines] == [case.id]
    assert len(screen.score.lines) >= 10
    count, points = len(screen.score.lines), sum(line.points for line in screen.score.lines)
    assert f"共 {count} 项 {points} 分" in screen.score.sheet.text()
    titles = [entry.title for entry in screen.contents.contents.lines_model.lines]
    assert any("决定" in title or "通知书" in title for title in titles)
    said = [line.title for line in screen.contents.acts.entries.lines]
    assert said[0] == "收件"
    assert {"受理", "审查意见", "准予", "制证", "送达"} <= set(said)
    assert screen.score.list.accessibleName() == "案卷评查"


def test_a_case_under_way_is_found_by_its_number_and_cannot_be_closed(
    qtbot: QtBot, screen: FileScreen, office: Office, clerk: Actor, case: Case
) -> None:
    other = next(
        one for one in proceeding.view_case(office, clerk, case.id).seen.cases if one.id != case.id
    )
    QTest.keyClick(screen, Qt.Key.Key_F2)
    screen.queue.search.insert(other.number)
    screen.queue.search.textEdited.emit(other.number)
    qtbot.waitUntil(lambda: [line.case_id for line in screen.queue.lines] == [other.id])
    qtbot.waitUntil(lambda: screen.contents.view is not None and screen.contents.view.case == other)
    QTest.keyClick(screen, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: screen.queue.verdict.text != "")
    assert proceeding.view_case(office, clerk, other.id).case.closed_at is None


def test_the_number_of_a_paper_opens_the_file_of_its_case(
    qtbot: QtBot, screen: FileScreen, office: Office, clerk: Actor, case: Case
) -> None:
    paper = next(
        line
        for line in papers.of_sitting(office, clerk, case.sitting_id)
        if line.case_id == case.id and line.kind is PaperKind.ACCEPTANCE
    )
    screen.queue.search.insert(paper.number)
    QTest.keyClick(screen.queue.search, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: screen.contents.view is not None and screen.contents.view.case.id == case.id
    )


def test_a_whole_file_is_closed_by_one_key_and_not_twice(
    qtbot: QtBot, screen: FileScreen, office: Office, clerk: Actor, case: Case
) -> None:
    assert screen.score.lacking() == 0, [line for line in screen.score.lines if line.missing]
    QTest.keyClick(screen, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "已归档" in screen.queue.verdict.text)
    assert proceeding.view_case(office, clerk, case.id).case.closed_at is not None
    qtbot.waitUntil(lambda: screen.row.buttons["close"].off)
    assert "已经归档" in screen.row.buttons["close"].toolTip()


def test_a_file_goes_out_as_a_folder_and_as_one_pdf(
    qtbot: QtBot, screen: FileScreen, case: Case, tmp_path: Path
) -> None:
    screen.export(str(tmp_path), one_pdf=False)
    qtbot.waitUntil(lambda: "已导出" in screen.queue.verdict.text, timeout=20_000)
    (folder,) = (each for each in tmp_path.iterdir() if each.is_dir() and case.number in each.name)
    assert (folder / "SHA256SUMS").exists()
    screen.export(str(tmp_path / "one.pdf"), one_pdf=True)
    qtbot.waitUntil((tmp_path / "one.pdf").exists, timeout=20_000)
    qtbot.waitUntil(lambda: not screen.busy)
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    screen.export(str(tmp_path), one_pdf=False)
    qtbot.waitUntil(lambda: "已经存在" in screen.queue.verdict.text, timeout=20_000)


def test_both_ways_out_ask_for_a_place(qtbot: QtBot, screen: FileScreen) -> None:
    for key in (Qt.Key.Key_F7, Qt.Key.Key_F8):
        QTest.keyClick(screen, key)
        qtbot.waitUntil(lambda: screen.dialog is not None and screen.dialog.isVisible())
        assert screen.dialog is not None
        screen.dialog.reject()
        screen.dialog = None


def test_an_empty_public_notice_says_so_and_a_wrong_day_is_named(
    qtbot: QtBot, screen: FileScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_F5)
    sheet = screen.notice_sheet
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert "空的" in sheet.verdict.text
    assert sheet.since.line.hasFocus()
    sheet.since.line.setText("20260230")
    QTest.keyClick(sheet.since.line, Qt.Key.Key_Return)
    assert sheet.verdict.text
    assert sheet.since.look == "error"
    QTest.keyClick(sheet.since.line, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_file_that_lacks_something_is_closed_by_a_supervisor_with_a_reason_only(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Actor, case: Case
) -> None:
    other = next(
        one for one in proceeding.view_case(office, clerk, case.id).seen.cases if one.id != case.id
    )
    proceeding.do(
        office, clerk, other.id, ActKind.WITHDRAW, Ending("applicant", "不再办理", signed=True)
    )
    watcher = replace(clerk, roles=frozenset({Role.SUPERVISOR}))
    screen = FileScreen(desk, watcher)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: len(screen.queue.lines) == 2)
    screen.queue.list.setCurrentIndex(
        screen.queue.list.entries.index(screen.queue.list.entries.row_of(str(other.id)))
    )
    qtbot.waitUntil(lambda: screen.score.lacking() > 0)
    QTest.keyClick(screen, Qt.Key.Key_F9)
    sheet = screen.close_sheet
    assert sheet.isVisible()
    assert sheet.list.entries.lines
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert "理由" in sheet.verdict.text
    sheet.reason.insert("申请人已迁出，无法补正")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert proceeding.view_case(office, watcher, other.id).case.closed_at is not None


@pytest.mark.parametrize("verb", ["export", "close"])
def test_a_fault_of_ours_leaves_the_keys_usable(
    qtbot: QtBot,
    screen: FileScreen,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
) -> None:
    def fault(*_args: object, **_named: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(case_file, verb, fault)
    with qtbot.waitSignal(desk.broken):
        if verb == "export":
            screen.export(str(tmp_path / "卷.pdf"), one_pdf=True)
            assert screen.row.buttons["pdf"].off
        else:
            screen._close()
    assert not screen.busy
    assert screen.queue.verdict.text == ""
    assert not screen.row.buttons["pdf"].off

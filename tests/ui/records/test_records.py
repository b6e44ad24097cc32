"""Records: a sitting is found, its papers are previewed, printed, printed again, saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.paper import PaperKind
from app.services import papers, settings
from app.services.office import Office
from tests.services.builders import received
from tests.ui.shell.builders import Kept, actor_of
from ui.records.screen import RecordsScreen
from ui.tasks import Desk

WITH_A_SITTING = True


@pytest.fixture
def clerk(office: Office, kept: Kept) -> Actor:
    settings.put(office, None, "print.mode", "folder")
    return actor_of(office, kept, Role.CLERK)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor) -> RecordsScreen:
    made = RecordsScreen(desk, clerk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitSignal(made.preview.shown):
        made.show()
    return made


def printed(kept: Kept) -> list[Path]:
    return sorted((kept.home / "papers").glob("*.pdf"))


def test_today_s_sitting_is_there_with_its_papers_and_a_preview(screen: RecordsScreen) -> None:
    assert screen.sittings.lines_model.rowCount() == 1
    assert screen.papers.lines_model.rowCount() == 9
    kinds = [line.kind for line in screen.papers.lines_model.lines]
    assert PaperKind.RECEIPT in kinds
    assert screen.preview.pages >= 1


def test_typing_finds_by_name_and_by_number(
    qtbot: QtBot, screen: RecordsScreen, clerk: Actor
) -> None:
    line = screen.sittings.lines_model.lines[0]
    QTest.keyClick(screen, Qt.Key.Key_F2)
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "nobody")
    qtbot.waitUntil(lambda: screen.sittings.lines_model.rowCount() == 0)
    assert screen.papers.lines_model.rowCount() == 0
    screen.search.clear()
    screen.search.insert(line.applicant[:2])
    screen.search.textEdited.emit("")
    qtbot.waitUntil(lambda: screen.sittings.lines_model.rowCount() == 1)


def test_a_search_set_by_a_screen_reader_searches(qtbot: QtBot, screen: RecordsScreen) -> None:
    found = QAccessible.queryAccessibleInterface(screen.search)
    assert found is not None
    found.setText(QAccessible.Text.Value, "nobody")
    qtbot.waitUntil(lambda: screen.sittings.lines_model.rowCount() == 0)
    found.setText(QAccessible.Text.Value, "")
    qtbot.waitUntil(lambda: screen.sittings.lines_model.rowCount() == 1)


def test_the_first_printing_is_the_original_and_the_second_carries_the_mark(
    qtbot: QtBot, screen: RecordsScreen, office: Office, clerk: Actor, kept: Kept
) -> None:
    screen.papers.setFocus()
    line = screen.papers.chosen()
    assert line is not None
    assert screen.print_button.text() == "打印"
    assert not screen.reason.isEnabled()
    with qtbot.waitSignal(screen.room.printed):
        QTest.keyClick(screen.papers, Qt.Key.Key_Return)
    original = papers.content(office, clerk, line.id)
    (first,) = printed(kept)
    assert first.read_bytes() == original
    qtbot.waitUntil(lambda: screen.print_button.text() == "补打")
    assert screen.reason.isEnabled()
    screen.reason.setCurrentIndex(1)
    with qtbot.waitSignal(screen.room.printed):
        QTest.keyClick(screen.papers, Qt.Key.Key_Return)
    assert "补打" in screen.verdict.text
    marked = [file for file in printed(kept) if file != first]
    assert len(marked) == 1
    assert marked[0].read_bytes() != original
    assert papers.content(office, clerk, line.id) == original
    with office.store.read() as reader:
        acts = [e for e in reader.journal.events(clerk.region, line.id) if "printed" in e.kind]
    assert [act.data["copy"] for act in acts] == [0, 1]
    assert acts[1].data["reason"] == "申请人遗失"


def test_all_papers_of_a_sitting_are_printed_in_one_go(
    qtbot: QtBot, screen: RecordsScreen, kept: Kept
) -> None:
    with qtbot.waitSignal(screen.room.printed, timeout=20_000):
        QTest.keyClick(screen.all_button, Qt.Key.Key_Space)
    assert len(printed(kept)) == 9


def test_a_paper_is_saved_as_pdf_however_the_computer_prints(
    qtbot: QtBot, screen: RecordsScreen, office: Office, kept: Kept, tmp_path: Path
) -> None:
    settings.put(office, None, "print.mode", "silent")
    settings.put(office, None, "print.folder", str(tmp_path / "out"))
    with qtbot.waitSignal(screen.room.printed):
        QTest.keyClick(screen.save_button, Qt.Key.Key_Space)
    (saved,) = (tmp_path / "out").iterdir()
    assert saved.read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_else_is_lost(
    qtbot: QtBot, screen: RecordsScreen, office: Office, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    settings.put(office, None, "print.folder", str(tmp_path / "taken"))
    with qtbot.waitSignal(desk.refused) as told:
        QTest.keyClick(screen.print_button, Qt.Key.Key_Space)
    assert told.args[0].code == "print-folder.refused"
    assert screen.papers.lines_model.rowCount() == 9


def test_papers_that_are_there_are_not_made_twice(qtbot: QtBot, screen: RecordsScreen) -> None:
    QTest.keyClick(screen.make_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "已齐" in screen.verdict.text)
    assert screen.papers.lines_model.rowCount() == 9


def test_papers_that_a_power_cut_left_unmade_are_told_with_the_key_that_makes_them(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Actor, screen: RecordsScreen
) -> None:
    done = received(office, clerk).sitting  # and then the power went
    desk.changed.emit(Changes(cases=True))
    qtbot.waitUntil(lambda: screen.sittings.lines_model.rowCount() == 2)
    assert screen.verdict.text == "", "the sitting on the screen has its papers"
    screen.sittings.pick(done.id)
    qtbot.waitUntil(lambda: "尚未制作，请按 Ctrl+M" in screen.verdict.text)
    QTest.keyClick(screen.sittings, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已做成" in screen.verdict.text, timeout=20_000)
    assert papers.missing(office, clerk, done.id) == 0


def test_a_supervisor_may_look_but_not_print(qtbot: QtBot, desk: Desk, clerk: Actor) -> None:
    from dataclasses import replace

    watcher = replace(clerk, roles=frozenset({Role.SUPERVISOR}))
    screen = RecordsScreen(desk, watcher)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.preview.shown):
        screen.show()
    assert not screen.print_button.isVisible()
    assert not screen.make_button.isVisible()

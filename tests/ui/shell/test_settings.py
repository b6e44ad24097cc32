"""The settings screen, and the way of a concluded sitting's papers to the records."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.services import records, settings, sign_in
from app.services.office import Office
from tests.ui.shell.builders import PASSWORD, Kept, actor_of
from ui.records.screen import RecordsScreen
from ui.shell.application import Program
from ui.shell.settings_screen import SettingsScreen
from ui.shell.workplace import Workplace
from ui.styles.appearance import appearance

WITH_A_SITTING = True
DOWN, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def workplace(qtbot: QtBot, program: Program) -> Workplace:
    qtbot.waitUntil(program.entrance.sign_in.name.hasFocus)
    QTest.keyClicks(program.entrance.sign_in.name, "zhoumin")
    QTest.keyClicks(program.entrance.sign_in.password, PASSWORD)
    QTest.keyClick(program.entrance.sign_in.password, ENTER)
    qtbot.waitUntil(lambda: program.entrance.workplace is not None)
    assert program.entrance.workplace is not None
    return program.entrance.workplace


@pytest.fixture
def screen(qtbot: QtBot, workplace: Workplace) -> SettingsScreen:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(workplace.stack.currentWidget(), SettingsScreen))
    made = workplace.stack.currentWidget()
    assert isinstance(made, SettingsScreen)
    qtbot.waitUntil(lambda: made.choices["print.mode"].currentData() == "dialog")
    return made


def test_a_choice_is_kept_at_once(qtbot: QtBot, screen: SettingsScreen, office: Office) -> None:
    QTest.keyClick(screen.choices["print.mode"], DOWN)
    qtbot.waitUntil(lambda: "已保存" in screen.verdict.text)
    assert settings.get(office, "print.mode") == "folder"
    screen.folder.setFocus()
    QTest.keyClicks(screen.folder, "papers-of-today")
    QTest.keyClick(screen.folder, ENTER)
    qtbot.waitUntil(lambda: settings.get(office, "print.folder") == "papers-of-today")


def test_the_look_changes_as_it_is_chosen(
    qtbot: QtBot, screen: SettingsScreen, office: Office
) -> None:
    QTest.keyClick(screen.choices["screen.theme"], DOWN)
    assert appearance().mode == "dark"
    QTest.keyClick(screen.choices["screen.font"], DOWN)
    assert appearance().step == 115
    qtbot.waitUntil(lambda: settings.get(office, "screen.font") == 115)


def test_a_choice_made_by_a_screen_reader_is_kept_and_what_the_program_shows_is_not(
    qtbot: QtBot, screen: SettingsScreen, office: Office
) -> None:
    screen.choices["print.mode"].setCurrentIndex(2)  # what Qt does for a line chosen from afar
    qtbot.waitUntil(lambda: screen.verdict.text != "")
    assert settings.get(office, "print.mode") == "folder"
    screen.verdict.clear()
    screen.refresh()
    screen._offer_printers(("HP", "TSC"))
    screen.speak()
    assert [screen.choices["print.printer"].itemText(n) for n in range(3)][1:] == ["HP", "TSC"]
    qtbot.waitUntil(lambda: not screen._desk._waiting)
    assert screen.verdict.text == "", "nothing was kept anew"


def test_pin_and_password_are_changed_by_typing_them_twice(
    qtbot: QtBot, screen: SettingsScreen, office: Office, kept: Kept
) -> None:
    QTest.keyClicks(screen.pin, "1470")
    QTest.keyClicks(screen.pin_again, "1471")
    QTest.keyClick(screen.pin_again, ENTER)
    assert "不一致" in screen.verdict.text
    QTest.keyClicks(screen.pin, "1470")
    QTest.keyClicks(screen.pin_again, "1470")
    QTest.keyClick(screen.pin_again, ENTER)
    qtbot.waitUntil(lambda: "解锁码已设置" in screen.verdict.text)
    sign_in.unlock(office, actor_of(office, kept, Role.CLERK), "1470")
    QTest.keyClicks(screen.old, PASSWORD)
    for entry in (screen.new, screen.new_again):
        QTest.keyClicks(entry, "Another-Word-9")
    QTest.keyClick(screen.new_again, ENTER)
    qtbot.waitUntil(lambda: "密码已修改" in screen.verdict.text)
    assert sign_in.sign_in(office, "zhoumin", "Another-Word-9", "").actor.name == "zhoumin"


def test_the_papers_of_a_concluded_sitting_are_offered_at_the_records(
    qtbot: QtBot, workplace: Workplace, office: Office, kept: Kept
) -> None:
    (line,) = records.lines(office, actor_of(office, kept, Role.CLERK), None, "")
    workplace.offer_papers(line.sitting_id)
    screen = workplace.stack.currentWidget()
    assert isinstance(screen, RecordsScreen)
    qtbot.waitUntil(lambda: "已齐" in screen.verdict.text)
    qtbot.waitUntil(screen.all_button.hasFocus)
    assert screen.papers.lines_model.rowCount() > 0

"""Sign-in, one-time password, PIN, lock and unlock: by real keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.services.office import Office
from tests.ui.shell.builders import PASSWORD, PIN, STATION, Kept
from ui.shell import places
from ui.shell.application import Program
from ui.shell.lock_page import LockPage
from ui.shell.secrets_pages import PasswordPage, PinPage

ENTER = Qt.Key.Key_Return


def press(text: str = "", *keys: Qt.Key) -> None:
    """Type into whatever has the focus."""
    for char in text:
        QTest.keyClicks(_focus(), char)
    for key in keys:
        QTest.keyClick(_focus(), key)


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _name_of(screen: QWidget) -> str:
    return type(screen).__name__


def page_of(program: Program) -> QWidget:
    return program.window.pages.currentWidget()


def sign_in(qtbot: QtBot, program: Program, name: str, password: str) -> None:
    qtbot.waitUntil(program.entrance.sign_in.name.hasFocus)
    press(name, ENTER)
    press(password, ENTER)


def enter_as_clerk(qtbot: QtBot, program: Program) -> None:
    sign_in(qtbot, program, "zhoumin", PASSWORD)
    qtbot.waitUntil(lambda: program.entrance.workplace is not None)


def test_a_clerk_signs_in_by_keyboard_and_the_station_is_remembered(
    qtbot: QtBot, program: Program, office: Office
) -> None:
    from app.services import settings

    enter_as_clerk(qtbot, program)
    workplace = program.entrance.workplace
    assert workplace is not None
    assert [button.text() for button in workplace.buttons] == [
        "窗口受理", "办件记录", "审查", "出件", "案卷", "本机设置",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: settings.get(office, "station.id") == STATION)
    qtbot.waitUntil(workplace.sample.isVisible)


def test_a_wrong_password_is_one_sentence_and_can_be_typed_again(
    qtbot: QtBot, program: Program
) -> None:
    sign_in(qtbot, program, "zhoumin", "wrong-Pass-1")
    page = program.entrance.sign_in
    qtbot.waitUntil(lambda: page.password.hasFocus() and "请稍" not in page.verdict.text)
    qtbot.waitUntil(lambda: "…" not in page.verdict.text)
    assert "密码" in page.verdict.text
    assert page.name.text() == "zhoumin"
    press(PASSWORD, ENTER)
    qtbot.waitUntil(lambda: program.entrance.workplace is not None)


def test_five_wrong_passwords_lock_the_account_and_the_end_is_told(
    qtbot: QtBot, program: Program
) -> None:
    page = program.entrance.sign_in
    press("zhoumin", ENTER)
    for _attempt in range(6):
        press("wrong-Pass-1", ENTER)
        qtbot.waitUntil(lambda: page.password.isEnabled() and page.password.hasFocus())
    import re

    assert re.search(r"\d\d:\d\d", page.verdict.text), page.verdict.text


def test_missing_entries_are_asked_for_where_they_are_missing(
    qtbot: QtBot, program: Program
) -> None:
    page = program.entrance.sign_in
    page.password.setFocus()
    press("", ENTER)
    assert page.verdict.text == "请输入登录名。"
    assert page.name.hasFocus()


def test_capital_letters_without_shift_give_a_hint(qtbot: QtBot, program: Program) -> None:
    page = program.entrance.sign_in
    page.password.setFocus()
    QTest.keyClick(page.password, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert page.verdict.text == ""
    page.password.caps.emit(True)
    assert "Caps Lock" in page.verdict.text


def test_a_one_time_password_is_replaced_before_anything_else(
    qtbot: QtBot, program: Program, kept: Kept
) -> None:
    name, password = kept.one_time[Role.CLERK]
    sign_in(qtbot, program, name, password)
    qtbot.waitUntil(lambda: isinstance(page_of(program), PasswordPage))
    assert program.entrance.workplace is None
    page = page_of(program)
    assert isinstance(page, PasswordPage)
    press("short", ENTER)
    press("short", ENTER)
    qtbot.waitUntil(lambda: page.verdict.text != "")
    assert page.first.hasFocus()
    press("Neues-Wort-7", ENTER)
    press("Neues-Wort-8", ENTER)
    assert "不一致" in page.verdict.text
    press("Neues-Wort-7", ENTER)
    press("Neues-Wort-7", ENTER)
    qtbot.waitUntil(lambda: isinstance(page_of(program), PinPage))
    press("2580", ENTER)
    press("2580", ENTER)
    qtbot.waitUntil(lambda: program.entrance.workplace is not None)


def test_locking_hides_the_work_and_unlocking_brings_it_back(
    qtbot: QtBot, program: Program
) -> None:
    enter_as_clerk(qtbot, program)
    workplace = program.entrance.workplace
    assert workplace is not None
    screen = workplace.stack.currentWidget()
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    QTest.keyClick(_focus(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(page_of(program), LockPage)
    assert not screen.isVisible()
    assert not beside.isVisible()
    page = page_of(program)
    assert isinstance(page, LockPage)
    press("1111", ENTER)
    qtbot.waitUntil(lambda: page.verdict.text != "")
    press(PIN, ENTER)
    qtbot.waitUntil(lambda: program.entrance.lock_page is None)
    assert program.entrance.workplace is workplace
    assert workplace.stack.currentWidget() is screen
    assert screen.isVisible()
    assert beside.isVisible()


def test_too_many_wrong_pins_ask_for_the_password(qtbot: QtBot, program: Program) -> None:
    enter_as_clerk(qtbot, program)
    program.entrance.lock()
    page = program.entrance.lock_page
    assert page is not None
    for _attempt in range(5):
        qtbot.waitUntil(lambda: page.secret.isEnabled() and page.secret.hasFocus())
        press("1357", ENTER)
        qtbot.waitUntil(page.isEnabled)
    qtbot.waitUntil(lambda: page.secret.accessibleName() == "密码")
    press(PASSWORD, ENTER)
    qtbot.waitUntil(lambda: program.entrance.lock_page is None)


def test_an_empty_chair_locks(qtbot: QtBot, program: Program) -> None:
    enter_as_clerk(qtbot, program)
    program.entrance.idle_watch.idle.emit()
    assert program.entrance.lock_page is not None


def test_signs_of_life_put_the_lock_off(qtbot: QtBot, qapp: QApplication) -> None:
    from PySide6.QtCore import QEvent

    from ui.shell.idle import IdleWatch

    watch = IdleWatch(qapp)
    watch.watch(1)
    timer = watch.timer
    first = timer.timerId()
    watch.eventFilter(watch, QEvent(QEvent.Type.Paint))
    assert timer.timerId() == first
    watch.eventFilter(watch, QEvent(QEvent.Type.KeyPress))
    assert timer.timerId() != first  # started anew
    watch.watch(0)
    assert not timer.isActive()


def test_signing_out_leads_back_to_an_empty_sign_in(qtbot: QtBot, program: Program) -> None:
    enter_as_clerk(qtbot, program)
    QTest.keyClick(_focus(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert page_of(program) is program.entrance.sign_in
    assert program.entrance.workplace is None
    assert program.entrance.sign_in.name.text() == ""


def test_screens_are_reached_by_ctrl_and_number(qtbot: QtBot, program: Program) -> None:
    enter_as_clerk(qtbot, program)
    workplace = program.entrance.workplace
    assert workplace is not None
    QTest.keyClick(_focus(), Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert workplace.buttons[5].isChecked()
    qtbot.waitUntil(lambda: _name_of(workplace.stack.currentWidget()) == "SettingsScreen")
    QTest.keyClick(_focus(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _name_of(workplace.stack.currentWidget()) == "RecordsScreen")


def test_who_turns_back_while_a_screen_is_built_stays_where_he_is(
    qtbot: QtBot, program: Program
) -> None:
    enter_as_clerk(qtbot, program)
    workplace = program.entrance.workplace
    assert workplace is not None
    workplace.go(1)
    workplace.go(0)
    qtbot.waitUntil(lambda: workplace.stack.count() == 2)
    qtbot.wait(20)  # longer than the turn that a new screen waits for
    assert workplace.shows(places.INTAKE)
    assert workplace.buttons[0].isChecked()


def test_practice_is_marked_on_the_strip(qtbot: QtBot, program: Program) -> None:
    program.entrance.sign_in.practice.setFocus()
    press("", Qt.Key.Key_Space)
    program.entrance.sign_in.name.setFocus()
    enter_as_clerk(qtbot, program)
    workplace = program.entrance.workplace
    assert workplace is not None
    assert workplace.practice.isVisible()
    assert workplace.practice.text() == "练习"

"""The first start: from an empty folder to a clerk at work, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.domain.actor import Role
from app.services import accounts, bureau, sign_in
from tests.ui.shell.builders import lay_out_fonts, opener
from ui.shell.application import Program
from ui.shell.first_start_choices import BureauStep, ClerkStep, StationStep
from ui.shell.first_start_page import FirstStartPage
from ui.shell.first_start_steps import AdministratorsStep, HandOverStep

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def new_program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Run the program over a folder that holds nothing."""
    lay_out_fonts(paths.cache())
    made = Program(qapp, opener(tmp_path / "home"), tmp_path / "home")
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close()


def press(text: str = "", *keys: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key)


def reach(qtbot: QtBot, page: FirstStartPage, kind: type[QWidget]) -> None:
    qtbot.waitUntil(lambda: isinstance(page.step, kind), timeout=20_000)


def begin(qtbot: QtBot, program: Program) -> FirstStartPage:
    qtbot.waitUntil(
        lambda: isinstance(program.window.pages.currentWidget(), FirstStartPage), timeout=20_000
    )
    page = program.window.pages.currentWidget()
    assert isinstance(page, FirstStartPage)
    press("", ENTER)
    reach(qtbot, page, AdministratorsStep)
    return page


def to_bureau(qtbot: QtBot, page: FirstStartPage) -> BureauStep:
    press("", SPACE, ENTER)
    reach(qtbot, page, BureauStep)
    step = page.step
    assert isinstance(step, BureauStep)
    return step


def to_clerk(qtbot: QtBot, page: FirstStartPage) -> None:
    press("", ENTER)
    reach(qtbot, page, StationStep)
    step = page.step
    assert isinstance(step, StationStep)
    qtbot.waitUntil(lambda: not step.missing())


def test_one_clerk_can_work_after_the_first_start(
    qtbot: QtBot, new_program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, new_program)
    to_bureau(qtbot, page)
    to_clerk(qtbot, page)
    press("", ENTER)
    reach(qtbot, page, ClerkStep)
    step = page.step
    assert isinstance(step, ClerkStep)
    step.display_name.insert("周敏")
    press("", ENTER)
    press("zhoumin", ENTER)
    press("0318", ENTER)
    reach(qtbot, page, HandOverStep)
    hand_over = page.step
    assert isinstance(hand_over, HandOverStep)
    QTest.keyClick(hand_over.copy_button, SPACE)
    name, user, password = QGuiApplication.clipboard().text().split("\t")
    assert (name, user) == ("周敏", "zhoumin")
    press("", SPACE, ENTER)
    door = new_program.entrance.sign_in
    qtbot.waitUntil(lambda: new_program.window.pages.currentWidget() is door)
    qtbot.waitUntil(lambda: door.station.count() > 0)
    assert door.name.text() == "zhoumin"
    press(password, ENTER)
    qtbot.waitUntil(
        lambda: type(new_program.window.pages.currentWidget()).__name__ == "PasswordPage"
    )
    office = opener(tmp_path / "home")()
    (clerk,) = [each for each in accounts.all_accounts(office) if each.name == "zhoumin"]
    assert clerk.roles == frozenset({Role.CLERK})
    assert clerk.staff_no == "0318"
    office.store.close()


def test_the_passwords_must_be_confirmed(qtbot: QtBot, new_program: Program) -> None:
    page = begin(qtbot, new_program)
    press("", ENTER)
    assert isinstance(page.step, AdministratorsStep)
    assert "记下" in page.verdict.text


def test_who_leaves_before_confirming_the_passwords_starts_anew_with_others(
    qtbot: QtBot, qapp: QApplication, new_program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, new_program)
    assert isinstance(page.step, AdministratorsStep)
    seen = copied(page.step)
    new_program.close()
    again = Program(qapp, opener(tmp_path / "home"), tmp_path / "home")
    qtbot.addWidget(again.window)
    again.window.show()
    page = begin(qtbot, again)
    assert isinstance(page.step, AdministratorsStep)
    shown = copied(page.step)
    assert not set(seen) & set(shown)
    to_bureau(qtbot, page)
    office = opener(tmp_path / "home")()
    for line in shown:
        _display, name, password = line.split("\t")
        assert sign_in.sign_in(office, name, password, "").must_change
    office.store.close()
    again.close()


def copied(step: AdministratorsStep) -> list[str]:
    QTest.keyClick(step.copy_button, SPACE)
    return QGuiApplication.clipboard().text().splitlines()


def test_nothing_can_be_typed_before_it_is_known_what_start_it_is(
    qtbot: QtBot, new_program: Program
) -> None:
    page = new_program.entrance.sign_in
    assert new_program.window.pages.currentWidget() is page
    assert not page.name.isVisible()
    assert page.accessibleName() == "正在启动…"
    QTest.keyClicks(new_program.window, "zhang")
    begin(qtbot, new_program)
    assert page.name.text() == ""


def test_a_faulty_bureau_file_changes_nothing_and_says_why(
    qtbot: QtBot, new_program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, new_program)
    step = to_bureau(qtbot, page)
    bad = tmp_path / "bad.yaml"
    bad.write_text("region: nowhere\n", encoding="utf-8")
    step.path.setFocus()
    press(str(bad))
    assert step.own.isChecked()
    press("", ENTER)
    qtbot.waitUntil(lambda: page.isEnabled() and "…" not in page.verdict.text)
    assert page.step is step
    assert page.verdict.text


def test_the_bureau_s_own_file_and_a_new_window_and_station(
    qtbot: QtBot, new_program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, new_program)
    step = to_bureau(qtbot, page)
    own = tmp_path / "own.yaml"
    text = bureau.SAMPLE.read_text(encoding="utf-8").replace("'370902'", "'110101'")
    own.write_text(text, encoding="utf-8")
    step.path.setFocus()
    press(str(own))
    to_clerk(qtbot, page)
    station = page.step
    assert isinstance(station, StationStep)
    press("", Qt.Key.Key_End)
    station.window_.setFocus()
    press("", Qt.Key.Key_End, ENTER)
    assert station.number.hasFocus()
    press("12", ENTER)
    press("Desk 1", ENTER)
    reach(qtbot, page, ClerkStep)
    office = opener(tmp_path / "home")()
    current = bureau.current(office)
    assert current.region == "110101"
    assert (current.windows[-1].number, current.stations[-1].name) == ("12", "Desk 1")
    office.store.close()

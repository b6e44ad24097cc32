"""A fault of ours on a page of the entrance leaves it usable: it can be tried again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.services import sign_in
from app.services.office import Office
from tests.ui.shell.builders import PASSWORD, PIN, Kept, actor_of
from tests.ui.shell.test_entrance import enter_as_clerk, press
from ui.shell.application import Program
from ui.shell.secrets_pages import PasswordPage, PinPage
from ui.tasks import Desk

ENTER = Qt.Key.Key_Return


def broken(*_facts: object, **_more: object) -> None:
    raise ZeroDivisionError


def test_the_lock_opens_after_a_fault(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_as_clerk(qtbot, program)
    program.entrance.lock()
    page = program.entrance.lock_page
    assert page is not None
    with monkeypatch.context() as patch:
        patch.setattr(sign_in, "unlock", broken)
        press(PIN, ENTER)
        qtbot.waitUntil(lambda: program.crash is not None)
    assert program.crash is not None
    program.crash.accept()
    assert page.isEnabled()
    QTest.keyClicks(page.secret, PIN)
    QTest.keyClick(page.secret, ENTER)
    qtbot.waitUntil(lambda: program.entrance.lock_page is None)


@pytest.mark.parametrize("which", ["pin", "password"])
def test_a_new_secret_can_be_set_after_a_fault(
    qtbot: QtBot,
    desk: Desk,
    office: Office,
    kept: Kept,
    monkeypatch: pytest.MonkeyPatch,
    which: str,
) -> None:
    clerk = actor_of(office, kept, Role.CLERK)
    page = PinPage(desk, clerk) if which == "pin" else PasswordPage(desk, clerk.name, PASSWORD)
    secret = "7531" if which == "pin" else "Chuang-2027-kou"
    qtbot.addWidget(page)
    page.show()
    with monkeypatch.context() as patch:
        for verb in ("set_pin", "change_password"):
            patch.setattr(sign_in, verb, broken)
        type_twice(page, secret)
        with qtbot.waitSignal(desk.broken):
            page.button.click()
    assert page.isEnabled()
    type_twice(page, secret)
    with qtbot.waitSignal(page.done):
        page.button.click()


def type_twice(page: PinPage | PasswordPage, secret: str) -> None:
    for line in (page.first, page.second):
        line.setText(secret)

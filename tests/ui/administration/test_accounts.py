"""The accounts screen: made, changed, switched off, given a new one-time password."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Account, Role
from app.services import accounts, bureau, sign_in
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from ui.administration.accounts import AccountsScreen
from ui.tasks import Desk


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, office: Office, kept: Kept) -> Iterator[AccountsScreen]:
    made = AccountsScreen(desk, actor_of(office, kept, Role.SECURITY_ADMIN))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.table.lines_model.rowCount() == 5)
    return made


def account(office: Office, name: str) -> Account:
    return next(each for each in accounts.all_accounts(office) if each.name == name)


def choose(screen: AccountsScreen, office: Office, name: str) -> None:
    screen.table.pick(account(office, name).id)


def test_a_new_clerk_gets_a_password_that_works(
    qtbot: QtBot, screen: AccountsScreen, office: Office
) -> None:
    screen.new_button.click()
    assert screen.display_name.hasFocus()
    screen.display_name.insert("钱多")
    QTest.keyClicks(screen.name, "qianduo")
    QTest.keyClicks(screen.staff_no, "0400")
    QTest.keyClick(screen.save_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "qianduo" in screen.verdict.text)
    found = re.search(r"密码：(\w{12})，", screen.verdict.text)
    assert found
    assert sign_in.sign_in(office, "qianduo", found[1], "").must_change
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() == 6)
    chosen = screen.table.chosen()
    assert chosen is not None
    assert chosen.name == "qianduo"
    assert "qianduo" in screen.verdict.text  # the password is still on the screen


def test_a_name_that_is_taken_is_refused_in_words_and_nothing_is_lost(
    qtbot: QtBot, screen: AccountsScreen
) -> None:
    screen.new_button.click()
    screen.display_name.insert("又一个")
    QTest.keyClicks(screen.name, "zhoumin")
    QTest.keyClick(screen.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.verdict.text != "")
    assert screen.display_name.text() == "又一个"
    assert screen.table.lines_model.rowCount() == 5


def test_roles_are_changed_and_an_account_is_switched_off(
    qtbot: QtBot, screen: AccountsScreen, office: Office
) -> None:
    choose(screen, office, "zhoumin")
    assert screen.name.isReadOnly()
    QTest.keyClick(screen.roles[Role.REVIEWER], Qt.Key.Key_Space)
    QTest.keyClick(screen.active, Qt.Key.Key_Space)
    QTest.keyClick(screen.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not account(office, "zhoumin").active)
    assert account(office, "zhoumin").roles == frozenset({Role.CLERK, Role.REVIEWER})


def test_teams_are_set_and_shown_and_none_means_every_team(
    qtbot: QtBot, screen: AccountsScreen, office: Office
) -> None:
    teams = bureau.current(office).teams
    assert list(screen.teams) == [team.id for team in teams]
    choose(screen, office, "zhoumin")
    last = teams[-1]
    QTest.keyClick(screen.teams[last.id], Qt.Key.Key_Space)
    QTest.keyClick(screen.roles[Role.HEAD], Qt.Key.Key_Space)
    QTest.keyClick(screen.roles[Role.ISSUER], Qt.Key.Key_Space)
    QTest.keyClick(screen.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: account(office, "zhoumin").teams == frozenset({last.id}))
    assert account(office, "zhoumin").roles >= {Role.HEAD, Role.ISSUER}
    qtbot.waitUntil(lambda: last.name in row_of(screen, "zhoumin"))
    assert "全部" in row_of(screen, "sysadmin")
    choose(screen, office, "sysadmin")
    assert not any(box.isChecked() for box in screen.teams.values())
    choose(screen, office, "zhoumin")
    assert screen.teams[last.id].isChecked()


def row_of(screen: AccountsScreen, name: str) -> list[str]:
    model = screen.table.lines_model
    row = next(n for n, line in enumerate(model.lines) if line.name == name)
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_two_administrators_in_one_person_are_refused(
    qtbot: QtBot, screen: AccountsScreen, office: Office
) -> None:
    choose(screen, office, "sysadmin")
    QTest.keyClick(screen.roles[Role.AUDIT_ADMIN], Qt.Key.Key_Space)
    QTest.keyClick(screen.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.verdict.text != "")
    assert account(office, "sysadmin").roles == frozenset({Role.SYSTEM_ADMIN})


def test_a_reset_gives_a_new_one_time_password(
    qtbot: QtBot, screen: AccountsScreen, office: Office
) -> None:
    choose(screen, office, "zhoumin")
    QTest.keyClick(screen.reset_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "zhoumin" in screen.verdict.text)
    assert account(office, "zhoumin").must_change

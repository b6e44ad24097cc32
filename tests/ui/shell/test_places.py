"""The screens on the strip: whose they are, in which order, with which keys, and loaded beforehand."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.actor import ADMINISTRATORS, Actor, Role
from app.errors import Finding, Severity
from app.services import accounts, calendars, sign_in
from app.services.office import Office
from tests.ui.shell.builders import PASSWORD, PIN, STATION, Kept, actor_of
from tests.ui.shell.test_entrance import sign_in as type_in
from ui.administration.bureau import BureauScreen
from ui.shell import doors, places
from ui.shell.application import Program
from ui.shell.look import Look
from ui.shell.places import PLACES, places_of
from ui.shell.reminder import HolidayReminder
from ui.shell.warming import Warming
from ui.shell.workplace import Workplace
from ui.tasks import Desk

STRIPS = {
    Role.CLERK: ["窗口受理", "办件记录", "审查", "出件", "案卷", "本机设置"],
    Role.REVIEWER: ["审查", "办件记录", "案卷", "本机设置"],
    Role.APPROVER: ["审查", "证照", "办件记录", "案卷", "申请限制", "本机设置"],
    Role.HEAD: ["审查", "办件记录", "案卷", "申请限制", "本机设置"],
    Role.ISSUER: ["证照", "出件", "办件记录", "案卷", "本机设置"],
    Role.SUPERVISOR: ["审查", "办件记录", "案卷", "申请限制", "本机设置"],
    Role.SYSTEM_ADMIN: ["机构", "大厅与窗口", "事项目录", "本机设置"],
    Role.SECURITY_ADMIN: ["账户", "本机设置"],
    Role.AUDIT_ADMIN: ["本机设置"],
}


@pytest.fixture
def clerk(office: Office, kept: Kept) -> Actor:
    return actor_of(office, kept, Role.CLERK)


@pytest.fixture
def clean() -> Iterator[None]:
    """Forget one screen's module, so that it can be loaded anew; put it back afterwards."""
    module = sys.modules.pop("ui.issuing.file", None)
    yield
    if module is not None:
        sys.modules["ui.issuing.file"] = module


def hire(office: Office, kept: Kept, name: str, *roles: Role) -> None:
    """Make an account that is past its first day."""
    security = actor_of(office, kept, Role.SECURITY_ADMIN)
    made = accounts.add(office, security, name, name, "", frozenset(roles))
    sign_in.change_password(office, name, made.password, PASSWORD)
    sign_in.set_pin(office, sign_in.sign_in(office, name, PASSWORD, STATION).actor, PIN)


def at_work(qtbot: QtBot, program: Program, name: str) -> Workplace:
    type_in(qtbot, program, name, PASSWORD)
    qtbot.waitUntil(lambda: program.entrance.workplace is not None, timeout=20_000)
    workplace = program.entrance.workplace
    assert workplace is not None
    return workplace


@pytest.mark.parametrize("role", list(Role))
def test_everybody_begins_at_the_place_of_the_daily_work(clerk: Actor, role: Role) -> None:
    seen = places_of(replace(clerk, roles=frozenset({role})))
    assert [place.caption for place in seen] == STRIPS[role]


def test_each_screen_is_written_where_its_place_says(
    qtbot: QtBot, qapp: QApplication, desk: Desk, clerk: Actor, kept: Kept
) -> None:
    everyone = replace(clerk, roles=frozenset(Role))
    for place in PLACES:
        screen = place.build(desk, everyone, Look(qapp, kept.home))
        qtbot.addWidget(screen)
        assert type(screen).__module__ == place.module
    qtbot.waitUntil(lambda: not desk._waiting, timeout=20_000)


def test_the_screens_of_the_person_who_came_in_are_loaded_off_the_ui_thread(
    qtbot: QtBot, desk: Desk, clerk: Actor, clean: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[tuple[str, str]] = []
    real = doors.import_module

    def seen(name: str) -> object:
        threads.append((name, threading.current_thread().name))
        return real(name)

    monkeypatch.setattr(doors, "import_module", seen)
    steps = Warming(desk)
    with qtbot.waitSignal(steps.warm):
        steps.screens(clerk)
    wanted = [place.module for place in places_of(clerk)]
    assert threads[1:] == [(name, "desk-papers") for name in wanted]
    assert "ui.issuing.file" in sys.modules
    assert not any("administration" in name for name in wanted)


def test_the_tenth_screen_has_a_key_and_who_sees_more_walks_on(
    qtbot: QtBot, qapp: QApplication, desk: Desk, clerk: Actor, kept: Kept
) -> None:
    roles = frozenset(Role) - ADMINISTRATORS | {Role.SYSTEM_ADMIN}
    made = Workplace(desk, replace(clerk, roles=roles), Look(qapp, kept.home))
    qtbot.addWidget(made)
    made.show()
    keys = [button.key for button in made.buttons]
    assert keys == [*(f"Ctrl+{n}" for n in range(1, 10)), "Ctrl+0", ""]
    tenth = made.actions()[9]
    assert tenth.shortcut() == QKeySequence("Ctrl+0")
    tenth.trigger()
    assert made.buttons[9].isChecked()
    qtbot.waitUntil(lambda: not desk._waiting, timeout=20_000)


@pytest.mark.parametrize("width", [1093, 1366])
def test_the_strip_never_cuts_a_screen_s_name_however_many_there_are(
    qtbot: QtBot, qapp: QApplication, desk: Desk, clerk: Actor, kept: Kept, width: int
) -> None:
    made = Workplace(desk, replace(clerk, roles=frozenset(Role)), Look(qapp, kept.home))
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.facts("03号窗口工作台", sample=True)
    with qtbot.waitExposed(made):
        made.show()
    strip = [*made.buttons, made.lock_button, made.leave_button]
    for left, right in pairwise(strip):
        assert left.geometry().right() < right.geometry().left(), (left.text(), right.text())
    assert made.leave_button.geometry().right() <= width
    assert made.buttons[0].accessibleDescription() == "按键 Ctrl+1"
    made.resize(2600, 600)
    wide = made.buttons[0].width()
    made.resize(width, 600)
    assert made.buttons[0].width() < wide, "keys are left out where there is no room"
    qtbot.waitUntil(lambda: not desk._waiting, timeout=20_000)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ISSUER, Role.SUPERVISOR])
def test_the_first_screen_has_the_keys_after_the_sign_in(
    qtbot: QtBot, program: Program, office: Office, kept: Kept, role: Role
) -> None:
    hire(office, kept, "newcomer", role)
    workplace = at_work(qtbot, program, "newcomer")
    here = QApplication.focusWidget()
    assert here is not None
    assert workplace.stack.currentWidget().isAncestorOf(here)


def missing(_office: Office) -> Finding:
    return Finding("calendar.year-missing", {"year": 2027}, Severity.WARNING)


def reminded(qtbot: QtBot, workplace: Workplace) -> HolidayReminder:
    qtbot.waitUntil(workplace.reminder.isVisible, timeout=20_000)
    assert "2027" in workplace.reminder.words.text()
    return workplace.reminder


def test_a_missing_holiday_notice_stays_before_the_administrator_with_the_way_to_it(
    qtbot: QtBot, program: Program, office: Office, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "missing", missing)
    hire(office, kept, "admin2", Role.SYSTEM_ADMIN)
    workplace = at_work(qtbot, program, "admin2")
    reminder = reminded(qtbot, workplace)
    workplace.visit(2)
    program.window.notices.quiet()  # what other things have to say does not take it away
    assert reminder.isVisible()
    reminder.go_button.click()
    screen = workplace.stack.currentWidget()
    assert isinstance(screen, BureauScreen)
    assert screen.holidays.importing.file.path.hasFocus()
    assert reminder.isVisible(), "until the notice is there"
    monkeypatch.setattr(calendars, "missing", lambda _office: None)
    program.desk.changed.emit(Changes(cases=True))  # as the import tells
    qtbot.waitUntil(lambda: not reminder.isVisible())


def test_a_reminder_put_off_comes_back_the_next_day_and_before_nobody_else(
    qtbot: QtBot, program: Program, office: Office, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "missing", missing)
    hire(office, kept, "overseer", Role.SUPERVISOR)
    hire(office, kept, "second", Role.SUPERVISOR)
    workplace = at_work(qtbot, program, "overseer")
    reminder = reminded(qtbot, workplace)
    assert not reminder.go_button.isVisible(), "who cannot import is not sent there"
    reminder.off_button.click()
    assert not reminder.isVisible()
    program.entrance.sign_out()
    workplace = at_work(qtbot, program, "overseer")
    qtbot.waitUntil(lambda: not program.desk._waiting, timeout=20_000)
    assert not workplace.reminder.isVisible()
    monkeypatch.setattr(doors, "_today_of", lambda _office, _actor: "another day")
    workplace.reminder.refresh()
    reminded(qtbot, workplace)
    monkeypatch.undo()
    monkeypatch.setattr(calendars, "missing", missing)
    program.entrance.sign_out()
    reminded(qtbot, at_work(qtbot, program, "second"))


def test_no_clerk_is_reminded_of_a_holiday_notice(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Office] = []
    monkeypatch.setattr(calendars, "missing", asked.append)
    workplace = at_work(qtbot, program, "zhoumin")
    qtbot.waitUntil(lambda: not program.desk._waiting, timeout=20_000)
    assert not workplace.reminder.isVisible()
    assert not asked


def test_a_fault_at_the_sign_in_lets_it_be_tried_again(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    page = program.entrance.sign_in
    with monkeypatch.context() as patch:
        patch.setattr(doors, "enter", broken)
        type_in(qtbot, program, "zhoumin", PASSWORD)
        qtbot.waitUntil(lambda: program.crash is not None)
    assert program.crash is not None
    program.crash.accept()
    assert page.button.isEnabled()
    assert "再试" in page.verdict.text
    page.button.click()
    qtbot.waitUntil(lambda: program.entrance.workplace is not None, timeout=20_000)
    assert places.INTAKE in places_of(program.entrance.workplace._actor)

"""Today is the office's day: a machine whose clock goes wrong changes nothing at the issue desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.admin.opening import open_office
from app.domain.actor import Actor
from app.domain.case import Case
from app.services.office import Office
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.ui.issuing.builders import FOOD, case_of
from tests.ui.issuing.licensed import press, screen, sealed
from tests.ui.shell.builders import Kept
from ui.issuing.certificates import CertificatesScreen
from ui.issuing.file import FileScreen
from ui.issuing.hand_over import HandOverScreen
from ui.tasks import Desk

STATE = "licensed"
AHEAD = timedelta(days=400)
__all__ = ["screen", "sealed"]


@pytest.fixture
def desk(kept: Kept, office: Office, qapp: QApplication) -> Iterator[Desk]:
    """Give a desk whose office is more than a year ahead of this machine's clock."""
    clock = StandingClock(office.now() + AHEAD)
    made = Desk(lambda: open_office(kept.home, MemorySecrets(), clock=clock))
    made.open()
    yield made
    made.close()


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FOOD)


@pytest.fixture
def today(office: Office) -> date:
    return (office.now() + AHEAD).date()


def test_what_waits_is_late_by_the_offices_day_and_the_blanks_are_that_days(
    qtbot: QtBot, screen: CertificatesScreen, today: date
) -> None:
    assert "clock" in {line.icon for line in screen.waiting.list.entries.lines}
    screen.receive_blanks()
    sheet = screen.blanks_sheet
    qtbot.waitUntil(lambda: str(today) in sheet.of_day.text())
    assert not sheet.later.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: str(today - timedelta(days=1)) in sheet.of_day.text())
    assert sheet.later.isEnabled()


def test_a_days_shorthand_in_a_renewal_counts_from_the_offices_day(
    qtbot: QtBot, sealed: CertificatesScreen, today: date
) -> None:
    press(qtbot, sealed, Qt.Key.Key_F6)
    sheet = sealed.change_sheet
    sheet.kind.choose(1)
    sheet.until.line.setText("+30")
    assert sheet.until.day() == today + timedelta(days=30)


def test_an_authority_is_read_on_the_offices_day(
    qtbot: QtBot, desk: Desk, clerk: Actor, case: Case, office: Office, today: date
) -> None:
    made = HandOverScreen(desk, clerk)
    qtbot.addWidget(made)
    made.show()
    made.ready.sought.emit(case.number)
    qtbot.waitUntil(lambda: bool(made.ready.name.text()))
    made._end_authority()
    assert made.ending_sheet.day.day() == today


def test_the_notice_opens_with_the_offices_last_seven_days(
    qtbot: QtBot, desk: Desk, clerk: Actor, case: Case, today: date
) -> None:
    made = FileScreen(desk, clerk)
    qtbot.addWidget(made)
    made.show()
    made.notice_sheet.ask()
    qtbot.waitUntil(lambda: made.notice_sheet.until.day() == today)
    assert made.notice_sheet.since.day() == today - timedelta(days=7)

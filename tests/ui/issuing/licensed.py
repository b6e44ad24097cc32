"""The certificates screen over the licensed sitting, and hands for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.case import Case
from app.services import blanks
from app.services.certificates import CertificateLine
from app.services.office import Office
from tests.ui.issuing.builders import FOOD, case_of
from tests.ui.shell.builders import Kept
from ui.issuing.certificate_panel import Stage
from ui.issuing.certificates import CertificatesScreen
from ui.tasks import Desk

KIND = "食品经营许可证"


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FOOD)


@pytest.fixture
def screen(
    qtbot: QtBot, desk: Desk, office: Office, issuer: Actor, case: Case
) -> CertificatesScreen:
    """Give the screen with the food licence's case chosen, five blanks in stock."""
    blanks.receive(office, issuer, KIND, "A0001", "A0005")
    made = CertificatesScreen(desk, issuer)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.show()
    made.setFocus()
    qtbot.waitUntil(lambda: len(made.waiting.lines) == 2)
    row = made.waiting.list.entries.row_of(str(case.id))
    made.waiting.list.setCurrentIndex(made.waiting.list.entries.index(row))
    settled(qtbot, made)
    return made


def settled(qtbot: QtBot, screen: CertificatesScreen) -> None:
    """Wait until nothing is under way and the key's word fits what is shown."""
    qtbot.waitUntil(lambda: not screen.busy, timeout=20_000)
    qtbot.waitUntil(lambda: not screen.desk._waiting, timeout=20_000)


def press(qtbot: QtBot, screen: CertificatesScreen, key: Qt.Key = Qt.Key.Key_F9) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen, key)
    settled(qtbot, screen)


def shown(screen: CertificatesScreen) -> CertificateLine:
    line = screen.panel.certificate()
    assert line is not None
    return line


@pytest.fixture
def sealed(qtbot: QtBot, screen: CertificatesScreen) -> CertificatesScreen:
    """Give the screen with the certificate made and sealed."""
    press(qtbot, screen)
    press(qtbot, screen)
    assert screen.panel.stage() is Stage.PRINT
    return screen


def left(office: Office, actor: Actor) -> tuple[int, int, int]:
    """Return how many blanks were used, spoiled, and are left today."""
    (line,) = (one for one in blanks.balance(office, actor, office.today()) if one.kind == KIND)
    return line.used, line.spoiled, line.left


def out(kept: Kept) -> list[Path]:
    return sorted((kept.home / "papers").glob("*.pdf"))

"""Acting on a case as the tests do: a person's screen, a sheet opened and done by keys."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import proceeding, review
from app.services.office import Office
from app.services.proceeding import CaseView
from tests.ui.review.builders import person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.act_sheet import ActSheet
from ui.review.screen import ReviewScreen

ALT = Qt.KeyboardModifier.AltModifier


def at(qtbot: QtBot, screens: Screens, name: str, case_id: UUID) -> ReviewScreen:
    """Give a person's screen with a case in hand."""
    screen = screens(name)
    screen.look(case_id)
    qtbot.waitUntil(lambda: screen.case.view is not None and screen.case.view.case.id == case_id)
    return screen


def opened(
    qtbot: QtBot, screen: ReviewScreen, key: Qt.Key, modifier: Qt.KeyboardModifier = ALT
) -> tuple[ActSheet, Hands]:
    """Open a sheet by its key."""
    hands = Hands(screen)
    hands.press(key, modifier)
    qtbot.waitUntil(screen.acting.sheet.isVisible)
    return screen.acting.sheet, hands


def done(qtbot: QtBot, sheet: ActSheet, hands: Hands) -> None:
    """Do it by F9 and wait until the sheet is gone."""
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())


def agreed(qtbot: QtBot, sheet: ActSheet, hands: Hands) -> None:
    """Agree although review points are left: it is asked once, the second F9 does it."""
    hands.press(Qt.Key.Key_F9)
    assert sheet.isVisible()
    assert "审查要点只核了" in sheet.verdict.text
    done(qtbot, sheet, hands)


def two_steps(office: Office, case_id: UUID) -> None:
    """Let two people agree, so that the third decides."""
    for name in ("liuyang", "sunli"):
        review.opine(office, person(office, name), case_id, review.Verdict.GRANT, "同意", ())


def seen(office: Office, case_id: UUID) -> CaseView:
    return proceeding.view_case(office, person(office, "chen"), case_id)

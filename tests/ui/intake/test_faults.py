"""A fault of ours while a sitting is received or concluded leaves the screen usable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import intake, outcomes
from tests.ui.intake.test_screen import fill, hand_in_everything, press, receive
from ui.intake import offering
from ui.intake.screen import IntakeScreen


def broken(*_facts: object, **_more: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("step", ["receive", "offer"])
def test_a_sitting_can_be_received_after_a_fault(
    screen: IntakeScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    fill(screen)
    hand_in_everything(screen)
    with monkeypatch.context() as patch:
        patch.setattr(*{"receive": (intake, "receive"), "offer": (offering, "offer")}[step], broken)
        press(Qt.Key.Key_F9)
        with qtbot.waitSignal(screen._desk.broken):
            press(Qt.Key.Key_Return)
    assert not screen.receiving.waiting
    receive(screen, qtbot)


def test_outcomes_can_be_decided_after_a_fault(
    screen: IntakeScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(screen)
    hand_in_everything(screen)
    receive(screen, qtbot)
    sheet = screen.receiving.sheet
    with monkeypatch.context() as patch:
        patch.setattr(outcomes, "conclude", broken)
        with qtbot.waitSignal(screen._desk.broken):
            press(Qt.Key.Key_F9)
    assert "再按一次 F9" in sheet.verdict.text
    with qtbot.waitSignal(screen.receiving.concluded, timeout=10_000):
        press(Qt.Key.Key_F9)
    assert not sheet.isVisible()
    assert not screen.receiving.waiting

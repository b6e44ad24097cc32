"""Keys pressed as soon as they are named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import certificates
from tests.ui.issuing.licensed import press, settled
from ui.issuing.certificate_panel import Stage
from ui.issuing.certificates import CertificatesScreen

STATE = "licensed"


def test_the_next_key_is_named_when_it_can_be_pressed(
    qtbot: QtBot, screen: CertificatesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses F9 as soon as it is named does the next step, not the same one again."""
    at_hand: dict[str, tuple[Stage, bool]] = {}
    say = screen.panel.verdict.say

    def said(text: str, *how: str) -> None:
        at_hand[text] = (screen.panel.stage(), screen.busy)
        say(text, *how)

    monkeypatch.setattr(screen.panel.verdict, "say", said)
    press(qtbot, screen)
    press(qtbot, screen)
    named = {words: at for words, at in at_hand.items() if "F9" in words}
    assert len(named) == 2
    assert set(named.values()) == {(Stage.SEAL, False), (Stage.PRINT, False)}


def broken(*_arguments: object) -> None:
    raise ArithmeticError


def test_a_fault_while_what_was_made_is_read_does_not_keep_the_key_for_ever(
    qtbot: QtBot, screen: CertificatesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, qtbot.waitSignal(screen.desk.broken):
        patch.setattr(certificates, "of_case", broken)
        QTest.keyClick(screen, Qt.Key.Key_F9)
    settled(qtbot, screen)
    with monkeypatch.context() as patch, qtbot.waitSignal(screen.desk.broken):
        patch.setattr(certificates, "make", broken)
        QTest.keyClick(screen, Qt.Key.Key_F9)
    settled(qtbot, screen)
    press(qtbot, screen)
    assert screen.panel.stage() is Stage.SEAL
    assert "F9" in screen.panel.verdict.text

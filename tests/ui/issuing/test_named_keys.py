"""Keys pressed as soon as they are named."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.issuing.licensed import press
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

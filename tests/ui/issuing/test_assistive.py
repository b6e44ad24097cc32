"""Picks chosen by assistive programs are chosen as by a digit."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.issuing.picks import Picks


def test_a_pick_toggled_is_picked_and_only_once(qtbot: QtBot) -> None:
    picks = Picks(lambda: "领取人", lambda: ("申请人", "代理人"))
    qtbot.addWidget(picks)
    said: list[int] = []
    picks.picked.connect(said.append)
    for number in (1, 0):
        found = QAccessible.queryAccessibleInterface(picks.buttons[number])
        assert found is not None
        found.actionInterface().doAction("Toggle")
    assert said == [1, 0]
    assert picks.chosen == 0
    assert [button.isChecked() for button in picks.buttons] == [True, False]
    picks.choose(1)
    assert said == [1, 0], "what the program chooses is told to nobody"

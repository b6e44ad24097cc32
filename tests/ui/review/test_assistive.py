"""Tabs chosen by assistive programs are chosen as by a click."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.review.tab_row import Tab, TabRow


def test_a_tab_toggled_is_chosen_and_only_once(qtbot: QtBot) -> None:
    row = TabRow(2)
    qtbot.addWidget(row)
    row.show_tabs((Tab("材料"), Tab("文书")))
    row.show()
    said: list[int] = []
    row.chosen.connect(said.append)
    found = QAccessible.queryAccessibleInterface(row.buttons[1])
    assert found is not None
    found.actionInterface().doAction("Toggle")
    assert (said, row.current) == ([1], 1)
    row.choose(0)
    assert (said, row.current) == ([1, 0], 0)
    row.buttons[0].click()
    assert said == [1, 0]

"""What assistive programs do at the issue desk counts as keys do: picks, numbers, searches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.issuing.amounts import Amount
from ui.issuing.case_list import CaseListPanel
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


def test_a_number_set_in_the_calibration_moves_the_sketch(qtbot: QtBot) -> None:
    amount = Amount(step=0.1, decimals=1, least=-50, most=50)
    qtbot.addWidget(amount)
    said: list[float | None] = []
    amount.changed.connect(lambda: said.append(amount.amount()))
    found = QAccessible.queryAccessibleInterface(amount)
    assert found is not None
    found.setText(QAccessible.Text.Value, "-0.3")
    QTest.keyClick(amount, Qt.Key.Key_Up)
    assert said == [-0.3, -0.2]


def test_a_search_set_in_a_queue_is_searched_for(qtbot: QtBot) -> None:
    panel = CaseListPanel(lambda: "办件")
    qtbot.addWidget(panel)
    found = QAccessible.queryAccessibleInterface(panel.search)
    assert found is not None
    with qtbot.waitSignal(panel.typed):
        found.setText(QAccessible.Text.Value, "䶮")
    assert panel.text == "䶮"

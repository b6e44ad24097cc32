"""Actions: bound to their keys, refused with a reason, listed in palette and chart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.actions import Action, Actions, KeyButton
from ui.kit.key_chart import KeyChart
from ui.kit.notices import Notice
from ui.kit.overlay import Overlay
from ui.kit.palette import CommandPalette


class Desk(QWidget):
    """A window with a line and three actions."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.refused: list[str] = []
        self.why = ""
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.verbs = Actions(self, self.refused.append)
        self.verbs.add(
            Action("a", lambda: "收件", lambda: self.done.append("a"), ("F9",), on_bar=True)
        )
        self.verbs.add(
            Action(
                "b",
                lambda: "挂起",
                lambda: self.done.append("b"),
                ("F7", "Ctrl+H"),
                reason=lambda: self.why,
                jump=lambda: self.done.append("jump"),
            )
        )
        self.verbs.add(
            Action(
                "c", lambda: "第一节", lambda: self.done.append("c"), ("Alt+1",), one_of_many=True
            )
        )
        self.resize(800, 600)


@pytest.fixture
def window(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.line.setFocus()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_every_key_does_its_action(window: Desk) -> None:
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert window.done == ["a", "b", "b"]


def test_an_action_with_a_reason_against_it_says_it_and_jumps(window: Desk) -> None:
    window.why = "还没有事项"
    press(Qt.Key.Key_F7)
    assert window.done == ["jump"]
    assert window.refused == ["还没有事项"]


def test_a_button_that_looks_off_still_says_why(window: Desk, qtbot: QtBot) -> None:
    button = KeyButton(window.verbs, window.verbs.all["b"])
    qtbot.addWidget(button)
    window.why = "还没有事项"
    button.refresh()
    assert button.off
    assert button.accessibleDescription().endswith("。还没有事项")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.refused == ["还没有事项"]
    window.why = ""
    button.refresh()
    assert not button.off


def test_the_palette_finds_by_name_key_and_initials(window: Desk) -> None:
    palette = CommandPalette(window, window.verbs)
    palette.open_palette()
    for typed, count in (("", 3), ("gq", 1), ("f9", 1), ("zzz", 0)):
        palette.query.setText(typed)
        assert palette.hits.count() == count, typed
    palette.query.setText("sj")
    press(Qt.Key.Key_Return)
    assert window.done == ["a"]
    assert window.line.hasFocus()


def test_the_chart_lists_every_key_once(window: Desk) -> None:
    chart = KeyChart(window, window.verbs)
    chart.open_chart((("Enter", "下一个"),))
    assert chart._chart.accessibleName() == "F9 收件；F7 挂起；Enter 下一个"
    press(Qt.Key.Key_Escape)
    assert not chart.isVisible()


def test_an_overlay_keeps_tab_inside_and_gives_the_keys_back(window: Desk, qtbot: QtBot) -> None:
    overlay = Overlay(window, lambda: "x", width=300, height=200)
    one, two = QLineEdit(), QLineEdit()
    overlay.box.addWidget(one)
    overlay.box.addWidget(two)
    with qtbot.waitSignal(overlay.opened):
        overlay.open_over(one)
    press(Qt.Key.Key_Tab)
    assert two.hasFocus()
    press(Qt.Key.Key_Tab)
    assert one.hasFocus()
    with qtbot.waitSignal(overlay.closed):
        press(Qt.Key.Key_Escape)
    assert window.line.hasFocus()


def test_a_notice_offers_its_deed_once(window: Desk, qtbot: QtBot) -> None:
    notice = Notice(window)
    notice.say("已移除", "ok", ("撤销", lambda: window.done.append("undone")))
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert window.done == ["undone"]
    assert notice.isHidden()

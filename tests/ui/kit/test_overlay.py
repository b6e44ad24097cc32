"""An overlay stands on a picture of the screen below, and sees through to it where that went old."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.overlay import Overlay
from ui.kit.pages import Entry
from ui.styles.appearance import appearance

_RED, _BLUE = QColor(200, 0, 0), QColor(0, 0, 200)


class Screen(QWidget):
    """A screen in one colour that counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = _RED
        self.painted = 0
        self.line = Entry()
        self.sheet = Overlay(self, lambda: "办理", width=300, height=200)
        self.sheet.box.addWidget(self.line)
        self.resize(800, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour."""
        self.painted += 1
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.colour)
        painter.end()


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    """Show the screen, settled."""
    appearance().wear("light", 100)
    made = Screen()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    settle()
    made.painted = 0
    yield made
    appearance().wear("light", 100)


def settle() -> None:
    for _round in range(3):
        QApplication.processEvents()


def corner(screen: Screen) -> QColor:
    """Return what stands on the screen beside the panel."""
    return screen.grab().toImage().pixelColor(5, 5)


def shaded(colour: QColor) -> tuple[int, ...]:
    shade = appearance().colour("shade")
    share = shade.alphaF()
    pairs = zip(parts(shade), parts(colour), strict=True)
    return tuple(round(over * share + under * (1 - share)) for over, under in pairs)


def parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def same(found: QColor, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(parts(found), wanted, strict=True))


def test_opening_and_typing_paint_nothing_of_the_screen_below(screen: Screen) -> None:
    screen.sheet.open_over(screen.line)
    settle()
    QTest.keyClicks(screen.line, "abc")
    settle()
    assert screen.painted == 0


def test_the_screen_below_is_seen_darkened(screen: Screen) -> None:
    screen.sheet.open_over(screen.line)
    assert same(corner(screen), shaded(_RED))


def test_news_that_wait_to_be_painted_are_in_the_picture(screen: Screen) -> None:
    screen.colour = _BLUE
    screen.update()
    screen.sheet.open_over(screen.line)
    assert same(corner(screen), shaded(_BLUE))


def test_after_a_change_of_look_or_size_the_screen_itself_is_seen(screen: Screen) -> None:
    screen.sheet.open_over(screen.line)
    settle()
    screen.colour = _BLUE
    appearance().wear("dark")
    settle()
    assert same(corner(screen), shaded(_BLUE))
    screen.sheet.shut()
    screen.colour = _RED
    screen.update()
    screen.sheet.open_over(screen.line)
    screen.colour = _BLUE
    screen.resize(900, 640)
    settle()
    assert same(corner(screen), shaded(_BLUE))


def test_each_opening_has_a_picture_of_its_own(screen: Screen) -> None:
    screen.sheet.open_over(screen.line)
    settle()
    screen.sheet.shut()
    screen.colour = _BLUE
    screen.update()
    settle()
    screen.sheet.open_over(screen.line)
    assert same(corner(screen), shaded(_BLUE))


def test_the_keys_go_back_where_they_were(screen: Screen) -> None:
    above = Entry()
    above.setParent(screen)
    above.show()
    above.setFocus()
    screen.sheet.open_over(screen.line)
    assert screen.line.hasFocus()
    QTest.keyClick(screen.line, Qt.Key.Key_Escape)
    assert above.hasFocus()
    assert not screen.sheet.isVisible()

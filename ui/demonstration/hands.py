"""Hands: everything the demonstration does to a widget is a key, a paste or an input method's commit.

No widget is written to and no draft is changed from here; what the hands cannot do, a person could
not do either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE_MS = 60_000
_SLICE_MS = 10


class Stuck(RuntimeError):  # noqa: N818 - what a person would say
    """The program did not do what was waited for."""


@dataclass
class Strokes:
    """What the hands have done: keys pressed, and characters committed by an input method."""

    keys: int = 0
    committed: int = 0


class Hands:
    """Types on whatever has the keyboard focus, as a person at the window does."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.strokes = Strokes()

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Let the program work until something is so; raises Stuck (saying what) after a minute."""
        clock = QElapsedTimer()
        clock.start()
        pulse = QTimer()  # wakes the sleeping loop where nothing else does
        pulse.start(_SLICE_MS)
        while not until():
            if clock.elapsed() > _PATIENCE_MS:
                raise Stuck(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Let the program finish what is queued right now."""
        for _round in range(3):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _SLICE_MS)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        """Press a key some times."""
        for _time in range(times):
            self.strokes.keys += 1
            QTest.keyClick(self._target(), key, modifiers)
        self.settle()

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        """Write a text: Latin letters and digits by keys, everything else by the input method."""
        run = ""
        for character in text:
            if character.isascii():
                self._commit(run)
                run = ""
                self.strokes.keys += 1
                QTest.keyClicks(self._target(), character)
            else:
                run += character
        self._commit(run)
        self.settle()

    def rewrite(self, text: str) -> None:
        """Replace what stands in the field."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            self.write(text)
        else:
            self.press(Qt.Key.Key_Delete)

    def _commit(self, text: str) -> None:
        if not text:
            return
        self.strokes.committed += len(text)
        composing = QInputMethodEvent(text[:1], [])
        QCoreApplication.sendEvent(self._target(), composing)
        done = QInputMethodEvent()
        done.setCommitString(text)
        QCoreApplication.sendEvent(self._target(), done)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window

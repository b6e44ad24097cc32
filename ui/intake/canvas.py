"""The ground of the form: Tab and Enter go in the order of the rows, whatever was made first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Canvas(QWidget):
    """The ground of all cells; Tab and Enter go in the order of the form, not of creation.

    Signals:
        walked(bool, bool): forward or back; to the next open field (Enter) or just the next (Tab).
    """

    walked = Signal(bool, bool)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk in the order of the form."""
        self.walked.emit(on, False)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter and Shift+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.walked.emit(not back, not back)
        else:
            super().keyPressEvent(event)


def single_shot(parent: QObject, wait: int, deed: Callable[[], object]) -> QTimer:
    """Return a timer that does `deed` once, `wait` milliseconds after it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(deed)
    return timer

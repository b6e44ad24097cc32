"""Watching for an empty chair: the screen locks when no key and no mouse was touched for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:  # each class of Qt that is named costs its enums at the start
    from PySide6.QtGui import QWindow

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_MINUTE_MS = 60_000


class IdleWatch(QObject):
    """Tells when nobody touched anything for so many minutes.

    It listens at the windows that have the focus, not at every widget: a filter on the application
    would run for each of the thousands of events of a form being built.

    Signals:
        idle(): the chair seems empty.
    """

    idle = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.idle)
        self._application = application
        self._listens = False

    def watch(self, minutes: int) -> None:
        """Watch from now on; 0 or less watches no more."""
        self.timer.stop()
        if minutes > 0:
            self._listen()
            self.timer.start(minutes * _MINUTE_MS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start the minutes anew at every sign of life."""
        if event.type() in _SIGNS_OF_LIFE and self.timer.isActive():
            self.timer.start()
        return False

    def _listen(self) -> None:
        # Not before somebody is in: to be handed events costs the start a dozen classes of them.
        if not self._listens:
            self._listens = True
            self._application.focusWindowChanged.connect(self._listen_at)
            self._listen_at(self._application.focusWindow())

    def _listen_at(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

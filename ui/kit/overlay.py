"""Overlays: a panel over a darkened screen that has the keys until it goes, and gives them back.

No second window is opened, so that keys and focus are the same on every desktop and are always
returned to the field that had them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.kit.panels import Panel
from ui.styles.appearance import appearance

_MARGIN = 24


class Overlay(QWidget):
    """Covers its parent; `panel` in the middle, at most `width` × `height` (logical pixels at 100 %).

    Signals:
        opened(): it has the keys now.
        closed(): it is gone and the keys are back where they were.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, parent: QWidget, title: Callable[[], str], *, width: int, height: int
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.panel = Panel(self, edge="border")
        self.box = QVBoxLayout(self.panel)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.setAccessibleName(title())
        self._wanted = (width, height)
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open_over(self, first: QWidget) -> None:
        """Open and give the keys to `first`."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.opened.emit()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Close and give the keys back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape; keep every other key from the screen below."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close by a click beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.shut()

    def changeEvent(self, event: QEvent) -> None:
        """Be named in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self._title())
        super().changeEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab inside the overlay."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisible()
            and child.isEnabled()
            and child.focusProxy() is None
        ]
        here = QApplication.focusWidget()
        if not stops:
            return True
        place = stops.index(here) if here in stops else -1
        stops[(place + (1 if on else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what lies below."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("shade"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel in the middle."""
        del event
        width = min(self._scaled(self._wanted[0]), self.width() - 2 * _MARGIN)
        height = min(self._scaled(self._wanted[1]), self.height() - 2 * _MARGIN)
        self.panel.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 3, width, height
        )

    def _scaled(self, length: int) -> int:
        return round(length * appearance().step / 100)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

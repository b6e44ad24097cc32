"""Overlays: a panel over a darkened screen that has the keys until it goes, and gives them back.

No second window is opened, so that keys and focus are the same on every desktop and are always
returned to the field that had them.

While it is open, an overlay stands on a picture of the frame that was last on the screen: neither
opening it nor a key typed into it paints the screen below again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
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
        self._below: QImage | None = None
        parent.installEventFilter(self)
        appearance().changed.connect(self._see_through)
        self.hide()

    def open_over(self, first: QWidget) -> None:
        """Open and give the keys to `first`."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self._stand_on(_last_frame(self.parentWidget()))
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
        self._see_through()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._see_through()
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
        painter = QPainter(self)
        if self._below is not None:
            painter.drawImage(0, 0, self._below)
        painter.fillRect(event.rect(), appearance().colour("shade"))
        painter.end()

    def want_size(self, width: int, height: int) -> None:
        """Want another size of the panel, in logical pixels at 100 %."""
        self._wanted = (width, height)
        self._place_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel in the middle."""
        del event
        self._place_panel()

    def _place_panel(self) -> None:
        width = min(self._scaled(self._wanted[0]), self.width() - 2 * _MARGIN)
        height = min(self._scaled(self._wanted[1]), self.height() - 2 * _MARGIN)
        self.panel.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 3, width, height
        )

    def _stand_on(self, frame: QImage | None) -> None:
        """Stand on a picture; without one, what lies below is painted and seen through."""
        self._below = frame
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, frame is not None)

    def _see_through(self) -> None:
        if self._below is not None:
            self._stand_on(None)
            self.update()

    def _scaled(self, length: int) -> int:
        return round(length * appearance().step / 100)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())


def _last_frame(screen: QWidget | None) -> QImage | None:
    """Return what is on the screen now, None where the platform does not keep it as a picture."""
    store = screen.backingStore() if screen is not None and screen.isVisible() else None
    if screen is None or store is None:
        return None
    window = screen.window()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)  # news come first
    kept = store.paintDevice()
    ratio = window.devicePixelRatio()
    place = QRect(screen.mapTo(window, QPoint(0, 0)) * ratio, screen.size() * ratio)
    if not isinstance(kept, QImage) or not kept.rect().contains(place):
        return None
    frame = kept.copy(place)
    frame.setDevicePixelRatio(ratio)
    return frame

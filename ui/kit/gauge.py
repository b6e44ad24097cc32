"""A thin bar: how much of a whole is done. The numbers stand beside it in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.styles.appearance import appearance

_MARGIN = 10


class Gauge(QWidget):
    """Shows a part of a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(5)

    def show_part(self, part: int, whole: int) -> None:
        """Show `part` of `whole`."""
        self._share = part / whole if whole else 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove and part."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setBrush(appearance().colour("line"))
        painter.drawRoundedRect(groove, 2.5, 2.5)
        groove.setWidth(groove.width() * self._share)
        painter.setBrush(appearance().colour("ok"))
        painter.drawRoundedRect(groove, 2.5, 2.5)
        painter.end()

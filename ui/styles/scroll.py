"""A slim scroll bar that is seen but takes no room from the form."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from ui.styles.appearance import appearance

_WIDTH = 10
_SHORTEST = 28


class SlimBar(QScrollBar):
    """An upright scroll bar without arrows."""

    def sizeHint(self) -> QSize:
        """Return its width."""
        return QSize(_WIDTH, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the handle alone."""
        del event
        span = self.maximum() - self.minimum()
        if span <= 0:
            return
        height = self.height() - 4
        handle = max(_SHORTEST, height * self.pageStep() / (span + self.pageStep()))
        top = 2 + (height - handle) * (self.value() - self.minimum()) / span
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance().colour("border"))
        painter.drawRoundedRect(QRectF(2, top, _WIDTH - 4, handle), 3, 3)
        painter.end()


def slim(area: QAbstractScrollArea) -> None:
    """Give an area a slim upright bar, and no level one."""
    area.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

"""Surfaces: a rounded panel on the window's ground, and the strip at the foot of a screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.styles.appearance import appearance
from ui.styles.scroll import slim


class Panel(QWidget):
    """A rounded surface with a thin edge; `ground` and `edge` are colour tokens."""

    def __init__(
        self, parent: QWidget | None = None, *, ground: str = "surface", edge: str = "line"
    ) -> None:
        super().__init__(parent)
        self.ground, self.edge = ground, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(appearance().colour(self.edge), 1))
        painter.setBrush(appearance().colour(self.ground))
        radius = appearance().size("radius") + 2
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()


class Scrolled(QScrollArea):
    """Shows a form whole where there is room, and scrolled on the panel's ground where there is not."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slim(self)
        self.setWidget(inside)
        for ground in (self.viewport(), inside):
            ground.setAutoFillBackground(False)


class Foot(QWidget):
    """The strip at the foot of a screen, where its keys stand."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and its upper edge."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("surface"))
        painter.setPen(appearance().colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

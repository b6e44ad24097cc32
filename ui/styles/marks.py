"""Marks that are painted wherever they are needed: department badges and key caps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.styles import tokens
from ui.styles.appearance import appearance


def paint_badge(painter: QPainter, left: float, middle: float, department: str) -> float:
    """Paint a department's badge with its left edge and vertical middle given; return its width."""
    look = tokens.badge(department)
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(look.word) + 10
    height = metrics.height() - 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour)
    area = QRectF(left, middle - height / 2, width, height)
    painter.drawRoundedRect(area, 3, 3)
    painter.setPen(appearance().colour("on_badge"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, look.word)
    return float(width)


def paint_key(painter: QPainter, area: QRectF, text: str, ink: QColor | None = None) -> None:
    """Paint a key cap with its legend."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(appearance().colour("keycap_edge"))
    painter.setBrush(appearance().colour("keycap"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(ink or appearance().colour("text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

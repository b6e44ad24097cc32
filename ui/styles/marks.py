"""Marks that are painted wherever they are needed: department badges and key caps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from ui.styles import tokens
from ui.styles.appearance import appearance

_STAMP_OPACITY, _STAMP_SLANT, _STAMP_PARTS = 0.6, -18, 7
"""A stamp's letters are so many to a page's side at most; what is stamped stays readable."""


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


def paint_tick(painter: QPainter, area: QRectF, *, on: bool, round_: bool, focused: bool) -> None:
    """Paint a box to tick, or the round one of a group where one excludes the others."""
    colours = appearance()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = "focus" if focused else ("accent" if on else "border")
    painter.setPen(QPen(colours.colour(edge), 2 if focused else 1.4))
    painter.setBrush(colours.colour("accent" if on else "input"))
    radius = area.height() / 2 if round_ else 3
    painter.drawRoundedRect(area, radius, radius)
    if not on:
        return
    painter.setPen(QPen(colours.colour("on_accent"), 2))
    middle, side = area.center(), area.width()
    if round_:
        painter.setBrush(colours.colour("on_accent"))
        painter.drawEllipse(middle, side / 8, side / 8)
    else:
        low = QPointF(middle.x() - side * 0.06, middle.y() + side * 0.22)
        painter.drawLine(QPointF(middle.x() - side * 0.26, middle.y() + side * 0.02), low)
        painter.drawLine(low, QPointF(middle.x() + side * 0.28, middle.y() - side * 0.22))


def paint_stamp(page: QPixmap, word: str) -> None:
    """Stamp a word across a page, which is white in the dark too, framed and slanting."""
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(_STAMP_OPACITY)
    font = appearance().font(bold=True)
    font.setPixelSize(max(1, min(page.width(), page.height()) // max(_STAMP_PARTS, len(word) + 2)))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    area = QRectF(0, 0, metrics.horizontalAdvance(word) + metrics.height(), metrics.height() * 1.3)
    area.moveCenter(QPointF(0, 0))
    painter.translate(page.width() / 2, page.height() / 2)
    painter.rotate(_STAMP_SLANT)
    painter.setPen(QPen(tokens.palette("light")["error"], metrics.height() / 16))
    painter.drawRoundedRect(area, metrics.height() / 8, metrics.height() / 8)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)
    painter.end()

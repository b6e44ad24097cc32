"""Wrapped text, measured and painted alike: at words and Chinese marks, long codes anywhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"
"""What the layout engine takes for a new line."""


def wrapped(text: str, font: QFont, width: float) -> QTextLayout:
    """Lay a text out in lines of a width, in logical pixels."""
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def height_of(text: str, font: QFont, width: float) -> int:
    """Return how high a text is at a width; 0 for none."""
    if not text or width <= 0:
        return 0
    return round(wrapped(text, font, width).boundingRect().height() + 0.5)


def paint_wrapped(painter: QPainter, text: str, font: QFont, place: QPointF, width: float) -> None:
    """Paint a text from its upper left corner in the painter's pen."""
    if text and width > 0:
        wrapped(text, font, width).draw(painter, place)

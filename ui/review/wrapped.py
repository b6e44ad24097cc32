"""Wrapped text, measured and painted alike: at words and Chinese marks, long codes anywhere.

And the list of entries that wrap: measured anew at every width, with a sentence while it is empty.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyledItemDelegate

from ui.models.entries import EntryList
from ui.styles.appearance import appearance

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


class WrappedList(EntryList):
    """A list whose entries wrap; `empty` is asked for the sentence shown while there are none."""

    def __init__(
        self,
        name: Callable[[], str],
        empty: Callable[[], str],
        model: QAbstractListModel,
        delegate: QStyledItemDelegate,
    ) -> None:
        super().__init__(name, model, delegate)
        self._empty = empty
        self.setTabKeyNavigation(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries, or the sentence that there are none, and the focus ring."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        if self.model().rowCount() == 0:
            painter.setPen(appearance().colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(16, 16, -16, -16), flags, self._empty())
        if self.hasFocus():
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

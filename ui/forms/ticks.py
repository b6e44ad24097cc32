"""Boxes to tick and to choose by, painted with the tokens so that they are seen in the dark as well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from ui.forms.field import FOCUS_EVENTS
from ui.styles.appearance import appearance
from ui.styles.marks import paint_tick

_BOX = 16
_GAP = 7


def tick(button: QAbstractButton, *, on: bool) -> None:
    """Show a button ticked or not and tell nobody: `toggled` is left to what a person does."""
    with QSignalBlocker(button):
        button.setChecked(on)


def _wanted(button: QAbstractButton) -> QSize:
    metrics = button.fontMetrics()
    return QSize(metrics.horizontalAdvance(_words(button)) + _BOX + _GAP + 4, metrics.height() + 4)


def _words(button: QAbstractButton) -> str:
    return button.text().replace("&&", "&")


def _paint(button: QAbstractButton, *, round_: bool) -> None:
    painter = QPainter(button)
    top = (button.height() - _BOX) / 2
    area = QRectF(1.5, top + 0.5, _BOX - 1, _BOX - 1)
    on, focused = button.isChecked(), button.hasFocus()
    paint_tick(painter, area, on=on, round_=round_, focused=focused)
    painter.setPen(appearance().colour("text"))
    room = QRectF(_BOX + _GAP, 0, button.width() - _BOX - _GAP, button.height())
    words = painter.fontMetrics().elidedText(
        _words(button), Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()


class Tick(QCheckBox):
    """A box of a group: Space ticks it; arrows and digits belong to the group."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self) -> QSize:
        """Return the room of box and words."""
        return _wanted(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, leave the rest to the group."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Repaint the group's frame when the keys come or go."""
        if event.type() in FOCUS_EVENTS:
            self._owner.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        del event
        _paint(self, round_=False)


class Choose(QRadioButton):
    """One of several that exclude each other."""

    def sizeHint(self) -> QSize:
        """Return the room of circle and words."""
        return _wanted(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and words."""
        del event
        _paint(self, round_=True)

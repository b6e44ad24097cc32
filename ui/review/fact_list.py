"""A list of facts to read: label left, value wrapped at its right, headings between.

One model and one delegate serve the merged facts, the department's form, the chronology and the
reckoning of a due date: hundreds of rows without a widget each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
)

from ui.models.entries import EntryDelegate, EntryModel
from ui.review.wrapped import WrappedList, height_of, paint_wrapped
from ui.styles import icons
from ui.styles.appearance import appearance

_PAD = 10
_GAP = 12
_AIR = 9
_ICON = 15
_BATCH = 24


@dataclass(frozen=True)
class Fact:
    """One row. A `heading` has its label alone; a row without a label takes the whole width.

    `ink`: colour token of the value. `icon`: a shape before the label.
    """

    label: str
    value: str = ""
    heading: bool = False
    ink: str = "text"
    icon: str = ""

    @property
    def key(self) -> object:
        """A row is itself alone: another one begins the list anew."""
        return self

    @property
    def words(self) -> str:
        """The row as it is read aloud."""
        return "　".join(filter(None, (self.label, self.value)))


class _FactDelegate(EntryDelegate[Fact]):
    """Measures and paints a row at the width of the list."""

    def __init__(self, owner: FactList) -> None:
        super().__init__()  # the list takes it over
        self._owner = owner

    def measure(self, entry: Fact) -> QSize:
        """Return the height of the taller of label and value."""
        width = self._owner.viewport().width()
        if entry.heading:
            return QSize(width, appearance().line() + 16)
        label, value = self._owner.columns(entry)
        look = appearance()
        small = height_of(entry.label, look.font("small"), label - self._owner.indent(entry))
        tallest = max(small, height_of(entry.value, look.font(), value), look.line())
        return QSize(width, tallest + _AIR)

    def draw(self, painter: QPainter, entry: Fact, area: QRectF, state: QStyle.StateFlag) -> None:
        """Paint heading or row."""
        if entry.heading:
            _paint_heading(painter, entry, area)
        else:
            self._paint_row(painter, entry, area, state)

    def _paint_row(
        self, painter: QPainter, fact: Fact, area: QRectF, state: QStyle.StateFlag
    ) -> None:
        colours = appearance()
        if state & QStyle.StateFlag.State_Selected and self._owner.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(colours.colour("chosen"))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 4, 4)
        label, value = self._owner.columns(fact)
        left = area.left() + _PAD
        if fact.icon:
            icons.paint(painter, fact.icon, QRectF(left, area.top() + 5, _ICON, _ICON))
            left += self._owner.indent(fact)
            label -= self._owner.indent(fact)
        top = area.top() + _AIR / 2
        painter.setPen(colours.colour("muted"))
        nudge = (colours.line() - colours.line("small")) / 2
        small = colours.font("small")
        paint_wrapped(painter, fact.label, small, QPointF(left, top + nudge), label)
        painter.setPen(colours.colour(fact.ink))
        right = area.right() - _PAD - value
        paint_wrapped(painter, fact.value, colours.font(), QPointF(right, top), value)


def _paint_heading(painter: QPainter, fact: Fact, area: QRectF) -> None:
    colours = appearance()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("band"))
    band = area.adjusted(2, 5, -2, -3)
    painter.drawRoundedRect(band, 4, 4)
    painter.setFont(colours.font(bold=True))
    painter.setPen(colours.colour("accent"))
    words = painter.fontMetrics().elidedText(
        fact.label, Qt.TextElideMode.ElideRight, int(band.width() - 2 * _PAD)
    )
    painter.drawText(band.adjusted(_PAD, 0, -_PAD, 0), Qt.AlignmentFlag.AlignVCenter, words)


class FactList(WrappedList):
    """Shows facts. Arrows walk, Ctrl+C copies a value, every other key is left to the owner.

    `share`: how much of the width the labels take. `empty` is asked for the sentence shown while
    there is nothing.
    """

    def __init__(
        self, name: Callable[[], str], empty: Callable[[], str], *, share: float = 0.34
    ) -> None:
        self.entries: EntryModel[Fact] = EntryModel()
        super().__init__(name, empty, self.entries, _FactDelegate(self))
        self._share = share
        self.setLayoutMode(QListView.LayoutMode.Batched)  # long forms are measured in idle slices
        self.setBatchSize(_BATCH)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show rows; the same ones leave place and selection as they are."""
        if facts != self.entries.lines:
            self.entries.show_lines(facts)
            self.scrollToTop()
            self.viewport().update()

    def columns(self, fact: Fact) -> tuple[float, float]:
        """Return the widths of label and value, in logical pixels."""
        room = self.viewport().width() - 2.0 * _PAD
        if not fact.label:
            return 0.0, room - self.indent(fact)
        label = max(room * self._share, min(room * 0.4, appearance().size("font") * 4.5))
        return label, room - label - _GAP

    def indent(self, fact: Fact) -> int:
        """Return the room that a row's shape takes."""
        return _ICON + 6 if fact.icon else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        fact = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if isinstance(fact, Fact):
            QGuiApplication.clipboard().setText(fact.value or fact.label)

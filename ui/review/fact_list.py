"""A list of facts to read: label left, value wrapped at its right, headings between.

One model and one delegate serve the merged facts, the department's form, the chronology and the
reckoning of a due date: hundreds of rows without a widget each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
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
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.review.wrapped import height_of, paint_wrapped
from ui.styles import icons
from ui.styles.appearance import appearance
from ui.styles.scroll import slim

_ROOT = QModelIndex()
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


class _Facts(QAbstractListModel):
    """The rows."""

    facts: tuple[Fact, ...] = ()

    def replace(self, facts: tuple[Fact, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.facts = facts
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.facts)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a row as text, or itself for the delegate."""
        if not index.isValid():
            return None
        fact = self.facts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　".join(filter(None, (fact.label, fact.value)))
        return fact if role == Qt.ItemDataRole.UserRole else None


class _FactDelegate(QStyledItemDelegate):
    """Measures and paints a row at the width of the list."""

    def __init__(self, owner: FactList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the taller of label and value."""
        del option
        fact: Fact = index.data(Qt.ItemDataRole.UserRole)
        width = self._owner.viewport().width()
        if fact.heading:
            return QSize(width, appearance().line() + 16)
        label, value = self._owner.columns(fact)
        look = appearance()
        small = height_of(fact.label, look.font("small"), label - self._owner.indent(fact))
        tallest = max(small, height_of(fact.value, look.font(), value), look.line())
        return QSize(width, tallest + _AIR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint heading or row."""
        fact: Fact = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)  # type: ignore[attr-defined]  # stubs lack it
        state = option.state  # type: ignore[attr-defined]  # stubs lack it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if fact.heading:
            _paint_heading(painter, fact, area)
        else:
            self._paint_row(painter, fact, area, state)
        painter.restore()

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


class FactList(QListView):
    """Shows facts. Arrows walk, Ctrl+C copies a value, every other key is left to the owner.

    `share`: how much of the width the labels take. `empty` is asked for the sentence shown while
    there is nothing.
    """

    def __init__(
        self, name: Callable[[], str], empty: Callable[[], str], *, share: float = 0.34
    ) -> None:
        super().__init__()
        self._name, self._empty, self._share = name, empty, share
        self.facts = _Facts(self)
        self.setModel(self.facts)
        self.setItemDelegate(_FactDelegate(self))
        self.setAccessibleName(name())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # long forms are measured in idle slices
        self.setBatchSize(_BATCH)
        self.setTabKeyNavigation(False)
        slim(self)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        appearance().changed.connect(self.scheduleDelayedItemsLayout)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show rows; the same ones leave place and selection as they are."""
        if facts != self.facts.facts:
            self.facts.replace(facts)
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
        walk = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in walk:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _copy(self) -> None:
        fact = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if isinstance(fact, Fact):
            QGuiApplication.clipboard().setText(fact.value or fact.label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence that there are none."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        if not self.facts.facts:
            painter.setPen(appearance().colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(16, 16, -16, -16), flags, self._empty())
        if self.hasFocus():
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Be named in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self._name())
            self.viewport().update()
        super().changeEvent(event)

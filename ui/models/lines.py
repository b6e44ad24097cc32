"""A list of two-line entries: title, detail, state shape, department badges.

One model and one delegate serve the chosen items, the hits of a search, the materials and the
drafts that wait. A new list is taken over by difference, so that selection and scroll stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.styles import icons, tokens
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge
from ui.styles.scroll import slim

_ROOT = QModelIndex()
_ICON = 18
_MARGIN = 8


@dataclass(frozen=True)
class Line:
    """One entry. `ink`: colour token of the detail. `right`: a short word at the right end."""

    key: str
    title: str
    detail: str = ""
    icon: str = ""
    departments: tuple[str, ...] = ()
    ink: str = "muted"
    right: str = ""


class LineModel(QAbstractListModel):
    """The entries of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Take over a list; entries with the same keys are changed in place."""
        same = [line.key for line in lines] == [line.key for line in self.lines]
        if not same:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        before, self.lines = self.lines, lines
        for number, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return an entry as text, or itself for the delegate."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　".join(filter(None, (line.title, line.detail, line.right)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.title
        return line if role == Qt.ItemDataRole.UserRole else None

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 when it is not in the list."""
        return next((number for number, line in enumerate(self.lines) if line.key == key), -1)


class LineDelegate(QStyledItemDelegate):
    """Paints an entry: shape and title, below it badges and detail."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the lines of an entry."""
        del option
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        below = appearance().line("small") + 3 if line.detail or line.departments else 0
        return QSize(100, appearance().line() + below + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the entry."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)  # type: ignore[attr-defined]  # stubs lack it
        state = option.state  # type: ignore[attr-defined]  # stubs lack it
        painter.save()
        _paint_ground(painter, area, state)
        left = area.left() + _MARGIN
        if line.icon:
            icons.paint(painter, line.icon, QRectF(left, area.top() + 7, _ICON, _ICON))
            left += _ICON + 7
        _paint_words(painter, line, left, area)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    colours = appearance()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not state & QStyle.StateFlag.State_Selected:
        return
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(colours.colour("focus" if focused else "line"), 2 if focused else 1))
    painter.setBrush(colours.colour("chosen"))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)


def _paint_words(painter: QPainter, line: Line, left: float, area: QRectF) -> None:
    colours = appearance()
    right = area.right() - _MARGIN
    painter.setFont(colours.font())
    painter.setPen(colours.colour("text"))
    metrics = painter.fontMetrics()
    title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, int(right - left))
    painter.drawText(QRectF(left, area.top() + 5, right - left, metrics.height()), 0, title)
    top = area.top() + 5 + metrics.height() + 2
    painter.setFont(colours.font("small"))
    if line.right:
        painter.setPen(colours.colour("muted"))
        width = painter.fontMetrics().horizontalAdvance(line.right)
        painter.drawText(QRectF(right - width, top, width + 2, 40), 0, line.right)
        right -= width + 6
    # The state of a material goes before its badges: where room is short, badges give way.
    if line.icon:
        left += _paint_detail(painter, line, left, right, top)
        _paint_badges(painter, line, left, right, top)
    else:
        left += _paint_badges(painter, line, left, right, top)
        _paint_detail(painter, line, left, right, top)


def _paint_detail(painter: QPainter, line: Line, left: float, right: float, top: float) -> float:
    painter.setFont(appearance().font("small"))
    painter.setPen(appearance().colour(line.ink))
    metrics = painter.fontMetrics()
    room = max(0, int(right - left))
    detail = metrics.elidedText(line.detail, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(left, top, room + 2, metrics.height() + 2), 0, detail)
    return float(metrics.horizontalAdvance(detail) + 8) if detail else 0.0


def _paint_badges(painter: QPainter, line: Line, left: float, right: float, top: float) -> float:
    painter.setFont(_badge_font())
    start, metrics = left, painter.fontMetrics()
    for department in line.departments:
        if left + metrics.horizontalAdvance(tokens.badge(department).word) + 10 > right:
            break
        left += paint_badge(painter, left, top + metrics.height() / 2 + 1, department) + 4
    return left - start


def _badge_font() -> QFont:
    font = appearance().font("small", bold=True)
    font.setPixelSize(max(9, font.pixelSize() - 1))
    return font


class LineList(QListView):
    """A list of entries. Enter, Delete, digits and the like are left to its owner."""

    def __init__(self, name: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.entries = LineModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(name())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        slim(self)
        self._clear_ground()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(False)
        appearance().changed.connect(self.doItemsLayout)

    def _clear_ground(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Be named in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self._name())
        super().changeEvent(event)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show entries; the selection stays with its key, else goes to the first."""
        chosen = self.chosen()
        self.entries.show_lines(lines)
        row = self.entries.row_of(chosen)
        if lines:
            self.setCurrentIndex(self.entries.index(max(row, 0)))

    def chosen(self) -> str:
        """Return the key of the selected entry, or an empty text."""
        row = self.currentIndex().row()
        return self.entries.lines[row].key if 0 <= row < len(self.entries.lines) else ""

    def step(self, by: int) -> None:
        """Move the selection."""
        count = len(self.entries.lines)
        if count:
            row = max(0, min(count - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self.entries.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; leave everything else to the owner."""
        if event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        ):
            super().keyPressEvent(event)
        else:
            event.ignore()

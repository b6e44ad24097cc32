"""Lists of records: a model over plain lines, and the table that shows it.

Refreshing keeps the selected record and the place in the list: records are told apart by a key.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.styles.appearance import appearance
from ui.styles.scroll import slim

Line = TypeVar("Line")
_Index = QModelIndex | QPersistentModelIndex
_AIR = 8
"""Between the edge of a column and its words, in pixels."""


@dataclass(frozen=True)
class Column(Generic[Line]):
    """A column: its caption, asked each time it is shown, its text of a line, and its share of width."""

    caption: Callable[[], str]
    text: Callable[[Line], str]
    share: int = 1


class LinesModel(QAbstractTableModel, Generic[Line]):
    """Lines as they came from a verb; sorting and filtering are the store's business."""

    def __init__(
        self,
        columns: Sequence[Column[Line]],
        key: Callable[[Line], Hashable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line, ...] = ()
        self._key = key

    def replace(self, lines: Sequence[Line]) -> None:
        """Show other lines; where the keys are the same ones, only the texts change."""
        fresh = tuple(lines)
        if [self._key(line) for line in fresh] == [self._key(line) for line in self.lines]:
            self.lines = fresh
            if fresh:
                last = self.index(len(fresh) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def row_of(self, key: Hashable) -> int:
        """Return the row of a record, -1 when it is not in the list."""
        return next((n for n, line in enumerate(self.lines) if self._key(line) == key), -1)

    def key_at(self, row: int) -> Hashable | None:
        """Return the key of a row, None outside the list."""
        return self._key(self.lines[row]) if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, which is its tool tip as well."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.columns[index.column()].text(self.lines[index.row()])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's caption."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section].caption()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class _Cells(QStyledItemDelegate):
    """Paints a cell: its text alone, with air at both sides, on the ground of a chosen line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell."""
        look = appearance()
        area: QRect = option.rect  # type: ignore[attr-defined]  # stubs lack it
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # stubs lack it
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("chosen"))
        alive = bool(state & QStyle.StateFlag.State_Enabled)
        painter.setPen(look.colour("text" if alive else "muted"))
        _write(painter, area, str(index.data() or ""))


class _Head(QHeaderView):
    """The captions: a flat band with an edge below, each above its column's words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's signature
        """Paint a caption."""
        look = appearance()
        painter.fillRect(rect, look.colour("band"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), look.colour("line"))
        painter.setPen(look.colour("muted"))
        caption = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        _write(painter, rect, str(caption or ""))


def _write(painter: QPainter, area: QRect, text: str) -> None:
    inner = area.adjusted(_AIR, 0, -_AIR // 2, 0)
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class LinesTable(QTableView, Generic[Line]):
    """A list of records, one chosen at a time, by keys or mouse.

    Signals:
        picked(object): the line under the cursor, None when there is none.
        opened(): Enter or a double click on a line.
    """

    picked = Signal(object)
    opened = Signal()

    def __init__(
        self, columns: Sequence[Column[Line]], key: Callable[[Line], Hashable], empty: str = ""
    ) -> None:
        super().__init__()
        self.lines_model: LinesModel[Line] = LinesModel(columns, key, self)
        self._empty = empty
        self.setModel(self.lines_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(_Head(self))
        self.setItemDelegate(_Cells(self))
        slim(self)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._on_double_click)
        appearance().changed.connect(self._dress)
        self._dress()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the chosen record stays chosen, else the first one is."""
        before = self.lines_model.key_at(self.currentIndex().row())
        self.lines_model.replace(lines)
        row = self.lines_model.row_of(before) if before is not None else -1
        if self.lines_model.lines:
            self.selectRow(max(row, 0))
        else:
            self._tell()
        self.viewport().update()

    def pick(self, key: Hashable) -> None:
        """Choose a record by its key, if it is in the list."""
        row = self.lines_model.row_of(key)
        if row >= 0:
            self.selectRow(row)

    def choose_none(self) -> None:
        """Choose no record, and tell nobody."""
        with QSignalBlocker(self):
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def chosen(self) -> Line | None:
        """Return the line under the cursor."""
        row = self.currentIndex().row()
        lines = self.lines_model.lines
        return lines[row] if 0 <= row < len(lines) else None

    def speak(self, empty: str) -> None:
        """Ask for the captions again; `empty` is shown while there are no lines."""
        self._empty = empty
        columns = self.lines_model.columnCount()
        self.lines_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        columns = self.lines_model.columns
        total = sum(column.share for column in columns)
        room = self.viewport().width()
        metrics = self.fontMetrics()
        widths = [
            max(room * each.share // total, metrics.horizontalAdvance(each.caption()) + 2 * _AIR)
            for each in columns
        ]
        widest = widths.index(max(widths))
        widths[widest] += room - sum(widths)  # it gives way, so that no caption is cut
        for n, width in enumerate(widths):
            self.setColumnWidth(n, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or the sentence that there are none, and the focus ring."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        area: QRect = self.viewport().rect()
        if not self.lines_model.lines:
            painter.setPen(appearance().colour("muted"))
            painter.drawText(
                area.adjusted(16, 16, -16, -16),
                int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap),
                self._empty,
            )
        if self.hasFocus():
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def _tell(self, *_index: object) -> None:
        self.picked.emit(self.chosen())

    def _on_double_click(self, _index: object) -> None:
        self.opened.emit()

    def _dress(self) -> None:
        look = appearance()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, look.colour("surface"))
        self.setPalette(palette)
        self.verticalHeader().setDefaultSectionSize(look.size("control") + 2)
        self.horizontalHeader().setFixedHeight(look.size("control"))

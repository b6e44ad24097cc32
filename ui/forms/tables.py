"""A field of several rows: people, facilities, machines.

There is always one empty row at the end; typing into it makes a row. Enter walks from cell to cell and, in
the empty row, on to the next field. Several cells can be pasted at once from a spreadsheet.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.catalogue import Column
from app.wording import _
from ui.forms.field import FOCUS_EVENTS, Field, FieldContext
from ui.forms.lines import spelled_out
from ui.styles.appearance import appearance
from ui.styles.scroll import slim

_MOST_SHOWN = 6
_ROOT = QModelIndex()
_SHARE = 1.2
_SHARES = {
    "longtext": 2.2,
    "id_number": 2.1,
    "uscc": 2.1,
    "address": 2.0,
    "phone": 1.4,
    "integer": 0.8,
    "choice": 1.0,
}


class _CellDelegate(QStyledItemDelegate):
    """Edits a cell with a line, or a drop-down where the column has options."""

    def __init__(self, owner: TableField) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell; the one with the cursor in a soft ground and a ring, as fields have."""
        here = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # stubs lack it
        option.state &= ~(  # type: ignore[attr-defined]  # stubs lack it
            QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        )
        area: QRect = option.rect  # type: ignore[attr-defined]  # stubs lack it
        if here:
            painter.fillRect(area, appearance().colour("chosen"))
        super().paint(painter, option, index)
        if here:
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return the editor of a cell, named by its column."""
        del option
        column = self._owner.spec.columns[index.column()]
        editor: QWidget
        if column.options:
            combo = QComboBox(parent)
            combo.addItems(["", *column.options])
            editor = combo
        else:
            line = QLineEdit(parent)
            line.setFrame(False)
            editor = line
        editor.setAccessibleName(column.label)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show the cell in its editor."""
        text = str(index.data() or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Take the editor's text into the cell; dates written short are spelled out."""
        text = ""
        if isinstance(editor, QComboBox):
            text = editor.currentText()
        elif isinstance(editor, QLineEdit):
            text = editor.text()
        if self._owner.spec.columns[index.column()].type == "date":
            text = spelled_out(text, self._owner.context.today)
        model.setData(index, text)


class _Grid(QTableWidget):
    """The table inside."""

    def __init__(self, owner: TableField) -> None:
        super().__init__(owner)
        self._owner = owner
        self._closing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_CellDelegate(owner))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        slim(self)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        """Repaint the owner's frame when the keys come or go."""
        if event.type() in FOCUS_EVENTS:
            self._owner.update()
            self._show_place(shown=event.type() == QEvent.Type.FocusIn)
        return super().event(event)

    def _show_place(self, *, shown: bool) -> None:
        """Show the current cell only while the keys are here; an open editor is here too."""
        gone_to = QApplication.focusWidget()
        if not shown and not (gone_to is not None and self.isAncestorOf(gone_to)):
            self.setCurrentIndex(_ROOT)
        elif self.currentRow() < 0 and self.rowCount():
            self.setCurrentCell(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter, paste, empty a cell, take a row out with Ctrl+Delete."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the open editor has it, and goes on when it has been taken over
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._owner.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.walk(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._owner.take_out_row()
            elif (item := self.currentItem()) is not None:
                item.setText("")
        else:
            super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:
        """Take the editor's text over once: the editor also says it when closing takes its focus."""
        if not self._closing:
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Go on to the next cell after Enter."""
        self._closing = True
        super().closeEditor(editor, hint)
        self._closing = False
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self._owner.next_cell()


class TableField(Field):
    """Several rows with the columns of the catalogue."""

    label_above = True

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.grid = _Grid(self)
        self._told = False
        self.grid.itemChanged.connect(self._on_item_changed)
        self.setFocusProxy(self.grid)

    def entry(self) -> QWidget:
        """Return the grid."""
        return self.grid

    def arrange(self) -> None:
        """Show the columns and one empty row."""
        self._told = True
        self.grid.clear()
        self.grid.setColumnCount(len(self.spec.columns))
        self.grid.setHorizontalHeaderLabels([column.label for column in self.spec.columns])
        self.grid.horizontalHeader().setFont(appearance().font("small"))
        self.grid.verticalHeader().setDefaultSectionSize(appearance().size("control") - 4)
        self.grid.horizontalHeader().setFixedHeight(appearance().size("control") - 4)
        self.grid.setRowCount(0)
        self._told = False
        self._fit_rows([])

    def show_value(self, value: object, text: str) -> None:
        """Show the rows, unless they stand there already."""
        del text
        rows = (
            [row for row in value if isinstance(row, dict)]
            if isinstance(value, list | tuple)
            else []
        )
        told = [{c.label: _written(row.get(c.label), c) for c in self.spec.columns} for row in rows]
        if told != self._rows():
            self._fit_rows(told)

    def read(self) -> object:
        """Return the rows that are not empty, column label → text."""
        return [{label: text for label, text in row.items() if text} for row in self._rows()]

    def height_for(self, width: int) -> int:
        """Return the height of header and rows, at most six; more scroll."""
        del width
        shown = min(max(self.grid.rowCount(), 1), _MOST_SHOWN)
        return (appearance().size("control") - 4) * (shown + 1) + 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the frame."""
        del event
        self.grid.setGeometry(2, 2, self.width() - 4, self.height() - 4)
        self._share_width()

    def _share_width(self) -> None:
        """Give each column the share that its type needs."""
        shares = [_SHARES.get(column.type, _SHARE) for column in self.spec.columns]
        bar = self.grid.verticalScrollBar()
        room = self.width() - 6 - (bar.width() if bar.maximum() > 0 else 0)
        for place, share in enumerate(shares):
            self.grid.setColumnWidth(place, int(room * share / sum(shares)))

    def walk(self, event: QKeyEvent) -> None:
        """Edit the current cell, or leave the table from its empty row (Enter), or back (Shift)."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if back or self.grid.currentRow() in (-1, self.grid.rowCount() - 1):
            event.ignore()
        else:
            self.next_cell()

    def next_cell(self) -> None:
        """Go one cell on, from the last column to the next row."""
        row, column = self.grid.currentRow(), self.grid.currentColumn() + 1
        if column >= self.grid.columnCount():
            row, column = row + 1, 0
        self.grid.setCurrentCell(min(row, self.grid.rowCount() - 1), column)

    def paste(self, text: str) -> None:
        """Put tab-separated lines in from the current cell on."""
        top, left = max(self.grid.currentRow(), 0), max(self.grid.currentColumn(), 0)
        rows = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        self._told = True
        for down, cells in enumerate(rows):
            while top + down >= self.grid.rowCount():
                self._add_row({})
            for right, cell in enumerate(cells[: self.grid.columnCount() - left]):
                self._item(top + down, left + right).setText(cell.strip())
        self._told = False
        self._settle()

    def take_out_row(self) -> None:
        """Remove the current row (the empty last one stays)."""
        row = self.grid.currentRow()
        if 0 <= row < self.grid.rowCount() - 1:
            self.grid.removeRow(row)
            self.edited.emit()

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        del item
        if not self._told:
            self._settle()

    def _settle(self) -> None:
        if not self._row_is_empty(self.grid.rowCount() - 1):
            self._told = True
            self._add_row({})
            self._told = False
        self.edited.emit()

    def _fit_rows(self, rows: list[dict[str, str]]) -> None:
        self._told = True
        self.grid.setRowCount(0)
        for row in [*rows, {}]:
            self._add_row(row)
        self._told = False

    def _add_row(self, row: dict[str, str]) -> None:
        number = self.grid.rowCount()
        self.grid.insertRow(number)
        for place, column in enumerate(self.spec.columns):
            self.grid.setItem(number, place, QTableWidgetItem(row.get(column.label, "")))

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        return cast("QTableWidgetItem", self.grid.item(row, column))

    def _row_is_empty(self, row: int) -> bool:
        places = range(self.grid.columnCount())
        return row >= 0 and not any(self._item(row, place).text() for place in places)

    def _rows(self) -> list[dict[str, str]]:
        return [
            {c.label: self._item(row, place).text() for place, c in enumerate(self.spec.columns)}
            for row in range(self.grid.rowCount())
            if not self._row_is_empty(row)
        ]


def _written(value: object, column: Column) -> str:
    if value is None:
        return ""
    if column.type == "bool":
        return _("是") if value else _("否")
    return str(value)

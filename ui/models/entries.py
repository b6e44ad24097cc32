"""What every list of entries is made of: a model that takes over news, and a view that walks.

How an entry is painted is its delegate's business; what its keys do besides walking is its owner's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.styles.appearance import appearance
from ui.styles.scroll import slim

_ROOT = QModelIndex()
_WALK = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class Told(Protocol):
    """An entry: by its `key` it is the same one when news come; `words` are read aloud."""

    @property
    def key(self) -> object:
        """By what it is known again."""

    @property
    def words(self) -> str:
        """The whole of it as a text."""


Entry = TypeVar("Entry", bound=Told)


class EntryModel(QAbstractListModel, Generic[Entry]):
    """The entries of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Entry, ...] = ()

    def show_lines(self, lines: tuple[Entry, ...]) -> None:
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
        """Return what an entry says in a role."""
        return self.said(self.lines[index.row()], role) if index.isValid() else None

    def said(self, line: Entry, role: int) -> object:
        """Return an entry as text, or itself for the delegate."""
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        return line if role == Qt.ItemDataRole.UserRole else None

    def row_of(self, key: object) -> int:
        """Return the row of a key, -1 when it is not in the list."""
        return next((number for number, line in enumerate(self.lines) if line.key == key), -1)


class EntryDelegate(QStyledItemDelegate, Generic[Entry]):
    """Measures and draws an entry as itself, not as an index."""

    def measure(self, entry: Entry) -> QSize:
        """Return the size that an entry wants."""
        raise NotImplementedError

    def draw(self, painter: QPainter, entry: Entry, area: QRectF, state: QStyle.StateFlag) -> None:
        """Draw an entry; the painter is smooth, and set back afterwards."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that an entry wants."""
        del option
        return self.measure(index.data(Qt.ItemDataRole.UserRole))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw an entry."""
        area = QRectF(option.rect)  # type: ignore[attr-defined]  # stubs lack it
        state = option.state  # type: ignore[attr-defined]  # stubs lack it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, index.data(Qt.ItemDataRole.UserRole), area, state)
        painter.restore()


class EntryList(QListView):
    """A list without frame and ground that is named, walks by its keys, and ignores all others."""

    def __init__(
        self,
        name: Callable[[], str],
        model: QAbstractListModel,
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        for made in (model, delegate):
            made.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        slim(self)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        appearance().changed.connect(self.scheduleDelayedItemsLayout)

    def changeEvent(self, event: QEvent) -> None:
        """Be named in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self._name())
            self.viewport().update()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk; leave everything else to the owner."""
        if event.key() in _WALK:
            super().keyPressEvent(event)
        else:
            event.ignore()

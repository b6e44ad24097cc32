"""The review points of an item, to be ticked by the step that is to speak."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.documents.words import printed
from app.domain.act_bodies import Opinion
from app.services.proceeding import CaseView
from app.wording import _
from ui.review.wrapped import height_of, paint_wrapped
from ui.styles.appearance import appearance
from ui.styles.marks import paint_tick
from ui.styles.scroll import slim

_ROOT = QModelIndex()
_BOX = 16
_LEFT = 12
_TEXT = _LEFT + _BOX + 10
_AIR = 12
_DIGITS = 9


@dataclass(frozen=True)
class _Point:
    """One point: whether it is ticked now, and who ticked it at an earlier step."""

    text: str
    ticked: bool = False
    before: str = ""

    @property
    def shown(self) -> str:
        """Return the point as it is read: remarks of the catalogue's research left out."""
        return printed(self.text) or self.text

    @property
    def below(self) -> str:
        """Return the small line under the point, empty when there is none."""
        return _("{name} 已核").format(name=self.before) if self.before else ""


class _Points(QAbstractListModel):
    """The points."""

    points: tuple[_Point, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of points."""
        return 0 if parent.isValid() else len(self.points)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a point as text with its tick, or itself for the delegate."""
        if not index.isValid():
            return None
        point = self.points[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　".join(filter(None, (point.shown, point.below)))
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if point.ticked else Qt.CheckState.Unchecked
        return point if role == Qt.ItemDataRole.UserRole else None

    def show_points(self, points: tuple[_Point, ...]) -> None:
        """Show points; where the texts are the same, only the ticks change."""
        same = [one.text for one in points] == [one.text for one in self.points]
        if same:
            self.points = points
            if points:
                self.dataChanged.emit(self.index(0), self.index(len(points) - 1))
            return
        self.beginResetModel()
        self.points = points
        self.endResetModel()


class _PointDelegate(QStyledItemDelegate):
    """Paints a box and a wrapped point."""

    def __init__(self, owner: PointsPane) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the wrapped point."""
        del option
        point: _Point = index.data(Qt.ItemDataRole.UserRole)
        width = self._owner.viewport().width()
        height = height_of(point.shown, appearance().font(), width - _TEXT - _LEFT)
        below = appearance().line("small") if point.below else 0
        return QSize(width, max(height, _BOX) + below + _AIR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the point."""
        point: _Point = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)  # type: ignore[attr-defined]  # stubs lack it
        colours = appearance()
        here = self._owner.hasFocus() and index.row() == self._owner.currentIndex().row()
        painter.save()
        if here:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(colours.colour("chosen"))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 4, 4)
        box = QRectF(area.left() + _LEFT, area.top() + _AIR / 2 + 1, _BOX, _BOX)
        paint_tick(painter, box, on=point.ticked, round_=False, focused=here)
        painter.setPen(colours.colour("text"))
        words = area.adjusted(_TEXT, _AIR / 2, -_LEFT, 0)
        paint_wrapped(painter, point.shown, colours.font(), words.topLeft(), words.width())
        if point.below:
            painter.setFont(colours.font("small"))
            painter.setPen(colours.colour("ok"))
            line = colours.line("small")
            foot = QRectF(words.left(), area.bottom() - line - _AIR / 2 + 2, words.width(), line)
            painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, point.below)
        painter.restore()


class PointsPane(QListView):
    """Points to tick with Space, Enter, a digit or a click. What was ticked stays with its case.

    Signals:
        ticked(int, int): so many of so many points are ticked.
    """

    ticked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.points = _Points(self)
        self._case: UUID | None = None
        self._kept: dict[UUID, set[str]] = {}
        self.setModel(self.points)
        self.setItemDelegate(_PointDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        slim(self)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setAccessibleName(_("审查要点"))
        appearance().changed.connect(self.scheduleDelayedItemsLayout)

    def show_case(self, view: CaseView) -> None:
        """Show the points of a case's item."""
        self._case = view.case.id
        self._kept.setdefault(self._case, set())
        item = view.seen.catalogue.items[view.case.item_id]
        before = {
            point: act.by_name
            for act in view.acts
            if isinstance(act.body, Opinion)
            for point in act.body.points
        }
        self._show(tuple(_Point(text, before=before.get(text, "")) for text in item.review_points))

    def chosen_points(self) -> tuple[str, ...]:
        """Return the points that are ticked now, in their order."""
        return tuple(point.text for point in self.points.points if point.ticked)

    def forget(self, case_id: UUID) -> None:
        """Begin a case's ticks anew: the step has spoken."""
        self._kept.pop(case_id, None)
        if case_id == self._case:
            self._kept[case_id] = set()
            self._show(self.points.points)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space, Enter or digit; walk by the arrows."""
        text = event.text()
        rows = len(self.points.points)
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.currentIndex().row()
            self._tick(row)
            if event.key() != Qt.Key.Key_Space and row + 1 < rows:
                self.setCurrentIndex(self.points.index(row + 1))
        elif text.isdigit() and 1 <= int(text) <= min(rows, _DIGITS):
            self._tick(int(text) - 1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click."""
        super().mouseReleaseEvent(event)
        self._tick(self.indexAt(event.position().toPoint()).row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the points, or that there are none, and the focus ring."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        if not self.points.points:
            painter.setPen(appearance().colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            words = _("目录里没有写这个事项的审查要点。")
            painter.drawText(area.adjusted(16, 16, -16, -16), flags, words)
        if self.hasFocus():
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Be named in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_("审查要点"))
            self.viewport().update()
        super().changeEvent(event)

    def _tick(self, row: int) -> None:
        if self._case is None or not 0 <= row < len(self.points.points):
            return
        self._kept[self._case] ^= {self.points.points[row].text}
        self.setCurrentIndex(self.points.index(row))
        self._show(self.points.points)
        told = QAccessibleEvent(self, QAccessible.Event.StateChanged)
        told.setChild(row)
        QAccessible.updateAccessibility(told)

    def _show(self, points: tuple[_Point, ...]) -> None:
        kept = self._kept.get(self._case, set()) if self._case is not None else set()
        fresh = tuple(_Point(one.text, one.text in kept, one.before) for one in points)
        self.points.show_points(fresh)
        if fresh and self.currentIndex().row() < 0:
            self.setCurrentIndex(self.points.index(0))
        self.ticked.emit(len(self.chosen_points()), len(fresh))

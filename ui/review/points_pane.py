"""The review points of an item, to be ticked by the step that is to speak."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
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
    QPen,
)
from PySide6.QtWidgets import QStyle

from app.documents.words import printed
from app.domain.act_bodies import Opinion
from app.services.proceeding import CaseView
from app.wording import _
from ui.models.entries import EntryDelegate, EntryModel
from ui.review.wrapped import WrappedList, height_of, paint_wrapped
from ui.styles.appearance import appearance
from ui.styles.marks import paint_tick

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
    def key(self) -> str:
        """A point is known again by its text."""
        return self.text

    @property
    def words(self) -> str:
        """The point as it is read aloud."""
        return "　".join(filter(None, (self.shown, self.below)))

    @property
    def shown(self) -> str:
        """Return the point as it is read: remarks of the catalogue's research left out."""
        return printed(self.text) or self.text

    @property
    def below(self) -> str:
        """Return the small line under the point, empty when there is none."""
        return _("{name} 已核").format(name=self.before) if self.before else ""


class _Points(EntryModel[_Point]):
    """The points."""

    def said(self, line: _Point, role: int) -> object:
        """Return the tick besides."""
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        return super().said(line, role)


class _PointDelegate(EntryDelegate[_Point]):
    """Paints a box and a wrapped point."""

    def __init__(self, owner: PointsPane) -> None:
        super().__init__()  # the list takes it over
        self._owner = owner

    def measure(self, entry: _Point) -> QSize:
        """Return the height of the wrapped entry."""
        width = self._owner.viewport().width()
        height = height_of(entry.shown, appearance().font(), width - _TEXT - _LEFT)
        below = appearance().line("small") if entry.below else 0
        return QSize(width, max(height, _BOX) + below + _AIR)

    def draw(self, painter: QPainter, entry: _Point, area: QRectF, state: QStyle.StateFlag) -> None:
        """Paint the entry."""
        colours = appearance()
        here = self._owner.hasFocus() and bool(state & QStyle.StateFlag.State_Selected)
        if here:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(colours.colour("chosen"))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 4, 4)
        box = QRectF(area.left() + _LEFT, area.top() + _AIR / 2 + 1, _BOX, _BOX)
        paint_tick(painter, box, on=entry.ticked, round_=False, focused=here)
        painter.setPen(colours.colour("text"))
        words = area.adjusted(_TEXT, _AIR / 2, -_LEFT, 0)
        paint_wrapped(painter, entry.shown, colours.font(), words.topLeft(), words.width())
        if entry.below:
            painter.setFont(colours.font("small"))
            painter.setPen(colours.colour("ok"))
            line = colours.line("small")
            foot = QRectF(words.left(), area.bottom() - line - _AIR / 2 + 2, words.width(), line)
            painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, entry.below)


class PointsPane(WrappedList):
    """Points to tick with Space, Enter, a digit or a click. What was ticked stays with its case.

    Signals:
        ticked(int, int): so many of so many points are ticked.
    """

    ticked = Signal(int, int)

    def __init__(self) -> None:
        self.entries = _Points()
        super().__init__(
            lambda: _("审查要点"),
            lambda: _("目录里没有写这个事项的审查要点。"),
            self.entries,
            _PointDelegate(self),
        )
        self._case: UUID | None = None
        self._kept: dict[UUID, set[str]] = {}

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
        return tuple(point.text for point in self.entries.lines if point.ticked)

    def forget(self, case_id: UUID) -> None:
        """Begin a case's ticks anew: the step has spoken."""
        self._kept.pop(case_id, None)
        if case_id == self._case:
            self._kept[case_id] = set()
            self._show(self.entries.lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space, Enter or digit; walk by the arrows."""
        text = event.text()
        rows = len(self.entries.lines)
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.currentIndex().row()
            self._tick(row)
            if event.key() != Qt.Key.Key_Space and row + 1 < rows:
                self.setCurrentIndex(self.entries.index(row + 1))
        elif text.isdigit() and 1 <= int(text) <= min(rows, _DIGITS):
            self._tick(int(text) - 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click."""
        super().mouseReleaseEvent(event)
        self._tick(self.indexAt(event.position().toPoint()).row())

    def _tick(self, row: int) -> None:
        if self._case is None or not 0 <= row < len(self.entries.lines):
            return
        self._kept[self._case] ^= {self.entries.lines[row].text}
        self.setCurrentIndex(self.entries.index(row))
        self._show(self.entries.lines)
        told = QAccessibleEvent(self, QAccessible.Event.StateChanged)
        told.setChild(row)
        QAccessible.updateAccessibility(told)

    def _show(self, points: tuple[_Point, ...]) -> None:
        kept = self._kept.get(self._case, set()) if self._case is not None else set()
        fresh = tuple(_Point(one.text, one.text in kept, one.before) for one in points)
        self.entries.show_lines(fresh)
        if fresh and self.currentIndex().row() < 0:
            self.setCurrentIndex(self.entries.index(0))
        self.ticked.emit(len(self.chosen_points()), len(fresh))

"""A list of two-line entries: title, detail, state shape, department badges.

One model and one delegate serve the chosen items, the hits of a search, the materials and the
drafts that wait. A new list is taken over by difference, so that selection and scroll stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from ui.models.entries import EntryDelegate, EntryList, EntryModel
from ui.styles import icons, tokens
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge

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

    @property
    def words(self) -> str:
        """The entry as it is read aloud."""
        return "　".join(filter(None, (self.title, self.detail, self.right)))


class LineModel(EntryModel[Line]):
    """The entries of a list."""

    def said(self, line: Line, role: int) -> object:
        """Return an entry's title besides, for the pointer that rests on it."""
        return line.title if role == Qt.ItemDataRole.ToolTipRole else super().said(line, role)


class LineDelegate(EntryDelegate[Line]):
    """Paints an entry: shape and title, below it badges and detail."""

    def measure(self, entry: Line) -> QSize:
        """Return the height of the lines of an entry."""
        below = appearance().line("small") + 3 if entry.detail or entry.departments else 0
        return QSize(100, appearance().line() + below + 12)

    def draw(self, painter: QPainter, entry: Line, area: QRectF, state: QStyle.StateFlag) -> None:
        """Paint the entry."""
        _paint_ground(painter, area, state)
        left = area.left() + _MARGIN
        if entry.icon:
            icons.paint(painter, entry.icon, QRectF(left, area.top() + 7, _ICON, _ICON))
            left += _ICON + 7
        _paint_words(painter, entry, left, area)


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


class LineList(EntryList):
    """A list of entries. Enter, Delete, digits and the like are left to its owner."""

    def __init__(self, name: Callable[[], str], parent: QWidget | None = None) -> None:
        self.entries = LineModel()
        super().__init__(name, self.entries, LineDelegate(), parent)
        self._fitted = False
        appearance().changed.connect(self._fit_again)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show entries; the selection stays with its key, else goes to the first."""
        chosen = self.chosen()
        self.entries.show_lines(lines)
        row = self.entries.row_of(chosen)
        if lines:
            self.setCurrentIndex(self.entries.index(max(row, 0)))

    def fit(self) -> None:
        """Be no higher than the entries are, in every size of the font."""
        self._fitted = True
        rows = range(len(self.entries.lines))
        self.setMaximumHeight(sum(self.sizeHintForRow(row) for row in rows) + 2)

    def _fit_again(self) -> None:
        if self._fitted:
            self.fit()

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

"""The tabs of the form's sections: state, title and count of each; Alt+n or a click goes there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.styles import icons
from ui.styles.appearance import appearance

_ICON = 13
_MARGIN = 8
_LEAST = 40


@dataclass(frozen=True)
class Tab:
    """One section: `icon` is `ok`, `error`, `warning` or empty."""

    title: str
    done: int
    total: int
    icon: str = ""

    @property
    def count(self) -> str:
        """Return the count in figures, empty where nothing must be filled."""
        return f"{self.done}/{self.total}" if self.total else ""


class Tabs(QWidget):
    """The row of tabs. Where the room ends, titles are cut; the current one never.

    Signals:
        chosen(int): a tab was clicked.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs: tuple[Tab, ...] = ()
        self.current = 0
        self._areas: list[QRectF] = []
        self._crowded = False

    def show_tabs(self, tabs: tuple[Tab, ...], current: int) -> None:
        """Show the tabs."""
        if (tabs, current) != (self.tabs, self.current):
            self.tabs, self.current = tabs, current
            words = [f"{tab.title} {tab.count}".strip() for tab in tabs]
            self.setAccessibleName("，".join(words))
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(200, appearance().size("font") + appearance().size("small") + 22)

    def minimumSizeHint(self) -> QSize:
        """Return one line."""
        return QSize(100, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a tab."""
        for number, area in enumerate(self._areas):
            if area.contains(event.position()):
                self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tabs."""
        del event
        painter = QPainter(self)
        self._areas = self._arranged()
        for number, (tab, area) in enumerate(zip(self.tabs, self._areas, strict=True)):
            self._paint_tab(painter, number, tab, area)
        painter.end()

    def _arranged(self) -> list[QRectF]:
        self._crowded = False
        wanted = [self._width(number, tab) for number, tab in enumerate(self.tabs)]
        if sum(wanted) > self.width():
            self._crowded = True
            wanted = [self._width(number, tab) for number, tab in enumerate(self.tabs)]
        wanted = _cut_to(wanted, self.width(), self.current)
        areas, left = [], 0.0
        for width in wanted:
            areas.append(QRectF(left, 0, width, self.height()))
            left += width
        return areas

    def _width(self, number: int, tab: Tab) -> float:
        title = QFontMetrics(self._font(number))
        count = QFontMetrics(appearance().font("small"))
        icon = _ICON + 4 if tab.icon else 0
        below = icon + count.horizontalAdvance(tab.count)
        return max(title.horizontalAdvance(tab.title), below) + 2 * _MARGIN

    def _font(self, number: int) -> QFont:
        here = number == self.current
        return appearance().font("small" if self._crowded else "font", bold=here)

    def _paint_tab(self, painter: QPainter, number: int, tab: Tab, area: QRectF) -> None:
        colours = appearance()
        here = number == self.current
        left, width = area.left() + _MARGIN, area.width() - 2 * _MARGIN
        painter.setFont(self._font(number))
        painter.setPen(colours.colour("accent" if here else "text"))
        metrics = painter.fontMetrics()
        title = tab.title
        while len(title) > 1 and metrics.horizontalAdvance(title) > width + 2:
            title = title[:-1]  # two characters say more than one and dots
        line = metrics.height()
        painter.drawText(QRectF(left, 3, width + 2, line), Qt.AlignmentFlag.AlignVCenter, title)
        below = area.height() - line - 7
        if tab.icon:
            icons.paint(
                painter, tab.icon, QRectF(left, line + 3 + (below - _ICON) / 2, _ICON, _ICON)
            )
            left += _ICON + 4
        painter.setFont(colours.font("small"))
        painter.setPen(colours.colour("accent" if here else "muted"))
        count = QRectF(left, line + 3, area.right() - left, below)
        words = tab.count or _key(number)
        fits = painter.fontMetrics().horizontalAdvance(words) <= count.width() + 1
        if fits or tab.icon != "ok":
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, words)
        if here:
            edge = QRectF(area.left() + 4, area.height() - 3, area.width() - 8, 3)
            painter.fillRect(edge, colours.colour("accent"))


def _key(number: int) -> str:
    return f"Alt+{number + 1}"


def _cut_to(wanted: list[float], room: float, kept: int) -> list[float]:
    """Return widths that fit: the widest are cut first, the one at `kept` never."""
    widths = list(wanted)
    while sum(widths) > room:
        others = [width for number, width in enumerate(widths) if number != kept]
        if not others or max(others) < _LEAST:
            break
        widest = max(others)
        widths = [
            width - 2 if width == widest and number != kept else width
            for number, width in enumerate(widths)
        ]
    return widths

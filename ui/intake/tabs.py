"""The tabs of the form's sections: state, title and count of each; Alt+n or a click goes there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.styles import icons
from ui.styles.appearance import appearance

_ICON = 15
_MARGIN = 9


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

    def show_tabs(self, tabs: tuple[Tab, ...], current: int) -> None:
        """Show the tabs."""
        if (tabs, current) != (self.tabs, self.current):
            self.tabs, self.current = tabs, current
            words = [f"{tab.title} {tab.count}".strip() for tab in tabs]
            self.setAccessibleName("，".join(words))
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(200, appearance().size("control") + 4)

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
        wanted = [self._width(number, tab) for number, tab in enumerate(self.tabs)]
        spare = sum(wanted) - self.width()
        if spare > 0:
            others = sum(wanted) - (wanted[self.current] if wanted else 0)
            share = max(0.3, 1 - spare / others) if others else 1
            wanted = [w if n == self.current else w * share for n, w in enumerate(wanted)]
        areas, left = [], 0.0
        for width in wanted:
            areas.append(QRectF(left, 0, width, self.height()))
            left += width
        return areas

    def _width(self, number: int, tab: Tab) -> float:
        title = QFontMetrics(appearance().font(bold=number == self.current))
        count = QFontMetrics(appearance().font("small"))
        icon = _ICON + 4 if tab.icon else 0
        words = title.horizontalAdvance(tab.title) + count.horizontalAdvance(tab.count)
        return icon + words + 2 * _MARGIN + (5 if tab.count else 0)

    def _paint_tab(self, painter: QPainter, number: int, tab: Tab, area: QRectF) -> None:
        colours = appearance()
        here = number == self.current
        left = area.left() + _MARGIN
        if tab.icon:
            top = (area.height() - _ICON) / 2
            icons.paint(painter, tab.icon, QRectF(left, top, _ICON, _ICON))
            left += _ICON + 4
        small = QFontMetrics(colours.font("small")).horizontalAdvance(tab.count)
        room = area.right() - _MARGIN - left - (small + 5 if tab.count else 0)
        painter.setFont(colours.font(bold=here))
        painter.setPen(colours.colour("accent" if here else "text"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(tab.title, Qt.TextElideMode.ElideRight, max(0, round(room) + 1))
        painter.drawText(
            QRectF(left, 0, room + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, title
        )
        left += metrics.horizontalAdvance(title) + 5
        painter.setFont(colours.font("small"))
        painter.setPen(colours.colour("accent" if here else "muted"))
        count = QRectF(left, 0, small + 2, area.height())
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, tab.count)
        if here:
            line = QRectF(area.left() + 4, area.height() - 3, area.width() - 8, 3)
            painter.fillRect(line, colours.colour("accent"))

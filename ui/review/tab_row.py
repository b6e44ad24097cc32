"""A row of tabs: title and count, chosen by arrows, by a key of the screen, or by a click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.styles import icons
from ui.styles.appearance import appearance

_ICON = 12
_MARGIN = 9


@dataclass(frozen=True)
class Tab:
    """One tab. `count`: a number or the key that goes there; `icon`: a state's shape, or empty."""

    title: str
    count: str = ""
    icon: str = ""
    ink: str = "muted"


class TabButton(QAbstractButton):
    """One tab; `tall`: the count stands below the title, else at its right."""

    def __init__(self, *, tall: bool) -> None:
        super().__init__()
        self._tall = tall
        self.tab = Tab("")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, walked over by arrows
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance().changed.connect(self.updateGeometry)

    def show_tab(self, tab: Tab) -> None:
        """Show other words."""
        if tab != self.tab:
            self.tab = tab
            self.setText(tab.title)
            self.setAccessibleName(f"{tab.title} {tab.count}".strip())
            self.setToolTip(tab.title)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        colours = appearance()
        name = "small" if self._tall else "font"
        title = QFontMetrics(colours.font(name, bold=True)).horizontalAdvance(self.tab.title)
        count = QFontMetrics(colours.font("small")).horizontalAdvance(self.tab.count)
        icon = _ICON + 4 if self.tab.icon else 0
        if self._tall:
            width = max(title, count + icon)
            return QSize(width + 10, colours.line("small") + colours.line() + 12)
        return QSize(title + count + icon + 2 * _MARGIN + 6, colours.line() + 14)

    def minimumSizeHint(self) -> QSize:
        """Give way down to two characters."""
        return QSize(3 * appearance().size("font"), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, count, underline and focus ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, area = appearance(), QRectF(self.rect())
        if self.underMouse() and not self.isChecked():
            painter.fillRect(self.rect(), colours.colour("band"))
        if self._tall:
            self._paint_tall(painter, area)
        else:
            self._paint_flat(painter, area)
        if self.isChecked():
            painter.fillRect(area.adjusted(3, area.height() - 3, -3, 0), colours.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_tall(self, painter: QPainter, area: QRectF) -> None:
        colours = appearance()
        here = self.isChecked()
        middle = Qt.AlignmentFlag.AlignCenter
        line = colours.line("small")
        painter.setFont(colours.font("small", bold=here))
        painter.setPen(colours.colour("accent" if here else "text"))
        room = painter.fontMetrics().elidedText(
            self.tab.title, Qt.TextElideMode.ElideRight, int(area.width())
        )
        painter.drawText(QRectF(0, 4, area.width(), line), middle, room)
        painter.setFont(colours.font(bold=True))
        painter.setPen(colours.colour(self.tab.ink))
        width = painter.fontMetrics().horizontalAdvance(self.tab.count)
        icon = _ICON + 4 if self.tab.icon else 0
        left, top = (area.width() - width - icon) / 2, line + 5
        if icon:
            place = QRectF(left, top + (colours.line() - _ICON) / 2, _ICON, _ICON)
            icons.paint(painter, self.tab.icon, place)
        count = QRectF(left + icon, top, width + 2, colours.line())
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, self.tab.count)

    def _paint_flat(self, painter: QPainter, area: QRectF) -> None:
        colours = appearance()
        here = self.isChecked()
        painter.setFont(colours.font(bold=here))
        painter.setPen(colours.colour("accent" if here else "text"))
        metrics = painter.fontMetrics()
        room = area.width() - 2 * _MARGIN
        title = metrics.elidedText(self.tab.title, Qt.TextElideMode.ElideRight, int(room))
        text = QRectF(_MARGIN, 0, room, area.height() - 2)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, title)
        left = _MARGIN + metrics.horizontalAdvance(title) + 6
        if self.tab.icon:
            place = QRectF(left, (area.height() - _ICON) / 2 - 1, _ICON, _ICON)
            icons.paint(painter, self.tab.icon, place)
            left += _ICON + 4
        painter.setFont(colours.font("small"))
        painter.setPen(colours.colour(self.tab.ink))
        width = painter.fontMetrics().horizontalAdvance(self.tab.count)
        if left + width <= area.width() - 2:
            count = QRectF(left, 0, width + 2, area.height() - 1)
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, self.tab.count)


class TabRow(QWidget):
    """The tabs side by side.

    Signals:
        chosen(int): this tab is the chosen one now.
    """

    chosen = Signal(int)

    def __init__(self, count: int, *, tall: bool = False) -> None:
        super().__init__()
        self.buttons = [TabButton(tall=tall) for _place in range(count)]
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 0)
        row.setSpacing(0 if tall else 2)
        for number, button in enumerate(self.buttons):
            button.toggled.connect(partial(self._tell, number))
            row.addWidget(button, 1 if tall else 0)
        if not tall:
            row.addStretch(1)
        self.buttons[0].setChecked(True)

    @property
    def current(self) -> int:
        """The chosen tab, counted from 0."""
        return next(n for n, button in enumerate(self.buttons) if button.isChecked())

    def show_tabs(self, tabs: tuple[Tab, ...]) -> None:
        """Show words and counts."""
        for button, tab in zip(self.buttons, tabs, strict=True):
            button.show_tab(tab)

    def choose(self, number: int) -> None:
        """Choose a tab as a click would."""
        if number != self.current:
            self.buttons[number].setChecked(True)

    def _tell(self, number: int, on: bool) -> None:  # noqa: FBT001 - a signal's shape
        if on:  # and not for the one that gives way; a screen reader toggles without a click
            self.chosen.emit(number)

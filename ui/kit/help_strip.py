"""The help strip: what is known about the focused field, always in the same place, no tool tip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import _
from ui.kit.panels import Panel
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge

_LINES = 3


@dataclass(frozen=True)
class Help:
    """Help for one field.

    `askers`: (department, its wording) of everyone who asks. `basis`: laws. `watch`: what a
    reviewer will look at. `origin`: where the value comes from, empty when typed.
    """

    title: str
    askers: tuple[tuple[str, str], ...] = ()
    basis: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    origin: str = ""
    note: str = ""


class HelpStrip(Panel):
    """Three lines: who asks and in which words, on what basis, what to watch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground="info_soft", edge="line")
        self._help = Help("")
        self._fit()
        appearance().changed.connect(self._fit)

    def show_help(self, told: Help) -> None:
        """Show the help of another field."""
        if told != self._help:
            self._help = told
            self.setAccessibleName(told.title)
            self.setAccessibleDescription(self.written())
            self.update()

    def written(self) -> str:
        """Return everything as text, for screen readers."""
        askers = "；".join(f"{department}：{words}" for department, words in self._help.askers)
        return "　".join(filter(None, (askers, self._second(), self._third())))

    def _second(self) -> str:
        told = self._help
        basis = _("依据 {laws}").format(laws="；".join(told.basis)) if told.basis else ""
        return "　".join(filter(None, (told.origin, told.note, basis)))

    def _third(self) -> str:
        watch = self._help.watch
        return _("审查要点 {points}").format(points="；".join(watch)) if watch else ""

    def _fit(self) -> None:
        self.setFixedHeight(appearance().size("font") * _LINES + 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three lines, each cut where the room ends."""
        super().paintEvent(event)
        painter = QPainter(self)
        colours = appearance()
        line = (self.height() - 10) / _LINES
        left, right = 12.0, self.width() - 12.0
        left += _line(painter, self._help.title, left, right, 5 + line / 2, bold=True) + 12
        for department, words in self._help.askers:
            painter.setFont(colours.font("small", bold=True))
            if left > right - 60:
                break
            left += paint_badge(painter, left, 5 + line / 2, department) + 5
            left += _line(painter, words, left, right, 5 + line / 2) + 12
        _line(painter, self._second(), 12.0, right, 5 + line * 1.5, ink="muted")
        _line(painter, self._third(), 12.0, right, 5 + line * 2.5, ink="muted")
        painter.end()


def _line(
    painter: QPainter,
    text: str,
    left: float,
    right: float,
    middle: float,
    *,
    bold: bool = False,
    ink: str = "text",
) -> float:
    """Write one line around its vertical middle; return the width used."""
    painter.setFont(appearance().font("font" if bold else "small", bold=bold))
    painter.setPen(appearance().colour(ink))
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(right - left)))
    area = QRectF(left, middle - 14, max(0.0, right - left), 28)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
    return float(metrics.horizontalAdvance(cut))

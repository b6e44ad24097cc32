"""The steps of a certificate in one line: draft, seal, original, in the applicant's hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.styles import icons
from ui.styles.appearance import appearance

_DISC = 20


class Steps(QWidget):
    """Shows what is done, what comes next, what lies ahead: by shape, number and words."""

    def __init__(self, words: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._words = words
        self.done = 0
        appearance().changed.connect(self.updateGeometry)

    def show_done(self, done: int) -> None:
        """Show that the first `done` steps are taken."""
        self.done = done
        self.setAccessibleName("，".join(self._words()[:done]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the discs and the words below them."""
        return QSize(240, _DISC + appearance().line("small") + 8)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_done(self.done)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the discs and their words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self._words()
        share = self.width() / len(words)
        for number, word in enumerate(words):
            middle = share * (number + 0.5)
            if number:
                self._join(painter, middle - share, middle, walked=number <= self.done)
            self._disc(painter, number, middle)
            painter.setFont(appearance().font("small", bold=number == self.done))
            painter.setPen(appearance().colour("text" if number <= self.done else "muted"))
            below = QRectF(middle - share / 2, _DISC + 4, share, appearance().line("small") + 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, word)
        painter.end()

    def _join(self, painter: QPainter, left: float, right: float, *, walked: bool) -> None:
        painter.setPen(QPen(appearance().colour("ok" if walked else "line"), 2))
        height = _DISC / 2 + 1
        gap = _DISC / 2 + 4
        painter.drawLine(round(left + gap), round(height), round(right - gap), round(height))

    def _disc(self, painter: QPainter, number: int, middle: float) -> None:
        area = QRectF(middle - _DISC / 2, 1, _DISC, _DISC)
        if number < self.done:
            icons.paint(painter, "ok", area)
            return
        here = number == self.done
        painter.setPen(QPen(appearance().colour("accent" if here else "border"), 2 if here else 1))
        painter.setBrush(appearance().colour("chosen" if here else "surface"))
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        painter.setFont(appearance().font("small", bold=here))
        painter.setPen(appearance().colour("accent" if here else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number + 1))

"""Small signs: elided words, pills, department badges, state icons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from ui.kit.pages import Words
from ui.styles import icons
from ui.styles.appearance import appearance


class Caption(Words):
    """Words that never change but with the language: asked for again after every switch."""

    def __init__(
        self,
        words: Callable[[], str],
        *,
        size: str = "font",
        colour: str = "text",
        bold: bool = False,
    ) -> None:
        super().__init__(words(), size=size, colour=colour, bold=bold)
        self._words = words

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(self._words())
        super().changeEvent(event)


class Elided(Words):
    """A single line that ends in an ellipsis where the room ends; the whole stands in its tool tip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        self.setToolTip(self.text() if text != self.text() else "")

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(24, super().minimumSizeHint().height())


class StateIcon(QWidget):
    """A state's shape; the words beside it say the same."""

    def __init__(self, name: str = "open", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setFixedSize(18, 18)

    def show_icon(self, name: str) -> None:
        """Show another state."""
        if name != self.name:
            self.name = name
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape."""
        del event
        painter = QPainter(self)
        icons.paint(painter, self.name, QRectF(1, 1, 16, 16))
        painter.end()


class Pill(Words):
    """A count with its word in a rounded frame: `2 处错误`."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        self._kind = kind
        super().__init__(colour=kind, size="small", bold=True)
        self.setParent(parent)
        self.setContentsMargins(10, 3, 10, 3)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame behind the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(appearance().colour(self._kind))
        painter.setBrush(appearance().colour(f"{self._kind}_soft"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.end()
        super().paintEvent(event)

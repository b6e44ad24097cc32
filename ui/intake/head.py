"""The head of the screen: ticket, applicant, what is being done, state of the draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.wording import _
from ui.intake.channel import ChannelChoice
from ui.kit.signs import Caption, Elided
from ui.styles.appearance import appearance


class _Pair(QWidget):
    """A word and a smaller one below it."""

    def __init__(self, *, bold: bool = True) -> None:
        super().__init__()
        self.first = Elided(size="font", colour="on_header", bold=bold)
        self.second = Elided(size="small", colour="header_muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 4)
        column.setSpacing(0)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, upper: str, lower: str) -> None:
        """Show both words."""
        self.first.setText(upper)
        self.second.setText(lower)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line at the left edge."""
        del event
        painter = QPainter(self)
        painter.setPen(appearance().colour("header_line"))
        painter.drawLine(0, 8, 0, self.height() - 8)
        painter.end()


class Ticket(QLineEdit):
    """The queue ticket: typed into once, then read from afar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setMaxLength(12)
        self.setTextMargins(6, 0, 4, 0)
        self._speak()
        appearance().changed.connect(self.dress)
        self.dress()

    def _speak(self) -> None:
        self.setAccessibleName(_("排队号"))
        self.setPlaceholderText(_("排队号"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def dress(self) -> None:
        """Put on the colours of the head."""
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(palette.ColorRole.Text, appearance().colour("on_header"))
        palette.setColor(palette.ColorRole.PlaceholderText, appearance().colour("header_muted"))
        self.setPalette(palette)
        self.setFont(appearance().font("title", bold=True))

    def sizeHint(self) -> QSize:
        """Return the room of a usual ticket."""
        return QSize(
            self.fontMetrics().horizontalAdvance("A000000") + 16, super().sizeHint().height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and a line that shows where to type."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "on_header" if self.hasFocus() else "header_line"
        painter.setPen(appearance().colour(ink))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, appearance().size("radius"), appearance().size("radius"))
        painter.end()


class Head(QWidget):
    """The band across the top.

    Signals:
        ticket_typed(str): the ticket was changed by hand.
    """

    ticket_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticket = Ticket()
        self.ticket.textChanged.connect(self.ticket_typed)
        self.channel = ChannelChoice()
        self.applicant = _Pair()
        self.matter = _Pair()
        self.clerk = _Pair(bold=False)
        label = Caption(lambda: _("排队号"), size="small", colour="header_muted")
        label.setBuddy(self.ticket)
        way = Caption(lambda: _("渠道"), size="small", colour="header_muted")
        way.setBuddy(self.channel)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 4)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.ticket)
        row.addWidget(way)
        row.addWidget(self.channel)
        row.addWidget(self.applicant, 3)
        row.addWidget(self.matter, 4)
        row.addWidget(self.clerk, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("header"))
        painter.end()

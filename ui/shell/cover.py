"""The cover: the page before and between the work, a header with the program's name and a card."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.wording import _
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.styles.appearance import appearance

_BAND = 92


class Cover(QWidget):
    """A page with one card in its middle; subclasses fill `column` and write words in `speak`."""

    def __init__(self, width: int = 460) -> None:
        super().__init__()
        self._wide = width
        self.heading = Words(size="large", bold=True)
        self.lead = Words(colour="muted")
        self.lead.setWordWrap(True)
        self.card = Panel()
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(30, 22, 30, 22)
        self.column.setSpacing(12)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lead)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(16, _BAND + 12, 16, 16)
        around.addStretch(2)
        around.addLayout(middle)
        around.addStretch(3)
        self._brand = ""
        self._bureau = ""
        appearance().changed.connect(self._follow)
        self._measure()

    def place(self, bureau: str) -> None:
        """Write the bureau's name into the header."""
        self._bureau = bureau
        self.update()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        self._brand = _("一窗")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the header band with the program's and the bureau's name."""
        look = appearance()
        painter = QPainter(self)
        # Not fillRect: one of its forms takes a preset gradient, and to rule it out costs 171 enums.
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, area in (("window", self.rect()), ("header", QRect(0, 0, self.width(), _BAND))):
            painter.setBrush(look.colour(colour))
            painter.drawRect(area)
        left = max(24, (self.width() - self.card.width()) // 2)
        painter.setFont(look.font("large", bold=True))
        painter.setPen(look.colour("on_header"))
        line = painter.fontMetrics().height()
        room = QRect(left, 0, self.width() - 2 * left, _BAND)
        top = room.adjusted(0, (_BAND - line - look.size("font") - 10) // 2, 0, 0)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, self._brand)
        painter.setFont(look.font())
        painter.setPen(look.colour("header_muted"))
        painter.drawText(
            top.adjusted(0, line + 4, 0, 0), Qt.AlignmentFlag.AlignLeft, self._under_brand()
        )

    def _under_brand(self) -> str:
        return self._bureau or _("综合窗口受理")

    def _follow(self) -> None:
        # The look tells of another language as well. Not changeEvent: to take one at the start, Qt
        # for Python makes every class of event there is.
        self._measure()
        self.speak()

    def _measure(self) -> None:
        self.card.setFixedWidth(round(self._wide * appearance().step / 100))

"""How the applicant came: a compact choice in the head of the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.domain.actor import Channel
from app.wording import _
from app.wording.terms import CHANNELS
from ui.styles.appearance import appearance

_ORDER = tuple(Channel)
_MARGIN = 8
_ARROW = "▾"


class ChannelChoice(QComboBox):
    """Offers the channels; a digit chooses at once, Enter goes back to the form.

    Signals:
        picked(Channel): another channel was chosen by hand.
        left(): the keys want back to the form.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(["" for _channel in _ORDER])
        self.currentIndexChanged.connect(self._tell)  # by whatever means a person has
        self._speak()
        appearance().changed.connect(self._dress)
        self._dress()

    def show_channel(self, channel: Channel) -> None:
        """Show a draft's channel."""
        with QSignalBlocker(self):
            self.setCurrentIndex(_ORDER.index(channel))

    def _tell(self, number: int) -> None:
        self.picked.emit(_ORDER[number])

    def _speak(self) -> None:
        self.setAccessibleDescription(_("来访渠道"))
        for number, channel in enumerate(_ORDER):
            self.setItemText(number, _(CHANNELS[channel]))

    def _dress(self) -> None:
        self.setFont(appearance().font())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of the longest word."""
        words = (self.itemText(number) for number in range(self.count()))
        room = max(map(self.fontMetrics().horizontalAdvance, words))
        arrow = self.fontMetrics().horizontalAdvance(_ARROW) + 6
        return QSize(room + arrow + 2 * _MARGIN, appearance().size("control"))

    def minimumSizeHint(self) -> QSize:
        """Return the room of two characters: the words give way first."""
        return QSize(3 * appearance().size("font") + 2 * _MARGIN, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change nothing by a wheel turned in passing."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, leave by Enter or Escape."""
        text = event.text()
        if text.isdigit() and 1 <= int(text) <= self.count():
            self.setCurrentIndex(int(text) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, word and arrow in the colours of the head."""
        del event
        colours = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(colours.colour("on_header" if focused else "header_line"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, colours.size("radius"), colours.size("radius"))
        painter.setPen(colours.colour("on_header"))
        area = edge.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _ARROW)
        room = int(area.width()) - self.fontMetrics().horizontalAdvance(_ARROW) - 6
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

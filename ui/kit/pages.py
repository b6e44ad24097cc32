"""The plain parts of a page: words, verdicts, buttons, entries, rows of a form.

All of them take colours and sizes from the appearance in force and follow it when it changes. A
row binds its caption to its field: buddy and accessible name are the visible caption.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui.kit.keys import key_told
from ui.styles.appearance import appearance

_INSET = 10
_CHEVRON = 12


class Words(QLabel):
    """Text in a size (`font`, `small`, `title`, `large`) and colour named by the tokens."""

    def __init__(
        self, text: str = "", *, size: str = "font", colour: str = "text", bold: bool = False
    ) -> None:
        super().__init__(text)
        self._size, self._colour, self._bold = size, colour, bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        appearance().changed.connect(self._dress)
        self._dress()

    def ink(self, colour: str) -> None:
        """Write in another colour."""
        if colour != self._colour:
            self._colour = colour
            self._dress()

    def _dress(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, appearance().colour(self._colour))
        self.setPalette(palette)
        self.setFont(appearance().font(self._size, bold=self._bold))


class Verdict(QWidget):
    """One sentence about what was just done or refused, with its icon; keeps its place when empty."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self._icon = QLabel()
        self.words = Words(size="small")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.clear()

    def say(self, text: str, kind: str = "error") -> None:
        """Show a sentence; `kind` is `ok`, `info`, `warning` or `error`."""
        self.words.ink("text" if kind == "info" else kind)
        self.words.setText(text)
        from ui.styles import icons  # not for the first page's first paint

        side = appearance().size("small") + 2
        self._icon.setPixmap(icons.icon(kind, side).pixmap(QSize(side, side)))
        self._keep()

    def clear(self) -> None:
        """Say nothing, and keep the place."""
        self.words.setText("")
        self._icon.clear()
        self._keep()

    @property
    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return self.words.text()

    def _keep(self) -> None:
        line = QFontMetrics(appearance().font("small")).lineSpacing()
        self.setMinimumHeight(line * self._lines + 2)


class Button(QPushButton):
    """A button; the primary one alone is in solid colour.

    `key`: the key that presses it, shown beside the caption. One with a modifier (`Alt+S`) is bound here;
    a plain one (`Enter`, `F9`) is the page's business.
    """

    def __init__(self, text: str = "", *, primary: bool = False, key: str = "") -> None:
        super().__init__(text)
        self._primary = primary
        self.key = key
        self.setAutoDefault(False)
        self._bind()

    def setText(self, text: str) -> None:
        """Write the caption; Qt forgets the shortcut with each one."""
        super().setText(text)
        self.setAccessibleDescription(key_told(self.key))
        self._bind()

    def _bind(self) -> None:
        if "+" in self.key:
            self.setShortcut(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter as well as by the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the caption and its key."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._caption()) + 2 * metrics.height()
        return QSize(width, appearance().size("control"))

    def minimumSizeHint(self) -> QSize:
        """Never cut the caption."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button with its 2 px focus ring outside the caption."""
        look = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = look.size("radius")
        painter.setPen(QPen(look.colour(self._edge()), 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour(self._fill()))
        painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus() and self._primary:
            painter.setPen(QPen(look.colour("on_accent"), 1.2))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), radius - 2, radius - 2)
        painter.setPen(look.colour(self._ink()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._caption())

    def _caption(self) -> str:
        key = self.key.replace("Left", "←").replace("Right", "→")
        return f"{self.text()}  {key}" if key else self.text()

    def _edge(self) -> str:
        if self.hasFocus():
            return "focus"
        return "accent" if self._primary and self.isEnabled() else "border"

    def _fill(self) -> str:
        if not self.isEnabled():
            return "input_off"
        if self.isChecked():
            return "chosen"
        if self._primary:
            return "accent_hover" if self.isDown() or self.underMouse() else "accent"
        return "band" if self.isDown() or self.underMouse() else "surface"

    def _ink(self) -> str:
        if not self.isEnabled():
            return "muted"
        return "on_accent" if self._primary else "text"


def _paint_edge(field: QWidget, colour: str) -> None:
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    focused = field.hasFocus()
    painter.setPen(QPen(appearance().colour("focus" if focused else colour), 2 if focused else 1))
    inset = 1.0 if focused else 0.5
    radius = appearance().size("radius") - 1
    area = QRectF(field.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(area, radius, radius)


class Entry(QLineEdit):
    """A line of text with a border that can be seen and a focus ring of 2 px."""

    def __init__(self, *, secret: bool = False) -> None:
        super().__init__()
        self.setFrame(False)
        self.setTextMargins(8, 0, 8, 0)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        appearance().changed.connect(self._measure)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the edge."""
        super().paintEvent(event)
        _paint_edge(self, "border")

    def _measure(self) -> None:
        self.setFixedHeight(appearance().size("control"))


class Choice(QComboBox):
    """A choice out of a list, opened by Alt+Down or typed at."""

    def __init__(self) -> None:
        super().__init__()
        appearance().changed.connect(self._measure)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, choice and chevron, then the edge; one that can be typed in as Qt does."""
        if self.isEditable():
            super().paintEvent(event)
        else:
            self._paint_flat()
        _paint_edge(self, "border")

    def _paint_flat(self) -> None:
        from ui.styles import icons  # not for the first page's first paint

        look = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("input" if self.isEnabled() else "input_off"))
        area = QRectF(self.rect())
        painter.drawRoundedRect(
            area.adjusted(1, 1, -1, -1), look.size("radius"), look.size("radius")
        )
        room = area.adjusted(_INSET, 0, -_INSET - _CHEVRON, 0)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.setPen(look.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        middle = (area.height() - _CHEVRON) / 2
        icons.paint(
            painter, "down", QRectF(area.right() - 8 - _CHEVRON, middle, _CHEVRON, _CHEVRON)
        )
        painter.end()

    def _measure(self) -> None:
        self.setFixedHeight(appearance().size("control"))


class Tick(QCheckBox):
    """A box to tick, or one of several (`round`), whose frame and mark can be seen in any light."""

    def __init__(self, *, round_: bool = False) -> None:
        super().__init__()
        self._round = round_
        if round_:
            self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Room for the box and its words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._side() + 18, self.fontMetrics().height() + 10)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the words as one on the box."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, mark, words and focus ring."""
        look = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        box = QRectF(4, (self.height() - side) / 2, side, side)
        on, alive = self.isChecked(), self.isEnabled()
        ink = "accent" if on and alive else "border"
        painter.setPen(QPen(look.colour(ink), 1.2))
        painter.setBrush(look.colour("accent" if on and alive else "input"))
        bend = side / 2 if self._round else 3
        painter.drawRoundedRect(box, bend, bend)
        if on:
            self._mark(painter, box, "on_accent" if alive else "muted")
        painter.setPen(look.colour("text" if alive else "muted"))
        words = QRectF(box.right() + 8, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _mark(self, painter: QPainter, box: QRectF, ink: str) -> None:
        painter.setPen(QPen(appearance().colour(ink), 2))
        if self._round:
            painter.setBrush(appearance().colour(ink))
            quarter = box.width() / 3.4
            painter.drawEllipse(box.adjusted(quarter, quarter, -quarter, -quarter))
            return
        points = ((0.22, 0.52), (0.43, 0.73), (0.80, 0.30))
        corners = [
            QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points
        ]
        painter.drawPolyline(corners)

    def _side(self) -> int:
        return appearance().size("title")


class Rows(QGridLayout):
    """Rows of a small form: caption left, field right."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(10)
        self.setColumnStretch(1, 1)
        self._captions: list[tuple[Words, QWidget]] = []

    def add(self, field: QWidget) -> None:
        """Append a field; its caption comes with `speak`."""
        caption = Words()
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        caption.setBuddy(field)
        row = len(self._captions)
        self.addWidget(caption, row, 0)
        self.addWidget(field, row, 1)
        self._captions.append((caption, field))

    def speak(self, *captions: str) -> None:
        """Write the captions in the order of the fields, on screen and for screen readers."""
        for (caption, field), text in zip(self._captions, captions, strict=True):
            caption.setText(text)
            field.setAccessibleName(text)

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide a field with its caption."""
        for caption, each in self._captions:
            if each is field:
                caption.setVisible(shown)
                field.setVisible(shown)


class SpeakingPage(QWidget):
    """A page that writes its words anew after a change of language."""

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Speak again after a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.speak()
        super().changeEvent(event)

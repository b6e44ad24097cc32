"""One of a few, by digit: a grid of buttons that has the keys as one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.pages import Button
from ui.styles.appearance import appearance

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Picks(QWidget):
    """Captions to choose from; a digit or the arrows choose, Enter goes on.

    Signals:
        picked(int): a person has chosen this one just now.
        entered(): Enter.
    """

    picked = Signal(int)
    entered = Signal()

    def __init__(
        self, name: Callable[[], str], words: Callable[[], tuple[str, ...]], per_line: int = 3
    ) -> None:
        super().__init__()
        self._name, self._words = name, words
        self.chosen = -1
        self.buttons = [Button() for _word in words()]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.setSpacing(6)
        for number, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.toggled.connect(partial(self._press, number))
            grid.addWidget(button, number // per_line, number % per_line)
        for column in range(min(per_line, len(self.buttons))):
            grid.setColumnStretch(column, 1)
        self.speak()

    def speak(self) -> None:
        """Write the captions in the language in force."""
        for number, (button, word) in enumerate(zip(self.buttons, self._words(), strict=True)):
            button.setText(f"{number + 1} {word}")
        self._tell()

    def choose(self, number: int) -> None:
        """Choose one (-1: none) and tell nobody."""
        self.chosen = number
        for each, button in enumerate(self.buttons):
            with QSignalBlocker(button):  # `toggled` is left to what a person does
                button.setChecked(each == number)
        self._tell()

    def word(self) -> str:
        """Return the caption chosen, or nothing."""
        return self._words()[self.chosen] if self.chosen >= 0 else ""

    def allow(self, number: int, *, on: bool, why: str = "") -> None:
        """Let one be chosen, or not, and why not."""
        self.buttons[number].setEnabled(on)
        self.buttons[number].setToolTip(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit or arrow."""
        text, key = event.text(), Qt.Key(event.key())
        if text.isdigit() and 1 <= int(text) <= len(self.buttons):
            self._press(int(text) - 1)
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are gone."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.speak()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the focus ring round all of them."""
        del event
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(appearance().colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()

    def _press(self, number: int, *_checked: object) -> None:
        if self.buttons[number].isEnabled():
            self.choose(number)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.picked.emit(number)

    def _step(self, by: int) -> None:
        able = [number for number, button in enumerate(self.buttons) if button.isEnabled()]
        if able:
            here = able.index(self.chosen) if self.chosen in able else (-1 if by > 0 else 0)
            self._press(able[(here + by) % len(able)])

    def _tell(self) -> None:
        self.setAccessibleName(self._name())
        self.setAccessibleDescription(self.word())

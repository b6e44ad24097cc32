"""A measured number that is typed, or stepped by the arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from ui.kit.pages import Entry

_FAST = 10


class Amount(Entry):
    """A number with so many decimals between two ends; Up and Down step it, with Shift tenfold.

    Signals:
        changed(): it is another number now.
    """

    changed = Signal()

    def __init__(self, *, step: float, decimals: int, least: float, most: float) -> None:
        super().__init__()
        self._step, self._decimals = step, decimals
        self._least, self._most = least, most
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.show_amount(max(0.0, least))
        self.textChanged.connect(self.changed)  # by whatever means a person has

    def amount(self) -> float | None:
        """Return the number, None where what is typed is none or lies outside the ends."""
        text = self.text().strip().replace("，", ".").replace(",", ".").replace("−", "-")
        try:
            number = float(text)
        except ValueError:
            return None
        return round(number, self._decimals) if self._least <= number <= self._most else None

    def show_amount(self, number: float) -> None:
        """Show a number."""
        self.setText(f"{number:.{self._decimals}f}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by the arrows."""
        way = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if way:
            fast = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(way * (_FAST if fast else 1))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a number must not change by accident."""
        event.ignore()

    def _move(self, steps: int) -> None:
        here = self.amount()
        number = (here if here is not None else 0.0) + steps * self._step
        self.show_amount(min(self._most, max(self._least, number)))

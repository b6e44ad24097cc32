"""Fields of one line: text, codes, amounts with a unit, dates with shorthand."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.forms.field import FOCUS_EVENTS, Field, FieldContext, FieldSpec, clear_ground, of_undo
from ui.styles.appearance import appearance

_MARGIN = 8
_LONGEST = 4000
"""No form of the catalogue wants more in one line; a pasted book must not stop the window."""


class Line(QLineEdit):
    """A frameless line that leaves undo and redo to the form, which undoes across fields."""

    def __init__(self, owner: Field) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setFrame(False)
        self.setMaxLength(_LONGEST)
        clear_ground(self)

    def event(self, event: QEvent) -> bool:
        """Repaint the owner's frame when the keys come or go; let the form have undo and redo."""
        if event.type() in FOCUS_EVENTS:
            self._owner.update()
        if event.type() == QEvent.Type.ShortcutOverride and of_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the form."""
        if of_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextField(Field):
    """One line of text."""

    hints = Qt.InputMethodHint.ImhNone

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.line = Line(self)
        self.line.setInputMethodHints(self.hints)
        self.line.textChanged.connect(self._on_edited)  # a screen reader sets a text, types none
        self.setFocusProxy(self.line)

    def _on_edited(self) -> None:
        self.edited.emit()

    def entry(self) -> QWidget:
        """Return the line."""
        return self.line

    def arrange(self) -> None:
        """Empty the line, its undo history included: the next applicant starts clean."""
        self._set("")
        self.line.setPlaceholderText(self.spec.hint)

    def show_value(self, value: object, text: str) -> None:
        """Show the written form, unless it stands there already."""
        del value
        if text != self.line.text():
            self._set(text)
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)

    def _set(self, text: str) -> None:
        """Show a text and tell nobody."""
        with QSignalBlocker(self.line):
            self.line.setText(text)

    def read(self) -> object:
        """Return the text as typed."""
        return self.line.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the frame."""
        del event
        self.line.setGeometry(_MARGIN - 2, 2, self.width() - _MARGIN, self.height() - 4)


class CodeField(TextField):
    """A number or code in Latin letters: the input method is asked to stand aside."""

    hints = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText


class AmountField(CodeField):
    """A number with its unit at the right end."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the unit."""
        super().resizeEvent(event)
        room = (
            self.fontMetrics().horizontalAdvance(self.spec.unit) + _MARGIN if self.spec.unit else 0
        )
        self.line.setFixedWidth(max(20, self.width() - _MARGIN - room))

    def set_up(self, spec: FieldSpec) -> None:
        """Take the unit over and make room for it."""
        super().set_up(spec)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the unit."""
        super().paintEvent(event)
        if self.spec.unit:
            painter = QPainter(self)
            painter.setPen(appearance().colour("muted"))
            area = QRectF(0, 0, self.width() - _MARGIN, self.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, right, self.spec.unit)
            painter.end()


class DateField(CodeField):
    """A date, with shorthand that is spelled out on leaving: `t`, `+30`, `1231`, `20261231`."""

    def read(self) -> object:
        """Return the date spelled out where it was written short, else the text as typed."""
        text = self.line.text()
        if self.spec.type != "date" or self.line.hasFocus():
            return text
        return spelled_out(text, self.context.today)


_PLUS = re.compile(r"[+＋](\d{1,4})")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./]?(\d{2})")


def spelled_out(text: str, today: date) -> str:
    """Return an ISO date for a shorthand, else the text unchanged.

    `t`: today; `+n`: n days from today; `mmdd`: that day of this year. Whole dates in any usual
    spelling are left to the checks.
    """
    typed = text.strip()
    if typed.lower() == "t":
        return today.isoformat()
    if match := _PLUS.fullmatch(typed):
        return (today + timedelta(days=int(match[1]))).isoformat()
    if match := _MONTH_DAY.fullmatch(typed):
        try:
            return today.replace(month=int(match[1]), day=int(match[2])).isoformat()
        except ValueError:
            return text
    return text

"""Fields that choose: one of several, yes or no, several of many. All by digit, initial or arrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.wording import _
from ui.forms.field import Field, FieldContext, paint_frame
from ui.forms.ticks import Tick, tick
from ui.styles import icons
from ui.styles.appearance import appearance

_MARGIN = 8
_CHEVRON = 16
_SPACING = 18
_DIGITS = 9


class Combo(QComboBox):
    """A drop-down painted like the other inputs; a digit or pinyin initials choose at once."""

    def __init__(self, owner: Field) -> None:
        super().__init__(owner)
        self._owner = owner
        self._typed = ""
        self.setMaxVisibleItems(14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, text and chevron."""
        del event
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_frame(painter, area, self._owner.look, focused=self.hasFocus())
        chosen = self.currentText()
        painter.setPen(appearance().colour("text" if chosen else "muted"))
        room = area.adjusted(_MARGIN, 0, -_MARGIN - _CHEVRON, 0)
        words = chosen or _("请选择")
        cut = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        middle = (area.height() - _CHEVRON) / 2
        place = QRectF(area.width() - _MARGIN - _CHEVRON + 2, middle, _CHEVRON, _CHEVRON)
        icons.paint(painter, "down", place)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll: a wheel turned over a field must not change it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit or initials, empty by Delete; the rest as usual."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(0)
        elif text.isdigit() and 1 <= int(text) < min(self.count(), _DIGITS + 1):
            self._choose(int(text))
        elif text.isascii() and text.isalpha():
            self._by_initials(text.lower())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin a new word of initials."""
        self._typed = ""
        super().focusInEvent(event)

    def _by_initials(self, letter: str) -> None:
        for typed in (self._typed + letter, letter):
            order = list(range(self.currentIndex() + (typed == self._typed), self.count()))
            for index in order + list(range(1, self.count())):
                if index > 0 and self._owner.context.initials(self.itemText(index), typed):
                    self._typed = typed
                    self._choose(index)
                    return

    def _choose(self, index: int) -> None:
        if index != self.currentIndex():
            self.setCurrentIndex(index)


class ChoiceField(Field):
    """One of several options; the first line is "not chosen"."""

    at_once = True

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.combo = Combo(self)
        # A chosen drop-down is named by its choice, so only a label tells its caption; and Qt tells
        # of no label but a sibling of the entry. The one to be seen stands outside the field.
        self._told = QLabel(self)
        self._told.setBuddy(self.combo)
        self._told.hide()
        self.combo.currentIndexChanged.connect(self._on_chosen)  # by whatever means a person has
        self.setFocusProxy(self.combo)

    def _on_chosen(self) -> None:
        self.edited.emit()

    def entry(self) -> QWidget:
        """Return the drop-down."""
        return self.combo

    def arrange(self) -> None:
        """Offer the options."""
        self._told.setText(self.spec.caption)
        wanted = ["", *self.options()]
        with QSignalBlocker(self.combo):
            if wanted != [self.combo.itemText(index) for index in range(self.combo.count())]:
                self.combo.clear()
                self.combo.addItems(wanted)
        self._show(0)

    def options(self) -> tuple[str, ...]:
        """Return the words to choose from."""
        return self.spec.options

    def show_value(self, value: object, text: str) -> None:
        """Show the chosen option; a value that is none stays visible as one more line."""
        del value
        index = self.combo.findText(text, Qt.MatchFlag.MatchExactly)
        if index < 0:
            self.combo.addItem(text)
            index = self.combo.count() - 1
        self._show(index)

    def _show(self, index: int) -> None:
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(index)
        self.combo.update()

    def read(self) -> object:
        """Return the chosen option, or an empty text."""
        return self.combo.currentText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the field."""
        del event
        self.combo.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the painting to the drop-down."""

    def show_look(self, look: str) -> None:
        """Look as told."""
        super().show_look(look)
        self.combo.update()


class BoolField(ChoiceField):
    """Yes, no, or not answered."""

    def options(self) -> tuple[str, ...]:
        """Return the two words."""
        return (_("是"), _("否"))

    def show_value(self, value: object, text: str) -> None:
        """Show yes, no, or nothing."""
        del text
        self._show(0 if value is None or value == "" else (1 if value else 2))

    def read(self) -> object:
        """Return True, False, or an empty text."""
        return {1: True, 2: False}.get(self.combo.currentIndex(), "")


class MultiField(Field):
    """Several of many, each with a digit; arrows walk, Space ticks."""

    at_once = True

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.boxes: list[Tick] = []
        self._widths: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def entry(self) -> QWidget:
        """Return the field itself: its arrows walk over the boxes."""
        return self

    def has_focus(self) -> bool:
        """Tell whether the keys go to the field or one of its boxes."""
        return self.hasFocus() or any(box.hasFocus() for box in self.boxes)

    def arrange(self) -> None:
        """Make one box for each option."""
        while len(self.boxes) < len(self.spec.options):
            box = Tick(self)
            box.toggled.connect(self.edited)  # not clicked: a screen reader toggles without a click
            self.boxes.append(box)
        for number, box in enumerate(self.boxes):
            there = number < len(self.spec.options)
            box.setVisible(there)
            if there:
                box.setText(self._word(number))
                box.setAccessibleName(self.spec.options[number])
                tick(box, on=False)
        self._widths.clear()
        self._place(self.width())

    def _word(self, number: int) -> str:
        option = self.spec.options[number].replace("&", "&&")
        return f"{number + 1} {option}" if number < _DIGITS else option

    def used(self) -> list[Tick]:
        """Return the boxes in use."""
        return self.boxes[: len(self.spec.options)]

    def show_value(self, value: object, text: str) -> None:
        """Tick what is chosen."""
        del text
        chosen = set(value) if isinstance(value, list | tuple | set | frozenset) else set()
        for option, box in zip(self.spec.options, self.boxes, strict=False):
            tick(box, on=option in chosen)

    def read(self) -> object:
        """Return the chosen options in their order."""
        pairs = zip(self.spec.options, self.used(), strict=True)
        return [option for option, box in pairs if box.isChecked()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, tick with the digits."""
        boxes = self.used()
        here = next((number for number, box in enumerate(boxes) if box.hasFocus()), -1)
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Space: 1,
        }.get(Qt.Key(event.key()))
        text = event.text()
        if step is not None and boxes:
            boxes[max(0, here + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        elif text.isdigit() and 1 <= int(text) <= min(len(boxes), _DIGITS):
            boxes[int(text) - 1].click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the frame."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the boxes anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._widths.clear()
        super().changeEvent(event)

    def height_for(self, width: int) -> int:
        """Return the height of the wrapped boxes."""
        return self._place(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the boxes anew."""
        del event
        self._place(self.width())

    def _place(self, width: int, *, move: bool = True) -> int:
        line = appearance().size("control") - 4
        left, top = _MARGIN, 2
        self._widths = self._widths or [box.sizeHint().width() for box in self.used()]
        for box, wanted in zip(self.used(), self._widths, strict=True):
            wide = min(wanted, width - 2 * _MARGIN)
            if left > _MARGIN and left + wide > width - _MARGIN:
                left, top = _MARGIN, top + line
            if move:
                box.setGeometry(left, top, wide, line)
            left += wide + _SPACING
        return top + line + 2

"""The two rows that are no ordinary field: ticks per item, and a dispute to decide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.forms import Field, FieldContext
from ui.forms.choices import MultiField
from ui.forms.ticks import Choose, tick
from ui.styles.appearance import appearance

_MARGIN = 8


class TicksField(MultiField):
    """One tick for each item that needs its own declaration, commitment or signature.

    The options are the items' short names; `items` are their ids in the same order. Nothing is ever
    ticked by copying: each tick is a press of its own.
    """

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.items: tuple[str, ...] = ()

    def ticked(self) -> frozenset[str]:
        """Return the ids of the ticked items."""
        pairs = zip(self.items, self.used(), strict=True)
        return frozenset(item for item, box in pairs if box.isChecked())

    def show_ticks(self, items: frozenset[str]) -> None:
        """Show which items are ticked."""
        for item, box in zip(self.items, self.used(), strict=True):
            tick(box, on=item in items)


class DisputeField(Field):
    """The demands that cannot both hold, one radio button each; the clerk decides."""

    at_once = True

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.items: tuple[str, ...] = ()

    def entry(self) -> QWidget:
        """Return the field itself; digits choose."""
        return self

    def _on_toggled(self, _number: int, on: bool) -> None:  # noqa: FBT001 - a signal's shape
        if on:  # and not for the one that gives way
            self.edited.emit()

    def has_focus(self) -> bool:
        """Tell whether the keys go to the field or one of its buttons."""
        return self.hasFocus() or any(button.hasFocus() for button in self._group.buttons())

    def arrange(self) -> None:
        """Make one button for each demand."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        for number, words in enumerate(self.spec.options):
            button = Choose(f"{number + 1} {words}".replace("&", "&&"), self)
            button.setAccessibleName(words)
            self._group.addButton(button, number)
            button.show()
        self._place()

    def show_value(self, value: object, text: str) -> None:
        """Show the item whose demand was chosen."""
        del text
        self._group.setExclusive(False)
        for number, item in enumerate(self.items):
            tick(self._group.button(number), on=item == value)
        self._group.setExclusive(True)

    def read(self) -> object:
        """Return the id of the item whose demand was chosen, or an empty text."""
        number = self._group.checkedId()
        return self.items[number] if number >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        text = event.text()
        if text.isdigit() and 1 <= int(text) <= len(self.items):
            self._group.button(int(text) - 1).click()
        else:
            event.ignore()

    def height_for(self, width: int) -> int:
        """Return the height of one line for each demand."""
        del width
        return (appearance().size("control") - 4) * max(1, len(self.spec.options)) + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons."""
        del event
        self._place()

    def _place(self) -> None:
        line = appearance().size("control") - 4
        for button in self._group.buttons():
            top = 2 + self._group.id(button) * line
            button.setGeometry(_MARGIN, top, max(0, self.width() - 2 * _MARGIN), line)

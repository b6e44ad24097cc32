"""The typist: fills the merged form of an example by keyboard alone.

First the way a clerk works, from open field to open field with Enter; then what is optional and
known, reached by section and Tab.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.checks import CheckContext, check_value
from app.forms.snapshot import Origin
from ui.demonstration.example import Example
from ui.demonstration.hands import Hands, Stuck
from ui.forms.choices import BoolField, ChoiceField, MultiField
from ui.forms.tables import TableField
from ui.intake.form_view import FormView
from ui.intake.plan import Row, RowKind
from ui.intake.row_fields import TicksField
from ui.intake.screen import IntakeScreen

_DIGITS = 9
_MOST_ROWS = 400
_GIVEN = (Origin.ANSWERED, Origin.DERIVED, Origin.SYSTEM)


class Typist:
    """Knows the example and the keys of every kind of field. `typed`: keys of the fields typed."""

    def __init__(self, hands: Hands, screen: IntakeScreen, example: Example) -> None:
        self._hands = hands
        self._screen = screen
        self._example = example
        self.typed: list[str] = []

    @property
    def _form(self) -> FormView:
        form = self._screen.form
        assert form is not None  # the screen has begun a draft
        return form

    def fill_open(self) -> None:
        """Go from open field to open field with Enter until none is left."""
        seen = ""
        for _row in range(_MOST_ROWS):
            here = self._form.focused_key()
            if not here or here == seen:
                return
            row = self._form.row(here)
            assert row is not None  # it has the keys
            self._fill(row)
            seen = here
            self._hands.enter()
        raise Stuck("the form has no end")

    def fill_optional(self) -> None:
        """Fill what the example knows beyond the mandatory."""
        for number, section in enumerate(self._form.sections):
            wanted = {row.key for row in section.rows if self._differs(row)}
            if not wanted:
                continue
            # Later sections have no key of their own: Tab goes on from the last that has one.
            key = Qt.Key(Qt.Key.Key_1 + min(number, _DIGITS - 1))
            self._hands.press(key, Qt.KeyboardModifier.AltModifier)
            self._walk_section({row.key for row in section.rows}, wanted)

    def _walk_section(self, inside: set[str], wanted: set[str]) -> None:
        for _step in range(_MOST_ROWS):
            if self._form.focused_key() in inside:
                break
            self._hands.press(Qt.Key.Key_Tab)
        self._to_first(inside)
        while wanted and (here := self._form.focused_key()) in inside:
            row = self._form.row(here)
            if here in wanted and row is not None:
                self._fill(row)
                wanted.discard(here)
            self._hands.press(Qt.Key.Key_Tab)

    def _to_first(self, inside: set[str]) -> None:
        """Go back to the first row: the section's key goes to its first open one."""
        first = next(
            row.key for section in self._form.sections for row in section.rows if row.key in inside
        )
        for _step in range(len(inside)):
            if self._form.focused_key() == first:
                return
            self._hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    def _differs(self, row: Row) -> bool:
        """Tell whether the example knows another value than the form has (an empty one, a default)."""
        draft = self._screen.draft
        known = self._example.values.get(row.key)
        if row.kind is not RowKind.FIELD or known is None or draft is None or row.field is None:
            return False
        if draft.origin(row.key) in _GIVEN:
            return False
        wanted = check_value(row.field, known, CheckContext(draft.came_at.date()))
        return draft.value(row.key) != wanted.value

    def _fill(self, row: Row) -> None:
        if row.kind is RowKind.TICKS:
            self._tick(row)
        elif row.kind is RowKind.BUNDLE_QUESTION:
            self._choose_answer(row)
        elif row.kind is RowKind.FIELD:
            self._enter_value(row)

    def _choose_answer(self, row: Row) -> None:
        answer = self._example.answers.get(row.target)
        words = dict(row.choices).get(answer or "")
        field = self._form.cells[row.key].field
        assert isinstance(field, ChoiceField)  # questions are choices
        if words is not None and field.read() != words:
            self._pick(field, words)

    def _tick(self, row: Row) -> None:
        """Tick each item's own declaration, one key each."""
        field = self._form.cells[row.key].field
        assert isinstance(field, TicksField)  # never-shared rows are ticks
        ticked = field.ticked()
        for number, item in enumerate(field.items):
            if item not in ticked:
                self._hands.press(Qt.Key(Qt.Key.Key_1 + number))
        self.typed.append(row.key)

    def _enter_value(self, row: Row) -> None:
        draft = self._screen.draft
        value = self._example.values.get(row.key)
        assert draft is not None  # the form shows it
        if value is None:
            return
        field = self._form.cells[row.key].field
        if isinstance(field, TableField):
            self._enter_rows(field, value)
        elif isinstance(field, MultiField):
            self._tick_options(field, value)
        elif isinstance(field, BoolField):
            self._pick(field, field.options()[0 if value else 1])
        elif isinstance(field, ChoiceField):
            self._pick(field, str(value))
        else:
            self._hands.rewrite(_written(value))
        self.typed.append(row.key)

    def _pick(self, field: ChoiceField, words: str) -> None:
        """Choose by digit, or by arrow where the list is longer."""
        number = field.combo.findText(words)
        if number < 0:
            raise Stuck(f"no option {words}")
        if number <= _DIGITS:
            self._hands.press(Qt.Key(Qt.Key.Key_0 + number))
            return
        here = field.combo.currentIndex()
        key = Qt.Key.Key_Down if number > here else Qt.Key.Key_Up
        self._hands.press(key, times=abs(number - here))

    def _tick_options(self, field: MultiField, value: Any) -> None:
        ticked = {str(one) for one in self._as_list(field.read())}
        for number, option in enumerate(field.spec.options):
            if (option in value) == (option in ticked):
                continue
            if number < _DIGITS:
                self._hands.press(Qt.Key(Qt.Key.Key_1 + number))
            else:
                self._hands.press(Qt.Key.Key_Right, times=number + 1)
                self._hands.press(Qt.Key.Key_Space)

    @staticmethod
    def _as_list(value: object) -> list[object]:
        return list(value) if isinstance(value, list | tuple) else []

    def _enter_rows(self, field: TableField, rows: Any) -> None:
        """Type a table cell by cell; the last Enter stands in the empty row that follows."""
        for row in rows:
            for column in field.spec.columns:
                self._enter_cell(row.get(column.label))

    def _enter_cell(self, value: object) -> None:
        if value is None:
            self._hands.press(Qt.Key.Key_Right)
            return
        self._hands.write(_written(value))
        self._hands.enter()


def _written(value: object) -> str:
    return str(value)

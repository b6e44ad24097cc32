"""What assistive programs do to a field counts as keys do: ticks, choices, texts and cells."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.catalogue import Column
from ui.forms import Field, FieldContext, FieldSpec, widget_class
from ui.forms.choices import ChoiceField, MultiField
from ui.forms.tables import TableField

COLUMNS = (Column("姓名", "text"), Column("岗位", "choice", ("厨师", "服务员")))


def told(field: Field) -> list[object]:
    said: list[object] = []
    field.edited.connect(lambda: said.append(field.read()))
    return said


def made(qtbot: QtBot, context: FieldContext, kind: str) -> Field:
    spec = FieldSpec("k", "标题", kind, ("图书", "期刊"), COLUMNS)
    field = widget_class(spec)(context)
    qtbot.addWidget(field)
    field.set_up(spec)
    field.resize(400, field.height_for(400))
    field.show()
    return field


def spoken(widget: QWidget) -> QAccessibleInterface:
    """Give a widget as assistive programs see it."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


@pytest.mark.parametrize("action", ["Toggle", "Press"])
def test_a_tick_by_action_is_an_edit(qtbot: QtBot, context: FieldContext, action: str) -> None:
    field = made(qtbot, context, "multi")
    assert isinstance(field, MultiField)
    said = told(field)
    spoken(field.boxes[1]).actionInterface().doAction(action)
    qtbot.waitUntil(lambda: bool(said))
    QApplication.processEvents()
    assert said == [["期刊"]]


@pytest.mark.parametrize("kind", ["text", "longtext", "integer", "date"])
def test_a_text_set_is_an_edit(qtbot: QtBot, context: FieldContext, kind: str) -> None:
    field = made(qtbot, context, kind)
    said = told(field)
    spoken(field.entry()).setText(QAccessible.Text.Value, "2026")
    assert said
    assert said[-1] == "2026"


def test_a_choice_made_by_any_means_is_an_edit(qtbot: QtBot, context: FieldContext) -> None:
    field = made(qtbot, context, "choice")
    assert isinstance(field, ChoiceField)
    said = told(field)
    field.combo.setCurrentIndex(2)  # what Qt does for a screen reader that chooses a line
    assert said == ["期刊"]


def test_a_cell_set_is_an_edit(qtbot: QtBot, context: FieldContext) -> None:
    field = made(qtbot, context, "table")
    assert isinstance(field, TableField)
    said = told(field)
    table = spoken(field.grid)
    cell = next(
        one
        for place in range(table.childCount())
        if (one := table.child(place)).role() is QAccessible.Role.Cell
    )
    cell.setText(QAccessible.Text.Value, "李䶮")
    assert said == [[{"姓名": "李䶮"}]]

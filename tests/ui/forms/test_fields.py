"""Field widgets: keys in, values out, and nothing said unless a person acts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.catalogue import Column
from ui.forms import WIDGETS, Field, FieldContext, FieldSpec, widget_class
from ui.forms.choices import BoolField, ChoiceField, MultiField
from ui.forms.lines import DateField, TextField, spelled_out
from ui.forms.long_text import LongTextField
from ui.forms.tables import TableField
from ui.styles.appearance import appearance

COLUMNS = (
    Column("姓名", "text"),
    Column("证件号码", "id_number"),
    Column("有效期", "date"),
    Column("岗位", "choice", ("厨师", "服务员")),
)


def shown(qtbot: QtBot, context: FieldContext, spec: FieldSpec) -> Field:
    field = widget_class(spec)(context)
    qtbot.addWidget(field)
    field.set_up(spec)
    field.resize(400, field.height_for(400))
    with qtbot.waitActive(field):
        field.show()
    field.entry().setFocus()
    return field


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()  # an editor of a table closes in the next turn


def keys(text: str) -> None:
    for letter in text:  # an editor may open on the first and take the rest
        QTest.keyClick(QApplication.focusWidget(), letter)


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("kind", sorted(WIDGETS))
def test_showing_a_value_says_nothing(qtbot: QtBot, context: FieldContext, kind: str) -> None:
    field = shown(qtbot, context, FieldSpec("k", "标题", kind, ("甲", "乙"), COLUMNS))
    said: list[bool] = []
    field.edited.connect(lambda: said.append(True))
    values = {"bool": True, "multi": ["甲"], "table": [{"姓名": "李䶮"}]}
    field.show_value(values.get(kind, "甲"), "甲")
    assert not said
    assert field.read() in (True, ["甲"], [{"姓名": "李䶮"}], "甲")
    assert field.entry().accessibleName() == "标题"


@pytest.mark.parametrize("kind", sorted(WIDGETS))
def test_setting_up_again_empties_the_field(qtbot: QtBot, context: FieldContext, kind: str) -> None:
    spec = FieldSpec("k", "标题", kind, ("甲", "乙"), COLUMNS)
    field = shown(qtbot, context, spec)
    field.show_value({"multi": ["甲"], "table": [{"姓名": "李䶮"}]}.get(kind, "甲"), "甲")
    field.set_up(spec)
    assert field.read() in ("", [])


@pytest.mark.parametrize(
    ("typed", "date_"),
    [
        ("t", "2026-11-24"),
        ("+30", "2026-12-24"),
        ("＋7", "2026-12-01"),
        ("1231", "2026-12-31"),
        ("3-5", "3-5"),
        ("3-05", "2026-03-05"),
        ("0230", "0230"),
        ("2026-02-30", "2026-02-30"),
        ("20261231", "20261231"),
        ("长期", "长期"),
    ],
)
def test_dates_written_short_are_spelled_out(typed: str, date_: str) -> None:
    assert spelled_out(typed, date(2026, 11, 24)) == date_


def test_a_date_is_spelled_out_on_leaving_not_while_typing(
    qtbot: QtBot, context: FieldContext
) -> None:
    field = shown(qtbot, context, FieldSpec("k", "日期", "date"))
    assert isinstance(field, DateField)
    keys("1231")
    assert field.read() == "1231"
    field.entry().clearFocus()
    assert field.read() == "2026-12-31"


def test_a_choice_is_made_by_digit_by_initials_and_emptied_by_delete(
    qtbot: QtBot, context: FieldContext
) -> None:
    options = ("汉族", "蒙古族", "回族", "藏族", "维吾尔族", "哈萨克族")
    field = shown(qtbot, context, FieldSpec("k", "民族", "choice", options))
    assert isinstance(field, ChoiceField)
    keys("3")
    assert field.read() == "回族"
    keys("w")
    assert field.read() == "维吾尔族"
    press(Qt.Key.Key_Delete)
    assert field.read() == ""
    keys("hs")
    assert field.read() == "哈萨克族"


def test_a_choice_with_more_than_nine_options_takes_only_digits_that_exist(
    qtbot: QtBot, context: FieldContext
) -> None:
    field = shown(qtbot, context, FieldSpec("k", "项", "choice", ("甲", "乙")))
    keys("9")
    assert field.read() == ""


def test_a_value_that_is_no_option_stays_visible(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "项", "choice", ("甲", "乙")))
    field.show_value("丙", "丙")
    assert field.read() == "丙"


def test_a_choice_without_a_list_is_typed(context: FieldContext) -> None:
    assert widget_class(FieldSpec("k", "行业", "choice")) is TextField
    assert widget_class(FieldSpec("k", "项", "never heard of")) is TextField


def test_yes_and_no_are_one_key_each(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "是否", "bool"))
    assert isinstance(field, BoolField)
    assert field.read() == ""
    keys("f")
    assert field.read() is False
    keys("1")
    assert field.read() is True


def test_several_are_ticked_by_digits_and_by_space(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "项目", "multi", ("甲", "乙", "丙")))
    assert isinstance(field, MultiField)
    keys("3")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert field.read() == ["甲", "丙"]
    keys("3")
    assert field.read() == ["甲"]


def test_many_options_wrap_into_the_width(qtbot: QtBot, context: FieldContext) -> None:
    options = tuple(f"第{number}个相当长的选项" for number in range(12))
    field = shown(qtbot, context, FieldSpec("k", "项目", "multi", options))
    assert isinstance(field, MultiField)
    assert field.height_for(300) > field.height_for(900)
    field.resize(300, field.height_for(300))
    assert all(field.rect().contains(box.geometry()) for box in field.used())


def test_options_wrap_anew_in_a_larger_font(qtbot: QtBot, context: FieldContext) -> None:
    options = tuple(f"选项之{number}" for number in range(12))
    field = shown(qtbot, context, FieldSpec("k", "多选", "multi", options))
    assert isinstance(field, MultiField)
    lines = {step: _lines_at(field, step) for step in (100, 130)}
    appearance().wear(step=100)
    QApplication.processEvents()
    assert lines[130] > lines[100]


def _lines_at(field: MultiField, step: int) -> float:
    """Return the lines that the boxes take at a font step, over a range of widths."""
    appearance().wear(step=step)
    QApplication.processEvents()
    line = appearance().size("control") - 4
    return sum(field.height_for(width) // line for width in range(200, 700, 20))


def test_what_an_input_method_commits_is_an_edit(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "姓名", "text"))
    event = QInputMethodEvent()
    event.setCommitString("李䶮")
    with qtbot.waitSignal(field.edited):
        QApplication.sendEvent(QApplication.focusWidget(), event)
    assert field.read() == "李䶮"


def test_long_text_takes_ctrl_enter_as_a_line_and_leaves_enter(
    qtbot: QtBot, context: FieldContext
) -> None:
    field = shown(qtbot, context, FieldSpec("k", "范围", "longtext"))
    assert isinstance(field, LongTextField)
    keys("a")
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    keys("b")
    press(Qt.Key.Key_Return)
    assert field.read() == "a\nb"


def test_a_table_grows_by_typing_and_reads_only_what_is_filled(
    qtbot: QtBot, context: FieldContext
) -> None:
    field = shown(qtbot, context, FieldSpec("k", "人员", "table", columns=COLUMNS))
    assert isinstance(field, TableField)
    before = field.height_for(400)
    keys("zhang")
    press(Qt.Key.Key_Return)
    assert field.read() == [{"姓名": "zhang"}]
    assert field.height_for(400) > before
    assert (field.grid.currentRow(), field.grid.currentColumn()) == (0, 1)


def test_a_table_takes_rows_from_a_spreadsheet(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "人员", "table", columns=COLUMNS))
    paste("周𠅤\t371103198802299979\t2027-05-01\n古丽扎尔·阿不都克里木\t37130219980808998X")
    assert field.read() == [
        {"姓名": "周𠅤", "证件号码": "371103198802299979", "有效期": "2027-05-01"},
        {"姓名": "古丽扎尔·阿不都克里木", "证件号码": "37130219980808998X"},
    ]


def test_a_date_in_a_table_may_be_written_short(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "人员", "table", columns=COLUMNS))
    assert isinstance(field, TableField)
    field.grid.setCurrentCell(0, 2)
    keys("+1")
    press(Qt.Key.Key_Return)
    assert field.read() == [{"有效期": "2026-11-25"}]


def test_a_row_is_taken_out_by_ctrl_delete(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "人员", "table", columns=COLUMNS))
    paste("a\nb")
    field.entry().setFocus()
    QTest.keyClick(field.entry(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert field.read() == [{"姓名": "b"}]


def test_enter_in_the_empty_row_leaves_the_table(qtbot: QtBot, context: FieldContext) -> None:
    field = shown(qtbot, context, FieldSpec("k", "人员", "table", columns=COLUMNS))
    assert isinstance(field, TableField)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    field.walk(event)
    assert not event.isAccepted()

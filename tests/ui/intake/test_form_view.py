"""The merged form: typing reaches the draft, Enter finds what is open, a re-merge loses nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.forms.builders import a_draft, filled_restaurant
from ui.forms import Field, FieldContext
from ui.forms.choices import ChoiceField
from ui.intake.form_view import FormView
from ui.intake.plan import RowKind
from ui.styles.appearance import appearance

NAME = "org.name"
NUMBER = "org.legal_rep.id_number"


def keys(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def retype(form: FormView, key: str, text: str) -> None:
    form.go_to(key)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    keys(text)


def test_every_field_of_the_draft_has_a_row(form: FormView) -> None:
    shown = {cell.row.target for cell in form.cells.values() if cell.row and cell.row.field}
    assert shown == set(form.draft.form.fields)


def test_what_is_typed_is_in_the_draft_after_enter(form: FormView) -> None:
    retype(form, "org.postal_code", "271001")
    press(Qt.Key.Key_Return)
    assert form.draft.value("org.postal_code") == "271001"


def test_what_is_typed_is_in_the_draft_after_a_pause(form: FormView, qtbot: QtBot) -> None:
    retype(form, "org.postal_code", "271002")
    qtbot.waitUntil(lambda: form.draft.value("org.postal_code") == "271002")


def test_pasted_rare_names_reach_the_draft(form: FormView) -> None:
    form.go_to(NAME)
    QGuiApplication.clipboard().setText("泰山区䶮记𠅤面馆")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Tab)
    assert form.draft.value(NAME) == "泰山区䶮记𠅤面馆"


def test_what_an_input_method_commits_reaches_the_draft(form: FormView) -> None:
    form.go_to("org.name_alternatives")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    event = QInputMethodEvent()
    event.setCommitString("阿卜杜热西提·买买提")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    press(Qt.Key.Key_Tab)
    assert form.draft.value("org.name_alternatives") == "阿卜杜热西提·买买提"


def test_enter_goes_to_the_next_field_that_is_empty_or_wrong(form: FormView) -> None:
    retype(form, NUMBER, "37098319900315999X")
    retype(form, "site.seats", "")
    form.go_to(NAME)
    press(Qt.Key.Key_Return)
    assert form.focused_key() == form.draft.next_open(NAME)
    first = form.focused_key()
    press(Qt.Key.Key_Return)
    assert {first, form.focused_key()} == {NUMBER, "site.seats"}


def test_enter_walks_through_the_scenario_questions_one_by_one(form: FormView) -> None:
    questions = [row.key for row in form.sections[0].rows]
    form.go_to(questions[0])
    press(Qt.Key.Key_Return)
    assert form.focused_key() == questions[1]


def test_shift_enter_goes_back(form: FormView) -> None:
    keys_in_order = [row.key for section in form.sections for row in section.rows]
    here = keys_in_order.index(NAME)
    form.go_to(NAME)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused_key() == keys_in_order[here - 1]


def test_enter_in_a_complete_form_leaves_it(form: FormView, qtbot: QtBot) -> None:
    form.go_to(NAME)
    with qtbot.waitSignal(form.left) as left:
        press(Qt.Key.Key_Return)
    assert left.args == [True]


def test_a_fault_stands_below_its_field_and_goes_when_it_is_mended(form: FormView) -> None:
    good = form.draft.shown(NUMBER)
    retype(form, NUMBER, "37098319900315999X")
    press(Qt.Key.Key_Tab)
    cell = form.cells[NUMBER]
    assert cell.foot.note.kind == "error"
    assert cell.field.look == "error"
    assert cell.field.entry().accessibleDescription() == cell.foot.note.text
    retype(form, NUMBER, good)
    press(Qt.Key.Key_Tab)
    assert cell.foot.note.kind == ""
    assert cell.field.look == "plain"


def test_nothing_typed_is_lost_by_a_fault(form: FormView) -> None:
    retype(form, NUMBER, "370912")
    press(Qt.Key.Key_Tab)
    assert form.draft.shown(NUMBER) == "370912"
    assert form.cells[NUMBER].field.read() == "370912"


def test_a_fault_of_a_field_nobody_has_been_to_is_not_shouted(form: FormView, qtbot: QtBot) -> None:
    draft = a_draft()
    draft.add_items(*form.draft.form.selection.items)
    with qtbot.waitSignal(form.settled):
        form.show_draft(draft)
    assert all(cell.foot.note.kind == "" for cell in form.cells.values())
    form.touch_all()
    assert form.cells[NAME].foot.note.kind == "open"


def test_ctrl_z_in_a_line_is_left_to_the_form(form: FormView) -> None:
    retype(form, "org.postal_code", "271003")
    before = form.cells["org.postal_code"].field.read()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.cells["org.postal_code"].field.read() == before


def test_taking_an_item_out_and_back_keeps_every_value(form: FormView, qtbot: QtBot) -> None:
    before = {key: form.draft.shown(key) for key in form.draft.form.fields}
    item = form.draft.form.items[-1].item_id
    form.refresh(form.draft.remove_items(item))
    assert set(form.cells) <= {row.key for section in form.sections for row in section.rows}
    with qtbot.waitSignal(form.settled):
        form.refresh(form.draft.add_items(item))
    assert {key: form.draft.shown(key) for key in form.draft.form.fields} == before
    texts = {
        k: c.field.read() for k, c in form.cells.items() if c.row and c.row.spec.type == "text"
    }
    assert all(before[key] == text for key, text in texts.items() if key in before)


def test_the_rows_that_stay_keep_their_widgets(form: FormView) -> None:
    kept = form.cells[NAME]
    form.refresh(form.draft.remove_items(form.draft.form.items[-1].item_id))
    assert form.cells[NAME] is kept


def test_rows_that_ask_the_same_as_before_are_not_planned_again(form: FormView) -> None:
    before = {row.key: row for section in form.sections for row in section.rows if row.field}
    form.refresh(form.draft.remove_items("XF-01"))
    after = {row.key: row for section in form.sections for row in section.rows if row.field}
    kept = [key for key, row in after.items() if row.field is before[key].field]
    assert len(kept) > 20
    assert all(after[key] is before[key] for key in kept)


def test_the_cells_of_a_first_look_are_made_before_there_is_a_form(qtbot: QtBot) -> None:
    form = FormView(FieldContext(a_draft().came_at.date()))
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.settled):
        form.show_draft(a_draft())
    made = len(form.findChildren(Field))
    form.show_draft(filled_restaurant())
    assert form.cells
    assert len(form.findChildren(Field)) == made


def test_rows_below_the_view_are_left_to_idle_moments(form: FormView) -> None:
    before = set(form.cells)
    form.verticalScrollBar().setValue(0)
    form.refresh(form.draft.add_items("ZJ-01"))
    own = [row.key for section in form.sections for row in section.rows if "ZJ-01/" in row.key]
    assert own
    assert not set(own) & (set(form.cells) - before)


def test_the_keys_stay_near_when_their_row_goes(form: FormView) -> None:
    last = form.draft.form.items[-1].item_id
    own = next(key for key in form.draft.form.fields if key.startswith(f"{last}/"))
    form.go_to(own)
    form.refresh(form.draft.remove_items(last))
    assert form.focused_key() in form.cells


def test_the_next_applicant_sees_nothing_of_the_one_before(form: FormView, qtbot: QtBot) -> None:
    said = {str(form.draft.value(key)) for key in (NAME, NUMBER, "org.legal_rep.name")}
    retype(form, "org.postal_code", "999999")
    draft = a_draft(number=2)
    draft.add_items(*form.draft.form.selection.items)
    with qtbot.waitSignal(form.settled):
        form.show_draft(draft)
    shown = {str(cell.field.read()) for cell in form.cells.values()}
    assert not shown & (said | {"999999"})
    assert draft.undo() is not None, "adding the items is the only step"
    assert draft.undo() is None
    line = form.cells[NAME].field.entry() if NAME in form.cells else None
    assert line is None or not line.isUndoAvailable()


def test_never_shared_rows_have_one_tick_for_each_item(form: FormView) -> None:
    row = next(r for s in form.sections for r in s.rows if r.kind is RowKind.TICKS)
    cell = form.cells[row.key]
    before = form.draft.ticks(row.target)
    item = row.choices[0][0]
    form.go_to(row.key)
    keys("1")
    assert form.draft.ticks(row.target) == before ^ {item}
    assert len(cell.field.used()) == len(row.field.askers)


def test_a_question_is_answered_by_its_digit_and_merges_anew(form: FormView) -> None:
    row = next(
        r
        for s in form.sections
        for r in s.rows
        if r.kind is RowKind.QUESTION and len(r.choices) == 2
    )
    group = next(g for g in form.draft.form.questions if g.key == row.target)
    other = next(n for n, (value, _w) in enumerate(row.choices) if value != group.value)
    form.go_to(row.key)
    keys(str(other + 1))
    now = next(g for g in form.draft.form.questions if g.key == row.target)
    assert now.value == row.choices[other][0]
    assert form.focused_key() == row.key


def test_every_input_is_named_like_its_visible_label(form: FormView) -> None:
    for cell in form.cells.values():
        entry = cell.field.entry()
        assert isinstance(cell.label, QLabel)
        assert cell.label.buddy() in (entry, entry.focusProxy())
        assert entry.accessibleName() == cell.label.text()


def test_rows_do_not_overlap_and_keep_inside(form: FormView) -> None:
    for cell in form.cells.values():
        assert cell.field.geometry().right() < form.viewport().width()
        assert cell.field.y() + cell.field.height() <= cell.foot.y() + 1
    for width in (480, 561, 834, 1380):
        form.resize(width, 560)
        for box in {cell.ground for cell in form.cells.values()}:
            fields = [c.field.geometry() for c in form.cells.values() if c.ground is box]
            assert not any(
                one.intersects(other)
                for number, one in enumerate(fields)
                for other in fields[number + 1 :]
            )


def test_labels_wrap_anew_in_a_larger_font(form: FormView) -> None:
    appearance().wear(step=130)
    QApplication.processEvents()
    for cell in form.cells.values():
        words = cell.label.fontMetrics().boundingRect(
            cell.label.contentsRect(), Qt.TextFlag.TextWordWrap.value, cell.label.text()
        )
        assert words.height() <= cell.label.height(), cell.label.text()


def test_tab_goes_in_the_order_of_the_form(form: FormView) -> None:
    order = [row.key for section in form.sections for row in section.rows]
    start = order.index(NAME)
    form.go_to(NAME)
    press(Qt.Key.Key_Tab)
    assert form.focused_key() == order[start + 1]
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused_key() == NAME


def test_a_wheel_turned_over_a_choice_does_not_change_it(form: FormView) -> None:
    cell = next(c for c in form.cells.values() if isinstance(c.field, ChoiceField) and c.row.field)
    form.go_to(cell.row.key)
    before = cell.field.read()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(cell.field.combo, event)
    assert cell.field.read() == before


def test_undo_shows_the_old_value_again(form: FormView) -> None:
    before = form.draft.shown("org.postal_code")
    retype(form, "org.postal_code", "271009")
    form.commit()
    form.refresh(form.draft.undo())
    assert form.cells["org.postal_code"].field.read() == before


def test_a_filled_restaurant_has_nothing_open(form: FormView) -> None:
    assert filled_restaurant().faults() == form.draft.faults() == ()

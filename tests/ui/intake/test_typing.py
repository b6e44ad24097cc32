"""Typing with pauses and without: nothing is rewritten under the hands, nothing is kept too long."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.actor import Actor
from app.services import drafts
from app.services.office import Office
from tests.ui.intake.test_screen import choose, fill, keys, press
from ui.forms.choices import ChoiceField
from ui.forms.lines import TextField
from ui.intake.form_view import FormView
from ui.intake.screen import IntakeScreen
from ui.tasks import Desk

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = "org.name_alternatives"
MOST_KEYS = 500


def line_of(form: FormView, key: str) -> str:
    field = form.cells[key].field
    assert isinstance(field, TextField)
    return field.line.text()


def emptied(form: FormView, key: str) -> None:
    form.go_to(key)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)


@pytest.mark.parametrize(
    ("key", "first", "then"),
    [
        ("org.registered_capital", "1.", "5"),
        ("org.legal_rep.name", "John ", "Smith"),
        ("org.registered_address", "Rm 1 ", "Bldg 2"),
    ],
)
def test_what_is_typed_after_a_pause_goes_on_where_it_stood(
    form: FormView, qtbot: QtBot, key: str, first: str, then: str
) -> None:
    if form.row(key) is None:
        key = "org.name_alternatives"
    emptied(form, key)
    with qtbot.waitSignal(form.changed):
        keys(first)
    assert line_of(form, key) == first
    keys(then)
    assert line_of(form, key) == first + then
    press(Qt.Key.Key_Tab)
    assert form.draft.shown(key) == line_of(form, key)


def test_a_draft_that_is_typed_without_a_pause_is_taken_over_all_the_same(
    form: FormView, qtbot: QtBot
) -> None:
    key = "org.name_alternatives"
    emptied(form, key)
    for _number in range(12):
        keys("a")
        qtbot.wait(100)
    assert len(str(form.draft.value(key))) >= 6


def test_typing_without_a_pause_is_saved_on_the_way(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    emptied(screen.form, NAMES)
    typed = 0
    while not _kept(office, clerk).startswith("bbbbb"):
        assert typed < MOST_KEYS, "nothing is kept while the clerk goes on typing"
        keys("b")
        typed += 1
        qtbot.wait(60)  # a fast typist; a busy machine takes longer to write it down


def _kept(office: Office, clerk: Actor) -> str:
    """Return what of the line is in the store by now."""
    lines = drafts.mine(office, clerk)
    return str(drafts.take_back(office, clerk, lines[0].id).value(NAMES)) if lines else ""


def test_f9_asks_about_what_was_just_typed(screen: IntakeScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "spjy")
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    screen.form.go_to("org.name")
    keys("Noodles")
    assert screen.draft.applicant() is None
    press(Qt.Key.Key_F9)
    assert screen.receiving.receipt.isVisible()
    assert screen.draft.applicant().name == "Noodles"


def test_a_key_pressed_while_typing_leaves_the_line_as_it_stands(screen: IntakeScreen) -> None:
    fill(screen)
    emptied(screen.form, "org.name_alternatives")
    keys("John ")
    press(Qt.Key.Key_Y, CTRL)
    assert "重做" in screen.notice.words.text()
    assert line_of(screen.form, "org.name_alternatives") == "John "


def test_confirming_the_receipt_is_preceded_by_a_save(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    emptied(screen.form, "org.postal_code")
    keys("271009")
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(drafts.mine(office, clerk)) == 1)
    line = drafts.mine(office, clerk)[0]
    assert drafts.take_back(office, clerk, line.id).value("org.postal_code") == "271009"


def test_the_notice_with_an_undo_goes_with_the_next_change(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    choose(screen, qtbot, "spjy")
    qtbot.waitUntil(screen.notice.isVisible)
    screen.form.go_to("org.name")
    keys("N")
    qtbot.waitUntil(lambda: not screen.notice.isVisible())


def _labels(widget_name: QAccessibleInterface) -> list[str]:
    relations = widget_name.relations(QAccessible.RelationFlag.Label)
    return [one.text(QAccessible.Text.Name) for one, _flag in relations]


def test_a_chosen_drop_down_still_has_its_caption(form: FormView) -> None:
    chosen = [
        cell
        for cell in form.cells.values()
        if isinstance(cell.field, ChoiceField) and cell.field.combo.currentText() and cell.row
    ]
    assert chosen
    for cell in chosen:
        heard = QAccessible.queryAccessibleInterface(cell.field.entry())
        assert cell.row.spec.caption in _labels(heard)


def test_a_hung_up_draft_comes_back_at_the_same_field(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    screen.form.go_to("org.postal_code")
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    press(Qt.Key.Key_F10)
    qtbot.waitUntil(screen.keeping.sheet.isVisible)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    assert screen.form.focused_key() == "org.postal_code"


def test_a_draft_is_offered_even_while_it_is_still_being_saved(
    screen: IntakeScreen, qtbot: QtBot, desk: Desk, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, save, looked = Event(), drafts.save, list[object]()

    def slow(*facts: Any) -> Changes:
        assert gate.wait(60)
        return save(*facts)

    fill(screen)
    monkeypatch.setattr(drafts, "save", slow)
    press(Qt.Key.Key_F7)
    try:
        qtbot.waitUntil(lambda: not screen.draft.form.items)
        press(Qt.Key.Key_F10)
        desk.read(drafts.mine, clerk, then=looked.append)
        qtbot.waitUntil(lambda: bool(looked))
        assert looked == [()], "whoever reads now does not find it"
    finally:
        gate.set()
    qtbot.waitUntil(screen.keeping.sheet.isVisible)


def test_the_materials_are_counted_alike_everywhere(screen: IntakeScreen) -> None:
    fill(screen)
    form = screen.draft.form
    optional = sum(material.optional for material in form.materials)
    assert optional, "the example has an optional material"
    words = screen.materials._count.text()
    assert f"/{form.savings.materials_merged}" in words
    assert words.endswith(f"另可选 {optional}")
    press(Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape, NO)


def test_one_item_is_named_once_in_the_head(screen: IntakeScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "spjy")
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    matter = screen.head.matter
    assert matter.first.text() != matter.second.text()

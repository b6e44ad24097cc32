"""Nothing is stuck and no place is lost: sittings without an outcome, drafts, lock, change of screen."""

from __future__ import annotations

import gettext

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.services import drafts, records
from app.services.office import Office
from tests.services.builders import a_draft, concluded, received
from tests.ui.shell.builders import PIN, Kept, actor_of
from tests.ui.shell.test_entrance import ENTER, enter_as_clerk, press
from tests.ui.shell.test_look import Spoken
from ui.intake.screen import IntakeScreen
from ui.records.screen import RecordsScreen
from ui.shell.application import Program

CTRL = Qt.KeyboardModifier.ControlModifier


def stroke(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def at_intake(qtbot: QtBot, program: Program) -> IntakeScreen:
    enter_as_clerk(qtbot, program)
    screen = program.entrance.workplace.stack.currentWidget()
    assert isinstance(screen, IntakeScreen)
    qtbot.waitUntil(lambda: screen.draft is not None)
    return screen


def in_a_form(qtbot: QtBot, screen: IntakeScreen) -> str:
    """Choose an item by keys and leave the keys in its third field; return that field's key."""
    stroke(Qt.Key.Key_F2)
    press("cjrz")
    qtbot.waitUntil(screen.items.search.drop.isVisible)
    stroke(ENTER)
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    stroke(Qt.Key.Key_Tab)
    stroke(Qt.Key.Key_Tab)
    return screen.form.focused_key()


def test_locking_gives_the_keys_back_to_the_field(qtbot: QtBot, program: Program) -> None:
    screen = at_intake(qtbot, program)
    here = in_a_form(qtbot, screen)
    stroke(Qt.Key.Key_L, CTRL)
    press(PIN, ENTER)
    qtbot.waitUntil(lambda: program.entrance.lock_page is None)
    assert here
    assert screen.form.focused_key() == here


def test_coming_back_from_another_screen_gives_the_keys_back_to_the_field(
    qtbot: QtBot, program: Program
) -> None:
    screen = at_intake(qtbot, program)
    here = in_a_form(qtbot, screen)
    stroke(Qt.Key.Key_2, CTRL)
    stroke(Qt.Key.Key_1, CTRL)
    assert screen.form.focused_key() == here


def test_a_sitting_without_an_outcome_is_told_and_concluded_from_the_records(
    qtbot: QtBot, program: Program, office: Office, kept: Kept
) -> None:
    clerk = actor_of(office, kept, Role.CLERK)
    sitting = received(office, clerk).sitting
    screen = at_intake(qtbot, program)
    qtbot.waitUntil(screen.notice.isVisible)
    assert "1" in screen.notice.words.text()
    assert "Ctrl+R" in screen.notice.words.text()
    in_work = in_a_form(qtbot, screen)
    stroke(Qt.Key.Key_2, CTRL)
    workplace = program.entrance.workplace
    qtbot.waitUntil(lambda: isinstance(workplace.stack.currentWidget(), RecordsScreen))
    table = workplace.stack.currentWidget()
    assert isinstance(table, RecordsScreen)
    qtbot.waitUntil(table.go_on_button.isVisible)
    model = table.sittings.lines_model
    assert "待定" in model.data(model.index(0, model.columnCount() - 1))
    stroke(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: workplace.stack.currentWidget() is screen)
    qtbot.waitUntil(screen.receiving.sheet.isVisible)
    with qtbot.waitSignal(screen.papers_wanted, timeout=10_000):
        stroke(Qt.Key.Key_F9)
    (line,) = records.lines(office, clerk, None, "")
    assert (line.sitting_id, line.concluded) == (sitting.id, True)
    assert screen.draft.form.items, "the draft in work is still there"
    qtbot.waitUntil(lambda: not table.go_on_button.isVisible())
    stroke(Qt.Key.Key_1, CTRL)
    assert screen.form.focused_key() == in_work


def test_own_drafts_are_told_after_signing_in_and_taken_back(
    qtbot: QtBot, program: Program, office: Office, kept: Kept
) -> None:
    clerk = actor_of(office, kept, Role.CLERK)
    draft = a_draft(office, clerk)
    drafts.save(office, clerk, draft.draft_id, "面馆", draft.to_json())
    screen = at_intake(qtbot, program)
    qtbot.waitUntil(screen.notice.isVisible)
    assert "F10" in screen.notice.words.text()
    stroke(Qt.Key.Key_F10)
    qtbot.waitUntil(screen.keeping.sheet.isVisible)
    stroke(ENTER)
    qtbot.waitUntil(lambda: screen.draft.draft_id == draft.draft_id)


def test_the_consultation_list_can_be_printed_at_once(
    qtbot: QtBot, program: Program, office: Office, kept: Kept
) -> None:
    received(office, actor_of(office, kept, Role.CLERK))
    screen = at_intake(qtbot, program)
    in_a_form(qtbot, screen)
    workplace = program.entrance.workplace
    with qtbot.waitSignal(screen.paper_made, timeout=20_000):
        stroke(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: isinstance(workplace.stack.currentWidget(), RecordsScreen))
    table = workplace.stack.currentWidget()
    assert isinstance(table, RecordsScreen)
    qtbot.waitUntil(lambda: table.sittings.lines_model.rowCount() == 1)
    qtbot.waitUntil(table.print_button.isEnabled)
    (paper,) = table.papers.lines_model.lines
    assert paper.item_name == "" or paper.pages
    assert table.print_button.isEnabled()
    assert table.sittings.chosen() is None
    table.sittings.setFocus()
    stroke(Qt.Key.Key_Down)
    assert table.sittings.chosen() is not None
    assert table._loose is None


def test_the_screens_on_the_strip_are_announced_as_one_of_several(
    qtbot: QtBot, program: Program
) -> None:
    at_intake(qtbot, program)
    for button in program.entrance.workplace.buttons:
        heard = QAccessible.queryAccessibleInterface(button)
        assert heard.role() is QAccessible.Role.RadioButton


def test_the_title_names_the_program_once(qtbot: QtBot, program: Program) -> None:
    shown = f"{program.window.windowTitle()} {QApplication.applicationDisplayName()}"
    assert shown.count("一窗") == 1


def test_everything_on_the_intake_screen_speaks_the_new_language(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gettext, "GNUTranslations", lambda _file: Spoken())
    screen = at_intake(qtbot, program)
    in_a_form(qtbot, screen)
    qtbot.waitUntil(screen.notice.isVisible)
    modifiers = CTRL | Qt.KeyboardModifier.ShiftModifier
    stroke(Qt.Key.Key_E, modifiers)
    qtbot.waitUntil(lambda: screen.bar.buttons["receive"].text().startswith("["))
    qtbot.waitUntil(lambda: not screen.notice.isVisible())
    for button in screen.bar.buttons.values():
        assert button.accessibleName().startswith("[")
    for part in (screen.items.list, screen.materials.list, screen.head.ticket):
        assert part.accessibleName().startswith("[")
    for overlay in (screen.chart, screen.picker, screen.visit.sheet, screen.receiving.sheet):
        assert overlay.accessibleName().startswith("[")
    for section in screen.form.sections:
        words = screen.form._boxes[section.key].band.accessibleDescription()
        assert words.startswith("[") or not words
    assert screen.head.channel.currentText().startswith("[")


def test_signing_out_saves_what_was_typed_just_now(
    qtbot: QtBot, program: Program, office: Office, kept: Kept
) -> None:
    clerk = actor_of(office, kept, Role.CLERK)
    screen = at_intake(qtbot, program)
    in_a_form(qtbot, screen)
    screen.form.go_to("applicant.name")
    press("Wang")
    stroke(Qt.Key.Key_Q, CTRL)
    qtbot.waitUntil(lambda: bool(drafts.mine(office, clerk)))
    line = drafts.mine(office, clerk)[0]
    assert drafts.take_back(office, clerk, line.id).value("applicant.name") == "Wang"


def test_after_the_papers_the_next_applicant_begins_at_the_search(
    qtbot: QtBot, program: Program
) -> None:
    screen = at_intake(qtbot, program)
    in_a_form(qtbot, screen)
    screen.form.go_to("applicant.name")
    press("Wang")
    stroke(Qt.Key.Key_F4)
    stroke(Qt.Key.Key_F9)
    stroke(ENTER)
    qtbot.waitUntil(screen.receiving.sheet.isVisible)
    with qtbot.waitSignal(screen.papers_wanted, timeout=10_000):
        stroke(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    stroke(Qt.Key.Key_1, CTRL)
    assert screen.items.search.query.hasFocus(), QApplication.focusWidget()


def test_late_papers_do_not_take_the_keys_from_the_next_applicant(
    qtbot: QtBot, program: Program, office: Office, kept: Kept
) -> None:
    sitting = concluded(office, actor_of(office, kept, Role.CLERK)).sitting
    screen = at_intake(qtbot, program)
    workplace = program.entrance.workplace
    workplace.offer_papers(sitting.id)
    qtbot.waitUntil(lambda: isinstance(workplace.stack.currentWidget(), RecordsScreen))
    table = workplace.stack.currentWidget()
    assert isinstance(table, RecordsScreen)
    stroke(Qt.Key.Key_1, CTRL)
    qtbot.waitUntil(lambda: table.papers.lines_model.rowCount() > 0, timeout=20_000)
    qtbot.waitUntil(lambda: not table._offering)
    assert screen.items.search.query.hasFocus()

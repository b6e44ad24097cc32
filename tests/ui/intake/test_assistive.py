"""What assistive programs do beside the form counts as keys do: search, queue number, channel, notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Channel
from app.services import drafts
from app.services.office import Office
from tests.ui.intake.test_screen import fill
from ui.intake.screen import IntakeScreen


def put(widget: QWidget, text: str) -> None:
    """Write a text as assistive programs do, wherever the keys are."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    found.setText(QAccessible.Text.Value, text)


def test_a_search_set_finds_and_enter_takes(screen: IntakeScreen, qtbot: QtBot) -> None:
    screen.head.ticket.setFocus()
    search = screen.items.search
    put(search.query, "canyin")
    qtbot.waitUntil(search.drop.isVisible)
    qtbot.waitUntil(lambda: search.list.chosen() != "")
    QTest.keyClick(search.query, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.draft and screen.draft.form.items))


def test_a_queue_number_set_and_a_channel_chosen_are_saved_with_the_draft(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    assert screen.draft is not None
    put(screen.head.ticket, "A035")
    screen.head.channel.setCurrentIndex(1)  # what Qt does for a screen reader that chooses a line
    chosen = tuple(Channel)[1]
    assert (screen.draft.ticket, screen.draft.channel) == ("A035", chosen)
    qtbot.waitUntil(lambda: len(drafts.mine(office, clerk)) == 1)
    before = screen.draft
    screen.begin(before)
    assert (screen.head.ticket.text(), screen.head.channel.currentIndex()) == ("A035", 1)


def test_a_note_is_saved_while_it_is_typed(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    screen.materials.take_keys()
    key = screen.materials.list.chosen()
    screen.materials.note.setFocus()
    QTest.keyClicks(screen.materials.note, "page 2 blurred")
    qtbot.waitUntil(lambda: _kept(office, clerk, key) == "page 2 blurred")
    assert screen.materials.note.hasFocus()
    assert screen.materials.note.cursorPosition() == len("page 2 blurred")


def test_a_note_set_belongs_to_the_material_it_was_set_for(screen: IntakeScreen) -> None:
    fill(screen)
    assert screen.draft is not None
    panel = screen.materials
    panel.take_keys()
    first = panel.list.chosen()
    put(panel.note, "from afar")
    panel.list.step(1)
    assert panel.list.chosen() != first
    assert screen.draft.material(first).note == "from afar"
    assert screen.draft.material(panel.list.chosen()).note == panel.note.text() == ""


def _kept(office: Office, clerk: Actor, key: str) -> str:
    """Return a material's note as it stands in the store, empty before the draft is saved."""
    lines = drafts.mine(office, clerk)
    return drafts.take_back(office, clerk, lines[0].id).material(key).note if lines else ""

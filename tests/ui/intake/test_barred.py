"""Who is barred: warned at identity, without being in the way; what is greyed says why."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Role
from app.domain.case import HandedIn, OutcomeKind
from app.domain.certificate import BarGround
from app.services import bars, records
from app.services.office import Office
from tests.services.people import person
from tests.ui.intake.test_screen import choose, fill, hand_in_everything, keys, press, receive
from ui.intake.screen import IntakeScreen

NUMBER, FOOD = "370983199003159995", "SCJG-03"
ID = "applicant.id_number"


@pytest.fixture
def supervisor(office: Office) -> Actor:
    return person(office, "supervisor", Role.SUPERVISOR)


def bar(office: Office, supervisor: Actor, ground: BarGround, **more: str) -> None:
    bars.add(office, supervisor, ground, id_number=NUMBER, name="李䶮", **more)


def bad_credit(office: Office, supervisor: Actor) -> None:
    bar(office, supervisor, BarGround.BAD_CREDIT, basis="某失信认定〔2026〕1号")


def type_number(screen: IntakeScreen, qtbot: QtBot, number: str = NUMBER) -> None:
    """Name the applicant and type the number, by keys, in a form that asks for a person."""
    choose(screen, qtbot, "cjrz")
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    screen.form.go_to("applicant.name")
    keys("Wang")
    press(Qt.Key.Key_Return)
    screen.form.go_to(ID)
    keys(number)
    press(Qt.Key.Key_Return)


def test_a_barred_applicant_is_warned_of_with_basis_and_end_and_the_keys_go_on(
    screen: IntakeScreen, qtbot: QtBot, office: Office, supervisor: Actor
) -> None:
    bar(office, supervisor, BarGround.FALSE_MATERIALS, item_id=FOOD)
    type_number(screen, qtbot)
    here = QApplication.focusWidget()
    qtbot.waitUntil(screen.barred.isVisible)
    words = screen.barred.words.text()
    assert "行政许可法" in words
    assert str(bars.every(office, supervisor)[0].ends) in words
    assert FOOD not in words, "the matter is named, not numbered"
    assert QApplication.focusWidget() is here
    assert screen.form.focused_key() not in ("", ID)
    assert screen.barred.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_warning_goes_with_the_applicant(
    screen: IntakeScreen, qtbot: QtBot, office: Office, supervisor: Actor
) -> None:
    bad_credit(office, supervisor)
    type_number(screen, qtbot)
    qtbot.waitUntil(screen.barred.isVisible)
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    qtbot.waitUntil(lambda: not screen.barred.isVisible())
    type_number(screen, qtbot, "370902199003070423")
    qtbot.waitUntil(lambda: not screen._desk._waiting)
    assert not screen.barred.isVisible()


def test_the_ui_thread_only_shows_what_was_read(
    screen: IntakeScreen, qtbot: QtBot, office: Office, supervisor: Actor
) -> None:
    bad_credit(office, supervisor)
    fill(screen)
    qtbot.waitUntil(screen.barred.isVisible)
    found = screen.barred._bars
    slices = []
    for _turn in range(5):
        for shown in ((), found):
            began = perf_counter()
            screen.barred._take(shown)
            slices.append(perf_counter() - began)
    assert min(slices) < 0.016, slices


def test_owing_and_promising_are_greyed_for_bad_credit_and_say_why(
    screen: IntakeScreen, qtbot: QtBot, office: Office, supervisor: Actor
) -> None:
    bad_credit(office, supervisor)
    fill(screen)
    qtbot.waitUntil(screen.barred.isVisible)
    owing = next(m for m in screen.draft.form.materials if m.tolerance_days is not None)
    panel = screen.materials
    panel.list.setCurrentIndex(panel.list.entries.index(panel.list.entries.row_of(owing.key)))
    before = screen.draft.material(owing.key)
    panel.set_state(HandedIn.OWED)
    assert screen.draft.material(owing.key) == before
    assert "失信" in screen.notice.words.text()
    shut = [button.text() for button in panel._buttons if not button.isEnabled()]
    assert any("容缺" in words for words in shut), shut


def test_what_the_law_forbids_is_greyed_among_the_outcomes_and_says_why(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor, supervisor: Actor
) -> None:
    fill(screen)
    owing = next(m for m in screen.draft.form.materials if m.tolerance_days is not None)
    hand_in_everything(screen)
    panel = screen.materials
    panel.list.setCurrentIndex(panel.list.entries.index(panel.list.entries.row_of(owing.key)))
    panel.set_state(HandedIn.OWED)
    bad_credit(office, supervisor)  # known only after the receipt was asked for
    receive(screen, qtbot)
    sheet = screen.receiving.sheet
    owed = {asker.item_id for asker in owing.askers}
    line = next(
        n
        for n, outcome in enumerate(sheet._outcomes.values())
        if outcome.item_id in owed and outcome.kind is not OutcomeKind.WAIT
    )
    sheet.list.setCurrentIndex(sheet.list.entries.index(line))
    item = sheet.list.chosen()
    before = sheet._outcomes[item]
    refused = sheet._refused[item]
    assert OutcomeKind.ACCEPT_OWING in refused
    digit = list(OutcomeKind).index(OutcomeKind.ACCEPT_OWING)
    keys(str(digit + 1))
    assert "失信" in sheet.verdict.text
    assert sheet._outcomes[item] == before
    assert not sheet.kinds[digit].isEnabled()
    assert records.lines(office, clerk, None, "")

"""The whole screen over a real store, by keys alone: from search to the papers."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.case import HandedIn, OutcomeKind
from app.forms.snapshot import Origin
from app.services import drafts
from app.services.office import Office
from tests.unit.forms.builders import RESTAURANT, restaurant_case, values_of
from ui.intake.screen import IntakeScreen

NO = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def keys(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def choose(screen: IntakeScreen, qtbot: QtBot, typed: str) -> None:
    press(Qt.Key.Key_F2)
    keys(typed)
    qtbot.waitUntil(screen.items.search.drop.isVisible)
    press(Qt.Key.Key_Return)


def fill(screen: IntakeScreen) -> None:
    """Fill the restaurant case in one step, as a card reader or an earlier sitting would."""
    case = restaurant_case()
    screen.draft.choose_bundle(case["bundle"], case["answers"])
    screen.draft.fill(values_of(case), Origin.TYPED)
    screen.begin(screen.draft)


def hand_in_everything(screen: IntakeScreen) -> None:
    press(Qt.Key.Key_F4)
    while screen.draft.open_materials():
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_Return)


def receive(screen: IntakeScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F9)
    assert screen.receiving.receipt.isVisible()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(screen.receiving.sheet.isVisible)


def test_the_search_has_the_keys_when_nothing_is_chosen(screen: IntakeScreen) -> None:
    assert screen.items.search.query.hasFocus()


def test_an_item_is_found_by_its_initials_and_its_form_opens(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    choose(screen, qtbot, "spjy")
    assert [item.item_id for item in screen.draft.form.items] == ["SCJG-03"]
    assert screen.form.focused_key() == screen.form.first_key()
    assert "28" in screen.notice.words.text()


def test_the_savings_on_the_screen_are_those_of_the_merge(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    fill(screen)
    savings = screen.draft.form.savings
    words = screen.items.savings.accessibleDescription()
    for number in (savings.fields_separate, savings.fields_merged, savings.fields_to_type):
        assert str(number) in words
    for number in (savings.materials_separate, savings.materials_merged):
        assert str(number) in words


def test_removing_an_item_is_said_and_can_be_undone(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Tab)
    item = screen.items.list.chosen()
    press(Qt.Key.Key_Delete)
    assert item not in {each.item_id for each in screen.draft.form.items}
    assert screen.notice.isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert item in {each.item_id for each in screen.draft.form.items}


def test_receiving_without_items_says_why_and_goes_to_the_search(screen: IntakeScreen) -> None:
    screen.head.ticket.setFocus()
    press(Qt.Key.Key_F9)
    assert "F2" in screen.notice.words.text()
    assert screen.items.search.query.hasFocus()


def test_receiving_without_an_applicant_goes_to_an_open_field(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    choose(screen, qtbot, "spjy")
    press(Qt.Key.Key_F9)
    assert not screen.receiving.receipt.isVisible()
    assert screen.form.focused_key() == screen.draft.next_open(None)


def test_alt_and_a_number_go_to_a_section(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert screen.form.focused_key() == screen.form.sections[2].rows[0].key
    assert screen.tabs.current == 2


def test_f6_goes_to_the_next_fault_and_then_to_the_materials(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    fill(screen)
    screen.draft.set_value("site.seats", "")
    screen.begin(screen.draft)
    press(Qt.Key.Key_F6)
    assert screen.form.focused_key() == "site.seats"
    keys("90")
    press(Qt.Key.Key_F6)
    assert screen.materials.list.hasFocus()


def test_undo_and_redo_go_across_fields(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    for key, text in (("org.postal_code", "271001"), ("site.floor", "2层"[:1])):
        screen.form.go_to(key)
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        keys(text)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.draft.shown("org.postal_code") == "271000"
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert screen.draft.shown("org.postal_code") == "271001"


def test_a_rare_character_is_picked_into_the_field(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    screen.form.go_to("org.name_alternatives")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    keys("U+4DAE")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert screen.draft.value("org.name_alternatives") == "䶮"


def test_the_palette_finds_an_action_by_its_initials(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    keys("gq")
    assert screen.palette_of_actions.hits.count() == 1
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.draft.form.items)


def test_all_keys_still_work_after_every_overlay(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    for key, modifier in (
        (Qt.Key.Key_F1, NO),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F9, NO),
    ):
        screen.form.go_to("org.name")
        here = QApplication.focusWidget()
        press(key, modifier)
        assert QApplication.focusWidget() is not here
        press(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is here
        press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert screen.form.focused_key() == screen.form.sections[1].rows[0].key


def test_a_material_is_set_by_digits_and_counted(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    before = len(screen.draft.open_materials())
    press(Qt.Key.Key_F4)
    key = screen.materials.list.chosen()
    press(Qt.Key.Key_1)
    entry = screen.draft.material(key)
    assert entry.state is HandedIn.HANDED_IN
    assert entry.originals or entry.copies
    assert len(screen.draft.open_materials()) == before - 1
    copies = entry.copies
    keys("+")
    assert screen.draft.material(key).copies == copies + 1


def test_a_defective_material_asks_what_is_wrong(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_F4)
    key = screen.materials.list.chosen()
    press(Qt.Key.Key_3)
    keys("page 2 blurred")
    press(Qt.Key.Key_Return)
    keys("scan again")
    press(Qt.Key.Key_Return)
    entry = screen.draft.material(key)
    assert (entry.note, entry.standard) == ("page 2 blurred", "scan again")
    assert screen.materials.list.hasFocus()


def test_a_sitting_is_received_and_concluded_by_keys_alone(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    hand_in_everything(screen)
    receive(screen, qtbot)
    with qtbot.waitSignal(screen.papers_wanted, timeout=10_000) as wanted:
        press(Qt.Key.Key_F9)
    sitting_id = wanted.args[0]
    assert isinstance(sitting_id, UUID)
    with office.store.read() as reader:
        cases = reader.cases.cases_of(clerk.region, sitting_id)
        sitting = reader.cases.sitting(clerk.region, sitting_id)
    assert {case.item_id for case in cases} == set(RESTAURANT)
    assert sitting is not None
    assert sitting.applicant.name == "泰山区䶮记面馆"
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    assert screen.head.ticket.text() == ""


def test_a_second_press_receives_nothing_twice(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    press(Qt.Key.Key_F9)
    sheet = QApplication.focusWidget()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    screen.actions_of_screen.run("receive")
    qtbot.waitUntil(screen.receiving.sheet.isVisible)
    with office.store.read() as reader:
        assert len(reader.cases.lines(clerk.region, day=None, text="", limit=9)) == 1


def test_an_outcome_without_its_reason_is_refused_and_can_be_mended(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    fill(screen)
    hand_in_everything(screen)
    receive(screen, qtbot)
    sheet = screen.receiving.sheet
    keys("3")
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(sheet.verdict.text))
    assert sheet.conclude.isEnabled()
    keys("1")
    with qtbot.waitSignal(screen.papers_wanted, timeout=10_000):
        press(Qt.Key.Key_F9)


def test_faults_are_proposed_as_corrections_with_their_standard(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    fill(screen)
    hand_in_everything(screen)
    screen.draft.set_value("org.legal_rep.id_number", "37098319900315999X")
    receive(screen, qtbot)
    sheet = screen.receiving.sheet
    kinds = {item: outcome.kind for item, outcome in sheet._outcomes.items()}
    assert OutcomeKind.CORRECT in kinds.values()
    rows = sheet.defects.read()
    assert rows
    assert all(len(row) == 3 for row in rows)


def test_a_hung_up_draft_is_taken_back_as_it_was(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    screen.form.go_to("org.postal_code")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("271005")
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    assert len(drafts.mine(office, clerk)) == 1
    press(Qt.Key.Key_F10)
    qtbot.waitUntil(screen.keeping.sheet.isVisible)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    assert screen.draft.value("org.postal_code") == "271005"


def test_the_draft_is_saved_while_it_is_typed(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    screen.form.go_to("org.postal_code")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("271006")
    qtbot.waitUntil(lambda: len(drafts.mine(office, clerk)) == 1, timeout=5_000)
    line = drafts.mine(office, clerk)[0]
    assert drafts.take_back(office, clerk, line.id).value("org.postal_code") == "271006"


def test_the_consultation_list_is_made_without_an_applicant(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    choose(screen, qtbot, "spjy")
    with qtbot.waitSignal(screen.paper_made, timeout=20_000) as made:
        press(Qt.Key.Key_F8)
    assert made.args[0].pages >= 1


def test_the_help_strip_names_departments_basis_and_review_points(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    fill(screen)
    screen.form.go_to("org.name")
    words = screen.help.written()
    item = screen.draft.catalogue.items["SCJG-03"]
    assert "市场监管" in words
    assert item.legal_basis[0].law in words
    assert any(point in words for point in item.review_points)


@pytest.mark.parametrize("size", [(1366, 698), (1093, 584), (1920, 1010)])
@pytest.mark.parametrize("step", [100, 130])
def test_nothing_sticks_out_of_the_window(
    screen: IntakeScreen, qtbot: QtBot, size: tuple[int, int], step: int
) -> None:
    from ui.styles.appearance import appearance

    fill(screen)
    appearance().wear("light", step)
    screen.resize(*size)
    QApplication.processEvents()
    assert screen.minimumSizeHint().width() <= size[0]
    assert screen.minimumSizeHint().height() <= size[1]
    for part in (screen.items, screen.middle, screen.materials, screen.bar, screen.head):
        assert screen.rect().contains(part.geometry())


def test_the_screen_speaks_the_other_language_at_once(
    screen: IntakeScreen, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QEvent

    from ui.kit.signs import Caption

    fill(screen)
    monkeypatch.setattr("app.wording._speaker.translations.gettext", lambda text: f"<{text}>")
    QApplication.sendEvent(screen, QEvent(QEvent.Type.LanguageChange))
    for caption in screen.findChildren(Caption):
        QApplication.sendEvent(caption, QEvent(QEvent.Type.LanguageChange))
        assert caption.text().startswith("<")
    assert screen.form.sections[0].title.startswith("<")
    assert screen.bar.buttons["receive"].text().startswith("<")
    assert all("<" in line.detail for line in screen.materials.list.entries.lines)

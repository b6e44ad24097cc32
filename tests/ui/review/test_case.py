"""One case whole: head, dates explained, fields beside scans, points, earlier cases, chronology."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import wording
from app.domain.act_bodies import Stop
from app.domain.acts import ActKind
from app.services import proceeding, review
from app.services.office import Office
from tests.ui.review.builders import Scene, a_picture, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.case_pane import POINTS
from ui.review.earlier_pane import EarlierPane
from ui.review.fact_list import FactList
from ui.review.materials_pane import MaterialsPane
from ui.review.screen import ReviewScreen

REGISTERED = True
ALT = Qt.KeyboardModifier.AltModifier

MATERIALS = 0
"""The first page beside the reading panel."""


@pytest.fixture
def screen(qtbot: QtBot, screens: Screens, scene: Scene) -> ReviewScreen:
    """Give a reviewer's screen with the accepted food licence in hand."""
    made = screens("liuyang")
    made.look(scene.cases["食品"])
    qtbot.waitUntil(lambda: made.case.view is not None)
    return made


def page(screen: ReviewScreen, number: int) -> FactList:
    found = screen.case.reading.page(number)
    assert isinstance(found, FactList)
    return found


def facts(screen: ReviewScreen, number: int) -> dict[str, str]:
    return {fact.label: fact.value for fact in page(screen, number).entries.lines}


def materials(screen: ReviewScreen) -> MaterialsPane:
    found = screen.case.beside.page(MATERIALS)
    assert isinstance(found, MaterialsPane)
    return found


def test_the_head_says_what_whose_and_where_it_stands(screen: ReviewScreen) -> None:
    head = screen.case.head
    assert head.item.text() == "食品经营许可（新办）"
    assert head.state.text() == "已受理"
    assert head.applicant.text().startswith("泰山区䶮记面馆")
    assert "********" in head.applicant.text(), "the number is not for every passer-by"
    assert "第 1 步，共 3 步：承办" in head.facts.text()
    shown = [box.accessibleName() for box in head.dues if box.isVisible()]
    assert shown == [
        "承诺期限　2026-12-01　剩 5 个工作日",
        "法定期限　2026-12-08　剩 10 个工作日",
    ]


def test_f6_explains_the_due_dates_day_by_day(qtbot: QtBot, screen: ReviewScreen) -> None:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_F6)
    sheet = screen.explained
    assert sheet.isVisible()
    said = [fact.value for fact in sheet.list.entries.lines]
    assert "2026-11-28（周六）：周末，不计。" in said
    assert "2026-12-08（周二）：工作日，第10个。" in said
    hands.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_days_that_stood_still_are_named_in_the_reckoning(
    qtbot: QtBot, screen: ReviewScreen, office: Office, scene: Scene
) -> None:
    reviewer = person(office, "liuyang")
    view = screen.case.view
    assert view is not None
    special = view.standing.ground.regime.procedure.special[0]
    body = Stop(special.code, special.name, special.basis, "抽样", 5, office.today())
    proceeding.do(office, reviewer, scene.cases["食品"], ActKind.STOP, body)
    screen.refresh()
    qtbot.waitUntil(lambda: screen.case.view is not None and screen.case.view.case.stopped)
    assert "已停计时" in screen.case.head.state.text()
    assert all("已停计时" in box.accessibleName() for box in screen.case.head.dues[:2])


def test_the_department_s_form_stands_in_its_own_words(qtbot: QtBot, screen: ReviewScreen) -> None:
    qtbot.waitUntil(lambda: page(screen, 0).entries.rowCount() > 10)
    told = facts(screen, 0)
    assert told["经营者名称"] == "泰山区䶮记面馆"
    headings = [fact.label for fact in page(screen, 0).entries.lines if fact.heading]
    assert headings[0] == "单位（经营者）信息"


def test_the_merged_facts_mute_what_this_item_does_not_ask(
    qtbot: QtBot, screen: ReviewScreen
) -> None:
    Hands(screen).press(Qt.Key.Key_2, ALT)
    qtbot.waitUntil(lambda: page(screen, 1).entries.rowCount() > 40)
    inks = {fact.label: fact.ink for fact in page(screen, 1).entries.lines}
    assert inks["排水户类型？"] == "muted"
    assert inks["经营主体业态？"] == "text"
    assert page(screen, 1).hasFocus()
    view = screen.case.view
    assert view is not None
    values = view.seen.sitting.values
    for field in view.seen.form.fields.values():
        mine = any(asker.item_id == view.case.item_id for asker in field.askers)
        if not mine and values.get(field.key) is not None:
            assert inks[field.label] == "muted"


def test_a_value_is_copied_from_the_form(qtbot: QtBot, screen: ReviewScreen) -> None:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: page(screen, 0).entries.rowCount() > 10)
    hands.press(Qt.Key.Key_Down, times=2)
    hands.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    row = page(screen, 0).currentIndex().row()
    assert QGuiApplication.clipboard().text() == page(screen, 0).entries.lines[row].value


def test_pages_are_built_when_they_are_looked_at(screen: ReviewScreen) -> None:
    assert screen.case.reading.stack.count() == 1
    Hands(screen).press(Qt.Key.Key_4, ALT)
    assert screen.case.reading.stack.count() == 2


def test_a_scan_stands_beside_the_fields_and_is_zoomed_and_turned_by_keys(
    qtbot: QtBot, screen: ReviewScreen, scene: Scene
) -> None:
    screen.look(scene.cases["个体"])
    pane = materials(screen)
    with qtbot.waitSignal(pane.scan.shown):
        pass
    assert page(screen, 0).isVisible(), "form and scan are seen together"
    qtbot.waitUntil(lambda: "page.png" in pane.place.text())
    wide = pane.scan.widget().width()
    hands = Hands(screen)
    hands.press(Qt.Key.Key_5, ALT)
    hands.enter()
    with qtbot.waitSignal(pane.scan.shown):
        hands.press(Qt.Key.Key_Plus)
    assert pane.scan.widget().width() > wide * 1.3
    high = pane.scan.widget().height()
    with qtbot.waitSignal(pane.scan.shown):
        hands.press(Qt.Key.Key_R)
    assert pane.scan.widget().height() < high, "an upright page lies now"


def test_a_scan_is_attached_to_the_chosen_material(
    qtbot: QtBot, screen: ReviewScreen, tmp_path: Path
) -> None:
    file = tmp_path / "租赁合同.png"
    file.write_bytes(a_picture())
    pane = materials(screen)
    qtbot.waitUntil(lambda: len(pane.list.entries.lines) > 3)
    pane.setFocus()
    Hands(screen).press(Qt.Key.Key_Down, times=2)
    with qtbot.waitSignal(pane.scan.shown):
        pane.attach([str(file)])
    assert "租赁合同.png" in pane.verdict.text
    row = pane.list.currentIndex().row()
    assert pane.list.entries.lines[row].right == "扫描 1 件"
    Hands(screen).press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.list.entries.lines[row].right == "")


def test_what_is_no_scan_is_refused_in_one_sentence(
    qtbot: QtBot, screen: ReviewScreen, tmp_path: Path
) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(b"PK\x03\x04 a letter")
    pane = materials(screen)
    qtbot.waitUntil(lambda: len(pane.list.entries.lines) > 3)
    pane.attach([str(file)])
    qtbot.waitUntil(lambda: "letter.docx" in pane.verdict.text)
    assert pane.verdict.isVisible()


def test_points_are_ticked_by_keys_and_kept_for_their_case(
    qtbot: QtBot, screen: ReviewScreen, scene: Scene
) -> None:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_6, ALT)
    hands.enter()
    hands.press(Qt.Key.Key_Space)
    ticked = screen.case.ticked()
    assert len(ticked) == 2
    caption = screen.case.beside.tabs.buttons[POINTS].accessibleName()
    assert caption == f"审查要点 2/{len(screen.case.points.entries.lines)}"
    screen.look(scene.cases["个体"])
    qtbot.waitUntil(lambda: screen.case.view.case.id == scene.cases["个体"])
    assert screen.case.ticked() == ()
    screen.look(scene.cases["食品"])
    qtbot.waitUntil(lambda: screen.case.view.case.id == scene.cases["食品"])
    assert screen.case.ticked() == ticked


def test_earlier_cases_of_the_same_applicant_are_opened_by_enter(
    qtbot: QtBot, screen: ReviewScreen
) -> None:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_3, ALT)
    earlier = screen.case.reading.page(2)
    assert isinstance(earlier, EarlierPane)
    qtbot.waitUntil(lambda: len(earlier.list.entries.lines) == 4)
    assert "4 件" in earlier.words.text()
    wanted = earlier.list.entries.lines[1]
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    qtbot.waitUntil(lambda: str(screen.case.view.case.id) == wanted.key)


def test_the_chronology_says_every_act_in_words_the_latest_first(
    qtbot: QtBot, screen: ReviewScreen, office: Office, scene: Scene
) -> None:
    review.claim(office, person(office, "liuyang"), scene.cases["食品"])
    screen.refresh()
    Hands(screen).press(Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: page(screen, 3).entries.rowCount() > 0)
    qtbot.waitUntil(lambda: page(screen, 3).entries.lines[0].label.endswith("领办"))
    headings = [f.label.split("　")[1] for f in page(screen, 3).entries.lines if f.heading]
    assert headings[:3] == ["领办", "受理", "前项结果到达"]
    said = [fact.value for fact in page(screen, 3).entries.lines]
    assert "由 刘洋 办理" in said
    assert any("营业执照" in value for value in said), "whose result it was"


def test_escape_goes_back_to_the_queue(qtbot: QtBot, screen: ReviewScreen) -> None:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_1, ALT)
    assert page(screen, 0).hasFocus()
    hands.press(Qt.Key.Key_Escape)
    assert screen.queue.list.hasFocus()


def test_the_screen_speaks_another_language_at_once(screen: ReviewScreen) -> None:
    wording.use("en")
    QApplication.sendEvent(screen, QEvent(QEvent.Type.LanguageChange))
    named = [screen.queue.search, screen.queue.list, screen.case.reading.tabs.buttons[0]]
    assert all(widget.accessibleName() for widget in named)
    assert "办件" not in screen.queue.list.empty
    assert screen.case.head.item.text() == "食品经营许可（新办）", "the catalogue stays Chinese"


def test_every_part_that_takes_the_keys_has_a_name(screen: ReviewScreen) -> None:
    for number in range(7):
        screen.case.go(number)
    labelled = {label.buddy() for label in screen.findChildren(QLabel) if label.buddy()}
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and widget not in labelled
        and not getattr(widget, "text", lambda: "")()
    ]
    assert nameless == []


def test_every_button_tells_its_key_to_who_does_not_see_it(screen: ReviewScreen) -> None:
    for name, button in screen.bar.buttons.items():
        key = screen.actions_of_screen.all[name].keys[0]
        assert button.accessibleName() == button.text()
        assert button.accessibleDescription().startswith(f"按键 {key}")
    pages = (*screen.case.reading.tabs.buttons, *screen.case.beside.tabs.buttons)
    told = [button.accessibleDescription() for button in pages]
    assert told == [f"按键 Alt+{n}" for n in range(1, 8)]
    assert screen.case.head.dues[0].accessibleDescription() == "按键 F6"
    assert screen.queue.search.accessibleDescription() == "按键 F2"
    sheet = screen.acting.sheet
    sheet.go.setText("同意")
    assert (sheet.go.accessibleName(), sheet.go.accessibleDescription()) == ("", "按键 F9")

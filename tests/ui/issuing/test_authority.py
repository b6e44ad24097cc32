"""An authority shown only at the hand-over: recorded, handed on, and ended, all by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.case import Agent, Case
from app.domain.concept_keys import AGENT_POWERS
from app.services import helping, proceeding
from app.services.authority import ID_NUMBER, NAME
from app.services.office import Office
from tests.ui.issuing.builders import ANOTHER, FIRST, case_of
from ui.issuing.authority_sheet import AuthoritySheet
from ui.issuing.hand_over import HandOverScreen
from ui.tasks import Desk

STATE = "certified"


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FIRST)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor, office: Office, case: Case) -> HandOverScreen:
    """Give the screen with the receipt scanned."""
    made = HandOverScreen(desk, clerk)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    QTest.keyClicks(
        made.ready.search, proceeding.view_case(office, clerk, case.id).seen.sitting.barcode
    )
    QTest.keyClick(made.ready.search, Qt.Key.Key_Return)
    qtbot.waitUntil(made.collector.isEnabled)
    return made


def agent_of(office: Office, actor: Actor, case: Case) -> Agent | None:
    return proceeding.view_case(office, actor, case.id).seen.sitting.agent


def press(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def write(text: str) -> None:
    """Type what a person types; an input method commits what has no key."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
    else:
        target.insert(text)  # type: ignore[attr-defined]  # a line of text
        target.textEdited.emit(text)  # type: ignore[attr-defined]  # as above


def opened(qtbot: QtBot, screen: HandOverScreen) -> AuthoritySheet:
    press(Qt.Key.Key_F3)
    qtbot.waitUntil(screen.authority_sheet.isVisible)
    return screen.authority_sheet


def tick_everything(sheet: AuthoritySheet) -> None:
    assert sheet.rows is not None
    field = sheet.rows.fields[AGENT_POWERS]
    field.show_value(list(field.spec.options), "")


def recorded(qtbot: QtBot, screen: HandOverScreen, name: str) -> None:
    """Record an agent who may do everything."""
    sheet = opened(qtbot, screen)
    assert sheet.rows is not None
    sheet.rows.go_to(NAME)
    write(name)
    sheet.rows.go_to(ID_NUMBER)
    write(ANOTHER)
    tick_everything(sheet)
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    qtbot.waitUntil(screen.collector.who.buttons[1].isEnabled)


def test_an_authority_shown_at_the_window_is_recorded_and_its_agent_stands_there(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    assert not screen.collector.who.buttons[1].isEnabled()
    recorded(qtbot, screen, "王代理")
    agent = agent_of(office, clerk, case)
    assert agent is not None
    assert (agent.name, agent.id_number) == ("王代理", ANOTHER)
    qtbot.waitUntil(lambda: screen.collector.who.chosen == 1)
    assert screen.collector.name.text() == "王代理"
    assert screen.collector.number.text() == ""
    assert "领取" in screen.collector.authority.text()


def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_recorded(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    sheet = opened(qtbot, screen)
    assert sheet.rows is not None
    press(Qt.Key.Key_F9)
    assert sheet.rows.fields[NAME].has_focus()
    write("王代理")
    sheet.rows.go_to(ID_NUMBER)
    write("370102198805071228")
    press(Qt.Key.Key_F9)
    assert sheet.rows.fields[ID_NUMBER].has_focus()
    assert sheet.rows.fields[ID_NUMBER].look == "error"
    press(Qt.Key.Key_Backspace)
    write("7")
    press(Qt.Key.Key_F9)
    assert "权限" in sheet.verdict.text
    assert sheet.rows.fields[AGENT_POWERS].has_focus()
    assert agent_of(office, clerk, case) is None
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_agent_hands_his_authority_on_only_with_the_applicants_consent(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    recorded(qtbot, screen, "王代理")
    sheet = opened(qtbot, screen)
    assert sheet.consent.hasFocus()
    press(Qt.Key.Key_3)
    assert sheet.rows is not None
    sheet.rows.go_to(NAME)
    write("赵转托")
    sheet.rows.go_to(ID_NUMBER)
    write(ANOTHER)
    tick_everything(sheet)
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "第一百六十九条" in sheet.verdict.text)
    assert sheet.isVisible()
    sheet.consent.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    agent = agent_of(office, clerk, case)
    assert agent is not None
    assert agent.name == "赵转托"
    qtbot.waitUntil(lambda: screen.collector.name.text() == "赵转托")


def test_an_authority_that_has_ended_is_ended_and_its_agent_collects_nothing(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    press(Qt.Key.Key_F5)
    assert "没有登记代理人" in screen.ready.verdict.text
    recorded(qtbot, screen, "王代理")
    qtbot.waitUntil(lambda: screen.collector.who.chosen == 1)
    press(Qt.Key.Key_F5)
    sheet = screen.ending_sheet
    qtbot.waitUntil(sheet.isVisible)
    press(Qt.Key.Key_F9)
    assert "原因" in sheet.verdict.text
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    qtbot.waitUntil(lambda: "取消" in screen.collector.authority.text())
    assert "取消" in screen.row.buttons["hand-over"].toolTip()


def test_the_end_of_an_authority_is_not_in_the_future(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    recorded(qtbot, screen, "王代理")
    press(Qt.Key.Key_F5)
    sheet = screen.ending_sheet
    qtbot.waitUntil(sheet.isVisible)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return)
    assert sheet.day.has_focus()
    sheet.day.line.selectAll()
    write("+3")
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "晚于今天" in sheet.verdict.text)
    assert sheet.isVisible()
    sitting = proceeding.view_case(office, clerk, case.id).seen.sitting
    with office.store.read() as reader:
        kinds = [event.kind for event in reader.journal.events(sitting.region, sitting.id)]
    assert helping.GIVEN in kinds
    assert helping.ENDED not in kinds


def test_an_authority_names_its_matters_and_the_agent_gets_no_other(
    qtbot: QtBot, screen: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    sheet = opened(qtbot, screen)
    assert sheet.rows is not None
    assert len(sheet.matters.entries.lines) == 5
    sheet.rows.go_to(NAME)
    write("王代理")
    sheet.rows.go_to(ID_NUMBER)
    write(ANOTHER)
    tick_everything(sheet)
    for row in range(5):
        sheet.matters.setCurrentIndex(sheet.matters.entries.index(row))
        QTest.keyClick(sheet.matters, Qt.Key.Key_Space)
    press(Qt.Key.Key_F9)
    assert "事项" in sheet.verdict.text
    assert agent_of(office, clerk, case) is None
    keys = [line.key for line in sheet.matters.entries.lines]
    other = next(row for row, key in enumerate(keys) if key != case.item_id)
    sheet.matters.setCurrentIndex(sheet.matters.entries.index(other))
    QTest.keyClick(sheet.matters, Qt.Key.Key_Space)
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    qtbot.waitUntil(lambda: screen.collector.who.chosen == 1)
    assert case.item_name in screen.collector.authority.text()
    assert "没有写明" in screen.row.buttons["hand-over"].toolTip()

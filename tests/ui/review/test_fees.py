"""Fees on the screen: demanded, paid with a receipt, and added up at the day's end."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Fee
from app.domain.acts import ActKind
from app.services import fees
from app.services.office import Office
from tests.services.people import with_rule
from tests.ui.review.acting import ALT, at, done, opened, seen
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.screen import ReviewScreen

REGISTERED = True
BASIS = "某收费标准（示例）"


@pytest.fixture
def food(office: Office, scene: Scene) -> UUID:
    case_id = scene.cases["食品"]
    with_rule(office, seen(office, case_id).case.item_id, fee="1234.50", fee_basis=BASIS)
    return case_id


def opened_total(qtbot: QtBot, screen: ReviewScreen) -> Hands:
    hands = Hands(screen)
    hands.press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: screen.fees.isVisible() and screen.fees.sum.text() != "")
    return hands


def test_a_clerk_demands_takes_and_adds_up_a_fee_by_keys(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "zhoumin", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F)
    assert sheet.fields["amount"].read() == "1234.50"
    done(qtbot, sheet, hands)
    qtbot.waitUntil(lambda: screen.case.view.case.acts == seen(office, food).case.acts)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_M)
    notes = [label.text() for label in sheet.findChildren(type(sheet.under))]
    assert any("1,234.50" in note and BASIS in note for note in notes)
    hands.write("鲁财 0012345")
    done(qtbot, sheet, hands)
    act = seen(office, food).acts[-1]
    assert (act.kind, act.body) == (ActKind.PAY_FEE, Fee(123450, BASIS, "鲁财 0012345"))
    total = fees.day_total(office, person(office, "zhoumin"), office.today())
    assert total.total == 123450, "what is paid on the screen is in the till"
    qtbot.waitUntil(lambda: not screen._desk._waiting)
    opened_total(qtbot, screen)
    assert screen.fees.sum.text() == "共 1 笔，合计 1,234.50 元"
    (fact,) = screen.fees.list.entries.lines
    assert fact.label == seen(office, food).case.number
    assert "鲁财 0012345" in fact.value


def test_other_days_are_turned_to_and_the_future_is_not(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    clerk = person(office, "zhoumin")
    fees.demand(office, clerk, food)
    fees.pay(office, clerk, food, "0001")
    screen = screens("chen")
    hands = opened_total(qtbot, screen)
    today = screen.fees.heading.text()
    hands.press(Qt.Key.Key_Right)
    assert screen.fees.heading.text() == today
    hands.press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: screen.fees.sum.text().startswith("共 0 笔"))
    assert screen.fees.heading.text() != today
    hands.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: screen.fees.sum.text().startswith("共 1 笔"))
    hands.press(Qt.Key.Key_Escape)
    assert not screen.fees.isVisible()


def test_who_settles_no_till_is_told_whose_it_is(screens: Screens) -> None:
    screen = screens("liuyang")
    Hands(screen).press(Qt.Key.Key_L, ALT)
    assert "窗口" in screen.notice.words.text()
    assert "fees" not in vars(screen), "not even built"

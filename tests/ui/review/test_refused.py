"""A refused act: the keys go to the field that is faulty, and nothing typed is lost or changed."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Stop
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.errors import Problem
from app.services.office import Office
from tests.ui.review.acting import at, done, opened, seen, two_steps
from tests.ui.review.builders import Scene
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.act_forms import long, number, text
from ui.review.act_sheet import ActSheet
from ui.review.fault_places import place_of

REGISTERED = True
PLAIN = Qt.KeyboardModifier.NoModifier
LAUGH = "\U0001f600"


@pytest.fixture
def food(scene: Scene) -> UUID:
    return scene.cases["食品"]


def stop_sheet(
    qtbot: QtBot, screens: Screens, food: UUID, *, reason: str, days: str
) -> tuple[ActSheet, Hands]:
    sheet, hands = opened(qtbot, at(qtbot, screens, "liuyang", food), Qt.Key.Key_T)
    hands.press(Qt.Key.Key_2)
    hands.enter()
    hands.enter()
    if reason:
        hands.write(reason)
    hands.enter()
    hands.write(days)
    return sheet, hands


def refused(qtbot: QtBot, sheet: ActSheet, hands: Hands) -> None:
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: sheet.go.isEnabled() and bool(sheet.verdict.text))
    QApplication.processEvents()
    assert sheet.isVisible()


@pytest.mark.parametrize("days", ["-1", "0", "1000", "99999"])
def test_a_wrong_number_of_days_keeps_the_keys_and_the_kind(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID, days: str
) -> None:
    sheet, hands = stop_sheet(qtbot, screens, food, reason="抽样送检", days=days)
    before = (sheet.fields["kind"].read(), sheet.fields["basis"].read())
    refused(qtbot, sheet, hands)
    assert "999" in sheet.verdict.text
    assert sheet.fields["days"].has_focus()
    hands.rewrite("5")
    assert (sheet.fields["kind"].read(), sheet.fields["basis"].read()) == before
    done(qtbot, sheet, hands)
    stop = seen(office, food).acts[-1].body
    assert isinstance(stop, Stop)
    assert (stop.planned_days, stop.name) == (5, before[0])


def test_the_law_s_refusal_leads_to_what_was_left_out(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    sheet, hands = stop_sheet(qtbot, screens, food, reason="", days="5")
    refused(qtbot, sheet, hands)
    assert sheet.fields["reason"].has_focus()
    assert sheet.fields["reason"].look == "error"
    kind = sheet.fields["kind"].read()
    hands.write("抽样送检")
    assert (sheet.fields["kind"].read(), sheet.fields["days"].read()) == (kind, "5")


def test_what_no_font_can_print_is_refused_in_its_field_of_a_stop(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    reason = f"抽样送检{LAUGH}"
    sheet, hands = stop_sheet(qtbot, screens, food, reason=reason, days="5")
    refused(qtbot, sheet, hands)
    assert LAUGH in sheet.verdict.text
    assert sheet.fields["reason"].has_focus()
    assert sheet.fields["reason"].look == "error"
    assert sheet.fields["reason"].read() == reason
    assert not seen(office, food).case.stopped
    hands.rewrite("抽样送检")
    done(qtbot, sheet, hands)
    assert seen(office, food).case.stopped


def test_what_no_font_can_print_is_refused_in_its_field_of_a_refusal(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    two_steps(office, food)
    screen = at(qtbot, screens, "zhao", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, PLAIN)
    hands.write("厨房与卫生间相通")
    hands.enter()
    hands.write(f"不符合食品安全条件{LAUGH}")
    hands.enter()
    hands.write("食品经营许可和备案管理办法")
    refused(qtbot, sheet, hands)
    assert LAUGH in sheet.verdict.text
    assert sheet.fields["reasons"].has_focus()
    assert sheet.fields["facts"].read() == "厨房与卫生间相通"
    assert seen(office, food).case.state is not CaseState.REFUSED
    assert seen(office, food).acts[-1].kind is ActKind.OPINE
    hands.rewrite("不符合食品安全条件")
    done(qtbot, sheet, hands)
    assert seen(office, food).case.state is CaseState.REFUSED


def test_a_refusal_about_nothing_in_the_sheet_leaves_the_keys_where_they_were() -> None:
    asks = (text("kind", "种类"), long("reason", "原因", needed=True), number("days", "所需时间"))
    full = {"kind": "鉴定", "reason": "送检", "days": "5"}
    assert place_of(Problem("case.held"), asks, full) == ""
    assert place_of(Problem("case.stop-unclear"), asks, full | {"reason": " "}) == "reason"
    assert place_of(Problem("case.term-wrong"), asks, full) == "", "no such field is asked"
    named = Problem("act.no-glyph", field="planned_days", characters="")
    assert place_of(named, asks, full) == "days"

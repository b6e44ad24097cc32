"""The duty leader's strip: what the law accepts tomorrow."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ports.cases import CaseLine
from app.services import operation_of_law, proceeding
from app.services.office import Office
from tests.fakes.clock import StandingClock
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.screen import ReviewScreen

REGISTERED = True


@pytest.fixture
def last_day(clock: StandingClock, office: Office, scene: Scene) -> tuple[CaseLine, ...]:
    """Let it be the last day for a correction notice; give what the law accepts tomorrow."""
    supervisor = person(office, "chen")
    notice = proceeding.view_case(office, supervisor, scene.cases["城镇"]).clocks.notice
    assert notice is not None
    clock.set(clock.now().replace(month=notice.day.month, day=notice.day.day))
    lines = operation_of_law.tomorrow(office, supervisor)
    assert len(lines) > 1
    return lines


def test_the_duty_leader_is_told_and_goes_from_case_to_case(
    qtbot: QtBot, last_day: tuple[CaseLine, ...], screens: Screens
) -> None:
    screen = screens("chen")
    qtbot.waitUntil(screen.duty.isVisible)
    assert f"{len(last_day)} 件" in screen.duty.words.text()
    assert last_day[0].item_name in screen.duty.words.text()
    hands = Hands(screen)
    for line in last_day:
        hands.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shown(screen) == line.case_id)  # noqa: B023 - waited for at once


def test_who_leads_no_duty_is_not_told(last_day: tuple[CaseLine, ...], screens: Screens) -> None:
    assert last_day
    assert not screens("liuyang").duty.isVisible()


def shown(screen: ReviewScreen) -> UUID | None:
    return screen.case.view.case.id if screen.case.view is not None else None

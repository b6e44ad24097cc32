"""The duty leader's strip: what the law accepts tomorrow."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.errors import Finding
from app.ports.cases import CaseLine
from app.services import operation_of_law, proceeding, review
from app.services.office import Office
from app.services.operation_of_law import Concern, Outstanding
from tests.fakes.clock import StandingClock
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.screen import ReviewScreen

REGISTERED = True
SAID = Finding(
    "law.broken", {"number": "SCJG-XYZ", "item": "公共场所卫生许可", "day": "2026-09-01"}
)


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


def test_a_broken_promise_is_told_to_who_decides_and_the_revocation_is_not_far(
    qtbot: QtBot, clock: StandingClock, office: Office, scene: Scene, screens: Screens
) -> None:
    case_id = scene.cases["个体"]
    told = Outstanding(line_of(office, case_id), Concern.BROKEN, office.today(), SAID)
    screen = screens("zhao")
    qtbot.waitUntil(lambda: not screen._desk._waiting)  # nothing of its own is outstanding
    screen.duty.show_lines((told,))
    assert screen.duty.isVisible()
    assert "是否撤销待决定：1 件" in screen.duty.words.text()
    assert told.line.item_name in screen.duty.words.text()
    Hands(screen).press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(screen) == case_id)
    assert screen.duty.words.text().startswith("1/1")
    assert "SCJG-XYZ" in screen.duty.words.text()
    screen.duty.show_lines(())
    assert not screen.duty.isVisible()


def test_what_hinders_the_law_is_told_to_the_head_and_not_to_a_reviewer(
    qtbot: QtBot, office: Office, scene: Scene, screens: Screens
) -> None:
    line = line_of(office, scene.cases["个体"])
    told = (Outstanding(line, Concern.HINDERED, office.today(), SAID),)
    for name, visible in (("wang", True), ("chen", True), ("liuyang", False), ("zhoumin", False)):
        screen = screens(name)
        qtbot.waitUntil(lambda: not screen._desk._waiting)  # noqa: B023 - waited for at once
        screen.duty.show_lines(told)
        assert screen.duty.isVisible() is visible, name


def line_of(office: Office, case_id: UUID) -> CaseLine:
    lines = review.queue(office, person(office, "chen"), review.Queue.ALL)
    return next(line for line in lines if line.case_id == case_id)


def test_who_leads_no_duty_is_not_told(last_day: tuple[CaseLine, ...], screens: Screens) -> None:
    assert last_day
    assert not screens("liuyang").duty.isVisible()


def shown(screen: ReviewScreen) -> UUID | None:
    return screen.case.view.case.id if screen.case.view is not None else None

"""Other ways to an act: by its name, by the key chart, by another's result."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import review
from app.services.office import Office
from tests.services.builders import concluded
from tests.ui.review.acting import agreed, at, opened
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands

REGISTERED = True


@pytest.fixture
def food(scene: Scene) -> UUID:
    return scene.cases["食品"]


def test_a_grant_sets_nothing_going_before_its_certificate_is_made(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    sitting = concluded(office, person(office, "zhoumin"))
    case = next(one for one in sitting.cases if not one.waits_for)
    review.opine(office, person(office, "liuyang"), case.id, review.Verdict.GRANT, "同意", ())
    screen = at(qtbot, screens, "zhao", case.id)
    said: list[str] = []
    screen.acting.said.connect(lambda words, _kind: said.append(words))
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    agreed(qtbot, sheet, hands)
    assert said
    assert "食品经营许可" not in said[0]


def test_the_palette_finds_an_act_by_its_initials(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    hands = Hands(screen)
    hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hands.write("xchc")
    hands.enter()
    assert screen.acting.sheet.isVisible()
    assert screen.acting.sheet.heading.text() == "现场核查"


def test_the_key_chart_names_what_can_be_done_now(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    Hands(screen).press(Qt.Key.Key_F1)
    assert screen.chart.isVisible()
    lines = screen.chart._chart.lines
    assert ("F9", "同意") in lines
    assert ("Alt+H", "恢复计时") not in lines


def test_a_decided_case_offers_no_opinion(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    screen = at(qtbot, screens, "liuyang", scene.cases["个体"])
    button = screen.bar.buttons.get("agree")
    assert button is None or not button.isVisible() or button.off
    screen.actions_of_screen.run("agree")
    assert not screen.acting.sheet.isVisible()
    assert screen.notice.isVisible()

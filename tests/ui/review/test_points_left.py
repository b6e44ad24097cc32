"""Agreeing with review points left: said plainly, asked once, recorded; never asked without need."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Opinion
from app.services import review
from app.services.office import Office
from app.services.review import Verdict
from tests.ui.review.acting import ALT, agreed, at, done, opened, seen
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands

REGISTERED = True
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def food(scene: Scene) -> UUID:
    return scene.cases["食品"]


def points_of(office: Office, case_id: UUID) -> tuple[str, ...]:
    view = seen(office, case_id)
    return view.seen.catalogue.items[view.case.item_id].review_points


def test_who_agrees_with_points_left_is_asked_once_and_it_is_recorded(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    there = len(points_of(office, food))
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, NONE)
    hands.press(Qt.Key.Key_F9)
    assert f"0/{there}" in sheet.verdict.text
    assert seen(office, food).case.step == 0, "asked, and not done yet"
    hands.press(Qt.Key.Key_Escape)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, NONE)
    agreed(qtbot, sheet, hands)
    said = seen(office, food).acts[-1].body
    assert isinstance(said, Opinion)
    assert f"审查要点已核 0/{there} 条，经确认仍然同意" in said.comment
    assert said.comment.startswith("符合条件，同意。")


def test_who_has_checked_every_point_is_not_asked(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    there = len(points_of(office, food))
    screen = at(qtbot, screens, "liuyang", food)
    hands = Hands(screen)
    hands.press(Qt.Key.Key_6, ALT)
    hands.press(Qt.Key.Key_Return, times=there)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, NONE)
    done(qtbot, sheet, hands)
    said = seen(office, food).acts[-1].body
    assert isinstance(said, Opinion)
    assert (said.comment, len(said.points)) == ("符合条件，同意。", there)


def test_what_the_step_before_has_checked_needs_no_second_tick(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    checked = points_of(office, food)
    review.opine(office, person(office, "liuyang"), food, Verdict.GRANT, "同意", checked)
    screen = at(qtbot, screens, "sunli", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, NONE)
    done(qtbot, sheet, hands)
    assert seen(office, food).case.step == 2


def test_who_would_refuse_is_not_asked(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, NONE)
    hands.write("场所不符合要求")
    done(qtbot, sheet, hands)
    said = seen(office, food).acts[-1].body
    assert isinstance(said, Opinion)
    assert said.comment == "场所不符合要求"


def test_a_fault_of_ours_leaves_the_sheet_usable_with_what_was_typed(
    qtbot: QtBot,
    screens: Screens,
    office: Office,
    food: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_facts: object, **_more: object) -> None:
        raise RuntimeError("a fault of ours")

    screen = at(qtbot, screens, "liuyang", food)
    with monkeypatch.context() as patch:
        patch.setattr(review, "opine", broken)
        sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, NONE)
        hands.write("场所不符合要求")
        with qtbot.waitSignal(screen._desk.broken):
            hands.press(Qt.Key.Key_F9)
    assert sheet.isVisible()
    assert sheet.go.isEnabled()
    assert sheet.verdict.text == ""
    assert sheet.fields["comment"].read() == "场所不符合要求"
    hands.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible(), "it does not wait for an answer that never comes"
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, NONE)
    done(qtbot, sheet, hands)
    assert seen(office, food).case.step == 1

"""A promise is checked later, and false materials are named: on the sheet, and in the act."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import NonAcceptance, PromiseCheck
from app.domain.acts import ActKind
from app.domain.case import CaseState, HandedIn
from app.services import proceeding
from app.services.office import Office
from tests.ui.review.acting import at, done, opened, seen
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens

REGISTERED = True


@pytest.fixture
def food(scene: Scene, office: Office) -> UUID:
    """The food licence, one of whose materials was promised instead of handed in."""
    case_id = scene.cases["食品"]
    with office.store.begin() as unit:
        case = seen(office, case_id).case
        sitting = unit.cases.sitting(case.region, case.sitting_id)
        assert sitting is not None
        number = next(n for n, one in enumerate(sitting.materials) if case.item_id in one.items)
        promised = replace(sitting.materials[number], state=HandedIn.PROMISED)
        materials = (*sitting.materials[:number], promised, *sitting.materials[number + 1 :])
        unit.cases.put_sitting(replace(sitting, materials=materials))
        unit.commit()
    return case_id


def test_a_broken_promise_is_to_be_put_right_until_a_day_and_the_history_says_so(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_E)
    assert not sheet.fields["until"].isVisible()
    hands.enter()
    hands.write("现场与承诺不符")
    sheet.fields["kept"].show_value(False, "")
    sheet.fields["kept"].edited.emit()
    assert sheet.fields["until"].isVisible()
    sheet.fields["until"].entry().setFocus()
    hands.write("+10")
    done(qtbot, sheet, hands)
    act = seen(office, food).acts[-1]
    assert act.kind is ActKind.CHECK_PROMISE
    assert isinstance(act.body, PromiseCheck)
    assert not act.body.kept
    assert act.body.until is not None
    screen.case.go(3)
    history = screen.case.reading.page(3)
    qtbot.waitUntil(lambda: any("限期整改" in f.value for f in history.entries.lines))  # type: ignore[attr-defined]  # a list of facts


def test_a_promise_that_was_kept_asks_for_no_day(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_E)
    hands.enter()
    hands.write("与承诺书一致")
    sheet.fields["kept"].show_value(True, "")
    done(qtbot, sheet, hands)
    body = seen(office, food).acts[-1].body
    assert isinstance(body, PromiseCheck)
    assert (body.kept, body.until) == (True, None)


def test_not_accepting_for_false_materials_names_them(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    received = next(
        case_id
        for case_id in scene.cases.values()
        if seen(office, case_id).case.state is CaseState.RECEIVED
        and proceeding.view_case(office, person(office, "zhoumin"), case_id).possible.get(
            ActKind.NOT_ACCEPT, ...
        )
        is None
    )
    screen = at(qtbot, screens, "zhoumin", received)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_N)
    hands.write("材料系伪造")
    sheet.fields["competent"].entry().setFocus()
    hands.write("市住房和城乡建设局")
    sheet.fields["false"].entry().setFocus()
    hands.press(Qt.Key.Key_1)  # yes
    assert not sheet.fields["competent"].isVisible(), "who is competent is no question here"
    done(qtbot, sheet, hands)
    body = seen(office, received).acts[-1].body
    assert isinstance(body, NonAcceptance)
    assert (body.false_materials, body.competent) == (True, "")

"""The law acts from the sign-in on; the screens hear of it, and nobody is disturbed where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.admin.opening import open_office
from app.changes import Changes
from app.domain.actor import Role
from app.domain.case import Case, CaseState
from app.errors import Problem, WorldProblem
from app.services.office import Office
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.builders import received, with_waiting
from tests.ui.shell.builders import Kept, actor_of
from tests.ui.shell.test_entrance import enter_as_clerk
from ui.shell import doors
from ui.shell.application import Program
from ui.shell.doors import LawLook
from ui.shell.law_watch import LawWatch
from ui.tasks import Desk

FOOD = "SCJG-03"
DAYS_OFF = timedelta(days=30)


class Heard:
    """What a desk tells to everybody."""

    def __init__(self, desk: Desk) -> None:
        self.changes: list[Changes] = []
        self.refusals: list[Problem] = []
        self.faults: list[Exception] = []
        desk.changed.connect(self.changes.append)
        desk.refused.connect(self.refusals.append)
        desk.broken.connect(self.faults.append)


@pytest.fixture
def case(office: Office, kept: Kept) -> Case:
    """Take a case whose notice was never given, and leave it alone."""
    with_waiting(office, actor_of(office, kept, Role.SYSTEM_ADMIN), "unified")
    cases = received(office, actor_of(office, kept, Role.CLERK)).cases
    return next(case for case in cases if case.item_id == FOOD)


@pytest.fixture
def later(qapp: QApplication, kept: Kept, office: Office, case: Case) -> Iterator[Desk]:
    """Open the same store after the days off."""
    clock = StandingClock(office.now() + DAYS_OFF)
    made = Desk(lambda: open_office(kept.home, MemorySecrets(), clock=clock))
    made.open()
    yield made
    made.close()


def test_a_clock_that_is_behind_is_told_once_before_anybody_acts(
    qtbot: QtBot, kept: Kept, office: Office, case: Case
) -> None:
    assert case
    clock = StandingClock(office.now() - timedelta(days=1))
    desk = Desk(lambda: open_office(kept.home, MemorySecrets(), clock=clock))
    desk.open()
    heard, watch = Heard(desk), LawWatch(desk)
    looked(qtbot, watch, desk)
    looked(qtbot, watch, desk)
    assert [problem.code for problem in heard.refusals] == ["clock.behind"]
    desk.close()


def state_of(office: Office, case: Case) -> CaseState:
    with office.store.read() as reader:
        found = reader.cases.case(case.region, case.id)
    assert found is not None
    return found.state


def looked(qtbot: QtBot, watch: LawWatch, desk: Desk) -> None:
    """Let the watch look once, and wait until that is over."""
    watch.look()
    qtbot.waitUntil(lambda: not desk._waiting, timeout=20_000)


def looks_of(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count the looks instead of letting the law act."""
    looks: list[object] = []

    def look(office: object) -> LawLook:
        looks.append(office)
        return LawLook(Changes())

    monkeypatch.setattr(doors, "let_the_law_act", look)
    return looks


def test_after_days_off_silence_has_accepted_and_the_screens_hear_of_it(
    qtbot: QtBot, later: Desk, office: Office, case: Case
) -> None:
    heard = Heard(later)
    watch = LawWatch(later)
    looked(qtbot, watch, later)
    assert state_of(office, case) is CaseState.ACCEPTED
    assert [told.cases for told in heard.changes] == [True]
    looked(qtbot, watch, later)
    assert len(heard.changes) == 1, "nothing has changed the second time"


def test_the_watch_begins_at_the_sign_in(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = looks_of(monkeypatch)
    assert not program.law_watch._timer.isActive()
    enter_as_clerk(qtbot, program)
    qtbot.waitUntil(lambda: len(looks) == 1 and not program.law_watch._looking)
    assert program.law_watch._timer.isActive()
    program.law_watch._timer.timeout.emit()
    qtbot.waitUntil(lambda: len(looks) == 2 and not program.law_watch._looking)


def test_what_hinders_it_in_the_world_disturbs_nobody_and_is_tried_again(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, watch = Heard(desk), LawWatch(desk)

    def locked(_office: object) -> LawLook:
        raise WorldProblem("store.busy")

    with monkeypatch.context() as patch:
        patch.setattr(doors, "let_the_law_act", locked)
        looked(qtbot, watch, desk)
    assert (heard.refusals, heard.faults) == ([], [])
    monkeypatch.setattr(doors, "let_the_law_act", lambda _office: LawLook(Changes(cases=True)))
    looked(qtbot, watch, desk)
    assert len(heard.changes) == 1


def test_a_fault_of_ours_is_told_once_and_not_every_ten_minutes(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import operation_of_law

    def broken(_office: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(operation_of_law, "run", broken)
    heard, watch = Heard(desk), LawWatch(desk)
    looked(qtbot, watch, desk)
    looked(qtbot, watch, desk)
    assert [type(fault) for fault in heard.faults] == [ZeroDivisionError]
    assert [told.cases for told in heard.changes] == [True, True], "what was done stays done"


def test_a_look_under_way_is_not_overtaken(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = looks_of(monkeypatch)
    watch = LawWatch(desk)
    watch.look()
    looked(qtbot, watch, desk)
    assert len(looks) == 1

"""Warming up: step by step on the papers' thread, giving way, and never in anybody's way."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.errors import Problem
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from ui.shell import warming
from ui.shell.application import Program
from ui.shell.warming import Warming
from ui.tasks import Desk


@pytest.fixture(autouse=True)
def collector_as_before() -> Iterator[None]:
    """Leave the collector and the turns of the threads as they were."""
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(turn)


def refused(_office: object) -> None:
    raise Problem("catalogue.none")


def test_a_paper_that_is_wanted_meanwhile_comes_between_two_steps(qtbot: QtBot, desk: Desk) -> None:
    order: list[str] = []
    under_way, gate = threading.Event(), threading.Event()

    def first(_office: object) -> None:
        under_way.set()
        gate.wait(10)
        order.append("first")

    steps = Warming(desk)
    steps._take(first, lambda _office: order.append("second"))
    under_way.wait(10)
    desk.make(lambda _office: order.append("paper"))
    with qtbot.waitSignal(steps.warm):
        gate.set()
    assert order == ["first", "paper", "second"]


def test_a_refused_step_keeps_nothing_else_cold_and_troubles_nobody(
    qtbot: QtBot, desk: Desk
) -> None:
    done: list[str] = []
    told: list[Problem] = []
    desk.refused.connect(told.append)
    steps = Warming(desk)
    with qtbot.waitSignal(steps.warm):
        steps._take(refused, lambda _office: done.append("next"))
    assert done == ["next"]
    assert not told


def test_the_collector_comes_back_when_all_is_warm_and_spares_what_stays(
    qtbot: QtBot, desk: Desk
) -> None:
    gc.set_threshold(1_000_000)
    steps = Warming(desk)
    with qtbot.waitSignal(steps.warm):
        steps.begin()
    assert gc.get_threshold() == (20_000, 20, 50)
    assert gc.get_freeze_count() > 0


def test_the_papers_are_made_ready_for_a_clerk_and_for_nobody_else(
    qtbot: QtBot, qapp: QApplication, kept: Kept, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Warming] = []

    def papers_of(warms: Warming) -> None:
        asked.append(warms)

    monkeypatch.setattr(Warming, "papers", papers_of)
    program = Program(qapp, lambda: office, kept.home)
    qtbot.addWidget(program.window)
    program.entrance.came_in.emit(actor_of(office, kept, Role.SYSTEM_ADMIN))
    assert not asked
    program.entrance.came_in.emit(actor_of(office, kept, Role.CLERK))
    assert asked == [program.warming]


def test_the_papers_wait_until_the_clerk_has_settled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(warming, "_BREATH_MS", 0)
    pressed: list[str] = []
    maker = SimpleNamespace(warm_up=lambda: pressed.append(threading.current_thread().name))
    store = SimpleNamespace(close=lambda: None)
    office = cast("Office", SimpleNamespace(paper_maker=lambda: maker, store=store))
    desk = Desk(lambda: office)
    desk.open()
    steps = Warming(desk)
    with qtbot.waitSignal(steps.warm):
        steps.papers()
        assert not pressed
    desk.close()
    assert pressed == ["desk-papers"]

"""The fixtures of this folder: a desk over a store with cases, and the screen of any person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.services.office import Office
from tests.fakes.clock import StandingClock
from tests.ui.review import builders
from tests.ui.review.builders import Scene
from tests.ui.shell.builders import lay_out_fonts
from ui.review.screen import ReviewScreen
from ui.styles.appearance import appearance
from ui.tasks import Desk

Screens = Callable[[str], ReviewScreen]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def scene(tmp_path: Path, request: pytest.FixtureRequest) -> Scene:
    """Give a store; modules that say `REGISTERED` get one whose registration is granted."""
    lay_out_fonts(paths.cache())
    registered = getattr(request.module, "REGISTERED", False)
    return builders.scene(tmp_path, registered=registered)


@pytest.fixture
def office(scene: Scene, clock: StandingClock) -> Iterator[Office]:
    """Open the store beside the desk, to look at what is in it."""
    opened = builders.opener(scene.home, clock)()
    yield opened
    opened.store.close()


@pytest.fixture
def desk(scene: Scene, clock: StandingClock, qapp: QApplication) -> Iterator[Desk]:
    appearance().wear("light", 100)
    made = Desk(builders.opener(scene.home, clock))
    made.open()
    yield made
    made.close()
    appearance().wear("light", 100)


@pytest.fixture
def screens(qtbot: QtBot, desk: Desk, office: Office) -> Screens:
    """Give the screen of any of the people, shown and with its queue read."""

    def show(name: str) -> ReviewScreen:
        made = ReviewScreen(desk, builders.person(office, name))
        qtbot.addWidget(made)
        made.resize(1366, 738)
        made.show()
        qtbot.waitUntil(lambda: made.queue.tabs.buttons[0].tab.count != "")
        return made

    return show

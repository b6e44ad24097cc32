"""A desk over a started store, and a whole program over one, closed again after the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.services.office import Office
from tests.ui.shell.builders import Kept, lay_out_fonts, opener, started_home
from ui.shell.application import Program
from ui.styles.appearance import appearance
from ui.tasks import Desk


@pytest.fixture
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Kept:
    """Give a started store; one with a concluded sitting for modules that say `WITH_A_SITTING`."""
    lay_out_fonts(paths.cache())
    concluded = getattr(request.module, "WITH_A_SITTING", False)
    return started_home(tmp_path, concluded=concluded)


@pytest.fixture
def office(kept: Kept) -> Iterator[Office]:
    """Open the started store beside the desk, to look at what is in it."""
    opened = opener(kept.home)()
    yield opened
    opened.store.close()


@pytest.fixture
def desk(kept: Kept, qapp: QApplication) -> Iterator[Desk]:
    """Give an open desk over the started store."""
    made = Desk(opener(kept.home))
    made.open()
    yield made
    made.close()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, kept: Kept) -> Iterator[Program]:
    """Run the whole program over the started store, at its sign-in page."""
    made = Program(qapp, opener(kept.home), kept.home)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.entrance.sign_in.station.count() > 0)
    yield made
    made.close()
    made.look.wear({})
    appearance().wear("light", 100)

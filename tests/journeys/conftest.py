"""The fixtures of this folder: a hall at its sign-in page, at the state that the test's file names."""

from datetime import datetime

import pytest

from app import paths
from tests.fakes.clock import CHINA
from tests.journeys.hall import TheHall
from tests.ui.shell.builders import lay_out_fonts
from ui.styles.appearance import appearance

BEFORE_THE_HOLIDAY = datetime(2026, 9, 28, 9, 30, tzinfo=CHINA)


@pytest.fixture
def open_hall(qtbot, qapp, tmp_path):
    """Return what opens a hall; it is closed again after the test."""
    lay_out_fonts(paths.cache())
    appearance().wear("light", 100)
    opened = []

    def opening(**state):
        opened.append(TheHall(qtbot, qapp, tmp_path, **state))
        return opened[-1]

    yield opening
    for hall in opened:
        hall.close()
    appearance().wear("light", 100)


@pytest.fixture
def hall(open_hall):
    """A sitting received, no item of it decided, none waiting for another."""
    return open_hall(waiting=False)

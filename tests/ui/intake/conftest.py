"""The fixtures of this folder: a screen over a real store, and a form over a real draft."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Role
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from tests.ui.shell.fixtures import desk, kept, office
from tests.unit.forms.builders import filled_restaurant
from ui.forms import FieldContext
from ui.intake.form_view import FormView
from ui.intake.screen import IntakeScreen
from ui.kit.characters import has_initials
from ui.styles.appearance import appearance
from ui.tasks import Desk

__all__ = ["desk", "kept", "office"]


@pytest.fixture
def clerk(office: Office, kept: Kept) -> Actor:
    return actor_of(office, kept, Role.CLERK)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().wear("light", 100)
    yield
    appearance().wear("light", 100)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor) -> IntakeScreen:
    made = IntakeScreen(desk, clerk)
    qtbot.addWidget(made)
    made.resize(1366, 698)
    made.show()
    qtbot.waitUntil(lambda: made.draft is not None)
    made.setFocus()
    return made


@pytest.fixture
def form(qtbot: QtBot) -> FormView:
    """Give a form that shows the filled restaurant case, every row built."""
    draft = filled_restaurant()
    made = FormView(FieldContext(draft.came_at.date(), has_initials))
    qtbot.addWidget(made)
    made.resize(834, 560)
    with qtbot.waitSignal(made.settled):
        made.show_draft(draft)
        made.show()
    return made

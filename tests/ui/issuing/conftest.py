"""The fixtures of this folder: a store whose example sitting has come as far as the module says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import paths
from app.domain.actor import Actor, Role
from app.services import settings
from app.services.office import Office
from tests.ui.issuing.builders import colleague, prepared_home
from tests.ui.issuing.licensed import case, screen, sealed
from tests.ui.shell.builders import Kept, actor_of, lay_out_fonts
from tests.ui.shell.fixtures import desk, office
from ui.styles.appearance import appearance

__all__ = ["case", "desk", "office", "screen", "sealed"]


@pytest.fixture
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Kept:
    """Give a store in the state that the module names: `certified`, `licensed` or `delivered`."""
    lay_out_fonts(paths.cache())
    return prepared_home(tmp_path, request.module.STATE)


@pytest.fixture
def clerk(office: Office, kept: Kept) -> Actor:
    """Give the clerk of the window; papers go into a folder."""
    settings.put(office, None, "print.mode", "folder")
    return actor_of(office, kept, Role.CLERK)


@pytest.fixture
def issuer(clerk: Actor) -> Actor:
    """Give a person with every right of the hall."""
    return colleague(clerk, 1)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Wear the light look at its plain size."""
    appearance().wear("light", 100)
    yield
    appearance().wear("light", 100)

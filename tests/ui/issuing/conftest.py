"""The fixtures of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.shell.fixtures import desk, kept, office
from ui.styles.appearance import appearance

__all__ = ["desk", "kept", "office"]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().wear("light", 100)
    yield
    appearance().wear("light", 100)

"""A context for field widgets, on a fixed day."""

from __future__ import annotations

from datetime import date

import pytest

from ui.forms import FieldContext
from ui.kit.characters import has_initials


@pytest.fixture
def context() -> FieldContext:
    return FieldContext(date(2026, 11, 24), has_initials)

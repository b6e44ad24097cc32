"""What the program refuses, as the tests expect it."""

import pytest

from app.errors import Problem


def problem(code):
    """Expect the problem of a code."""
    return pytest.raises(Problem, match=code.replace(".", r"\."))

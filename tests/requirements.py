"""What a test needs from outside Python: without it the test is skipped, or fails.

`YICHUANG_REQUIRE=all` (continuous integration sets it) turns every such skip into a failure, so
that a machine on which half the proof cannot run is never taken for a green one.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

from app.bootstrap import system


def absent(what: str) -> NoReturn:
    """Skip the running test for lack of something, or fail it where everything is required."""
    if os.environ.get("YICHUANG_REQUIRE") == "all":
        pytest.fail(f"YICHUANG_REQUIRE=all: {what}", pytrace=False)
    pytest.skip(what)


def require_program(name: str) -> str:
    """Return the path of a program of the system; skip or fail the test when it is missing."""
    path = shutil.which(name)
    if path is None:
        packages = [need.package for need in system.listed() if need.proof == name]
        absent(f"{name} is missing: {system.install_line(packages or [name])}")
    return path


def require_group(group: str) -> None:
    """Skip or fail the test unless all system packages of a group of `apt.txt` are there."""
    packages = system.missing(group)
    if packages:
        absent(f"group {group} is incomplete: {system.install_line(packages)}")

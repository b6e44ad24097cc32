"""Runs the proof: `python3 -m tests [pytest's arguments] | coverage | deadcode | --version`."""

from app.bootstrap import ensure

ensure("test")

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.bootstrap import system

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"app": 95, "db": 95, "ui": 85}
"""Room → the least branch coverage, in per cent."""
_NOT_TRACED = ("--ignore=tests/benchmarks", "--ignore=tests/rules/test_doors.py")


def python(*arguments: str, **surroundings: str) -> int:
    """Run this interpreter in the checkout and return its exit code."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **surroundings}, check=False
    ).returncode


def suite(arguments: list[str]) -> int:
    """Run the tests in this process's place; name first what the system lacks for them."""
    for group in ("run", "test", "blackbox"):
        if packages := system.missing(group):
            line = system.install_line(packages)
            sys.stderr.write(f"some tests of group {group} cannot run without: {line}\n")
    import pytest

    os.chdir(ROOT)
    return int(pytest.main(arguments))


def coverage(arguments: list[str]) -> int:
    """Measure branch coverage of the suite; fail when a room is below its floor.

    Two parts cannot be measured: a benchmark would time the tracer, and what an import pulls in
    would show the tracer's own SQLite. Both run with every plain run.
    """
    with tempfile.TemporaryDirectory() as folder:
        where = {"COVERAGE_FILE": str(Path(folder, "coverage"))}
        failed = python("-m", "coverage", "run", "-m", "pytest", *_NOT_TRACED, *arguments, **where)
        failed |= python("-m", "coverage", "combine", "--quiet", **where)
        for room, floor in FLOORS.items():
            report = ["report", f"--include={room}/*", f"--fail-under={floor}", "--show-missing"]
            failed |= python("-m", "coverage", *report, "--skip-covered", **where)
    return failed


def deadcode(_: list[str]) -> int:
    """Look for code that nothing uses."""
    from tests import deadcode as search

    return search.main()


COMMANDS = {"coverage": coverage, "deadcode": deadcode}

if __name__ == "__main__":
    words = sys.argv[1:]
    command = COMMANDS.get(words[0]) if words else None
    raise SystemExit(command(words[1:]) if command else suite(words))

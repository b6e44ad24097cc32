"""Who may know whom: the import contracts, and a core that runs where Qt and SQL are absent."""

import subprocess
import sys

import pytest

from tests.rules.sources import ROOT, python_files

CORE = [
    source.module
    for source in python_files("app")
    if not source.module.startswith(("app.admin", "app.__main__"))
]
COMMAND_LINE = [source.module for source in python_files("app/admin")]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_import_contracts_are_kept() -> None:
    done = run("-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("modules", "strangers"),
    [
        (CORE, {"PySide6", "shiboken6", "sqlalchemy", "alembic", "sqlite3", "ui", "db"}),
        (COMMAND_LINE, {"PySide6", "shiboken6", "ui"}),
    ],
    ids=["core", "command line"],
)
def test_what_is_imported_leaves_strangers_outside(modules: list[str], strangers: set[str]) -> None:
    script = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(sorted({strangers!r} & set(sys.modules)))"
    )
    done = run("-c", script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]", "a room of app pulls in what it must not know"

"""A small checkout that begins like the real one, for the tests of its first statement."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK = """from app.bootstrap import environment
has = environment._has
environment._has = lambda name: name == "pip" or name != "ensurepip" and has(name)
"""
"""Leaves the slow ensurepip out: the pip of the interpreter outside serves."""
PROBE = """from app.bootstrap import ensure
ensure("run")
import sys
print(sys.prefix, *sys.argv[1:], sep="|")
raise SystemExit(int(sys.argv[1]) if sys.argv[1:2] == ["7"] else 0)
"""


@cache
def outer_python() -> str:
    """Return an interpreter that has pip: this one, or the one that it was made from."""
    for python in (sys.executable, sys._base_executable):
        told = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
        if told.returncode == 0:
            return python
    raise LookupError(sys.executable)


@dataclass(frozen=True)
class Checkout:
    """The folder of a checkout with the real bootstrap, locks without packages and a program."""

    folder: Path

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def command(self, *arguments: str) -> list[str]:
        return [outer_python(), *arguments]

    def surroundings(self, **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "YICHUANG_NO_VENV"}
        return {**kept, "PYTHONIOENCODING": "utf-8", **more}

    def start(
        self, *arguments: str, cwd: Path | None = None, before: tuple[str, ...] = (), **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Start the program as a person does, and wait for its end."""
        return subprocess.run(
            self.command(*before, "-m", "probe", *arguments),
            cwd=cwd or self.folder,
            env=self.surroundings(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def begin(self) -> subprocess.Popen[str]:
        """Start the program and do not wait."""
        return subprocess.Popen(
            self.command("-m", "probe"),
            cwd=self.folder,
            env=self.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


def a_checkout(folder: Path, *, quick: bool = True) -> Checkout:
    """Make a checkout whose locks hold no package: installing them needs no network."""
    folder.mkdir(parents=True)
    (folder / "app").mkdir()
    shutil.copy(ROOT / "app" / "__init__.py", folder / "app")
    shutil.copytree(
        ROOT / "app" / "bootstrap",
        folder / "app" / "bootstrap",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (folder / "installer").mkdir()
    (folder / "installer" / "run.lock").write_text("# nothing\n")
    (folder / "installer" / "test.lock").write_text("-r run.lock\n")
    (folder / "installer" / "apt.txt").write_text("[run]\n[test]\n")
    (folder / "probe").mkdir()
    (folder / "probe" / "__main__.py").write_text(QUICK + PROBE if quick else PROBE)
    return Checkout(folder)

"""The program's own files, read once, for all rules."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ("app", "ui", "db")
MOST_SHOWN = 40


@dataclass(frozen=True)
class Source:
    """One Python file: its text and its syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        """Return the path inside the checkout, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """Return the dotted name."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def text(self) -> str:
        """Return the text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree."""
        return ast.parse(self.text, self.name)

    @cached_property
    def docstrings(self) -> set[int]:
        """Return the identities of the nodes that are docstrings or bare strings."""
        return {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }

    def strings(self) -> Iterator[ast.Constant]:
        """Yield the string literals that the program uses, docstrings left out."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Constant) or id(node) in self.docstrings:
                continue
            if isinstance(node.value, str):
                yield node

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Yield the calls of functions or methods with one of these names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and called(node) in names:
                yield node

    def at(self, node: ast.AST, what: str) -> str:
        """Return a line for a report: `file:line: what`."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {what}"


def called(call: ast.Call) -> str:
    """Return the last name of what is called: `f(…)` and `x.f(…)` are both `f`."""
    target = call.func
    return getattr(target, "id", "") or getattr(target, "attr", "")


@cache
def _source(path: Path) -> Source:
    return Source(path)


@cache
def python_files(*rooms: str) -> tuple[Source, ...]:
    """Return the Python files of some top-level rooms."""
    found = (path for room in rooms for path in sorted((ROOT / room).rglob("*.py")))
    return tuple(_source(path) for path in found if "__pycache__" not in path.parts)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files that are, or would be, in the repository, relative to it."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if listed.returncode == 0:
            names = (Path(name) for name in listed.stdout.split("\0") if name)
            return tuple(name for name in names if (ROOT / name).is_file())
    patterns = [".git", *(ROOT / ".gitignore").read_text("utf-8").split()]
    walked = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(path for path in walked if not any(is_ignored(path, name) for name in patterns))


def is_ignored(path: Path, pattern: str) -> bool:
    """Tell whether a line of `.gitignore` covers a file; a leading slash holds at the top only."""
    parts = path.parts[:1] if pattern.startswith("/") else path.parts
    return any(fnmatch(part, pattern.strip("/")) for part in parts)


def report(faults: Iterable[str], advice: str) -> None:
    """Fail with one line for each fault and what to do about them."""
    listed = sorted(faults)
    shown = [*listed[:MOST_SHOWN], "…"] if len(listed) > MOST_SHOWN else listed
    assert not listed, "\n".join([f"{len(listed)} × {advice}", *shown])

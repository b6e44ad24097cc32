"""Code that nothing uses, found by vulture; `python3 -m tests deadcode`.

What Qt, SQLAlchemy and Alembic call by name is listed in `pyproject.toml`; our own names are never
in camel case, so whatever is must be an override.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator

from vulture import Vulture

from tests.rules.sources import PROGRAM, ROOT, python_files


def fields() -> Iterator[tuple[str, int]]:
    """Yield where classes declare fields and enumerations their members.

    Those are data: they are read by name (rows, JSON, layouts, the format of the catalogue), which
    vulture cannot see.
    """
    for source in python_files(*PROGRAM):
        for node in ast.walk(source.tree):
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.Assign | ast.AnnAssign):
                    yield source.name, inner.lineno


def unused() -> list[str]:
    """Return what nothing uses, one line each."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]
    finder = Vulture(
        ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"]
    )
    finder.scavenge([str(ROOT / room) for room in PROGRAM])
    data = set(fields())
    return [
        f"{item.filename.relative_to(ROOT).as_posix()}:{item.first_lineno}: unused {item.typ} {item.name}"
        for item in finder.get_unused_code(min_confidence=settings["min_confidence"])
        if (item.filename.relative_to(ROOT).as_posix(), item.first_lineno) not in data
    ]


def main() -> int:
    """Print what nothing uses; return 1 when there is anything."""
    found = unused()
    sys.stdout.write("\n".join(found) + "\n" if found else "nothing is unused\n")
    return 1 if found else 0

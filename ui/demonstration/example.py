"""The example case that the demonstration plays, read from the program's resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from app import paths
from app.checks.untrusted_yaml import parse_yaml

RESTAURANT = paths.RESOURCES / "demonstration" / "restaurant.yaml"
WINDOW = paths.RESOURCES / "demonstration" / "window.yaml"


@dataclass(frozen=True)
class Window:
    """Who sits at the demonstration's window, and the ticket that is called."""

    clerk: str
    staff_no: str
    ticket: str


@dataclass(frozen=True)
class Example:
    """A filled case: the bundle, its answers, and the values by the form's field keys."""

    bundle: str
    answers: Mapping[str, str]
    values: Mapping[str, object]


def read_example(path: Path = RESTAURANT) -> Example:
    """Read the first case of a file in the form of the catalogue's example cases."""
    data = cast("dict[str, Any]", parse_yaml(path.read_bytes(), path.name).data)
    case = data["cases"][0]
    values: dict[str, object] = dict(case["values_by_concept"])
    for item, own in case["values_by_item"].items():
        values.update({f"{item}/{key}": value for key, value in own.items()})
    filled = {key: value for key, value in values.items() if value not in (None, "", [])}
    return Example(case["bundle"], case["answers"], filled)


def read_window(path: Path = WINDOW) -> Window:
    """Read who sits at the window."""
    data = cast("dict[str, str]", parse_yaml(path.read_bytes(), path.name).data)
    return Window(data["clerk"], data["staff_no"], data["ticket"])

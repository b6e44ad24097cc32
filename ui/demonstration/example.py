"""The example case that the demonstration plays, read from the program's resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from app import paths
from app.checks.untrusted_yaml import parse_yaml

RESTAURANT = paths.RESOURCES / "demonstration" / "restaurant.yaml"
HALL = paths.RESOURCES / "demonstration" / "hall.yaml"


@dataclass(frozen=True)
class Person:
    """One person of the hall. `roles`: values of `Role`."""

    name: str
    staff_no: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Blanks:
    """A series of blank certificates in stock."""

    kind: str
    first: str
    last: str


@dataclass(frozen=True)
class Hall:
    """Who works in the demonstration's hall, and what happens there.

    `ticket`: the number that is called; `clerk`: who sits at the window, a key of `staff`; `items`:
    beginnings of the names of the items that are led to their certificates, in their order.
    """

    ticket: str
    clerk: str
    staff: Mapping[str, Person]
    blanks: Blanks
    items: tuple[str, ...]


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


def read_hall(path: Path = HALL) -> Hall:
    """Read who works in the hall."""
    data = cast("dict[str, Any]", parse_yaml(path.read_bytes(), path.name).data)
    staff = {
        part: Person(one["name"], one["staff_no"], tuple(one["roles"]))
        for part, one in data["staff"].items()
    }
    stock = data["blanks"]
    return Hall(
        ticket=data["ticket"],
        clerk=data["clerk"],
        staff=staff,
        blanks=Blanks(stock["kind"], stock["first"], stock["last"]),
        items=tuple(data["items"]),
    )

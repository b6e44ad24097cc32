"""The tokens: every colour and size of the program, read once from `resources/styles/tokens.json`.

Colours are named by what they are for (`muted`, `border`, `error_soft`), in a light and a dark set.
A department has a short word and a badge colour of its own; one never seen before gets a colour
that depends on its name only, so that it is the same on every screen and every day.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from app.paths import RESOURCES

_SHORT = 4


@dataclass(frozen=True)
class Badge:
    """A department's short word and the colour of its badge (white text reads on it)."""

    word: str
    colour: QColor


@cache
def raw() -> dict[str, Any]:
    """Return the tokens as they stand in the file."""
    read: dict[str, Any] = json.loads(
        (RESOURCES / "styles" / "tokens.json").read_text(encoding="utf-8")
    )
    return read


@cache
def palette(mode: str) -> dict[str, QColor]:
    """Return name → colour of a mode, `light` or `dark`; KeyError for another."""
    return {name: QColor(value) for name, value in raw()[mode].items()}


def size(name: str) -> int:
    """Return a size in logical pixels at the font step of 100 %."""
    return int(raw()["sizes"][name])


@cache
def badge(department: str) -> Badge:
    """Return the badge of a former department."""
    known = raw()["departments"].get(department)
    if known is not None:
        return Badge(known[0], QColor(known[1]))
    spare = raw()["spare"]
    return Badge(department[:_SHORT], QColor(spare[zlib.crc32(department.encode()) % len(spare)]))

"""Small parts of definitions, read the same way wherever they occur."""

from __future__ import annotations

from typing import Any

from app.checks.shapes import Data
from app.domain.catalogue import Limit, Option, Question


def build_question(data: Data) -> Question:
    """Build a scenario question; a bundle's has no default, its first option serves."""
    options = tuple(Option(option["value"], option["label"]) for option in data["options"])
    return Question(data["id"], data["text"], options, data.get("default", options[0].value))


def build_limit(data: Data) -> Limit:
    """Build a limit; the note of a promise stands where a legal text stands."""
    return Limit(data["value"], words(data["unit"]), words(data.get("basis") or data.get("note")))


def words(value: Any) -> str:
    """Return an optional text, empty where it is absent."""
    return value or ""


def listed(value: Any) -> tuple[Any, ...]:
    """Return an optional list as a tuple."""
    return tuple(value or ())

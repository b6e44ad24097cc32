"""The fixed words of papers (`resources/layouts/words.json`), and how facts are put into them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import cast

from app import paths
from app.domain.catalogue import Limit

LAYOUTS = paths.RESOURCES / "layouts"
_SHOWN = 4


@cache
def _words() -> Mapping[str, object]:
    return cast("Mapping[str, object]", json.loads((LAYOUTS / "words.json").read_text("utf-8")))


def word(name: str, /, **params: object) -> str:
    """Return a word with its placeholders filled."""
    return str(_words()[name]).format(**params)


def word_for(name: str, key: str) -> str:
    """Return a word out of a named set, the key itself when the set lacks it."""
    return cast("Mapping[str, str]", _words()[name]).get(key, key)


def date_text(day: date | None) -> str:
    """Return a day as papers write it, empty for None."""
    return word("date", year=day.year, month=day.month, day=day.day) if day else ""


def moment_text(moment: datetime | None) -> str:
    """Return a day with hour and minute, empty for None."""
    if moment is None:
        return ""
    parts = {name: getattr(moment, name) for name in ("year", "month", "day", "hour", "minute")}
    return word("moment", **parts)


def limit_text(limit: Limit | None) -> str:
    """Return a limit in its own unit, empty where there is none."""
    if limit is None:
        return ""
    instant = word_for("limits_without_number", limit.unit)
    if instant != limit.unit:
        return instant
    if limit.value is None:
        return ""
    if limit.value == 0:
        return word("instant")
    pattern = word_for("limits", limit.unit)
    if pattern == limit.unit:
        pattern = word_for("limits", "其他")
    return pattern.format(value=limit.value, unit=limit.unit)


def joined(parts: Iterable[str]) -> str:
    """Join names as a list is written, leaving empty ones out."""
    return word("comma").join(part for part in parts if part)


def masked(number: str) -> str:
    """Return an identity number with only its ends shown."""
    if len(number) <= 2 * _SHOWN:
        return number
    return number[:_SHOWN] + "*" * (len(number) - 2 * _SHOWN) + number[-_SHOWN:]


def all_words() -> str:
    """Return every character of the fixed words, for the fonts' fixed parts."""
    return (LAYOUTS / "words.json").read_text("utf-8")

"""The fixed words of papers (`resources/layouts/words.json`), and how facts are put into them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import cast

from app import paths
from app.domain.catalogue import Limit
from app.domain.paper import PaperState

LAYOUTS = paths.RESOURCES / "layouts"
_SHOWN = 4
_HIDDEN = "**"
_ENDED = re.compile("[！？!?…][”’）)]?$|。[”’）)]$")


@cache
def _words() -> Mapping[str, object]:
    return cast("Mapping[str, object]", json.loads((LAYOUTS / "words.json").read_text("utf-8")))


def word(name: str, /, **params: object) -> str:
    """Return a word with its placeholders filled."""
    return str(_words()[name]).format(**params)


def word_for(name: str, key: str, other: str = "") -> str:
    """Return a word out of a named set; when it lacks the key that of `other`, else the key itself."""
    named = cast("Mapping[str, str]", _words()[name])
    return named[key] if key in named else named.get(other, key)


def mark_of(state: PaperState) -> str:
    """Return the mark that a paper of a state bears."""
    return word_for("marks", state.value)


def words_of(name: str) -> tuple[str, ...]:
    """Return a list of words."""
    return tuple(cast("list[str]", _words()[name]))


def date_text(day: date | None) -> str:
    """Return a day as papers write it, empty for None."""
    return word("date", year=day.year, month=day.month, day=day.day) if day else ""


def moment_text(moment: datetime | None) -> str:
    """Return a day with hour and minute, empty for None."""
    if moment is None:
        return ""
    parts = {name: getattr(moment, name) for name in ("year", "month", "day", "hour", "minute")}
    return word("moment", **parts)


def is_instant(limit: str) -> bool:
    """Tell whether the text of a limit says that it is done at once."""
    named = cast("Mapping[str, str]", _words()["limits_without_number"])
    return bool(limit) and limit in {word("instant"), *named.values()}


def instant_unit(unit: str) -> bool:
    """Tell whether a limit's unit by itself says that it is done at once."""
    return bool(word_for("limits_without_number", unit, "—")) and bool(unit)


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
    pattern = word_for("limits", limit.unit, "其他")
    return pattern.format(value=limit.value, unit=limit.unit)


def joined(parts: Iterable[str]) -> str:
    """Join names as a list is written, leaving empty ones out."""
    return word("comma").join(part for part in parts if part)


def sentence_of(text: str) -> str:
    """Return a text as a sentence: with one full stop at its end, or the end mark it has."""
    bare = text.rstrip()
    return bare if not bare or _ENDED.search(bare) else f"{clause_of(bare)}。"


def clause_of(text: str) -> str:
    """Return a text as part of a sentence, without a stop at its end."""
    return text.strip().rstrip("。．.，,；;、 \u3000")


def printed(text: str) -> str:
    """Return a text of the catalogue as papers bear it: remarks on its research left out.

    What marks a bracketed remark, or a clause of its own, as one of research is `remarks` in
    `words.json` (patterns). Only for the catalogue's own words, never for what a person typed.
    """
    before = None
    while text != before:
        before, text = text, _remark().sub("", text)
    return text.strip()


@cache
def _remark() -> re.Pattern[str]:
    marks = "|".join(words_of("remarks"))
    within, clause = "[^（）()]*", "[^（）()，,；;。]*"
    return re.compile(
        f"[（(]{within}(?:{marks}){within}[）)]|[，,；;]{clause}(?:{marks}){clause}"
        f"|^{clause}(?:{marks}){clause}[，,；;。]?"
    )


def masked(number: str) -> str:
    """Return an identity number with only its ends shown."""
    if len(number) <= 2 * _SHOWN:
        return number
    return number[:_SHOWN] + "*" * (len(number) - 2 * _SHOWN) + number[-_SHOWN:]


def masked_name(name: str) -> str:
    """Return a person's name with only its first character shown."""
    return name[:1] + _HIDDEN if len(name) > 1 else name


def all_words() -> str:
    """Return every character of the fixed words, for the fonts' fixed parts."""
    return (LAYOUTS / "words.json").read_text("utf-8")

"""Han characters by pinyin, by radical and strokes, by code point; initials of words.

The data are Unicode's own (`resources/characters/`, made by `installer/characters.py`), read on first
use.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from app.paths import RESOURCES

_FOLDER = RESOURCES / "characters"
_CODE = re.compile(r"(?:u\+|0x)?([0-9a-f]{4,6})")
_RANGES = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def _lines(name: str) -> list[list[str]]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def syllables() -> dict[str, str]:
    """Return syllable with tone mark → characters, fewest strokes first."""
    return dict(_lines("readings.txt"))


def toneless(syllable: str) -> str:
    """Return a syllable without tone marks, ü as v: `lǜ` → `lv`."""
    plain = "".join(
        mark
        for mark in unicodedata.normalize("NFD", syllable)
        if not unicodedata.combining(mark) or mark == "\u0308"
    )
    return unicodedata.normalize("NFC", plain).replace("ü", "v").replace("ê", "e")


@cache
def _by_plain() -> dict[str, tuple[str, ...]]:
    plain: dict[str, list[str]] = defaultdict(list)
    for syllable in syllables():
        plain[toneless(syllable)].append(syllable)
    return {key: tuple(found) for key, found in plain.items()}


def by_pinyin(text: str) -> dict[str, str]:
    """Return tone-marked syllable → characters for a syllable typed without tones (`yan`, `lv`)."""
    typed = toneless(text.strip().lower())
    return {syllable: syllables()[syllable] for syllable in _by_plain().get(typed, ())}


@cache
def radicals() -> tuple[tuple[int, int, str], ...]:
    """Return (number, strokes, character and its further forms) of the 214 radicals."""
    found = []
    for key, first, others in _lines("radicals.txt"):
        number, strokes = key.split(" ")
        found.append((int(number), int(strokes), first + others))
    return tuple(found)


@cache
def _places() -> dict[int, dict[int, str]]:
    places: dict[int, dict[int, str]] = defaultdict(dict)
    for key, chars in _lines("strokes.txt"):
        radical, rest = key.split(" ")
        places[int(radical)][int(rest)] = chars
    return dict(places)


def radical_of(text: str) -> int | None:
    """Return the number of the radical that a character is (`龙` and `龍` → 212), or None."""
    return next((number for number, _strokes, forms in radicals() if text and text in forms), None)


def by_radical(radical: int) -> dict[int, str]:
    """Return strokes beside the radical → characters; empty for a radical that does not exist."""
    return _places().get(radical, {})


def by_code(text: str) -> str:
    """Return the Han character of a code point (`4dae`, `U+20164`), or an empty text."""
    match = _CODE.fullmatch(text.strip().lower())
    if match is None:
        return ""
    code = int(match[1], 16)
    return chr(code) if any(low <= code <= high for low, high in _RANGES) else ""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, chars in syllables().items():
        for char in chars:
            found[char].append(syllable)
    return {char: tuple(known) for char, known in found.items()}


def readings(char: str) -> tuple[str, ...]:
    """Return the readings of a character, with tone marks."""
    return _readings().get(char, ())


@cache
def _initials_of(char: str) -> frozenset[str]:
    if char.isascii():
        return frozenset(char.lower()) if char.isalnum() else frozenset()
    return frozenset(toneless(reading)[0] for reading in readings(char))


def has_initials(words: str, typed: str) -> bool:
    """Tell whether somewhere in `words` characters in a row begin with the letters `typed`.

    Every reading of a character counts; punctuation is passed over.
    """
    sets = [known for known in map(_initials_of, words) if known]
    length = len(typed)
    return any(
        all(letter in known for letter, known in zip(typed, sets[start:], strict=False))
        for start in range(len(sets) - length + 1)
    )

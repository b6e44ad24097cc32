"""How things are found by a part of their name: folding, grams, and what counts as a match.

A typed text is folded and cut at spaces into terms; every term must match. A term matches a part
of a name, short name, department or synonym; a part of a reading's initials; a reading's full
pinyin from a syllable's start on; or the start of the code. `Query.matches` alone decides; the
grams only say quickly which entries cannot match. Every entry that matches bears all the grams.

Tokens of the index: one and two characters of text; `__` and one to three initials; `_` and the
first three or four letters from a syllable's start; `___` and five letters of pinyin anywhere;
`_____` and the code's beginnings: of every length that is typed, then of every fourth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.ports.stored import SearchEntry

_PLAIN = re.compile(r"[0-9a-z\u4e00-\u9fcb]*")
_LETTERS = re.compile(r"[a-z]+")
_START, _INITIAL, _ANYWHERE, _RARE, _CODE = "_", "__", "___", "____", "_____"
_CODE_LENGTHS = (*range(1, 13), *range(16, 36, 4))
_SHORTEST_PINYIN = 3
_LONG = 5
_FEW = 8


def fold(text: str) -> str:
    """Fold width and case and leave letters and digits only, so that no sign has a meaning."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


@dataclass(frozen=True)
class Keys:
    """An entry as it is searched: folded parts, several of a kind separated by `|`."""

    name: str
    short: str
    code: str
    text: str
    initials: str
    pinyin: str

    def tokens(self) -> set[str]:
        """Return every token of the entry for the full-text index."""
        found: set[str] = set()
        for part in self.text.split("|"):
            found.update(_written(part, 1), _written(part, 2))
        found.update(_CODE + self.code[:length] for length in _CODE_LENGTHS)
        for reading in self.initials.split("|"):
            for length in (1, 2, 3):
                found.update(_INITIAL + gram for gram in _grams(reading, length))
        for reading in self.pinyin.split("|"):
            found.update(_pinyin_tokens(reading.split(" ")))
        return found


def keys_of(entry: SearchEntry) -> Keys:
    """Return the folded parts of an entry."""
    parts = (entry.name, entry.short_name, entry.department, *entry.synonyms)
    return Keys(
        name=fold(entry.name),
        short=fold(entry.short_name),
        code=fold(entry.code),
        text=_join(fold(part) for part in parts),
        initials=_join(fold(reading) for reading in entry.initials),
        pinyin=_join(
            " ".join(fold(syllable) for syllable in reading.split()) for reading in entry.pinyin
        ),
    )


@dataclass(frozen=True)
class Query:
    """What was typed, as folded terms."""

    terms: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Return all terms as one."""
        return "".join(self.terms)

    def matches(self, code: str, text: str, initials: str, pinyin: str) -> bool:
        """Tell whether an entry's folded parts match every term."""
        for term, from_syllable in zip(self.terms, self._pinyin, strict=True):
            if term in text or term in initials or code.startswith(term):
                continue
            if from_syllable is None or from_syllable.search(pinyin) is None:
                return False
        return True

    @property
    def expression(self) -> str:
        """Return the full-text expression that every match by text, initials or pinyin meets."""
        return " AND ".join(_expression(term) for term in self.terms)

    @cached_property
    def _pinyin(self) -> Sequence[re.Pattern[str] | None]:
        """Return a pattern for each term that can be pinyin: its letters from a syllable's start."""
        return [
            re.compile(r"(?<![a-z])" + " ?".join(term)) if _is_pinyin(term) else None
            for term in self.terms
        ]


def query_of(text: str) -> Query:
    """Fold a typed text into terms; signs that have no letters vanish."""
    terms = (fold(part) for part in text.split())
    return Query(tuple(term for term in terms if term))


def _join(parts: Iterable[str]) -> str:
    """Join the parts that are there; the separator keeps a match inside one part."""
    return "|".join(dict.fromkeys(part for part in parts if part))


def _is_pinyin(term: str) -> bool:
    """Tell whether a term can be the start of a syllable and more."""
    return len(term) >= _SHORTEST_PINYIN and _LETTERS.fullmatch(term) is not None


def _grams(text: str, length: int) -> list[str]:
    """Return every piece of `length` characters."""
    return [text[start : start + length] for start in range(len(text) - length + 1)]


def _written(text: str, length: int) -> list[str]:
    """Return pieces of text as tokens; what the tokeniser may not know is written in hexadecimal."""
    grams = _grams(text, length)
    if _PLAIN.fullmatch(text):
        return grams
    return [gram if _PLAIN.fullmatch(gram) else _hexadecimal(gram) for gram in grams]


def _hexadecimal(gram: str) -> str:
    """Return rare characters as a token of their code points."""
    return _RARE + "_".join(f"{ord(character):x}" for character in gram)


def _pinyin_tokens(syllables: list[str]) -> Iterable[str]:
    """Return the tokens of one reading."""
    letters = "".join(syllables)
    start = 0
    for syllable in syllables:
        for length in (3, 4):
            if start + length <= len(letters):
                yield _START + letters[start : start + length]
        start += len(syllable)
    for gram in _grams(letters, _LONG):
        yield _ANYWHERE + gram


def _expression(term: str) -> str:
    """Return the full-text expression of one term: by text, by initials, by pinyin."""
    latin = term.isascii()
    ways = [_spread(_written(term, min(len(term), 2)), 2, few=1 if latin else _FEW)]
    if latin:
        longest = max(length for length in _CODE_LENGTHS if length <= len(term))
        ways.append([_CODE + term[:longest]])
    if _LETTERS.fullmatch(term):
        ways.append([_INITIAL + gram for gram in _spread(_grams(term, min(len(term), 3)), 3)])
    if _is_pinyin(term):
        long = _spread(_grams(term, _LONG), _LONG)
        ways.append([_START + term[:4], *(_ANYWHERE + gram for gram in long)])
    return "(" + " OR ".join("(" + " AND ".join(map(_quoted, way)) + ")" for way in ways) + ")"


def _spread(grams: list[str], length: int, few: int = _FEW) -> list[str]:
    """Return some of many overlapping pieces: enough to cover every character once."""
    if len(grams) <= few:
        return grams
    return [*grams[:-1:length], grams[-1]]


def _quoted(token: str) -> str:
    """Return a token as a full-text string."""
    return f'"{token}"'

"""From text to lines: fonts chosen per character, lines broken by the rules of Chinese setting.

No line begins with closing punctuation or ends with opening punctuation (GB/T 15834 5.1); words,
numbers and their units stay whole, and so does a short label with its number (监督电话：…); in the
cells of tables dates too. Code points are set as entered, never normalised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from app.errors import Problem

_NOT_FIRST = frozenset("，。、；：？！）〕】》〉」』”’～·％℃%,.;:?!)]}々‰㎡")
_NOT_LAST = frozenset("（〔【《〈「『“‘([{￥$№☐☑☒")
_PARTS = (
    r"[☐☑☒][^\u3000\n]*|(?<![^\u3000\n])[\u4e00-\u9fff]{2,6}：(?:[0-9][0-9-]*)?"
    r"|[0-9][0-9.,:：/-]*[A-Za-z0-9@_.+/#&*-]*[年月日时分秒个元项份页次号]?"
    r"|[A-Za-z0-9@_.+/#&*-]+|—+|…+|."
)
_DATE = r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日前?"
_TOKEN = re.compile(_PARTS, re.DOTALL)
_SOLID_TOKEN = re.compile(f"{_DATE}|{_PARTS}", re.DOTALL)
_SPACES = frozenset(" \u3000")
_WIDEST_SPREAD = 0.3
"""How far letters may be spread to fill a line, in parts of the size."""


class Align(StrEnum):
    """Where lines stand in their column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Face(Protocol):
    """A font as the setter sees it."""

    fontName: str  # noqa: N815 - reportlab's name

    def advance(self, character: str) -> int | None:
        """Return a character's width in thousandths of the size, None without a glyph."""
        ...


class Typeface:
    """A role (serif, sans …): a face for most characters and those that help out, in order."""

    def __init__(self, chain: Sequence[Face]) -> None:
        self._chain = tuple(chain)
        self._places: dict[str, tuple[str, int]] = {}

    def place(self, character: str) -> tuple[str, int]:
        """Return the font that shows a character and its width in thousandths of the size.

        Raises Problem `paper.missing-glyph` (params: character, code_point) when no font has it; a box
        is never printed.
        """
        known = self._places.get(character)
        if known is None:
            known = self._places[character] = self._find(character)
        return known

    def _find(self, character: str) -> tuple[str, int]:
        for face in self._chain:
            width = face.advance(character)
            if width is not None:
                return face.fontName, width
        raise Problem(
            "paper.missing-glyph", character=character, code_point=f"U+{ord(character):04X}"
        )

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points."""
        return sum(self.place(character)[1] for character in text) * size / 1000


@dataclass(frozen=True)
class Style:
    """How a text looks.

    `size`, `leading`, `before` and `after` in points; `indent` of the first line and `hanging` of
    the others in characters. `color`: grey from 0 (black) to 1 (white). `solid`: no break within a
    date, as in the cells of tables.
    """

    face: Typeface
    size: float
    leading: float
    align: Align = Align.LEFT
    indent: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    color: float = 0
    solid: bool = False


@dataclass(frozen=True)
class Line:
    """One line: its text, its offset and width in points, and what is added between letters."""

    text: str
    style: Style
    offset: float = 0
    width: float = 0
    spread: float = 0

    @cached_property
    def runs(self) -> tuple[tuple[str, str], ...]:
        """The text cut where the font changes: (font name, piece)."""
        runs: list[list[str]] = []
        for character in self.text:
            font = self.style.face.place(character)[0]
            if runs and runs[-1][0] == font:
                runs[-1][1] += character
            else:
                runs.append([font, character])
        return tuple((font, piece) for font, piece in runs)


def set_lines(text: str, style: Style, width: float) -> list[Line]:
    """Break a text into lines of a column `width` points wide; line feeds begin paragraphs."""
    lines: list[Line] = []
    for paragraph in text.replace("\t", " ").split("\n"):
        lines.extend(_set_paragraph(paragraph, style, width))
    return lines


def widest_run(texts: Iterable[str], style: Style) -> float:
    """Return the width in points of the longest number, date or word, which no line may break."""
    runs = (run for text in texts for run in _token(style).findall(text) if run[0].isascii())
    return max((style.face.width(run, style.size) for run in runs), default=0)


def _token(style: Style) -> re.Pattern[str]:
    return _SOLID_TOKEN if style.solid else _TOKEN


def _set_paragraph(text: str, style: Style, width: float) -> Iterator[Line]:
    first, later = style.indent * style.size, style.hanging * style.size
    room = width - first
    current: list[str] = []
    used, offset = 0.0, first
    for atom in _atoms(text, style, width - max(first, later)):
        advance = style.face.width(atom, style.size)
        bare = (
            advance
            if atom[-1] not in _SPACES
            else style.face.width(atom.rstrip(" \u3000"), style.size)
        )
        if current and used + bare > room + 0.01:
            yield _line("".join(current), style, offset, room, last=False)
            current, used, offset, room = [], 0.0, later, width - later
            if not atom.strip():
                continue
        current.append(atom)
        used += advance
    yield _line("".join(current), style, offset, room, last=True)


def _line(text: str, style: Style, offset: float, room: float, *, last: bool) -> Line:
    text = text.rstrip(" \u3000") if not last or text.strip() else text
    width = style.face.width(text, style.size)
    spare = room - width
    if style.align is Align.CENTER:
        return Line(text, style, offset + spare / 2, width)
    if style.align is Align.RIGHT:
        return Line(text, style, offset + spare, width)
    if style.align is Align.JUSTIFY and not last and len(text) > 1:
        spread = spare / (len(text) - 1)
        if spread <= _WIDEST_SPREAD * style.size:
            return Line(text, style, offset, room, spread)
    return Line(text, style, offset, width)


def _atoms(text: str, style: Style, room: float) -> Iterator[str]:
    atom = ""
    for token in _token(style).findall(text):
        if atom and not _joined(atom, token):
            yield from _fitting(atom, style, room)
            atom = ""
        atom += token
    if atom:
        yield from _fitting(atom, style, room)


def _joined(before: str, after: str) -> bool:
    return after[0] in _NOT_FIRST or before[-1] in _NOT_LAST or after in _SPACES


def _kept(piece: str, following: str) -> int:
    """Return how much of a full piece stays, so that no closing mark begins the next line."""
    kept = len(piece)
    first = following
    while first in _NOT_FIRST and kept > 1:
        kept -= 1
        first = piece[kept]
    return len(piece) if first in _NOT_FIRST else kept


def _fitting(atom: str, style: Style, room: float) -> Iterator[str]:
    """Cut what is wider than a whole line (a long number, an address without spaces)."""
    if style.face.width(atom, style.size) <= room:
        yield atom
        return
    piece, used = "", 0.0
    for character in atom:
        advance = style.face.width(character, style.size)
        if piece and used + advance > room:
            kept = _kept(piece, character)
            yield piece[:kept]
            piece = piece[kept:]
            used = style.face.width(piece, style.size)
        piece += character
        used += advance
    yield piece

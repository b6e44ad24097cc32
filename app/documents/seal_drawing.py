"""The seal as a drawing: a ring, the body's name along it, a star, the name of the seal.

The measures follow the custom for the seals of administrative bodies (国发〔1999〕25号: round, a
five-pointed star in the middle, the name from left around it). Drawn from outlines, so that the
file that bears it needs no font for it. A sample seal says 样章 where a real one has its star.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin
from pathlib import Path

from app.documents.fonts import font_files
from app.documents.pieces import MM
from app.documents.seal_outlines import Outline, Point, cubic_path, outline
from app.documents.truetype import TrueTypeFile
from app.errors import Problem

DIAMETER = 42.0
"""Millimetres of the drawing; it is scaled to the layout's diameter."""
SAMPLE = "样章"
_RED = (0.84, 0.07, 0.09)
_RING = 1.1
_STAR = 6.4
_NAME_SIZE, _NAME_ROOM = 5.4, 1.25
_ARC = 1.34 * pi
_KIND_SIZE = 3.7
_KIND_FOOT, _KIND_WIDTH = -11.6, 21.0
_CIRCLE = 0.5523
_BAND, _SAMPLE_SIZE = (19.0, 10.6), 7.6


def seal_stream(agency: str, kind: str, diameter: float, *, cache: Path, sample: bool) -> bytes:
    """Return the operators that draw a seal around the origin. `diameter` in millimetres.

    Raises Problem `paper.missing-glyph` for a character that no font has.
    """
    drawn = _drawn(agency, kind, cache, sample)
    scale = diameter / DIAMETER
    return f"q {scale:.5f} 0 0 {scale:.5f} 0 0 cm\n".encode() + drawn + b"Q\n"


@cache
def _drawn(agency: str, kind: str, folder: Path, sample: bool) -> bytes:  # noqa: FBT001 - one caller
    faces = _faces(folder)
    radius = DIAMETER / 2 - _RING / 2
    red = "{:.2f} {:.2f} {:.2f}".format(*_RED)
    parts = [
        f"{red} rg {red} RG {_RING * MM:.3f} w",
        *_circle(radius), "S",
        *(_sample_mark(faces) if sample else (*_star(), "f")),
        *_on_arc(agency, faces, radius), "f",
    ]  # fmt: skip
    if kind:
        parts += [*_line(kind, faces, _KIND_SIZE, _KIND_FOOT, _KIND_WIDTH), "f"]
    return ("\n".join(parts) + "\n").encode()


@cache
def _faces(folder: Path) -> tuple[TrueTypeFile, ...]:
    files = font_files(folder)
    return tuple(TrueTypeFile(path) for path in (files.serif_bold, files.serif, files.rare))


def _glyph(character: str, faces: tuple[TrueTypeFile, ...]) -> Outline:
    for face in faces:
        found = outline(face, character)
        if found is not None:
            return found
    raise Problem("paper.missing-glyph", character=character, code_point=f"U+{ord(character):04X}")


def _circle(radius: float) -> Iterator[str]:
    far, near = radius * MM, radius * MM * _CIRCLE
    yield f"{far:.3f} 0 m"
    for x1, y1, x2, y2, x3, y3 in (
        (far, near, near, far, 0, far), (-near, far, -far, near, -far, 0),
        (-far, -near, -near, -far, 0, -far), (near, -far, far, -near, far, 0),
    ):  # fmt: skip
        yield f"{x1:.3f} {y1:.3f} {x2:.3f} {y2:.3f} {x3:.3f} {y3:.3f} c"
    yield "h"


def _star() -> Iterator[str]:
    inner = _STAR * sin(pi / 10) / sin(3 * pi / 10)
    for number in range(10):
        reach = (_STAR, inner)[number % 2] * MM
        angle = pi / 2 + number * pi / 5
        yield f"{reach * cos(angle):.3f} {reach * sin(angle):.3f} {'l' if number else 'm'}"
    yield "h"


def _on_arc(text: str, faces: tuple[TrueTypeFile, ...], radius: float) -> Iterator[str]:
    """Set a text along the ring, from left over the top to the right, feet inward."""
    foot = radius - _RING / 2 - 1.3 - _NAME_SIZE
    middle = foot + _NAME_SIZE / 2
    widest = _NAME_SIZE * _NAME_ROOM / middle
    step = min(widest * 1.15, _ARC / max(1, len(text) - 1))
    # A long name is set narrower, never lower, as engravers do it.
    narrow = min(1.0, step / (_NAME_SIZE * 0.98 / middle))
    for number, character in enumerate(text):
        angle = pi / 2 + step * (len(text) - 1) / 2 - number * step
        turn = angle - pi / 2
        across, along = (_NAME_SIZE * narrow * MM, _NAME_SIZE * MM)
        base = (
            (foot + 0.12 * _NAME_SIZE) * MM * cos(angle),
            (foot + 0.12 * _NAME_SIZE) * MM * sin(angle),
        )
        yield from _placed(_glyph(character, faces), base, (across, along), turn)


def _line(
    text: str, faces: tuple[TrueTypeFile, ...], size: float, foot: float, width: float
) -> Iterator[str]:
    """Set a short text centred above `foot` (millimetres), narrower where the width asks for it."""
    step = min(size * 1.12, width / len(text))
    narrow = min(1.0, step / (size * 1.02))
    for number, character in enumerate(text):
        base = ((number - (len(text) - 1) / 2) * step * MM, foot * MM)
        yield from _placed(_glyph(character, faces), base, (size * narrow * MM, size * MM), 0)


def _sample_mark(faces: tuple[TrueTypeFile, ...]) -> Iterator[str]:
    """Yield a framed 样章; what lies below stays legible."""
    width, height = _BAND
    yield f"{0.5 * MM:.3f} w {-width / 2 * MM:.3f} {-height / 2 * MM:.3f} {width * MM:.3f} {height * MM:.3f} re S"
    yield from _line(SAMPLE, faces, _SAMPLE_SIZE, -0.37 * _SAMPLE_SIZE, width - 1.5)
    yield "f"


def _placed(own: Outline, base: Point, size: Point, turn: float) -> Iterator[str]:
    """Draw an outline with the middle of its foot at `base`, turned around it."""
    half = own.advance / 2

    def at(point: Point) -> str:
        x, y = (point[0] - half) * size[0], point[1] * size[1]
        return f"{base[0] + x * cos(turn) - y * sin(turn):.2f} {base[1] + x * sin(turn) + y * cos(turn):.2f}"

    for contour in own.contours:
        for operator, points in cubic_path(contour):
            yield " ".join((*map(at, points), operator))

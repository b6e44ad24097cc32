"""Outlines of characters as paths, so that a seal needs no font in the file that bears it.

TrueType glyphs are quadratic splines (ISO/IEC 14496-22, `glyf`); PDF draws cubic ones. Every
outline of the shipped fonts stands for itself; none is put together from others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import unpack_from

from app.documents.truetype import TrueTypeFile

_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A character's contours in parts of the em, each a list of (point, on the curve)."""

    contours: tuple[tuple[tuple[Point, bool], ...], ...]
    advance: float


def outline(file: TrueTypeFile, character: str) -> Outline | None:
    """Return a character's outline, None where the font has no glyph for it."""
    glyph = file.glyph(ord(character))
    if not glyph:
        return None
    units = unpack_from(">H", file.table("head"), 18)[0]
    contours = tuple(
        tuple(((x / units, y / units), on) for x, y, on in contour)
        for contour in _contours(_data(file, glyph))
    )
    return Outline(contours, file.width(glyph) / 1000)


def _data(file: TrueTypeFile, glyph: int) -> memoryview:
    loca, glyf = file.table("loca"), file.table("glyf")
    if unpack_from(">h", file.table("head"), 50)[0] == 1:
        start, end = unpack_from(">2L", loca, 4 * glyph)
    else:
        start, end = (2 * n for n in unpack_from(">2H", loca, 2 * glyph))
    return glyf[start:end]


def _contours(data: memoryview) -> Iterator[Sequence[tuple[int, int, bool]]]:
    count = unpack_from(">h", data, 0)[0] if len(data) else 0
    if count <= 0:
        return
    ends = unpack_from(f">{count}H", data, 10)
    place = 10 + 2 * count
    place += 2 + unpack_from(">H", data, place)[0]
    flags, place = _flags(data, place, ends[-1] + 1)
    xs, place = _coordinates(data, place, flags, _X_SHORT, _X_SAME)
    ys, place = _coordinates(data, place, flags, _Y_SHORT, _Y_SAME)
    points = [(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    start = 0
    for end in ends:
        yield points[start : end + 1]
        start = end + 1


def _flags(data: memoryview, place: int, count: int) -> tuple[list[int], int]:
    flags: list[int] = []
    while len(flags) < count:
        flag = data[place]
        place += 1
        flags.append(flag)
        if flag & _REPEAT:
            flags.extend([flag] * data[place])
            place += 1
    return flags, place


def _coordinates(
    data: memoryview, place: int, flags: Sequence[int], short: int, same: int
) -> tuple[list[int], int]:
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[place] if flag & same else -data[place]
            place += 1
        elif not flag & same:
            value += unpack_from(">h", data, place)[0]
            place += 2
        found.append(value)
    return found, place


def cubic_path(contour: Sequence[tuple[Point, bool]]) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Yield a closed contour as PDF draws it: `m`, `l`, `c` with their points, then `h`."""
    points = _filled_in(contour)
    last = points[0][0]
    yield "m", (last,)
    following = iter([*points[1:], points[0]])
    for point, on in following:
        if on:
            yield "l", (point,)
            last = point
            continue
        end = next(following)[0]
        yield "c", (_toward(last, point), _toward(end, point), end)
        last = end
    yield "h", ()


def _filled_in(contour: Sequence[tuple[Point, bool]]) -> list[tuple[Point, bool]]:
    """Return a contour that begins on the curve, with the points that two handles imply."""
    full: list[tuple[Point, bool]] = []
    for (point, on), (following, follows_on) in zip(
        contour, [*contour[1:], contour[0]], strict=True
    ):
        full.append((point, on))
        if not on and not follows_on:
            full.append((((point[0] + following[0]) / 2, (point[1] + following[1]) / 2), True))
    first = next(number for number, (_, on) in enumerate(full) if on)
    return full[first:] + full[:first]


def _toward(end: Point, handle: Point) -> Point:
    """Return the cubic handle that does what a quadratic one does."""
    return (end[0] + 2 / 3 * (handle[0] - end[0]), end[1] + 2 / 3 * (handle[1] - end[1]))

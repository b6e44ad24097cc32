"""The frame of a certificate: a band of interlaced waves between ruled lines, with corner rosettes.

Drawn as one string of operators per page size and ink, kept for the next certificate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from math import cos, pi, sin

from app.documents.pieces import MM

Ink = tuple[float, float, float]

_WAVES = ((0.36, False), (0.36, True), (0.16, False))
"""Height in parts of the band, and whether it begins at its crest; each with its mirror image."""
_PETALS = 12
_HANDLE = 0.3642
"""Where the handles of a curve stand that does for half a sine, in parts of its length."""


@cache
def frame_stream(size: tuple[float, float], inset: float, band: float, ink: Ink) -> str:
    """Return the operators of a frame. `size` of the page, `inset` and `band` in millimetres."""
    width, height = size
    pale = tuple(1 - (1 - part) * 0.55 for part in ink)
    strong = "{:.3f} {:.3f} {:.3f} RG".format(*ink)
    soft = "{:.3f} {:.3f} {:.3f} RG".format(*pale)
    inner = inset + band
    parts = [
        "q 1 J 1 j",
        strong, f"{0.55 * MM:.3f} w", _rectangle(inset, inset, width - inset, height - inset),
        f"{0.18 * MM:.3f} w", _rectangle(inset + 1, inset + 1, width - inset - 1, height - inset - 1),
        f"{0.18 * MM:.3f} w", _rectangle(inner - 1, inner - 1, width - inner + 1, height - inner + 1),
        f"{0.4 * MM:.3f} w", _rectangle(inner, inner, width - inner, height - inner),
        soft, f"{0.12 * MM:.3f} w",
        *_sides(width, height, inset, band),
        strong, f"{0.14 * MM:.3f} w",
        *_corners(width, height, inset, band),
        "Q",
    ]  # fmt: skip
    return "\n".join(parts)


def _rectangle(left: float, foot: float, right: float, top: float) -> str:
    return f"{left * MM:.3f} {foot * MM:.3f} {(right - left) * MM:.3f} {(top - foot) * MM:.3f} re S"


def _sides(width: float, height: float, inset: float, band: float) -> Iterator[str]:
    middle = inset + band / 2
    for y in (middle, height - middle):
        yield from _rope((inset + band, y), (width - inset - band, y), band)
    for x in (middle, width - middle):
        yield from _rope((x, inset + band), (x, height - inset - band), band)


def _rope(start: tuple[float, float], end: tuple[float, float], band: float) -> Iterator[str]:
    """Draw interlaced waves along one side, whole periods from end to end."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    period = length / max(1, round(length / (band * 1.15)))
    upright = end[1] > start[1]

    def at(along: float, across: float) -> str:
        x, y = (across, along) if upright else (along, across)
        return f"{(start[0] + x) * MM:.3f} {(start[1] + y) * MM:.3f}"

    for share, crested in _WAVES:
        for sign in (1, -1):
            yield _wave(length, period, (share * band, sign, crested), at)
            yield "S"


def _wave(
    length: float, period: float, form: tuple[float, float, bool],
    at: Callable[[float, float], str],
) -> str:  # fmt: skip
    """Draw one wave, a curve for every half period; a crested one begins at its height."""
    height, sign, crested = form
    half = period / 2
    parts, along = [f"{at(0, sign * height if crested else 0)} m"], 0.0
    while along < length - half / 2:
        first = sign * height if crested else sign * height * 4 / 3
        second, end = (-first, -first) if crested else (first, 0.0)
        parts.append(
            f"{at(along + _HANDLE * half, first)} {at(along + (1 - _HANDLE) * half, second)}"
            f" {at(along + half, end)} c"
        )
        along, sign = along + half, -sign
    return " ".join(parts)


def _corners(width: float, height: float, inset: float, band: float) -> Iterator[str]:
    middle = inset + band / 2
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            yield from _rosette(x, y, band / 2 - 1.1)


def _rosette(x: float, y: float, radius: float) -> Iterator[str]:
    for number in range(_PETALS):
        angle = number * pi / _PETALS
        yield _ellipse(x, y, (radius, radius * 0.36), angle)
    for share in (1.0, 0.3, 0.16):
        yield _ellipse(x, y, (radius * share, radius * share), 0)


def _ellipse(x: float, y: float, radii: tuple[float, float], angle: float) -> str:
    near = 0.5523

    def at(u: float, v: float) -> str:
        a, b = u * radii[0], v * radii[1]
        return (
            f"{(x + a * cos(angle) - b * sin(angle)) * MM:.3f}"
            f" {(y + a * sin(angle) + b * cos(angle)) * MM:.3f}"
        )

    quarters = (
        (1, near, near, 1, 0, 1), (-near, 1, -1, near, -1, 0),
        (-1, -near, -near, -1, 0, -1), (near, -1, 1, -near, 1, 0),
    )  # fmt: skip
    curves = " ".join(f"{at(a, b)} {at(c, d)} {at(e, f)} c" for a, b, c, d, e, f in quarters)
    return f"{at(1, 0)} m {curves} S"

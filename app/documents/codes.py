"""Bar codes and QR codes, each drawn as one vector path of whole modules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import zxingcpp
from barcode import Code128
from reportlab.pdfgen.canvas import Canvas

from app.documents.pieces import MM
from app.errors import Problem

QUIET_BAR, QUIET_QR = 10, 4
"""White modules around a code (ISO/IEC 15417 and 18004)."""
LEAST_MODULE = 0.25 * MM
"""A narrower bar is lost at 200 dpi."""
WIDEST_MODULE = 0.33 * MM


class _Code128(Code128):  # type: ignore[misc]  # the library has no types
    """python-barcode's encoder without its fault.

    It takes a first pair of digits 99 for a change of character set and drops it.
    """

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        return encoded if self.code[:2].isdigit() else super()._try_to_optimize(encoded)


def draw_code128(
    canvas: Canvas, text: str, box: tuple[float, float, float, float], *, centred: bool = False
) -> tuple[float, float]:
    """Draw a Code 128 in a box (left, foot, width, height), quiet zones inside it, flush right.

    Return where the bars begin and end. Raises Problem `paper.code-too-long` (params: text) when
    the box has no room for bars of 0.25 mm, or when the text is not ASCII.
    """
    left, foot, width, height = box
    if not text.isascii() or not text:
        raise Problem("paper.code-too-long", text=text)
    bars: str = _Code128(text).build()[0]
    module = min(WIDEST_MODULE, width / (len(bars) + 2 * QUIET_BAR))
    if module < LEAST_MODULE:
        raise Problem("paper.code-too-long", text=text)
    start = left + width - module * (len(bars) + QUIET_BAR)
    if centred:
        start = left + (width - module * len(bars)) / 2
    boxes = (f"{place} 0 {length} 1 re" for place, length in _dark(bars, "1"))
    _fill(canvas, boxes, (start, foot), (module, height))
    return start, start + module * len(bars)


def draw_qr(canvas: Canvas, text: str, left: float, foot: float, size: float) -> None:
    """Draw a QR code (error level M) in a square of `size` points, quiet zone inside it."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    count: int = picture.shape[0]
    pixels, module = memoryview(picture).tobytes(), size / (count + 2 * QUIET_QR)
    boxes = (
        f"{place} {count - 1 - number} {length} 1 re"
        for number in range(count)
        for place, length in _dark(pixels[number * count : (number + 1) * count], 0)
    )
    corner = (left + QUIET_QR * module, foot + QUIET_QR * module)
    _fill(canvas, boxes, corner, (module, module))


def _dark(line: str | bytes, dark: str | int) -> Iterator[tuple[int, int]]:
    """Yield place and length of the dark stretches of a line of modules."""
    place = 0
    for value, group in groupby(line):
        length = sum(1 for _ in group)
        if value == dark:
            yield place, length
        place += length


def _fill(
    canvas: Any, boxes: Iterator[str], corner: tuple[float, float], module: tuple[float, float]
) -> None:
    # reportlab formats every coordinate of a path by itself; whole numbers in a scaled space need
    # none of that, which halves the time a page takes.
    canvas.saveState()
    canvas.translate(*corner)
    canvas.scale(*module)
    canvas._code.append(" ".join(boxes) + " f")  # noqa: SLF001 - one path for all bars; no public call appends
    canvas.restoreState()

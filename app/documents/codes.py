"""Bar codes and QR codes, drawn as one vector path each, and the text that a QR carries."""

from __future__ import annotations

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


def draw_code128(
    canvas: Canvas, text: str, box: tuple[float, float, float, float], *, centred: bool = False
) -> tuple[float, float]:
    """Draw a Code 128 in a box (left, foot, width, height), quiet zones inside it, flush right.

    Return where the bars begin and end.

    Raises Problem `paper.code-too-long` (params: text) when the box has no room for bars of
    0.25 mm, or when the text is not ASCII.
    """
    left, foot, width, height = box
    if not text.isascii() or not text:
        raise Problem("paper.code-too-long", text=text)
    bars = Code128(text).build()[0]
    module = min(WIDEST_MODULE, width / (len(bars) + 2 * QUIET_BAR))
    if module < LEAST_MODULE:
        raise Problem("paper.code-too-long", text=text)
    path = canvas.beginPath()
    start = left + width - module * (len(bars) + QUIET_BAR)
    if centred:
        start = left + (width - module * len(bars)) / 2
    x = start
    for dark, group in groupby(bars):
        length = module * len(list(group))
        if dark == "1":
            path.rect(x, foot, length, height)
        x += length
    canvas.drawPath(path, stroke=0, fill=1)
    return start, x


def draw_qr(canvas: Canvas, text: str, left: float, foot: float, size: float) -> None:
    """Draw a QR code (error level M) in a square of `size` points, quiet zone inside it."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    image = memoryview(picture)
    count: int = picture.shape[0]
    modules, module = image.tobytes(), size / (count + 2 * QUIET_QR)
    path = canvas.beginPath()
    for number in range(count):
        line = modules[number * count : (number + 1) * count]
        x = left + QUIET_QR * module
        y = foot + size - (QUIET_QR + number + 1) * module
        for value, group in groupby(line):
            length = module * len(list(group))
            if value == 0:
                path.rect(x, y, length, module)
            x += length
    canvas.drawPath(path, stroke=0, fill=1)

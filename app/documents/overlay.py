"""Printing onto pre-printed blanks, moved to where a printer really puts things.

A calibration holds for one layout on one tray of one printer: what is at (x, y) millimetres from the
upper left corner of the sheet is scaled and turned around that corner, then moved.
"""

from __future__ import annotations

from typing import Any

from app.documents.certificate_layouts import Sheet
from app.documents.certificate_subject import CertificateSubject
from app.documents.certificates import CertificatePress, SheetDrawing, page_size
from app.documents.pieces import MM, draw_line
from app.documents.typesetting import Line, Style, Typeface
from app.domain.certificate import Calibration

_SMALL, _MIDDLE, _LARGE = 1.6, 2.6, 4.2
_MARGIN = 10
_CROSS = 25
_SIZE = 8.0


def draw_overlay(
    canvas: Any, subject: CertificateSubject, press: CertificatePress, calibration: Calibration
) -> None:
    """Draw what each sheet of a blank lacks, one page for each."""
    for sheet in subject.layout.sheets:
        canvas.setPageSize(page_size(sheet))
        calibrate(canvas, sheet, calibration)
        SheetDrawing(canvas, sheet, subject, press).draw(sealed=True)
        canvas.showPage()


def calibrate(canvas: Any, sheet: Sheet, calibration: Calibration) -> None:
    """Move all that is drawn from now on; lengths in millimetres, y downwards, degrees clockwise."""
    height = page_size(sheet)[1]
    canvas.translate(calibration.offset_x * MM, height - calibration.offset_y * MM)
    canvas.rotate(-calibration.rotation)
    canvas.scale(calibration.scale_x, calibration.scale_y)
    canvas.translate(0, -height)


def draw_ruler(canvas: Any, sheet: Sheet, face: Typeface, calibration: Calibration) -> None:
    """Draw rulers along the upper and left edge and crosses 25 mm from the edges, as calibrated.

    Laid over a blank, they show by how many millimetres it is off, at its corners also how much it
    is scaled or turned.
    """
    width, height = (float(n) for n in sheet["page"])
    canvas.setPageSize(page_size(sheet))
    calibrate(canvas, sheet, calibration)
    canvas.setLineWidth(0.2)
    for n in range(_MARGIN, int(width) - _MARGIN + 1):
        _tick(canvas, face, (n, height - _MARGIN), n, upright=True)
    for n in range(_MARGIN, int(height) - _MARGIN + 1):
        _tick(canvas, face, (_MARGIN, height - n), n, upright=False)
    for x in (_CROSS, width - _CROSS):
        for y in (_CROSS, height - _CROSS):
            canvas.line((x - 5) * MM, y * MM, (x + 5) * MM, y * MM)
            canvas.line(x * MM, (y - 5) * MM, x * MM, (y + 5) * MM)
    canvas.showPage()


def _tick(
    canvas: Any, face: Typeface, place: tuple[float, float], number: int, *, upright: bool
) -> None:
    length = _LARGE if number % 10 == 0 else _MIDDLE if number % 5 == 0 else _SMALL
    x, y = place
    end = (x, y - length) if upright else (x + length, y)
    canvas.line(x * MM, y * MM, end[0] * MM, end[1] * MM)
    if number % 10 or number <= _MARGIN:
        return
    text = str(number)
    style = Style(face, _SIZE, _SIZE)
    natural = face.width(text, _SIZE)
    left = x * MM - natural / 2 if upright else (x + length + 1) * MM
    foot = (y - length - 1) * MM - _SIZE if upright else y * MM - _SIZE / 2
    draw_line(canvas, Line(text, style, 0, natural), left, foot)

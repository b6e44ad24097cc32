"""Pieces of a page: measured, then placed, then drawn.

All lengths are points. A piece is drawn below `top` (measured from the page's lower edge, as PDF
does) and to the right of `left`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from app.documents.typesetting import Line, Style, set_lines

MM = 72 / 25.4
_WIDOW = 2
"""A last line of no more than a character and its stop."""
_TRIFLES = (0.99, 0.98, 0.97)

Draw = Callable[[Canvas, float, float], None]
"""Draws at (left, top)."""


@dataclass(frozen=True)
class Piece:
    """Something of fixed height that no page break divides.

    `gap`: space above, dropped at the head of a page. `keep`: stays with the next piece.
    `repeat`: drawn again above this piece when it begins a page (the head of a table). `breaks`:
    begins a new page.
    """

    height: float
    draw: Draw
    gap: float = 0
    keep: bool = False
    repeat: Piece | None = None
    breaks: bool = False


def paragraph(text: str, style: Style, width: float, *, keep: bool = False) -> list[Piece]:
    """Return a paragraph line by line; no page begins or ends with a single line of it."""
    lines = _without_widow(text, style, width)
    count = len(lines)
    pieces = []
    for number, line in enumerate(lines):
        lonely = count > 1 and number in {0, count - 2}
        gap = style.before if number == 0 else 0
        pieces.append(Piece(style.leading, lines_drawing([line]), gap, keep or lonely))
    if style.after:
        pieces.append(space(style.after, keep=keep))
        pieces[-2] = Piece(style.leading, pieces[-2].draw, pieces[-2].gap, keep=True)
    return pieces


def _without_widow(text: str, style: Style, width: float) -> list[Line]:
    """Return the lines, a trifle smaller where that saves a last line of one character."""
    lines = set_lines(text, style, width)
    for part in _TRIFLES if len(lines) > 1 and len(lines[-1].text) <= _WIDOW else ():
        closer = set_lines(text, replace(style, size=style.size * part), width)
        if len(closer) < len(lines):
            return closer
    return lines


def space(height: float, *, keep: bool = False) -> Piece:
    """Return white space, dropped at the head of a page."""
    return Piece(0, lambda _canvas, _left, _top: None, height, keep)


def lines_drawing(lines: Sequence[Line]) -> Draw:
    """Return what draws lines below each other, each in the middle of its leading."""

    def draw(canvas: Canvas, left: float, top: float) -> None:
        for line in lines:
            top -= line.style.leading
            draw_line(canvas, line, left, top + (line.style.leading - line.style.size) / 2)

    return draw


def draw_line(canvas: Canvas, line: Line, left: float, foot: float) -> None:
    """Draw one line whose type stands on a body from `foot` to `foot + size`."""
    if not line.text.strip():
        return
    style = line.style
    text = canvas.beginText()
    if style.color:
        text.setFillGray(style.color)
    text.setTextOrigin(left + line.offset, foot + style.size * 0.14)
    if line.spread:
        text.setCharSpace(line.spread)
    for font, piece in line.runs:
        text.setFont(font, style.size)
        text.textOut(piece)
    if line.spread:
        text.setCharSpace(0)
    if style.color:
        text.setFillGray(0)
    canvas.drawText(text)


@dataclass(frozen=True)
class Cell:
    """A cell of a row: text, style, and the share of the row's width in points."""

    text: str
    style: Style
    width: float
    shade: float = 1
    pad: float = 1.2 * MM


def row(cells: Sequence[Cell], *, least: float, tallest: float, rule: Rule) -> list[Piece]:
    """Return a row of a table; one taller than `tallest` is divided between lines."""
    columns = [set_lines(cell.text, cell.style, cell.width - 2 * cell.pad) for cell in cells]
    most = max(max(1, int((tallest - 2 * rule.pad) // cell.style.leading)) for cell in cells)
    count = max((len(lines) + most - 1) // most for lines in columns)
    pieces = []
    for number in range(max(1, count)):
        part = [lines[number * most : (number + 1) * most] for lines in columns]
        height = max(least, max(_height(lines) for lines in part) + 2 * rule.pad)
        first, last = number == 0, number == max(1, count) - 1
        pieces.append(Piece(height, _row_drawing(cells, part, height, rule, (first, last))))
    return pieces


@dataclass(frozen=True)
class Rule:
    """How a table is ruled: `grid` (all cells) or horizontal lines only; padding above and below."""

    grid: bool = True
    weight: float = 0.45
    pad: float = 1.0 * MM
    gray: float = 0.25


def _height(lines: Sequence[Line]) -> float:
    return sum(line.style.leading for line in lines)


def _row_drawing(
    cells: Sequence[Cell], lines: Sequence[Sequence[Line]], height: float, rule: Rule,
    edges: tuple[bool, bool],
) -> Draw:  # fmt: skip
    def draw(canvas: Canvas, left: float, top: float) -> None:
        _shade(canvas, cells, left, top, height)
        place = left
        for cell, column in zip(cells, lines, strict=True):
            offset = (height - _height(column)) / 2
            lines_drawing(column)(canvas, place + cell.pad, top - offset)
            place += cell.width
        _rule(canvas, cells, (left, top, height), rule, edges)

    return draw


def _shade(canvas: Canvas, cells: Sequence[Cell], left: float, top: float, height: float) -> None:
    for cell in cells:
        if cell.shade < 1:
            canvas.setFillGray(cell.shade)
            canvas.rect(left, top - height, cell.width, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        left += cell.width


def _rule(
    canvas: Canvas, cells: Sequence[Cell], box: tuple[float, float, float], rule: Rule,
    edges: tuple[bool, bool],
) -> None:  # fmt: skip
    left, top, height = box
    right = left + sum(cell.width for cell in cells)
    canvas.setLineWidth(rule.weight)
    canvas.setStrokeGray(rule.gray)
    path = canvas.beginPath()
    for drawn, y in zip(edges, (top, top - height), strict=True):
        if drawn:
            path.moveTo(left, y)
            path.lineTo(right, y)
    if rule.grid:
        places = [left]
        for cell in cells:
            places.append(places[-1] + cell.width)
        for x in places:
            path.moveTo(x, top)
            path.lineTo(x, top - height)
    canvas.drawPath(path)
    canvas.setStrokeGray(0)

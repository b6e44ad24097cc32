"""The blocks of a layout: each kind turns its JSON and the values into pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.documents.application import set_application
from app.documents.codes import draw_code128, draw_qr
from app.documents.contents import rows
from app.documents.layouts import Block, fill, holds
from app.documents.pieces import (
    MM,
    Cell,
    Draw,
    Piece,
    Rule,
    draw_line,
    lines_drawing,
    paragraph,
    row,
    space,
)
from app.documents.setting import Setting
from app.documents.tables import HEAD_SHADE, needed, share, table
from app.documents.typesetting import Align, Line, Style, set_lines
from app.documents.words import word

_RING = 40 * MM
_SIGN_HEIGHT = 13 * MM
_LEAST_SIGN_HEIGHT = 11 * MM
_AFTER_RULES = 1.5 * MM


def set_blocks(blocks: Iterable[Block], setting: Setting, width: float) -> list[Piece]:
    """Return the pieces of the blocks whose conditions hold, in a column `width` points wide."""
    pieces: list[Piece] = []
    for block in blocks:
        if holds(block.get("when"), setting.values):
            pieces.extend(_KINDS[block["type"]](block, setting, width))
    return pieces


def fixed_drawing(block: Block, setting: Setting) -> Draw:
    """Return what draws a fixed block, given the left and upper edge of its box.

    ValueError when its content is taller than the box.
    """
    width, height = (n * MM for n in block["box"][2:])
    pieces = set_blocks([block], setting, width)
    total = sum(p.height for p in pieces) + sum(p.gap for p in pieces[1:])
    if total > height + 0.5:
        raise ValueError(block)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        for number, piece in enumerate(pieces):
            top -= piece.gap if number else 0
            piece.draw(canvas, left, top)
            top -= piece.height

    return draw


def _text(block: Block, setting: Setting, width: float) -> list[Piece]:
    text = fill(block["text"], setting.values)
    style = setting.style(block, "style", "body")
    if block.get("shrink"):
        style = _shrunk(text, style, width)
        text = _evened(text, style, width) if style.align is Align.CENTER else text
    return paragraph(text, style, width, keep=block.get("keep", False))


def _shrunk(text: str, style: Style, width: float) -> Style:
    """Return the style a little smaller when that saves a second line (down to 80 %)."""
    natural = style.face.width(text, style.size)
    if width < natural <= width / 0.8:
        return replace(style, size=style.size * width / natural * 0.999)
    return style


def _evened(text: str, style: Style, width: float) -> str:
    """Return a heading with its lines of even length where it needs several (GB/T 9704: no lone character)."""
    count = len(set_lines(text, style, width))
    room = style.face.width(text, style.size) / count
    while count > 1 and room < width:
        lines = set_lines(text, style, room)
        if len(lines) == count:
            return "\n".join(line.text for line in lines)
        room += style.size / 2
    return text


def _each(block: Block, setting: Setting, width: float) -> list[Piece]:
    style = setting.style(block, "style", "text")
    pieces: list[Piece] = []
    for values in rows(setting.values, block["rows"]):
        text = fill(block["text"], {**setting.values, **values})
        pieces.extend(paragraph(text, style, width))
    return pieces


def _group(block: Block, setting: Setting, width: float) -> list[Piece]:
    pieces = set_blocks(block["flow"], setting, width)
    return [replace(piece, keep=True) for piece in pieces[:-1]] + pieces[-1:]


def _space(block: Block, setting: Setting, _width: float) -> list[Piece]:
    return [space(block["height"] * MM * setting.density)]


def _rule(block: Block, _setting: Setting, width: float) -> list[Piece]:
    weight, dashed = block.get("weight", 0.5), block.get("dashed", False)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(weight)
        canvas.setStrokeGray(0)
        if dashed:
            canvas.setDash(2, 2)
        canvas.line(left, top - 2, left + width, top - 2)
        canvas.restoreState()

    return [Piece(4, draw, block.get("before", 1) * MM, keep=True)]


def _table(block: Block, setting: Setting, width: float) -> list[Piece]:
    columns = block["columns"]
    head_style = setting.styles[block.get("head_style", "head")]
    style = setting.styles[block.get("style", "cell")]
    texts = [
        [fill(column["value"], {**setting.values, **values}) for column in columns]
        for values in rows(setting.values, block["rows"])
    ]
    names = [fill(column["head"], setting.values) for column in columns]
    least = needed(names, head_style, texts, style)
    widths = share([column["width"] for column in columns], width, least)
    heads = [
        Cell(name, head_style, room, HEAD_SHADE) for name, room in zip(names, widths, strict=True)
    ]
    body = [
        [
            Cell(text, _aligned(style, column), room)
            for text, column, room in zip(line, columns, widths, strict=True)
        ]
        for line in texts
    ]
    rule = Rule(grid=block.get("grid", True), pad=Rule.pad * setting.density)
    pieces = table(heads, body, rule, setting, gap=block.get("before", 1.5) * MM)
    return [*pieces, space(_AFTER_RULES)]


def _aligned(style: Style, column: Mapping[str, Any]) -> Style:
    return replace(style, align=Align(column["align"])) if "align" in column else style


def _facts(block: Block, setting: Setting, width: float) -> list[Piece]:
    """Set labels and values side by side; `columns` pairs in a row, a `wide` one alone."""
    label_width = block.get("label_width", 24) * MM
    cells = [cell for cell in block["cells"] if holds(cell.get("when"), setting.values)]
    rule = Rule(grid=True, pad=0.9 * MM * setting.density)
    pieces: list[Piece] = []
    for group in _facts_rows(cells, block.get("columns", 2)):
        parts: list[Cell] = []
        room = width / len(group) - label_width
        for cell in group:
            parts.append(Cell(cell["label"], setting.styles["label"], label_width, HEAD_SHADE))
            parts.append(Cell(fill(cell["value"], setting.values), setting.styles["value"], room))
        pieces.extend(row(parts, least=0, tallest=setting.column_height / 2, rule=rule))
    if pieces:
        pieces[0] = replace(pieces[0], gap=block.get("before", 1) * MM)
    return [*pieces, space(_AFTER_RULES)]


def _facts_rows(cells: Sequence[Mapping[str, Any]], columns: int) -> list[list[Mapping[str, Any]]]:
    result: list[list[Mapping[str, Any]]] = []
    for cell in cells:
        joins = result and len(result[-1]) < columns and not result[-1][0].get("wide")
        if joins and not cell.get("wide"):
            result[-1].append(cell)
        else:
            result.append([cell])
    return result


def _signatures(block: Block, setting: Setting, width: float) -> list[Piece]:
    """Set places to sign, one below the other: a caption, a line to write on, and the date."""
    style = setting.style(block, "style", "value")
    dates = set_lines(word("blank_date"), replace(style, align=Align.RIGHT), width)
    height = max(_LEAST_SIGN_HEIGHT, _SIGN_HEIGHT * setting.density)
    pieces = []
    for text in block["parties"]:
        caption = set_lines(fill(text, setting.values), style, width)[0]
        pieces.append(Piece(height, _signature(caption, dates[0], (width, height)), keep=True))
    return [*pieces[:-1], replace(pieces[-1], keep=False)]


def _signature(caption: Line, dates: Line, box: tuple[float, float]) -> Draw:
    width, height = box

    def draw(canvas: Canvas, left: float, top: float) -> None:
        foot = top - height + 2 * MM
        draw_line(canvas, caption, left, foot)
        draw_line(canvas, dates, left, foot)
        canvas.setLineWidth(0.5)
        end = left + width - dates.width - 2 * MM
        canvas.line(left + caption.width + 1 * MM, foot - 1, end, foot - 1)

    return draw


def _seal(block: Block, setting: Setting, width: float) -> list[Piece]:
    """Set who issues the paper and when, with room for the ink seal over both (AL 32(2))."""
    style = setting.style(block, "style", "sign-off")
    half = max(width / 2, 80 * MM)
    lines = [
        line
        for text in block["lines"]
        for line in set_lines(fill(text, setting.values), style, half)
    ]
    small = setting.styles["seal"]
    caption = set_lines(block["ring"], small, _RING)
    kind = set_lines(fill(block.get("foot", ""), setting.values), small, _RING * 0.8)
    height = max(_RING, len(lines) * style.leading + 2 * (small.leading + 4 * MM))
    receipt = [fill(text, setting.values) for text in block.get("left", [])]
    signed = setting.styles["value"]

    def draw(canvas: Canvas, left: float, top: float) -> None:
        middle = top - height / 2
        centre = left + width - half / 2
        _ring(canvas, centre, middle)
        lines_drawing(caption)(canvas, centre - _RING / 2, middle + height / 2 - 4 * MM)
        foot = middle - height / 2 + 3 * MM + len(kind) * small.leading
        lines_drawing(kind)(canvas, centre - _RING * 0.4, foot)
        place = middle + len(lines) * style.leading / 2
        lines_drawing(lines)(canvas, left + width - half, place)
        for number, text in enumerate(receipt):
            line = set_lines(text, signed, width - half)[0]
            foot = middle + (len(receipt) / 2 - number - 1) * 10 * MM
            draw_line(canvas, line, left, foot)
            canvas.line(left + line.width, foot - 1, left + width - half - 2 * MM, foot - 1)

    return [Piece(height, draw, block.get("before", 4) * MM * setting.density)]


def _ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeGray(0.65)
    canvas.setDash(1, 2.5)
    canvas.circle(x, y, _RING / 2, stroke=1, fill=0)
    canvas.restoreState()


def _barcode(block: Block, setting: Setting, width: float) -> list[Piece]:
    text = str(setting.values["barcode"])
    height, bleed = block.get("height", 10) * MM, block.get("bleed", 0) * MM
    centred = block.get("align") == "center"
    style = setting.styles["code"]

    def draw(canvas: Canvas, left: float, top: float) -> None:
        box = (left - bleed, top - height, width + 2 * bleed, height)
        start, end = draw_code128(canvas, text, box, centred=centred)
        lines_drawing(set_lines(text, style, end - start))(canvas, start, top - height - 1)

    set_lines(text, style, width)  # a missing glyph is refused before anything is drawn
    return [Piece(height + style.leading + 1, draw, block.get("before", 0) * MM)]


def _qr(block: Block, setting: Setting, width: float) -> list[Piece]:
    if not setting.qr:
        return []
    size = block["size"] * MM
    indent = (width - size) / 2 if block.get("align") == "center" else 0
    caption = setting.styles["caption"]
    lines = set_lines(block.get("text", ""), caption, size)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        draw_qr(canvas, setting.qr, left + indent, top - size, size)
        lines_drawing(lines)(canvas, left + indent, top - size + 1.5 * MM)

    return [Piece(size + len(lines) * caption.leading, draw, block.get("before", 0) * MM)]


def _break(_block: Block, _setting: Setting, _width: float) -> list[Piece]:
    return [replace(space(0), breaks=True)]


def _form(_block: Block, setting: Setting, width: float) -> list[Piece]:
    return set_application(setting, width)


_KINDS: Mapping[str, Callable[[Block, Setting, float], list[Piece]]] = {
    "text": _text, "each": _each, "group": _group, "space": _space, "rule": _rule,
    "table": _table, "facts": _facts, "signatures": _signatures, "seal": _seal,
    "barcode": _barcode, "qr": _qr, "form": _form, "break": _break,
}  # fmt: skip

"""Tables: rows of cells under a head that every page repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.documents.pieces import Cell, Piece, Rule, row
from app.documents.setting import Setting
from app.documents.typesetting import Style, widest_run

_SLACK = 0.1
_SHORT_HEAD = 4
HEAD_SHADE = 0.93
"""Grey behind heads and labels, from 0 (black) to 1 (white)."""


def table(
    heads: Sequence[Cell],
    body: Sequence[Sequence[Cell]],
    rule: Rule,
    setting: Setting,
    gap: float = 0,
) -> list[Piece]:
    """Return a table whose head is drawn again at the top of every page it runs over to.

    No page begins or ends with a single row of it.
    """
    tallest = setting.column_height / 2
    head = row(heads, least=0, tallest=tallest, rule=rule)[0]
    pieces = [replace(head, gap=gap, keep=True)]
    for number, cells in enumerate(body):
        divided = row(cells, least=0, tallest=tallest, rule=rule)
        lonely = len(body) > 1 and number in {0, len(body) - 2}
        pieces.extend(replace(piece, repeat=head, keep=lonely) for piece in divided)
    return pieces


def needed(
    heads: Sequence[str], head_style: Style, lines: Sequence[Sequence[str]], style: Style
) -> list[float]:
    """Return the width in points that each column needs to break no number, date or short head."""
    columns = zip(*lines, strict=True) if lines else [()] * len(heads)
    return [
        max(_head_width(head, head_style), widest_run(texts, style)) + 2 * Cell.pad + _SLACK
        for head, texts in zip(heads, columns, strict=True)
    ]


def _head_width(head: str, style: Style) -> float:
    return style.face.width(head, style.size) if len(head) <= _SHORT_HEAD else 0


def share(parts: Sequence[float], width: float, least: Sequence[float] = ()) -> list[float]:
    """Share a width out in proportion to parts, none below its `least`, as far as that goes."""
    if sum(least) > width:
        return share(least, width)
    total = sum(parts)
    widths = [part * width / total for part in parts]
    short = {n for n, one in enumerate(least) if one > widths[n]}
    if not short:
        return widths
    rest = [n for n in range(len(parts)) if n not in short]
    room = width - sum(least[n] for n in short)
    others = iter(share([parts[n] for n in rest], room, [least[n] for n in rest]))
    return [least[n] if n in short else next(others) for n in range(len(parts))]

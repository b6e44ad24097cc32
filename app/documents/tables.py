"""Tables: rows of cells under a head that every page repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.documents.pieces import Cell, Piece, Rule, row
from app.documents.setting import Setting

HEAD_SHADE = 0.93
"""Grey behind heads and labels, from 0 (black) to 1 (white)."""


def table(
    heads: Sequence[Cell],
    body: Sequence[Sequence[Cell]],
    rule: Rule,
    setting: Setting,
    gap: float = 0,
) -> list[Piece]:
    """Return a table whose head is drawn again at the top of every page it runs over to."""
    tallest = setting.column_height / 2
    head = row(heads, least=0, tallest=tallest, rule=rule)[0]
    pieces = [replace(head, gap=gap, keep=True)]
    for cells in body:
        divided = row(cells, least=0, tallest=tallest, rule=rule)
        pieces.extend(replace(piece, repeat=head) for piece in divided)
    return pieces


def share(parts: Sequence[float], width: float) -> list[float]:
    """Share a width out in proportion to parts."""
    total = sum(parts)
    return [part * width / total for part in parts]

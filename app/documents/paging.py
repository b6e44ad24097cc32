"""From pieces to pages: where each piece stands, and a last page that is worth its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.pieces import Piece

_BESIDE = 0.12
"""How much of a column stands on the last page beside a seal or signatures, never alone there."""
_STEPS = 12
_STEP_SHARE = 0.05

Edges = tuple[float, float]
"""The upper and lower edge of a page's column, in points from the page's foot."""


@dataclass(frozen=True)
class Placed:
    """A piece with the place of its upper edge."""

    piece: Piece
    top: float


Pages = list[list[Placed]]


def balanced(pieces: Sequence[Piece], first: Edges, later: Edges) -> Pages:
    """Place pieces on pages; when the last would hold little, the one before gives some up.

    No page more is used for it; where that cannot be had the pages stay as they fall.
    """
    pages = paginate(pieces, first, later)
    column = later[0] - later[1]
    least = _tail(pieces) + _BESIDE * column
    if len(pages) == 1 or _filled(pages[-1], later) >= least:
        return pages
    for step in range(1, _STEPS + 1):
        shortened = (len(pages) - 2, step * _STEP_SHARE * column)
        attempt = paginate(pieces, first, later, shortened)
        if len(attempt) > len(pages):
            break
        if _filled(attempt[-1], later) >= least:
            return attempt
    return pages


def _tail(pieces: Sequence[Piece]) -> float:
    """Return the height of what ends a paper and is kept together."""
    start = len(pieces) - 1
    while start > 0 and pieces[start - 1].keep:
        start -= 1
    return _needed(pieces[start:], fresh=True)


def _filled(page: Sequence[Placed], edges: Edges) -> float:
    return edges[0] - page[-1].top + page[-1].piece.height if page else 0


def paginate(
    pieces: Sequence[Piece], first: Edges, later: Edges, shortened: tuple[int, float] = (-1, 0)
) -> Pages:
    """Place pieces on pages; `shortened`: a page (from 0) and by how many points its column ends sooner."""

    def edges() -> Edges:
        top, bottom = first if len(pages) == 1 else later
        return top, bottom + (shortened[1] if len(pages) - 1 == shortened[0] else 0)

    pages: Pages = [[]]
    top, bottom = edges()
    number = 0
    while number < len(pieces):
        chain = _chain(pieces, number)
        if chain[0].breaks and pages[-1]:
            pages.append([])
            top, bottom = edges()
        needed = _needed(chain, fresh=not pages[-1])
        if pages[-1] and top - needed < bottom - 0.01 and needed <= later[0] - later[1]:
            pages.append([])
            top, bottom = edges()
            top = _repeat(chain[0], pages[-1], top)
            chain = chain[:1]
        elif needed > top - bottom:
            chain = chain[:1]
        for piece in chain:
            if pages[-1] and top - piece.gap - piece.height < bottom - 0.01:
                pages.append([])
                top, bottom = edges()
                top = _repeat(piece, pages[-1], top)
            top -= piece.gap if pages[-1] else 0
            pages[-1].append(Placed(piece, top))
            top -= piece.height
        number += len(chain)
    return pages


def _chain(pieces: Sequence[Piece], start: int) -> list[Piece]:
    chain = [pieces[start]]
    while chain[-1].keep and start + len(chain) < len(pieces):
        chain.append(pieces[start + len(chain)])
    return chain


def _needed(chain: Sequence[Piece], *, fresh: bool) -> float:
    total = sum(piece.gap + piece.height for piece in chain)
    return total - chain[0].gap if fresh else total


def _repeat(piece: Piece, page: list[Placed], top: float) -> float:
    if piece.repeat is None:
        return top
    page.append(Placed(piece.repeat, top))
    return top - piece.repeat.height

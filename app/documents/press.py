"""The press: composes, draws and finishes papers. Loads reportlab, so it is opened when needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import atan2, degrees, hypot
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.documents.blocks import fixed_drawing, set_blocks
from app.documents.contents import contents
from app.documents.embedding import FixedPart
from app.documents.font_rack import FontRack, finished, font_rack, new_canvas
from app.documents.layouts import Layout, layout_of
from app.documents.paging import Placed, balanced
from app.documents.pieces import MM, Draw, draw_line
from app.documents.reprint import overlaid
from app.documents.samples import sample
from app.documents.setting import Setting, styles_of
from app.documents.subject import PaperSubject, RenderedPaper
from app.documents.typesetting import Style, set_lines
from app.documents.verification import signed_text
from app.documents.words import all_words, word_for
from app.domain.paper import PaperKind, PaperState
from app.ports.signing import Signer

rl_config.useA85 = 0  # binary streams: a fifth smaller

_MARK_SHARE = 0.5
_MARK_SIZE, _ACROSS = 96, 0.2
"""Type size of a mark across a page, and how far it covers what is below."""
_STATE_MARKS = {PaperState.DRAFT: "draft", PaperState.COPY: "copy", PaperState.VOID: "void"}


@dataclass(frozen=True)
class _Page:
    """A page ready to be drawn: things with the left and upper edge they are drawn at."""

    things: tuple[tuple[Draw, float, float], ...]


class Press:
    """Prints all papers. Holds open fonts; use it from one thread.

    `signer`: signs the codes; without one papers bear no QR code. `cache`: where fonts are
    unpacked, the program's cache folder when None.
    """

    def __init__(self, signer: Signer | None, cache: Path | None) -> None:
        self._signer = signer
        self._cache = cache
        self._fixed: dict[PaperKind, Mapping[str, FixedPart]] = {}

    @property
    def _rack(self) -> FontRack:
        return font_rack(self._cache)

    def make(self, subject: PaperSubject) -> RenderedPaper:
        """Make one paper; the same subject gives the same bytes."""
        canvas, pages, layout = self._draw(subject, self.prepare(subject.kind))
        content = finished(canvas)
        digest = hashlib.sha256(content).hexdigest()
        return RenderedPaper(content, digest, pages, layout.kind, layout.version)

    def stamp(self, content: bytes, mark: str, *, across: bool = False) -> bytes:
        """Return a copy of a paper with a mark in the upper right corner of every page.

        `across`: pale over the whole page too, so that nobody takes it for one that holds.
        """
        return overlaid(content, partial(self._mark_page, mark, across))

    def prepare(self, kind: PaperKind) -> Mapping[str, FixedPart]:
        """Return, pressing them on the first call, the parts of fonts that a kind shares."""
        known = self._fixed.get(kind)
        if known is None:
            canvas, _, layout = self._draw(sample(kind), {})
            common = frozenset(layout.text + all_words() + "0123456789")
            known = self._fixed[kind] = self._rack.fixed_parts(canvas, common)
        return known

    def _draw(
        self, subject: PaperSubject, fixed: Mapping[str, FixedPart]
    ) -> tuple[Canvas, int, Layout]:
        layout = layout_of(subject.kind)
        values = contents(subject)
        values["title"] = values["title"] or layout.name
        settings = self._settings(subject, layout, values)
        setting = next(settings)
        pages, height = _compose(layout, setting)
        while len(pages) > 1 and (closer := next(settings, None)):
            attempt = _compose(layout, closer)[0]
            if len(attempt) <= (layout.tighter_to or len(attempt)):
                pages = min(pages, attempt, key=len)
        mark = watermark(_marks(subject), setting.styles["mark"], layout.width * MM, height)
        canvas = self._canvas((layout.width * MM, height), fixed)
        canvas.setTitle(f"{values['title']} {subject.number}")
        canvas.setAuthor(subject.decider.name)
        for page in pages:
            mark(canvas, 0, 0)
            for draw, left, top in page.things:
                draw(canvas, left, top)
            canvas.showPage()
        return canvas, len(pages), layout

    def _settings(
        self, subject: PaperSubject, layout: Layout, values: Mapping[str, object]
    ) -> Iterator[Setting]:
        """Yield the layout's own setting, then those set closer, loosest first."""
        top, _, bottom, _ = layout.margins
        column = (layout.height - max(top, layout.later_top) - bottom) * MM
        qr = signed_text(subject, self._signer) if self._signer else ""
        for density, named in ((1.0, layout.styles), *layout.tighter):
            styles = styles_of(named, self._rack.faces)
            tallest = max(column, 200 * MM)
            yield Setting(styles, values, tallest, subject.projected, qr, density)

    def _canvas(self, size: tuple[float, float], fixed: Mapping[str, FixedPart]) -> Canvas:
        canvas = new_canvas(self._rack, size, fixed)
        canvas.setCatalogEntry("Lang", "(zh-CN)")
        return canvas

    def _mark_page(self, mark: str, across: bool, size: tuple[float, float]) -> bytes:  # noqa: FBT001 - given by name before
        """Return a page of the given size that bears nothing but a mark."""
        width, height = size
        face = self._rack.faces["strong"]
        style = Style(face, 9, 12)
        line = set_lines(mark, style, width)[0]
        canvas = self._canvas(size, {})
        left = width - line.width - 6 * MM
        if across:
            canvas.saveState()
            canvas.setFillAlpha(_ACROSS)
            watermark(mark, Style(face, 2 * _MARK_SIZE, 2 * _MARK_SIZE), width, height)(
                canvas, 0, 0
            )
            canvas.restoreState()
        canvas.setLineWidth(0.7)
        canvas.roundRect(left - 2 * MM, height - 8 * MM, line.width + 4 * MM, 5.5 * MM, 1 * MM)
        draw_line(canvas, line, left, height - 7 * MM + 1)
        canvas.showPage()
        return finished(canvas)


def _compose(layout: Layout, setting: Setting) -> tuple[list[_Page], float]:
    """Place everything; return the pages and the height of the paper in points."""
    top, right, bottom, left = (n * MM for n in layout.margins)
    pieces = set_blocks(layout.flow, setting, layout.width * MM - left - right)
    height = layout.height * MM
    if not height:
        height = top + bottom + sum(piece.gap + piece.height for piece in pieces)
    later = height - layout.later_top * MM
    placed = balanced(pieces, (height - top, bottom), (later, bottom))
    pages = []
    for number, flow in enumerate(placed, 1):
        values = {**setting.values, "page": number, "pages": len(placed)}
        fixed = _fixed(layout, replace(setting, values=values), height, first=number == 1)
        pages.append(_Page((*fixed, *_flowing(flow, left))))
    return pages, height


def _fixed(
    layout: Layout, setting: Setting, height: float, *, first: bool
) -> Iterator[tuple[Draw, float, float]]:
    for block in layout.fixed:
        if block["pages"] == "all" or first is (block["pages"] == "first"):
            left, top = block["box"][0] * MM, height - block["box"][1] * MM
            yield fixed_drawing(block, setting), left, top


def _flowing(placed: list[Placed], left: float) -> Iterator[tuple[Draw, float, float]]:
    return ((one.piece.draw, left, one.top) for one in placed)


def _marks(subject: PaperSubject) -> str:
    names = ["sample"] if subject.bureau.sample else []
    names.extend(["practice"] if subject.practice else [])
    names.extend([_STATE_MARKS[subject.state]] if subject.state in _STATE_MARKS else [])
    return "·".join(word_for("marks", name) for name in names)


def watermark(text: str, style: Style, width: float, height: float) -> Draw:
    """Return what draws a mark from corner to corner, pale and below everything else."""
    if not text:
        return lambda _canvas, _left, _top: None
    natural = style.face.width(text, style.size)
    size = min(style.size, style.size * _MARK_SHARE * hypot(width, height) / natural)
    size = min(size, width / 3)
    fitted = replace(style, size=size, leading=size)
    line = set_lines(text, replace(fitted, align=style.align), natural + size)[0]
    line = replace(line, offset=-line.width / 2)

    def draw(canvas: Canvas, _left: float, _top: float) -> None:
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(degrees(atan2(height, width)))
        draw_line(canvas, line, 0, -size / 2)
        canvas.restoreState()

    return draw

"""A case's file bound into one PDF: cover and catalogue, every sheet in its order, the notes last.

Page numbers run through from the first sheet on; the front counts its own pages.

What is signed loses its proof when its pages are bound, so such a document also goes along whole, as
an attachment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypdfium2
from reportlab.lib.utils import ImageReader

from app.documents.font_rack import finished, font_rack, new_canvas
from app.documents.pieces import MM, draw_line
from app.documents.turns import in_turn
from app.documents.typesetting import Style, set_lines
from app.errors import Problem

PDF = "application/pdf"

_A4 = (210 * MM, 297 * MM)
_MARGIN = 10 * MM
_FOOT, _RIGHT = 5 * MM, 10 * MM
"""A page number stands in the lower right corner, clear of the papers' own foot lines."""
_TYPE_SIZE = 10.5
_AT_ONCE = 16
"""Pages that are numbered in one small file before they join the large one."""
_CLEAR = 1.5 * MM
"""White around a page number, so that it can be read on a scan."""

_TURNED: Mapping[int, Callable[[float, float], tuple[float, ...]]] = {
    0: lambda _w, _h: (1, 0, 0, 1, 0, 0),
    90: lambda w, _h: (0, 1, -1, 0, w, 0),
    180: lambda w, h: (-1, 0, 0, -1, w, h),
    270: lambda _w, h: (0, -1, 1, 0, 0, h),
}
"""From a page as it is seen to the page as it lies: clockwise turn → matrix, by its lying size."""


@dataclass(frozen=True)
class Sheet:
    """One document of a file.

    `media`: `application/pdf`, `image/jpeg` or `image/png`. `name`: the name of its file, empty where
    it need not go along whole. `original`: what then goes along, `content` where it is empty.
    """

    title: str
    media: str
    content: bytes
    name: str = ""
    original: bytes = b""


@dataclass(frozen=True)
class BoundFile:
    """A file in one PDF. `pages`: those of the sheets; `front`: those before them, `notes`: after."""

    content: bytes
    pages: int
    front: int = 0
    notes: int = 0


@in_turn
def bound(
    front: bytes,
    sheets: Sequence[Sheet],
    notes: bytes | None = None,
    data: Mapping[str, bytes] = MappingProxyType({}),
    cache: Path | None = None,
) -> BoundFile:
    """Return one PDF: the front (cover and catalogue), every sheet, then the notes, numbered from 1.

    `data`: what else goes along whole, by its name. `cache`: where fonts are unpacked, the program's cache folder when None. Pictures are set on A4.
    Raises Problem `case-file.unreadable` (params: title) for a sheet that cannot be opened.
    """
    with closing(pypdfium2.PdfDocument.new()) as file:
        _append(file, Sheet("", PDF, front), cache)
        first = len(file)
        for sheet in sheets:
            _append(file, sheet, cache, len(file) - first + 1)
        end = len(file)
        if notes is not None:
            _append(file, Sheet("", PDF, notes), cache, end - first + 1)
        for sheet in sheets:
            if sheet.name:
                file.new_attachment(sheet.name).set_data(sheet.original or sheet.content)
        for name, content in data.items():
            file.new_attachment(name).set_data(content)
        target = BytesIO()
        file.save(target)
        return BoundFile(target.getvalue(), end - first, first, len(file) - end)


def _append(file: Any, sheet: Sheet, cache: Path | None, number: int | None = None) -> None:
    """Append a sheet's pages, with what is stamped on them (seals, fields) made part of them.

    `number`: what the first page is numbered with, None for pages without numbers.
    """
    try:
        content = sheet.content if sheet.media == PDF else _picture(sheet.content, cache)
        with closing(pypdfium2.PdfDocument(content)) as source:
            for page in source:
                pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_PRINT)
            if number is None:
                file.import_pages(source)
            else:
                _append_numbered(file, source, number, cache)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise Problem("case-file.unreadable", title=sheet.title) from error


def _picture(content: bytes, cache: Path | None) -> bytes:
    """Return a picture as a page of A4, upright or lying as the picture does, never enlarged."""
    image = ImageReader(BytesIO(content))
    across, down = image.getSize()
    page_width, page_height = reversed(_A4) if across > down else _A4
    scale = min((page_width - 2 * _MARGIN) / across, (page_height - 2 * _MARGIN) / down, 1)
    width, height = across * scale, down * scale
    left, foot = (page_width - width) / 2, page_height - _MARGIN - height
    canvas = new_canvas(font_rack(cache), (page_width, page_height))
    canvas.drawImage(image, left, foot, width, height, mask="auto")
    canvas.showPage()
    return finished(canvas)


def _append_numbered(file: Any, source: Any, number: int, cache: Path | None) -> None:
    """Append numbered pages, a few at a time: writing on a page takes as long as its file is large."""
    for start in range(0, len(source), _AT_ONCE):
        with closing(pypdfium2.PdfDocument.new()) as part:
            part.import_pages(source, list(range(start, min(start + _AT_ONCE, len(source)))))
            _number(part, number + start, cache)
            file.import_pages(part)


def _number(file: Any, first: int, cache: Path | None) -> None:
    """Write numbers from `first` on at the foot of a file's pages, each the way round it is seen."""
    pages = [file[place] for place in range(len(file))]
    sizes = [page.get_size() for page in pages]
    with closing(pypdfium2.PdfDocument(_numbers(sizes, first, cache))) as numbers:
        for place, page in enumerate(pages):
            over = numbers.page_as_xobject(place, file).as_pageobject()
            over.set_matrix(_placed(page))
            page.insert_obj(over)
            page.gen_content()


def _placed(page: Any) -> Any:
    """Return how a layer drawn for a page as it is seen is laid onto the page as it lies."""
    left, foot, right, top = page.get_cropbox()
    a, b, c, d, e, f = _TURNED[page.get_rotation()](right - left, top - foot)
    matrix: Any = pypdfium2.PdfMatrix
    return matrix(a, b, c, d, e + left, f + foot)


def _numbers(sizes: Sequence[tuple[float, float]], first: int, cache: Path | None) -> bytes:
    """Return a PDF with one page per size that bears nothing but its number."""
    rack = font_rack(cache)
    face = rack.faces["serif"]
    style = Style(face, _TYPE_SIZE, _TYPE_SIZE)
    canvas = new_canvas(rack, sizes[0])
    for number, (width, height) in enumerate(sizes, first):
        canvas.setPageSize((width, height))
        line = set_lines(str(number), style, width)[0]
        left = width - _RIGHT - line.width
        canvas.setFillGray(1)
        canvas.rect(
            left - _CLEAR,
            _FOOT - _CLEAR / 2,
            line.width + 2 * _CLEAR,
            _TYPE_SIZE + _CLEAR,
            stroke=0,
            fill=1,
        )
        canvas.setFillGray(0)
        draw_line(canvas, line, left, _FOOT)
        canvas.showPage()
    return finished(canvas)

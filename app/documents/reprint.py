"""Putting a mark on a copy of finished pages, and showing pages on a screen: both by pdfium.

pdfium is used by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.documents.turns import in_turn
from app.errors import Problem

if TYPE_CHECKING:
    import pypdfium2


@dataclass(frozen=True)
class Picture:
    """A page as pixels: `rgba` holds four bytes for each, line by line from the top."""

    width: int
    height: int
    rgba: bytes


@in_turn
def page_picture(content: bytes, page: int, scale: float) -> Picture:
    """Return page `page` (from 0) at `scale` pixels per point.

    Raises Problem `paper.unreadable` for no PDF, `paper.no-such-page` (params: page).
    """
    import pypdfium2

    document = _opened(content)
    try:
        if not 0 <= page < len(document):
            raise Problem("paper.no-such-page", page=page + 1)
        bitmap = document[page].render(
            scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA
        )
        view = memoryview(bitmap.buffer).cast("B")
        length = bitmap.width * 4
        lines = (view[n * bitmap.stride :][:length] for n in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, b"".join(lines))
    finally:
        document.close()


@in_turn
def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Return the width and height of every page in points. Raises Problem `paper.unreadable`."""
    document = _opened(content)
    try:
        return tuple(document[number].get_size() for number in range(len(document)))
    finally:
        document.close()


@in_turn
def overlaid(content: bytes, page_over: Callable[[tuple[float, float]], bytes]) -> bytes:
    """Return a PDF with another page laid over every page.

    `page_over` makes the page to lay over, as a PDF, for a size in points.
    """
    import pypdfium2

    document = _opened(content)
    try:
        for page in document:
            with pypdfium2.PdfDocument(page_over(page.get_size())) as over:
                layer = over.page_as_xobject(0, document).as_pageobject()
            page.insert_obj(layer)
            page.gen_content()
        target = BytesIO()
        document.save(target)
        return target.getvalue()
    finally:
        document.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Problem("paper.unreadable") from error
    document.init_forms()  # else the seal, which is a signature's appearance, is not drawn
    return document

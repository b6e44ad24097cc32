"""Drawings that many pages share, as form XObjects (ISO 32000-1, 8.10): compressed once, held once."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc


def stamp(
    canvas: Any, name: str, stream: str | bytes, box: tuple[float, float, float, float]
) -> None:
    """Draw a stream of operators at the canvas's origin; the document holds it once for each name.

    `stream` must need no resources (fonts, pictures); `box` is what it may cover.
    """
    document = canvas._doc  # noqa: SLF001 - reportlab has no public way to its document
    if not document.hasForm(name):
        entries = {
            "Type": "/XObject", "Subtype": "/Form", "Filter": "/FlateDecode",
            "BBox": pdfdoc.PDFArray(list(box)), "Resources": pdfdoc.PDFDictionary({}),
        }  # fmt: skip
        data = stream.encode("ascii") if isinstance(stream, str) else stream
        form = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), compressed(data))
        document.addForm(name, form)
        document.inPage()
    canvas.doForm(name)


@lru_cache(maxsize=64)
def compressed(data: bytes) -> bytes:
    """Return data compressed, from memory where the same were compressed before."""
    return zlib.compress(data)

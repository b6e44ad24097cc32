"""The fonts of all papers: opened once per process, handed to reportlab by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.documents.embedding import EmbeddedFont, FixedPart
from app.documents.fonts import FontFiles, font_files
from app.documents.typesetting import Typeface

CREATOR = "Yichuang"
"""What files name as the program that made them."""
_NONE_FIXED: Mapping[str, FixedPart] = {}


class FontRack:
    """The faces, and the roles that layouts ask for.

    `faces`: role (`serif`, `title`, `strong`, `sans`) → typeface. Each falls back on its plain
    sister, the tick boxes and the rare characters, glyph by glyph, and refuses what none has.
    """

    def __init__(self, files: FontFiles) -> None:
        self._fonts = {
            name: EmbeddedFont(f"{name}@{path}", name, path)
            for name, path in (
                ("YichuangSong", files.serif), ("YichuangSong-Bold", files.serif_bold),
                ("YichuangHei", files.sans), ("YichuangHei-Bold", files.sans_bold),
                ("YichuangTicks", files.ticks), ("YichuangRare", files.rare),
            )
        }  # fmt: skip
        for font in self._fonts.values():
            pdfmetrics.registerFont(font)
        song, song_bold, hei, hei_bold, ticks, rare = self._fonts.values()
        self.faces: Mapping[str, Typeface] = {
            "serif": Typeface((song, ticks, rare)),
            "title": Typeface((song_bold, song, ticks, rare)),
            "sans": Typeface((hei, ticks, rare)),
            "strong": Typeface((hei_bold, hei, ticks, rare)),
        }

    @property
    def first_font(self) -> str:
        """The name of a font to begin pages with, so that no other is named in the file."""
        return next(iter(self._fonts.values())).fontName

    def begin(self, canvas: Canvas, fixed: Mapping[str, FixedPart]) -> None:
        """Prepare all fonts for a document; `fixed`: the parts that its kind shares."""
        document = _document(canvas)
        for serial, (name, font) in enumerate(self._fonts.items(), 1):
            font.begin(document, fixed.get(name), serial)

    def fixed_parts(self, canvas: Canvas, common: frozenset[str]) -> dict[str, FixedPart]:
        """Press, for each font, those characters of a sample that every paper of its kind has."""
        parts, document = {}, _document(canvas)
        for name, font in self._fonts.items():
            shared = [c for c in font.own_characters(document) if c in common]
            if shared:
                parts[name] = font.fixed_part(shared)
        return parts


def new_canvas(
    rack: FontRack, size: tuple[float, float], fixed: Mapping[str, FixedPart] = _NONE_FIXED
) -> Canvas:
    """Return an empty document with its pages' size in points; the same drawing, the same bytes."""
    first: Any = rack.first_font  # so that no unembedded font is named in the file
    canvas = Canvas(BytesIO(), size, invariant=1, pageCompression=1, initialFontName=first)
    canvas.setCreator(CREATOR)
    rack.begin(canvas, fixed)
    return canvas


def finished(canvas: Any) -> bytes:
    """Return a drawn document as a PDF."""
    content: bytes = canvas.getpdfdata()
    return content


def _document(canvas: Any) -> object:
    """Return reportlab's document behind a canvas; it has no public name."""
    document: object = canvas._doc  # noqa: SLF001 - reportlab has no public way to it
    return document


@cache
def _rack(files: FontFiles) -> FontRack:
    return FontRack(files)


def font_rack(folder: Path | None = None) -> FontRack:
    """Return the fonts, unpacked into a cache folder where needed. Raises like `font_files`."""
    return _rack(font_files(folder))

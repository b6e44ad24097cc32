"""The fonts of all papers: opened once per process, handed to reportlab by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from app.documents.embedding import EmbeddedFont, FixedPart
from app.documents.fonts import FontFiles, font_files
from app.documents.typesetting import Typeface


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

    def begin(self, document: object, fixed: Mapping[str, FixedPart]) -> None:
        """Prepare all fonts for a document; `fixed`: the parts that its kind shares."""
        for serial, (name, font) in enumerate(self._fonts.items(), 1):
            font.begin(document, fixed.get(name), serial)

    def fixed_parts(self, document: object, common: frozenset[str]) -> dict[str, FixedPart]:
        """Press, for each font, those characters of a sample that every paper of its kind has."""
        parts = {}
        for name, font in self._fonts.items():
            shared = [c for c in font.own_characters(document) if c in common]
            if shared:
                parts[name] = font.fixed_part(shared)
        return parts


@cache
def _rack(files: FontFiles) -> FontRack:
    return FontRack(files)


def font_rack(folder: Path | None = None) -> FontRack:
    """Return the fonts, unpacked into a cache folder where needed. Raises like `font_files`."""
    return _rack(font_files(folder))

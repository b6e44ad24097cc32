"""Which characters the embedded fonts can print, so that a box is never printed for a name.

`resources/fonts/coverage.bin` is a zlib stream of 0x40000 bits, one per code point from U+0000:
bit n % 8 (lowest first) of byte n // 8. Without the file everything counts as covered (the check
before printing still refuses). Characters beyond U+3FFFF are never covered.
"""

from __future__ import annotations

import zlib
from functools import cache

from app.paths import RESOURCES

_BYTES = 0x40000 // 8
_BITMAP = RESOURCES / "fonts" / "coverage.bin"
_UNSEEN = frozenset("\n\t\u3000\u00a0")


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no embedded font can print, each once, in order."""
    if text.isascii():
        return ()
    bitmap = _coverage()
    if bitmap is None:
        return ()
    return tuple(char for char in dict.fromkeys(text) if not _covered(char, bitmap))


def _covered(char: str, bitmap: bytes) -> bool:
    code = ord(char)
    if code < 0x80 or char in _UNSEEN:  # noqa: PLR2004 - ASCII
        return True
    return code < len(bitmap) * 8 and bool(bitmap[code >> 3] >> (code & 7) & 1)


@cache
def _coverage() -> bytes | None:
    if not _BITMAP.is_file():
        return None
    bitmap = zlib.decompress(_BITMAP.read_bytes())
    if len(bitmap) != _BYTES:
        raise ValueError(len(bitmap))
    return bitmap

"""Numbers as they are printed, and their barcode form.

Printed: short name of the authority, a word for the kind, the year in six-angle brackets, the
serial (`泰审批受〔2026〕12号`); one counter per region, authority, kind, year and practice. The barcode form
is plain ASCII and says the same, so that a scanner and a search need no Chinese.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

from app.domain.paper import SeriesKey

PRACTICE_WORD = "练"
_SERIAL_DIGITS = 6
_YEAR = re.compile(r"[\[({【〔]([0-9]{4})[\])}】〕]")
_BARCODE = re.compile(r"([0-9]{6})-[0-9A-Z]{1,12}-[A-Z]{2,3}[0-9]{10}")
_LONGEST_CODE = 12
"""Longer names of authorities would not fit into the barcode of an 80 mm slip."""


def printed_number(key: SeriesKey, short: str, word: str, serial: int) -> str:
    """Return the number as printed, with U+3014 and U+3015 around the year."""
    practice = PRACTICE_WORD if key.practice else ""
    return f"{practice}{short}{word}〔{key.year}〕{serial}号"


def barcode_number(key: SeriesKey, kind_code: str, serial: int) -> str:
    """Return the ASCII form: region, authority, kind, year, serial.

    `kind_code`: two capital letters, different for every kind. Unique wherever the printed number
    is, because every part of the series key is in it.
    """
    practice = "T" if key.practice else ""
    authority = _ascii(key.authority)
    return f"{key.region}{authority}{practice}{kind_code}{key.year}{serial:0{_SERIAL_DIGITS}d}"


def as_written(text: str) -> str:
    """Return a number as it stands on paper, however a scanner or a hand has written it.

    Full-width characters, white space, marks that are not seen, other brackets, small letters.
    """
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return _YEAR.sub(r"〔\1〕", shown).upper()


def region_of(barcode: str) -> str:
    """Return the region that a barcode names, empty for what is none."""
    found = _BARCODE.fullmatch(barcode)
    return found[1] if found else ""


def _ascii(authority: str) -> str:
    code = authority.upper().replace("-", "")
    if code.isascii() and code.isalnum() and len(code) <= _LONGEST_CODE:
        return f"-{code}-"
    return f"-X{zlib.crc32(authority.encode()):08X}-"

"""TrueType files read where they lie, and cut to the glyphs of one paper.

Only what embedding needs: no shaping, no hinting. ISO/IEC 14496-22 for the tables.
"""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from struct import calcsize, pack, pack_into, unpack_from
from sys import byteorder

_CHECKSUM_MAGIC = 0xB1B0AFBA


class TrueTypeFile:
    """A font file, mapped into memory and never read as a whole.

    Metrics are in thousandths of the em, as PDF counts them.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        count = unpack_from(">H", self._data, 4)[0]
        records = (unpack_from(">4sLLL", self._data, 12 + 16 * n) for n in range(count))
        self._tables = {tag.decode("latin-1"): (offset, size) for tag, _, offset, size in records}
        self._read_metrics()
        self._read_characters()

    def table(self, tag: str) -> memoryview:
        """Return the bytes of one table."""
        offset, size = self._tables[tag]
        return self._data[offset : offset + size]

    def _read_metrics(self) -> None:
        head, hhea = self.table("head"), self.table("hhea")
        self._units: int = unpack_from(">H", head, 18)[0]
        self.box = tuple(self._scaled(n) for n in unpack_from(">4h", head, 36))
        self._long_offsets = unpack_from(">h", head, 50)[0] == 1
        self.ascent, self.descent = (self._scaled(n) for n in unpack_from(">2h", hhea, 4))
        self._metric_count = unpack_from(">H", hhea, 34)[0]
        self._hmtx, self._loca, self._glyf = (self.table(t) for t in ("hmtx", "loca", "glyf"))

    def _read_characters(self) -> None:
        cmap = self.table("cmap")
        count = unpack_from(">H", cmap, 2)[0]
        subtables = (unpack_from(">HHL", cmap, 4 + 8 * n) for n in range(count))
        offsets = {(platform, encoding): offset for platform, encoding, offset in subtables}
        if (3, 10) in offsets:
            groups = _long_groups(cmap[offsets[3, 10] :])
        else:
            groups = _short_groups(cmap[offsets[3, 1] :])
        self._first, self._last, self._glyph = groups

    def _scaled(self, units: int) -> int:
        return round(units * 1000 / self._units)

    def glyph(self, code_point: int) -> int:
        """Return the glyph of a code point, 0 when the font has none."""
        group = bisect_right(self._first, code_point) - 1
        if group < 0 or code_point > self._last[group]:
            return 0
        return self._glyph[group] + code_point - self._first[group]

    def width(self, glyph: int) -> int:
        """Return a glyph's advance."""
        return self._scaled(self._advance(glyph)[0])

    def _advance(self, glyph: int) -> tuple[int, int]:
        if glyph < self._metric_count:
            advance, bearing = unpack_from(">Hh", self._hmtx, 4 * glyph)
            return advance, bearing
        advance = unpack_from(">H", self._hmtx, 4 * self._metric_count - 4)[0]
        place = 4 * self._metric_count + 2 * (glyph - self._metric_count)
        return advance, unpack_from(">h", self._hmtx, place)[0]

    def _outline(self, glyph: int) -> memoryview:
        if self._long_offsets:
            start, end = unpack_from(">2L", self._loca, 4 * glyph)
        else:
            start, end = (2 * n for n in unpack_from(">2H", self._loca, 2 * glyph))
        return self._glyf[start:end]

    def cut(self, glyphs: list[int]) -> bytes:
        """Return a font file of these glyphs, numbered in this order; the first should be 0.

        Every outline stands for itself: `installer/fonts.py` makes no composite glyphs.
        """
        outlines = [bytes(self._outline(glyph)) for glyph in glyphs]
        padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
        offsets = array("I", accumulate(map(len, padded), initial=0))
        if byteorder == "little":
            offsets.byteswap()
        return _file(self._cut_tables(glyphs, b"".join(padded), offsets.tobytes()))

    def _cut_tables(self, order: list[int], glyf: bytes, loca: bytes) -> dict[str, bytes]:
        head, hhea, maxp = (bytearray(self.table(tag)) for tag in ("head", "hhea", "maxp"))
        pack_into(">L", head, 8, 0)
        pack_into(">h", head, 50, 1)
        pack_into(">H", hhea, 34, len(order))
        pack_into(">H", maxp, 4, len(order))
        hmtx = b"".join(pack(">Hh", *self._advance(glyph)) for glyph in order)
        tables = {"head": head, "hhea": hhea, "maxp": maxp}
        return {
            **{t: bytes(d) for t, d in tables.items()},
            "hmtx": hmtx,
            "loca": loca,
            "glyf": glyf,
        }


def _long_groups(table: memoryview) -> tuple[array[int], array[int], array[int]]:
    """Read a character map of format 12: first and last code point and first glyph of groups."""
    count = unpack_from(">L", table, 12)[0]
    numbers = array("I", bytes(table[16 : 16 + 12 * count]))
    if byteorder == "little":
        numbers.byteswap()
    return numbers[0::3], numbers[1::3], numbers[2::3]


def _short_groups(table: memoryview) -> tuple[array[int], array[int], array[int]]:
    """Read a character map of format 4 (no code points beyond U+FFFF) as groups of one."""
    count = unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, ranges = (
        unpack_from(f">{count}H", table, 14 + 2 * count * part + (2 if part else 0))
        for part in range(4)
    )
    codes, glyphs = array("I"), array("I")
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                place = 16 + 6 * count + 2 * segment + ranges[segment]
                glyph = unpack_from(">H", table, place + 2 * (code - starts[segment]))[0]
            codes.append(code)
            glyphs.append((glyph + deltas[segment]) & 0xFFFF)
    return codes, codes, glyphs


def _file(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    header = pack(
        ">LHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)
    )
    offset = len(header) + calcsize(">4sLLL") * len(tables)
    directory, body = [], []
    head_place = 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            head_place = offset
        directory.append(pack(">4sLLL", tag.encode("latin-1"), _checksum(data), offset, len(data)))
        body.append(data + bytes(-len(data) % 4))
        offset += len(body[-1])
    file = bytearray(header + b"".join(directory) + b"".join(body))
    pack_into(">L", file, head_place + 8, (_CHECKSUM_MAGIC - _checksum(file)) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(data: bytes | bytearray) -> int:
    words = array("I", bytes(data) + bytes(-len(data) % 4))
    if byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF

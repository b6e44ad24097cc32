"""Fonts as reportlab takes them, embedded as Type 0 with right text behind every glyph.

reportlab's own TrueType class writes wrong Unicode beyond U+FFFF and copies whole glyph tables;
this one keeps one two-byte font per face, cuts it by slices, and writes UTF-16BE (ISO 32000-1,
9.7 and 9.10.3). Characters that every paper of a kind bears form a fixed part that is cut and
compressed once; each paper adds a second part with its own characters.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from struct import pack
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from app.documents.truetype import TrueTypeFile

_FLAGS = 4
"""Font flags: symbolic, that is, addressed by glyph and not by a standard encoding."""
_BLOCK = 100


class Part:
    """Some characters of a face, numbered from 1 in the order of their first use."""

    def __init__(self, file: TrueTypeFile, characters: Iterable[str] = ()) -> None:
        self._file = file
        self.codes: dict[str, int] = {}
        self._glyphs = [0]
        for character in characters:
            self.code(character)

    def code(self, character: str) -> int:
        """Return a character's code, taking it up when it is new."""
        code = self.codes.get(character)
        if code is None:
            code = self.codes[character] = len(self._glyphs)
            self._glyphs.append(self._file.glyph(ord(character)))
        return code

    def pressed(self) -> PressedPart:
        """Return the finished part, as it goes into a file."""
        program = self._file.cut(self._glyphs)
        widths = " ".join(str(self._file.width(glyph)) for glyph in self._glyphs[1:])
        return PressedPart(
            _tag("".join(self.codes)), zlib.compress(program), len(program),
            f"[1 [{widths}]]", zlib.compress(_unicode_map(self.codes).encode("ascii")),
        )  # fmt: skip


@dataclass(frozen=True)
class PressedPart:
    """A part cut and compressed: subset tag, font program, widths, map to Unicode."""

    tag: str
    program: bytes
    program_size: int
    widths: str
    unicode_map: bytes


@dataclass(frozen=True)
class FixedPart:
    """The part that every paper of a kind bears, pressed once."""

    codes: dict[str, int]
    pressed: PressedPart


class _InUse:
    """What one document has used of a font so far."""

    def __init__(self, font: EmbeddedFont, fixed: FixedPart | None, serial: int) -> None:
        self.fixed = fixed
        self.own = Part(font.file)
        self.used = [False, False]
        self.names = (f"F{serial}a", f"F{serial}b")


class EmbeddedFont:
    """One face, in the shape that reportlab asks of a font that cuts itself.

    `registered`: its name within the process; `name`: the one that stands in files. The font file
    is opened when a first glyph is asked for. Not to be used by two threads at once.
    """

    _multiByte = 1  # noqa: N815 - reportlab's name
    _dynamicFont = 1  # noqa: N815 - reportlab's name
    shapable = False

    def __init__(self, registered: str, name: str, path: Path) -> None:
        self.fontName = registered
        self.face = pdfmetrics.TypeFace(registered)
        self._name = name
        self._path = path
        self._advances: dict[str, int | None] = {}
        self._states: WeakKeyDictionary[object, _InUse] = WeakKeyDictionary()

    @cached_property
    def file(self) -> TrueTypeFile:
        """The font file."""
        return TrueTypeFile(self._path)

    def advance(self, character: str) -> int | None:
        """Return a character's width in thousandths of the size, None without a glyph."""
        if character not in self._advances:
            glyph = self.file.glyph(ord(character))
            self._advances[character] = self.file.width(glyph) if glyph else None
        return self._advances[character]

    def fixed_part(self, characters: Iterable[str]) -> FixedPart:
        """Press the part that papers of one kind share."""
        part = Part(self.file, characters)
        return FixedPart(part.codes, part.pressed())

    def begin(self, document: object, fixed: FixedPart | None, serial: int) -> None:
        """Prepare for a document; `serial` tells its fonts apart."""
        self._states[document] = _InUse(self, fixed, serial)

    def own_characters(self, document: object) -> tuple[str, ...]:
        """Return what a document has used beyond the fixed part, before it is finished."""
        return tuple(self._states[document].own.codes)

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: ARG002, N802 - reportlab's interface
        """Return the width of a text in points."""
        return sum(self.advance(character) or 0 for character in text) * size / 1000

    def splitString(self, text: str, doc: object, _encoding: str = "") -> list[tuple[int, bytes]]:  # noqa: N802 - reportlab's interface
        """Return the text as runs of two-byte codes: 0 the fixed part, 1 the document's own."""
        state = self._states[doc]
        fixed = state.fixed.codes if state.fixed else {}
        runs: list[tuple[int, list[int]]] = []
        for character in text:
            code = fixed.get(character)
            part = 0
            if code is None:
                part, code = 1, state.own.code(character)
            if not runs or runs[-1][0] != part:
                runs.append((part, []))
            runs[-1][1].append(code)
        return [(part, pack(f">{len(codes)}H", *codes)) for part, codes in runs]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:  # noqa: N802 - reportlab's interface
        """Return the name of a part in the page's resources."""
        state = self._states[doc]
        if not any(state.used):
            doc.delayedFonts.append(self)
        state.used[subset] = True
        return f"/{state.names[subset]}"

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's interface
        """Write the used parts into the document."""
        state = self._states.pop(doc)
        if state.used[0] and state.fixed:
            self._add(doc, state.names[0], state.fixed.pressed)
        if state.used[1]:
            self._add(doc, state.names[1], state.own.pressed())

    def _add(self, doc: Any, name: str, part: PressedPart) -> None:
        base = f"/{part.tag}+{self._name}"
        program = doc.Reference(_stream(part.program, Length1=part.program_size), f"{name}-program")
        unicode_map = doc.Reference(_stream(part.unicode_map), f"{name}-unicode")
        descriptor = doc.Reference(self._descriptor(base, program), f"{name}-descriptor")
        system = pdfdoc.PDFDictionary({
            "Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        })  # fmt: skip
        descendant = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": base,
            "CIDSystemInfo": system, "FontDescriptor": descriptor, "DW": 1000,
            "W": part.widths, "CIDToGIDMap": "/Identity",
        })  # fmt: skip
        font = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": base, "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"{name}-descendant")]),
            "ToUnicode": unicode_map,
        })  # fmt: skip
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(font, name)

    def _descriptor(self, base: str, program: object) -> pdfdoc.PDFDictionary:
        return pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": base, "Flags": _FLAGS,
            "FontBBox": pdfdoc.PDFArray(list(self.file.box)), "ItalicAngle": 0,
            "Ascent": self.file.ascent, "Descent": self.file.descent,
            "CapHeight": self.file.ascent, "StemV": 80, "FontFile2": program,
        })  # fmt: skip


def _stream(compressed: bytes, **entries: object) -> pdfdoc.PDFStream:
    dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **entries})
    return pdfdoc.PDFStream(dictionary, compressed)


def _tag(characters: str) -> str:
    digest = int.from_bytes(hashlib.sha256(characters.encode()).digest()[:8])
    return "".join(chr(65 + digest // 26**n % 26) for n in range(6))


def _unicode_map(codes: dict[str, int]) -> str:
    pairs = [f"<{code:04X}> <{_utf16(character)}>" for character, code in codes.items()]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _utf16(character: str) -> str:
    return character.encode("utf-16-be").hex().upper()

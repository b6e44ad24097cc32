"""The archive form: PDF/A-3b with a file embedded in it (ISO 19005-3).

reportlab lacks four things that the standard asks for: an output intent, metadata as XMP, embedded
files that belong to the document, and an end of line before `endstream` (6.1.7.1). It also writes
an empty page transition that the standard forbids. The colours are sRGB; its profile is made here
from the numbers of IEC 61966-2-1, so that none has to be shipped.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from io import BytesIO
from struct import pack
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.documents.stamps import compressed

_VERSION = (1, 7)
_MATRIX = ((0.4360747, 0.2225045, 0.0139322), (0.3850649, 0.7168786, 0.0971045),
           (0.1430804, 0.0606169, 0.7141733))  # fmt: skip
"""Red, green and blue of sRGB as XYZ, adapted to D50 (Bradford) as profiles ask for."""
_WHITE = (0.9642, 1.0, 0.8249)
_CURVE_STEPS = 1024
_LINEAR = 0.04045
"""Below this sRGB's curve is a straight line."""


class ArchiveCanvas(Canvas):
    """A canvas whose file keeps to PDF/A-3b once `finish` has been called on it."""

    def __init__(self, size: tuple[float, float], first_font: str, made_at: datetime) -> None:
        first: Any = first_font  # so that no unembedded font is named in the file
        super().__init__(
            BytesIO(), size, invariant=1, pageCompression=1, initialFontName=first,
            pdfVersion=_VERSION,
        )  # fmt: skip
        self._document._timeStamp = _Moment(made_at)  # noqa: SLF001 - reportlab's stamp of the file

    @property
    def _document(self) -> Any:
        return self._doc  # type: ignore[attr-defined]  # it has no public name

    def finish(self, attached: tuple[str, str, bytes] | None) -> bytes:
        """Return the file. `attached`: name, description and bytes of a JSON file, if any."""
        document = self._document
        document.info.keywords = document.info.subject  # Info and metadata must say the same
        catalog = document.Catalog
        catalog.__class__ = _Catalog
        catalog.OutputIntents = pdfdoc.PDFArray([self._intent()])
        catalog.Metadata = self._metadata()
        if attached is not None:
            self._attach(*attached)
        for font in document.delayedFonts:
            font.addObjects(document)
        document.delayedFonts = []
        for page in document.Pages:
            page.Trans = None
            page.check_format(document)
            page.Contents = _Ended(page.Contents)
        for name, one in document.idToObject.items():
            if isinstance(one, pdfdoc.PDFStream | pdfdoc.PDFFormXObject):
                document.idToObject[name] = _Ended(one)
        content: bytes = document.GetPDFData(self)
        return content

    def _intent(self) -> pdfdoc.PDFDictionary:
        profile = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"N": 3, "Filter": "/FlateDecode"}), compressed(srgb_profile())
        )
        return pdfdoc.PDFDictionary({
            "Type": "/OutputIntent", "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self._document.Reference(profile, "archive-profile"),
        })  # fmt: skip

    def _metadata(self) -> object:
        info = self._document.info
        stream = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
            _xmp(info, self._document._timeStamp.made_at),  # noqa: SLF001 - reportlab tells it nowhere else
            [],
        )
        return self._document.Reference(stream, "archive-metadata")

    def _attach(self, name: str, description: str, content: bytes) -> None:
        document, made_at = self._document, self._document._timeStamp.made_at  # noqa: SLF001 - as above
        stream = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({
                "Type": "/EmbeddedFile", "Subtype": "/application#2Fjson",
                "Params": pdfdoc.PDFDictionary({
                    "Size": len(content), "ModDate": pdfdoc.PDFString(_pdf_date(made_at)),
                    "CheckSum": f"<{hashlib.md5(content, usedforsecurity=False).hexdigest()}>",
                }),
            }),
            content,
            [pdfdoc.PDFZCompress],
        )  # fmt: skip
        embedded = document.Reference(stream, "archive-attachment")
        specification = pdfdoc.PDFDictionary({
            "Type": "/Filespec", "F": pdfdoc.PDFString(name), "UF": pdfdoc.PDFString(name),
            "AFRelationship": "/Data", "Desc": pdfdoc.PDFString(description),
            "EF": pdfdoc.PDFDictionary({"F": embedded, "UF": embedded}),
        })  # fmt: skip
        reference = document.Reference(specification, "archive-file")
        names = pdfdoc.PDFDictionary(
            {"Names": pdfdoc.PDFArray([pdfdoc.PDFString(name), reference])}
        )
        document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": names})
        document.Catalog.AF = pdfdoc.PDFArray([reference])


class _Catalog(pdfdoc.PDFCatalog):
    """reportlab's catalogue drops the keys that it does not know."""

    __NoDefault__ = "Outlines Pages Names Metadata OutputIntents AF".split()  # noqa: SIM905 - reportlab's way
    __Refs__ = "Outlines Pages".split()  # noqa: SIM905 - reportlab's way


class _Ended(pdfdoc.PDFObject):
    """A stream with the end of line that the standard asks for before its end."""

    __RefOnly__ = 1
    _end = b"endstream\n"

    def __init__(self, stream: pdfdoc.PDFStream | pdfdoc.PDFFormXObject) -> None:
        self._stream = stream

    def format(self, document: object) -> bytes:
        """Return the stream's bytes."""
        whole: bytes = self._stream.format(document)
        return whole[: -len(self._end)] + b"\n" + self._end


class _Moment:
    """When the file was made, as reportlab asks for it."""

    def __init__(self, made_at: datetime) -> None:
        offset = int((made_at.utcoffset() or made_at - made_at).total_seconds()) // 60
        self.made_at = made_at
        self.t = made_at.timestamp()
        self.YMDhms = made_at.timetuple()[:6]
        self.dhh, self.dmm = divmod(offset, 60)


def _pdf_date(moment: datetime) -> str:
    zone = f"{moment:%z}" or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _xmp(info: Any, made_at: datetime) -> bytes:
    zone = f"{made_at:%z}" or "+0000"
    day = f"{made_at:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:5]}"
    title, author, subject, keywords, creator, producer = (
        escape(str(text))
        for text in (
            info.title, info.author, info.subject, info.keywords, info.creator, info.producer,
        )
    )  # fmt: skip
    language = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
        f"<dc:title>{language.format(title)}</dc:title>\n"
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"
        f"<dc:description>{language.format(subject)}</dc:description>\n"
        f"<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>\n"
        f"<xmp:CreatorTool>{creator}</xmp:CreatorTool>\n"
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>\n"
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile (version 2.1, matrix and curve) of sRGB."""
    curve = pack(
        f">4s4xI{_CURVE_STEPS}H", b"curv", _CURVE_STEPS, *map(_linear, range(_CURVE_STEPS))
    )
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": pack(">4s4x", b"text") + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(one) for name, one in zip((b"rXYZ", b"gXYZ", b"bXYZ"), _MATRIX, strict=True)},
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    body, table, places = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += pack(">4sII", name, places[data], len(data))
    header = pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I", start + len(body), b"\0" * 4, 0x02100000, b"mntr", b"RGB ",
        b"XYZ ", 2026, 1, 1, 0, 0, 0, b"acsp", b"\0" * 4, 0, b"\0" * 4, b"\0" * 4, 0, 0,
        *(round(one * 65536) for one in _WHITE),
    )  # fmt: skip
    return header.ljust(128, b"\0") + pack(">I", len(tags)) + table + body


def _linear(step: int) -> int:
    value = step / (_CURVE_STEPS - 1)
    light = value / 12.92 if value <= _LINEAR else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _xyz(numbers: tuple[float, float, float]) -> bytes:
    return pack(">4s4x3i", b"XYZ ", *(round(one * 65536) for one in numbers))


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return pack(">4s4xI", b"desc", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)

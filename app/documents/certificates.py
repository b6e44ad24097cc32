"""Certificates on paper: frame, title, entries in aligned columns, code, seal.

The same drawing serves the whole certificate, its watermarked draft, and what goes onto a
pre-printed blank: there only values, code and seal are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.documents.certificate_frame import frame_stream
from app.documents.certificate_layouts import Sheet, kind_words
from app.documents.certificate_subject import CertificateSubject, Listed
from app.documents.codes import draw_qr
from app.documents.pieces import MM, Cell, Draw, Piece, Rule, draw_line, row
from app.documents.stamps import stamp
from app.documents.typesetting import Align, Line, Style, Typeface, set_lines
from app.documents.words import word
from app.errors import Problem

LEAST_SIZE = 9.0
"""Points: nothing on a certificate is set smaller."""
_ONE_LINE_SHARE = 0.72
"""How far a value is shrunk before it runs over two lines, in parts of its size."""
_STEP = 0.5
_LEADING = 1.32
_LABEL_GAP = 5.0
_LABEL_SHARE = 0.88
"""Size of labels in parts of the values' size."""
_TABLE_GRAY = 0.25
_CONTINUED_HEAD = 16.0
_CODE, _FORM = "Code", 100.0

Watermark = Callable[[float, float], Draw]
"""Makes, for a page's width and height in points, what is drawn below everything else."""


@dataclass(frozen=True)
class CertificatePress:
    """What certificates are drawn with.

    `code`: text of the QR code, empty for none. `seal`: makes the operators of a seal of a diameter
    in millimetres; None draws its empty place. `blank`: only what a pre-printed blank lacks.
    """

    faces: Mapping[str, Typeface]
    watermark: Watermark
    code: str = ""
    seal: Callable[[float], bytes] | None = None
    blank: bool = False


def page_size(sheet: Sheet) -> tuple[float, float]:
    """Return a sheet's width and height in points."""
    return sheet["page"][0] * MM, sheet["page"][1] * MM


def draw_sheets(
    canvas: Canvas, subject: CertificateSubject, press: CertificatePress
) -> tuple[float, float, float, float]:
    """Draw every sheet of a certificate, each on a page of its own.

    The first sheet's seal is left to the signature, whose place (left, foot, right, top in points)
    is returned; the other sheets bear it as a drawing. Raises Problem `certificate.text-too-long`
    (params: entry, text).
    """
    first = subject.layout.sheets[0]
    for sheet in subject.layout.sheets:
        canvas.setPageSize(page_size(sheet))
        drawing = SheetDrawing(canvas, sheet, subject, press)
        rest = drawing.draw(sealed=sheet is not first)
        canvas.showPage()
        while rest:
            canvas.setPageSize(page_size(sheet))
            rest = drawing.continued(rest)
            canvas.showPage()
    return seal_box(first)


def seal_box(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return where a sheet's seal stands: left, foot, right, top in points."""
    x, y, diameter = sheet["seal"]
    foot = (sheet["page"][1] - y - diameter / 2) * MM
    left = (x - diameter / 2) * MM
    return left, foot, left + diameter * MM, foot + diameter * MM


class SheetDrawing:
    """One sheet while it is drawn."""

    def __init__(
        self, canvas: Any, sheet: Sheet, subject: CertificateSubject, press: CertificatePress
    ) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._subject = subject
        self._press = press
        self._width, self._height = page_size(sheet)
        self._values = {entry.key: entry for entry in subject.certificate.entries}

    def draw(self, *, sealed: bool) -> Sequence[Listed]:
        """Draw the sheet; return the lines of its table that found no room."""
        self._ground()
        if not self._press.blank:
            for fixed in self._sheet["fixed"]:
                self._fixed(fixed)
        self._entries()
        rest: Sequence[Listed] = ()
        if "table" in self._sheet:
            rest = self._table(self._subject.listed, self._sheet["table"]["box"], full=False)
        self._code()
        self._seal(drawn=sealed or self._press.blank)
        return rest

    def continued(self, lines: Sequence[Listed]) -> Sequence[Listed]:
        """Draw a further page of the table; return the lines that found no room on it either."""
        self._ground()
        frame = self._sheet["frame"]
        edge = frame["inset"] + frame["band"] + 8
        width, height = self._sheet["page"]
        title = f"{self._subject.certificate.kind}{kind_words()['continued']}"
        box = [edge, edge, width - 2 * edge, 10]
        self._fixed({"text": title, "box": box, "size": 16, "style": "title"})
        top = edge + _CONTINUED_HEAD
        return self._table(lines, [edge, top, width - 2 * edge, height - edge - top], full=True)

    def _ground(self) -> None:
        self._press.watermark(self._width, self._height)(self._canvas, 0, 0)
        if self._press.blank:
            return
        frame, page = self._sheet["frame"], self._sheet["page"]
        ink = self._subject.layout.ink
        stream = frame_stream(tuple(page), frame["inset"], frame["band"], ink)
        stamp(self._canvas, f"Frame{page[0]}", stream, (0, 0, self._width, self._height))

    def _fixed(self, fixed: Mapping[str, Any]) -> None:
        text = str(fixed["text"]).format(kind=self._subject.certificate.kind)
        left, top, width, height = (n * MM for n in fixed["box"])
        align = Align(fixed.get("align", "center"))
        face = self._press.faces[fixed["style"]]
        spread = fixed.get("spread", 0) * MM
        size = fixed["size"]
        if spread:  # a title stays on one line, whatever the kind is called
            natural = face.width(text, size) + spread * (len(text) - 1)
            scale = min(1.0, width / natural)
            size, spread = size * scale, spread * scale
        style = Style(face, size, size * _LEADING, align)
        lines = set_lines(text, style, width) if not spread else [Line(text, style)]
        if fixed["style"] == "title":
            self._canvas.setFillColorRGB(*self._subject.layout.ink)
        if spread:
            whole = face.width(text, size) + spread * (len(text) - 1)
            lines = [Line(text, style, (width - whole) / 2, whole, spread)]
        self._lines(lines, left, self._height - top, height)
        self._canvas.setFillGray(0)

    def _lines(self, lines: Sequence[Line], left: float, top: float, height: float) -> float:
        """Draw lines in the middle of a box; return the foot of the first line."""
        leading = lines[0].style.leading
        foot = top - (height - len(lines) * leading) / 2
        first = foot - leading + (leading - lines[0].style.size) / 2
        for line in lines:
            foot -= leading
            draw_line(self._canvas, line, left, foot + (leading - line.style.size) / 2)
        return first

    def _entries(self) -> None:
        placed = [place for place in self._places() if place["entry"] in self._values]
        sizes = self._label_sizes(placed)
        for place in placed:
            entry = self._values[place["entry"]]
            left, top, width, height = (n * MM for n in place["box"])
            lines = self._fitted(entry.label, entry.value, place, (width, height))
            if "first" in place:
                height = min(
                    height, (place["first"] * MM) + (len(lines) - 1) * lines[0].style.leading
                )
            foot = self._lines(lines, left, self._height - top, height)
            if not self._press.blank:
                self._label(entry.label, place, sizes[place["label_width"]], (left, foot))

    def _places(self) -> Iterator[Mapping[str, Any]]:
        yield from self._sheet["places"]
        rows = self._sheet.get("rows")
        if rows is None:
            return
        keys = [key for key in rows["entries"] if key in self._values]
        left, top, width, height = rows["box"]
        step = height / max(1, len(keys))
        for number, key in enumerate(keys):
            box = [left, top + number * step, width, step]
            yield {"entry": key, "box": box, "label_width": rows["label_width"]}

    def _size(self, place: Mapping[str, Any]) -> float:
        size: float = place.get("size", self._sheet["size"])
        return size

    def _label_sizes(self, placed: Sequence[Mapping[str, Any]]) -> dict[float, float]:
        """Return the size of labels for each width of their column: the same for all in it."""
        face = self._press.faces["serif"]
        sizes: dict[float, float] = {}
        for place in placed:
            wanted = max(LEAST_SIZE, self._size(place) * _LABEL_SHARE)
            natural = face.width(self._values[place["entry"]].label, 1)
            fitting = (place["label_width"] or 1) * MM / natural
            size = max(LEAST_SIZE, min(wanted, fitting))
            sizes[place["label_width"]] = min(sizes.get(place["label_width"], size), size)
        return sizes

    def _label(
        self, label: str, place: Mapping[str, Any], size: float, value: tuple[float, float]
    ) -> None:
        """Draw a label on the line of its value, its letters spread over the column's width."""
        style = Style(self._press.faces["serif"], size, size)
        width, natural = place["label_width"] * MM, style.face.width(label, size)
        spread = max(0.0, width - natural) / max(1, len(label) - 1)
        left, foot = value[0] - _LABEL_GAP * MM - width, value[1]
        if place.get("stacked"):
            left, foot, spread = value[0], foot + size * _LEADING * 1.1, 0.0
        rise = (self._size(place) - size) * 0.14 if not place.get("stacked") else 0.0
        self._canvas.setFillColorRGB(*self._subject.layout.ink)
        draw_line(self._canvas, Line(label, style, 0, width, spread), left, foot + rise)
        self._canvas.setFillGray(0)

    def _fitted(
        self, label: str, text: str, place: Mapping[str, Any], box: tuple[float, float]
    ) -> list[Line]:
        lines = fitted(text, self._press.faces["serif"], self._size(place), box)
        if lines is None:
            raise Problem("certificate.text-too-long", entry=label, text=text)
        return lines

    def _table(
        self, lines: Sequence[Listed], box: Sequence[float], *, full: bool
    ) -> Sequence[Listed]:
        """Draw the list of licences; smaller type goes before a further page.

        A page of its own (`full`) takes at least one line, so that the list comes to its end.
        """
        left, top, width, height = (n * MM for n in box)
        table = self._sheet["table"]
        size = table["size"]
        pieces = self._rows(lines, size, width)
        while size > LEAST_SIZE and not full and sum(one.height for one in pieces) > height:
            size -= _STEP
            pieces = self._rows(lines, size, width)
        place, drawn = self._height - top, 0
        for number, piece in enumerate(pieces):
            if number > full and self._height - top - place + piece.height > height + 0.01:
                break
            piece.draw(self._canvas, left, place)
            place -= piece.height
            drawn = number
        return lines[drawn:]

    def _rows(self, lines: Sequence[Listed], size: float, width: float) -> list[Piece]:
        columns = self._sheet["table"]["columns"]
        total = sum(column["width"] for column in columns)
        rule = Rule(grid=True, weight=0.4, pad=1.1 * MM, gray=_TABLE_GRAY)
        face, head = self._press.faces["serif"], self._press.faces["strong"]
        style = Style(face, size, size * _LEADING, Align.CENTER, solid=True)

        def cells(texts: Sequence[str], own: Style, shade: float) -> list[Piece]:
            made = [
                Cell(text, own, width * column["width"] / total, shade)
                for text, column in zip(texts, columns, strict=True)
            ]
            return row(made, least=6.5 * MM, tallest=self._height, rule=rule)

        heads = cells([c["head"] for c in columns], replace(style, face=head), 0.94)
        body = [
            cells([_listed_text(line, str(c["key"])) for c in columns], style, 1) for line in lines
        ]
        return [*heads, *(piece for pieces in body for piece in pieces)]

    def _code(self) -> None:
        left, top, size = (n * MM for n in self._sheet["qr"])
        foot = self._height - top - size
        if self._press.code:
            self._shared_code(left, foot, size)
        elif not self._press.blank:
            self._dashed(lambda: self._canvas.rect(left, foot, size, size))
            self._ghost(str(kind_words()["code_here"]), left + size / 2, foot + size / 2)

    def _shared_code(self, left: float, foot: float, size: float) -> None:
        """Draw the code, the same on every sheet, as a form of a hundred points."""
        canvas = self._canvas
        if not canvas.hasForm(_CODE):
            canvas.beginForm(_CODE, 0, 0, _FORM, _FORM)
            draw_qr(canvas, self._press.code, 0, 0, _FORM)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(left, foot)
        canvas.scale(size / _FORM, size / _FORM)
        canvas.doForm(_CODE)
        canvas.restoreState()

    def _seal(self, *, drawn: bool) -> None:
        left, foot, right, top = seal_box(self._sheet)
        centre = ((left + right) / 2, (foot + top) / 2)
        if self._press.seal is None:
            if not self._press.blank:
                radius = (right - left) / 2
                self._dashed(lambda: self._canvas.circle(*centre, radius))
                self._ghost(str(kind_words()["seal_here"]), centre[0], foot - 3 * MM)
        elif drawn:
            diameter, radius = self._sheet["seal"][2], (right - left) / 2
            self._canvas.saveState()
            self._canvas.translate(*centre)
            box = (-radius, -radius, radius, radius)
            stamp(self._canvas, f"Seal{diameter}", self._press.seal(diameter), box)
            self._canvas.restoreState()

    def _dashed(self, outline: Callable[[], object]) -> None:
        self._canvas.saveState()
        self._canvas.setDash(2, 2)
        self._canvas.setLineWidth(0.5)
        self._canvas.setStrokeGray(0.65)
        outline()
        self._canvas.restoreState()

    def _ghost(self, text: str, x: float, y: float) -> None:
        style = Style(self._press.faces["sans"], LEAST_SIZE, LEAST_SIZE, color=0.6)
        width = style.face.width(text, LEAST_SIZE)
        draw_line(self._canvas, Line(text, style, -width / 2, width), x, y - LEAST_SIZE / 2)


def fitted(text: str, face: Typeface, size: float, box: tuple[float, float]) -> list[Line] | None:
    """Set a text into a box (width, height in points), None where it cannot be had.

    It is shrunk on one line as far as that looks well, then broken into lines, the largest type
    that the box holds first; never smaller than 9 points.
    """
    width, height = box
    least = max(LEAST_SIZE, size * _ONE_LINE_SHARE)
    trial = size
    while trial >= least - 0.01 and "\n" not in text:
        if face.width(text, trial) <= width:
            return set_lines(text, Style(face, trial, trial * _LEADING), width)
        trial -= _STEP
    trial = size
    while trial >= LEAST_SIZE - 0.01:
        lines = set_lines(text, Style(face, trial, trial * _LEADING), width)
        if len(lines) * trial * _LEADING <= height + 0.01:
            return lines
        trial -= _STEP
    return None


def _listed_text(line: Listed, key: str) -> str:
    text = str(getattr(line, key))
    return text + line.state if key == "kind" else text or word("dash")

"""The press for certificates: drawn, put into archive form, sealed; blanks filled. Loads reportlab."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from app import paths
from app.documents.archive_form import ArchiveCanvas
from app.documents.certificate_layouts import certificate_layout
from app.documents.certificate_subject import (
    DATA_FILE,
    CertificateSubject,
    embedded_json,
    signed_certificate_text,
)
from app.documents.certificates import CertificatePress, draw_sheets, page_size, seal_box
from app.documents.embedding import FixedPart
from app.documents.font_rack import CREATOR, FontRack, finished, font_rack, new_canvas
from app.documents.overlay import draw_overlay, draw_ruler
from app.documents.press import watermark
from app.documents.seal_drawing import seal_stream
from app.documents.setting import styles_of
from app.documents.subject import RenderedPaper
from app.documents.words import word, word_for
from app.domain.certificate import Calibration
from app.ports.sealing import SealPlace, SealProvider
from app.ports.signing import Signer

_COMMON = "0123456789年月日至"
_MARK = {"mark": {"face": "strong", "size": 96, "leading": 110, "align": "center", "color": 0.93}}


class CertificateMaker:
    """Makes all certificates. Holds open fonts; use it from one thread.

    `signer`: signs the codes; without one certificates bear no QR code. `cache`: where fonts are
    unpacked, the program's cache folder when None.
    """

    def __init__(self, signer: Signer | None, cache: Path | None) -> None:
        self._signer = signer
        self._cache = paths.cache() if cache is None else cache
        self._fixed: dict[str, Mapping[str, FixedPart]] = {}

    @property
    def _rack(self) -> FontRack:
        return font_rack(self._cache)

    def make(self, subject: CertificateSubject) -> RenderedPaper:
        """Make a certificate in its archive form, or its watermarked draft, still without a seal.

        The first sheet's seal comes with the signature; further sheets bear it as a drawing.
        """
        code = "" if subject.draft else self._code(subject)
        canvas = self._canvas(subject, self._parts(subject))
        draw_sheets(canvas, subject, self._press(subject, code))
        attached = None
        if not subject.draft:
            attached = (DATA_FILE, subject.certificate.kind, embedded_json(subject, code))
        pages = canvas.getPageNumber() - 1
        content = canvas.finish(attached)
        digest = hashlib.sha256(content).hexdigest()
        return RenderedPaper(content, digest, pages, subject.layout.name, subject.layout.version)

    def seal(
        self, subject: CertificateSubject, content: bytes, provider: SealProvider, at: datetime
    ) -> bytes:
        """Seal a finished certificate on its first sheet. Raises like `SealProvider.seal`."""
        sheet = subject.layout.sheets[0]
        drawing = self._seal_of(subject)(sheet["seal"][2])
        return provider.seal(content, SealPlace(0, seal_box(sheet), drawing), at)

    def fill_blank(self, subject: CertificateSubject, calibration: Calibration) -> bytes:
        """Return what is printed onto pre-printed blanks: values, code and seal, nothing else."""
        canvas = self._plain_canvas(subject.layout.name)
        press = replace(self._press(subject, self._code(subject)), blank=True)
        draw_overlay(canvas, subject, press, calibration)
        return finished(canvas)

    def ruler(self, layout: str, calibration: Calibration) -> bytes:
        """Return pages of rulers in the sizes of a layout's sheets, for calibrating a printer."""
        canvas = self._plain_canvas(layout)
        for sheet in certificate_layout(layout).sheets:
            draw_ruler(canvas, sheet, self._rack.faces["sans"], calibration)
        return finished(canvas)

    def _code(self, subject: CertificateSubject) -> str:
        return signed_certificate_text(subject, self._signer) if self._signer else ""

    def _press(self, subject: CertificateSubject, code: str) -> CertificatePress:
        own = subject.certificate
        style = styles_of(_MARK, self._rack.faces)["mark"]
        names = ["sample"] if subject.bureau.sample or own.sample else []
        names.extend(["practice"] if own.practice else [])
        names.extend(["draft"] if subject.draft else [])
        text = word("mark_joint").join(word_for("marks", name) for name in names)
        seal = None if subject.draft else self._seal_of(subject)
        return CertificatePress(
            self._rack.faces, lambda w, h: watermark(text, style, w, h), code, seal
        )

    def _seal_of(self, subject: CertificateSubject) -> Callable[[float], bytes]:
        decider, sample = subject.decider, subject.certificate.sample
        return partial(
            seal_stream, decider.name, decider.seal_kind, cache=self._cache, sample=sample
        )

    def _parts(self, subject: CertificateSubject) -> Mapping[str, FixedPart]:
        """Return, pressing them on the first call, the parts of fonts that a layout's sheets share."""
        layout = subject.layout
        known = self._fixed.get(layout.name)
        if known is None:
            canvas = self._canvas(subject, {})
            draw_sheets(canvas, subject, self._press(subject, ""))
            common = frozenset(layout.text + _COMMON)
            known = self._fixed[layout.name] = self._rack.fixed_parts(canvas, common)
        return known

    def _canvas(self, subject: CertificateSubject, fixed: Mapping[str, FixedPart]) -> ArchiveCanvas:
        own = subject.certificate
        size = page_size(subject.layout.sheets[0])
        canvas = ArchiveCanvas(size, self._rack.first_font, own.made_at)
        canvas.setCreator(CREATOR)
        canvas.setTitle(f"{own.kind} {own.number}")
        canvas.setAuthor(subject.decider.name)
        canvas.setSubject(own.kind)
        canvas.setCatalogEntry("Lang", "zh-CN")
        self._rack.begin(canvas, fixed)
        return canvas

    def _plain_canvas(self, layout: str) -> Canvas:
        return new_canvas(self._rack, page_size(certificate_layout(layout).sheets[0]))

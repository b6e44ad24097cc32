"""The maker of papers as the services know it; the press behind it is opened when first needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.documents.certificate_subject import CertificateSubject
from app.documents.contents import PAPER_KINDS
from app.documents.samples import sample
from app.documents.subject import PaperSubject, RenderedPaper
from app.documents.turns import in_turn
from app.documents.words import mark_of, word
from app.domain.certificate import Calibration, Seal
from app.domain.paper import PaperKind, PaperState
from app.errors import Problem
from app.ports.sealing import SealProvider
from app.ports.signing import Signer

if TYPE_CHECKING:
    from app.documents.certificate_press import CertificateMaker
    from app.documents.press import Press


class PaperMaker:
    """Makes all papers. Holds open fonts; threads that use it take turns.

    `signer`: signs the codes; without one papers bear no QR code. `cache`: where fonts are
    unpacked, the program's cache folder when None.
    """

    def __init__(self, signer: Signer | None = None, cache: Path | None = None) -> None:
        self._signer = signer
        self._cache = cache
        self._seals: dict[UUID, SealProvider] = {}

    @cached_property
    def _press(self) -> Press:
        from app.documents.press import Press

        return Press(self._signer, self._cache)

    @cached_property
    def _certificates(self) -> CertificateMaker:
        from app.documents.certificate_press import CertificateMaker

        return CertificateMaker(self._signer, self._cache)

    def warm_up(self) -> None:
        """Unpack and open the fonts and prepare every kind of paper (a few seconds, once)."""
        for kind in PAPER_KINDS:
            self._prepare(kind)

    @in_turn
    def _prepare(self, kind: PaperKind) -> None:
        self._press.prepare(kind)

    @in_turn
    def make(self, subject: PaperSubject) -> RenderedPaper:
        """Make one paper; the same subject gives the same bytes.

        Raises Problem `paper.content-missing` (contents), `paper.missing-glyph` (character,
        code_point), `paper.code-too-long` (text), `layout.wrong` (file, fault), and WorldProblem
        `fonts.damaged` (name), `fonts.not-unpacked` (folder, reason).
        """
        return self._press.make(subject)

    def sample(self, kind: PaperKind) -> PaperSubject:
        """Return a made-up subject, marked as a sample, for a preview without a case."""
        return sample(kind)

    @in_turn
    def stamp(self, content: bytes, mark: str) -> bytes:
        """Return a copy of a stored paper with a mark in the upper right corner of every page.

        The stored bytes stay as they are. Raises Problem `paper.unreadable` for no PDF, and
        `paper.missing-glyph`.
        """
        return self._press.stamp(content, mark)

    @in_turn
    def stamp_void(self, content: bytes) -> bytes:
        """Return a copy of a stored paper marked as void, in the corner and across. Raises like `stamp`."""
        return self._press.stamp(content, mark_of(PaperState.VOID), across=True)

    def stamp_reprint(self, content: bytes, copy: int) -> bytes:
        """Return a copy of a stored paper marked as the n-th reprint. Raises like `stamp`."""
        return self.stamp(content, word("reprint", copy=copy))

    @in_turn
    def make_certificate(self, subject: CertificateSubject) -> RenderedPaper:
        """Make a certificate in its archive form (PDF/A-3b), or its watermarked draft; not sealed.

        Raises Problem `certificate.text-too-long` (entry, text), and like `make`.
        """
        return self._certificates.make(subject)

    @in_turn
    def seal_certificate(
        self,
        subject: CertificateSubject,
        content: bytes,
        seal: Seal,
        password: Callable[[], str],
        at: datetime,
    ) -> bytes:
        """Seal a made certificate; the seal's key is opened once and kept.

        `password` is asked for when the key is first opened. Raises Problem like
        `app.documents.seal_keys.open_key`, and `seal.not-applied` (reason).
        """
        provider = self._seals.get(seal.id)
        if provider is None:
            from app.documents.sealing import open_seal

            provider = self._seals[seal.id] = open_seal(seal.source, password())
        try:
            return self._certificates.seal(subject, content, provider, at)
        except Problem:
            self.let_go(seal.id)  # a card that was pulled out is opened anew the next time
            raise

    def let_go(self, seal_id: UUID) -> None:
        """Let go of a seal's key, if it was opened."""
        provider = self._seals.pop(seal_id, None)
        if provider is not None:
            provider.close()

    @in_turn
    def fill_blank(self, subject: CertificateSubject, calibration: Calibration) -> bytes:
        """Return what is printed onto a pre-printed blank: values, code and seal, as calibrated."""
        return self._certificates.fill_blank(subject, calibration)

    @in_turn
    def ruler(self, layout: str, calibration: Calibration) -> bytes:
        """Return pages of rulers the size of a layout's sheets, for calibrating a printer."""
        return self._certificates.ruler(layout, calibration)

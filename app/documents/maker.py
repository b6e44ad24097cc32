"""The maker of papers as the services know it; the press behind it is opened when first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.samples import sample
from app.documents.subject import PaperSubject, RenderedPaper
from app.documents.words import word
from app.domain.paper import PaperKind
from app.ports.signing import Signer

if TYPE_CHECKING:
    from app.documents.press import Press


class PaperMaker:
    """Makes all papers. Holds open fonts; use it from one thread.

    `signer`: signs the codes; without one papers bear no QR code. `cache`: where fonts are
    unpacked, the program's cache folder when None.
    """

    def __init__(self, signer: Signer | None = None, cache: Path | None = None) -> None:
        self._signer = signer
        self._cache = cache

    @cached_property
    def _press(self) -> Press:
        from app.documents.press import Press

        return Press(self._signer, self._cache)

    def warm_up(self) -> None:
        """Unpack and open the fonts and prepare every kind of paper (a few seconds, once)."""
        for kind in PaperKind:
            self._press.prepare(kind)

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

    def stamp(self, content: bytes, mark: str) -> bytes:
        """Return a copy of a stored paper with a mark in the upper right corner of every page.

        The stored bytes stay as they are. Raises Problem `paper.unreadable` for no PDF, and
        `paper.missing-glyph`.
        """
        return self._press.stamp(content, mark)

    def stamp_reprint(self, content: bytes, copy: int) -> bytes:
        """Return a copy of a stored paper marked as the n-th reprint. Raises like `stamp`."""
        return self.stamp(content, word("reprint", copy=copy))

"""A warm notice against the same page with fonts that are not embedded: ≤ 2.5×, ≤ 120 kB."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from app.documents import PaperMaker, PaperSubject
from app.documents.press import Press
from app.documents.samples import sample
from app.documents.typesetting import Typeface
from app.domain.case import HandedIn
from app.domain.paper import PaperKind
from tests.documents.builders import signer

ROUNDS = 40
UNEMBEDDED = "STSong-Light"


@dataclass(frozen=True)
class UnembeddedFace:
    """reportlab's built-in Chinese font: named in the file, not part of it."""

    fontName: str = UNEMBEDDED  # noqa: N815 - reportlab's name

    def advance(self, character: str) -> int:
        return 1000 if ord(character) > 0x7F else 500


class UnembeddedRack:
    """Stands in for the fonts of papers; everything else of the page is the same."""

    first_font = UNEMBEDDED

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(UNEMBEDDED))
        face = Typeface((UnembeddedFace(),))
        self.faces = dict.fromkeys(("serif", "title", "sans", "strong"), face)

    def begin(self, _document: object, _fixed: Mapping[str, object]) -> None:
        """Nothing to prepare."""

    def fixed_parts(self, _document: object, _common: frozenset[str]) -> dict[str, object]:
        return {}


def notice() -> PaperSubject:
    """An acceptance notice of one page, as most are."""
    subject = sample(PaperKind.ACCEPTANCE)
    handed_in = (replace(m, state=HandedIn.HANDED_IN) for m in subject.sitting.materials)
    return replace(subject, sitting=replace(subject.sitting, materials=tuple(handed_in)))


def cpu(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def test_embedding_costs_at_most_two_and_a_half_times_the_page(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache: Path = tmp_path_factory.mktemp("fonts")
    maker, plain = PaperMaker(signer(), cache), PaperMaker(signer(), cache)
    monkeypatch.setattr(Press, "_rack", property(_rack_of(plain._press, Press._rack.fget)))
    subject = notice()
    rendered = maker.make(subject)
    assert rendered.pages == plain.make(subject).pages == 1
    runs = [
        (cpu(lambda: maker.make(subject)), cpu(lambda: plain.make(subject))) for _ in range(ROUNDS)
    ]
    embedded, unembedded = (statistics.median(column) for column in zip(*runs, strict=True))
    ratio = embedded / unembedded
    print(
        f"\nnotice: {embedded * 1000:.1f} ms embedded, {unembedded * 1000:.1f} ms not, "
        f"{ratio:.2f}x, {len(rendered.content)} bytes"
    )
    assert ratio <= 2.5
    assert len(rendered.content) <= 120_000


def _rack_of(plain: Press, usual: Callable[[Press], object]) -> Callable[[Press], object]:
    rack = UnembeddedRack()
    return lambda press: rack if press is plain else usual(press)

"""What is embedded: every glyph with its right text, in fonts that travel with the file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.documents import PAPER_KINDS, PaperMaker
from app.documents.samples import sample
from app.domain.case import Defect
from app.domain.paper import PaperKind
from app.errors import Problem
from tests.documents.builders import NAMES, joined_text, named, run


def with_names(names: tuple[str, ...]):
    """A correction notice whose table holds these names."""
    subject = sample(PaperKind.CORRECTION)
    defects = tuple(Defect(name, "姓名", "与证件一致") for name in names)
    outcome = replace(subject.case.outcome, defects=defects)
    return replace(subject, case=replace(subject.case, outcome=outcome))


def test_forty_names_come_back_from_three_readers(maker: PaperMaker, tmp_path: Path) -> None:
    assert len(NAMES) == 40
    content = maker.make(with_names(NAMES)).content
    by_poppler = joined_text(content, tmp_path)
    by_mupdf = run("mutool", "draw", "-q", "-F", "txt", tmp_path / "paper.pdf").decode()
    document = pypdfium2.PdfDocument(content)
    by_pdfium = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for text in (by_poppler, by_mupdf, by_pdfium):
        bare = re.sub(r"\s", "", text)
        for name in NAMES:
            assert name.replace(" ", "") in bare


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_all_fonts_are_embedded_cut_and_have_text(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(maker.make(named_if_possible(kind)).content)
    lines = run("pdffonts", file).decode().splitlines()[2:]
    assert lines
    for line in lines:
        assert re.search(r"CID TrueType\s+Identity-H\s+yes yes yes", line), line
    assert "Helvetica" not in file.read_bytes().decode("latin-1")


def named_if_possible(kind: PaperKind):
    subject = sample(kind)
    return named(subject, "李䶮𬱖𠀀") if subject.sitting else subject


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_qpdf_finds_no_fault(maker: PaperMaker, kind: PaperKind, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(maker.make(sample(kind)).content)
    assert b"No syntax or stream encoding errors" in run("qpdf", "--check", file)


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_the_same_subject_gives_the_same_bytes(maker: PaperMaker, kind: PaperKind) -> None:
    first = maker.make(sample(kind))
    maker.make(with_names(NAMES))
    assert maker.make(sample(kind)) == first


def test_maps_to_unicode_keep_to_a_hundred_lines_a_block(maker: PaperMaker, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(maker.make(with_names(NAMES)).content)
    blocks = []
    with pikepdf.open(file) as pdf:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
                mapped = entry["/ToUnicode"].read_bytes().decode("ascii")
                blocks += re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", mapped, re.DOTALL)
    assert len(blocks) > 3
    for count, body in blocks:
        assert int(count) == len(body.splitlines()) <= 100
    assert any("D8" in body for _, body in blocks)  # a surrogate pair: beyond U+FFFF


def test_papers_stay_below_their_size(maker: PaperMaker) -> None:
    for kind in PAPER_KINDS:
        assert len(maker.make(sample(kind)).content) <= 120_000, kind


@pytest.mark.parametrize("name", ["李\U000323b0", "王\ue000", "赵\U000e0100"])
def test_a_name_that_cannot_be_shown_is_refused(maker: PaperMaker, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(named(sample(PaperKind.RECEIPT), name))
    assert refusal.value.code == "paper.missing-glyph"
    assert refusal.value.params["character"] == name[1]


def test_a_refused_paper_leaves_the_fonts_as_they_were(maker: PaperMaker) -> None:
    before = maker.make(sample(PaperKind.RECEIPT))
    with pytest.raises(Problem):
        maker.make(named(sample(PaperKind.RECEIPT), "\U000323b0"))
    assert maker.make(sample(PaperKind.RECEIPT)) == before


def test_composed_and_compatible_characters_stay_as_entered(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = joined_text(
        maker.make(named(sample(PaperKind.RECEIPT), "兀\ufa0c郎\uf92c")).content, tmp_path
    )
    assert "兀\ufa0c郎\uf92c" in text

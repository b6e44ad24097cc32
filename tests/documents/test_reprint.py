"""Reprints bear their mark, stored bytes stay, and pages become pictures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.documents import PaperMaker, page_picture, page_sizes
from app.documents.samples import sample
from app.domain.paper import PaperKind
from app.errors import Problem
from tests.documents.builders import joined_text, run, text_of


def test_a_reprint_is_marked_on_every_page_and_says_the_same(
    maker: PaperMaker, tmp_path: Path
) -> None:
    content = maker.make(sample(PaperKind.COMMITMENT)).content
    marked = maker.stamp_reprint(content, 2)
    pages = text_of(marked, tmp_path).split("\f")[:-1]
    assert len(pages) == 2
    assert all("补打 2" in page for page in pages)
    assert joined_text(marked, tmp_path).replace("补打2", "") == joined_text(content, tmp_path)
    assert "补打" not in text_of(content, tmp_path)


def test_a_reprint_is_a_sound_file_with_its_fonts(maker: PaperMaker, tmp_path: Path) -> None:
    file = tmp_path / "marked.pdf"
    file.write_bytes(maker.stamp(maker.make(sample(PaperKind.SLIP)).content, "补打 1"))
    assert b"No syntax or stream encoding errors" in run("qpdf", "--check", file)
    for line in run("pdffonts", file).decode().splitlines()[2:]:
        assert "yes yes yes" in line


def test_a_void_paper_says_so_in_the_corner_and_across_every_page(
    maker: PaperMaker, tmp_path: Path
) -> None:
    content = maker.make(sample(PaperKind.COMMITMENT)).content
    marked = maker.stamp_void(content)
    pages = text_of(marked, tmp_path).split("\f")[:-1]
    assert [page.count("作") for page in pages] == [
        page.count("作") + 2 for page in text_of(content, tmp_path).split("\f")[:-1]
    ]
    before, after = (page_picture(one, 0, 1) for one in (content, marked))
    middle = after.width * 4 * (after.height // 2)
    across = slice(middle - after.width * 160, middle + after.width * 160)
    assert sum(after.rgba[across]) < sum(before.rgba[across])


def test_threads_that_draw_and_mark_take_turns(maker: PaperMaker) -> None:
    content = maker.make(sample(PaperKind.SLIP)).content
    alone = page_picture(maker.stamp_void(content), 0, 1)

    def drawn(_number: int) -> object:
        return page_picture(maker.stamp_void(content), 0, 1)

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(drawn, range(12))) == {alone}


def test_a_mark_that_cannot_be_shown_is_refused(maker: PaperMaker) -> None:
    content = maker.make(sample(PaperKind.SLIP)).content
    with pytest.raises(Problem, match=r"paper\.missing-glyph"):
        maker.stamp(content, "\ue000")


def test_a_page_becomes_a_picture(maker: PaperMaker) -> None:
    content = maker.make(sample(PaperKind.ACCEPTANCE)).content
    width, height = page_sizes(content)[0]
    picture = page_picture(content, 0, 1.5)
    assert picture.width == pytest.approx(width * 1.5, abs=1)
    assert picture.height == pytest.approx(height * 1.5, abs=1)
    assert len(picture.rgba) == picture.width * picture.height * 4
    assert picture.rgba[:4] == b"\xff\xff\xff\xff"
    assert min(picture.rgba[0::4]) < 60  # there is ink


@pytest.mark.parametrize("page", [-1, 9])
def test_a_page_that_is_not_there_is_said(maker: PaperMaker, page: int) -> None:
    with pytest.raises(Problem, match=r"paper\.no-such-page"):
        page_picture(maker.make(sample(PaperKind.SLIP)).content, page, 1)


def test_what_is_no_pdf_is_said(maker: PaperMaker) -> None:
    for read in (page_sizes, lambda content: maker.stamp(content, "补打 1")):
        with pytest.raises(Problem, match=r"paper\.unreadable"):
            read(b"no pdf")

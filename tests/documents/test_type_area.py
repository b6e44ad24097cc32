"""The type area of notices and decisions, measured from the finished PDF (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents import PaperMaker, PaperSubject
from app.documents.layouts import layout_of
from app.documents.pieces import MM
from app.documents.samples import sample
from app.domain.paper import PaperKind
from tests.documents.act_papers import REFUSAL, with_act
from tests.documents.builders import Word, named, with_decider, words_of

LETTERS = [
    PaperKind.ACCEPTANCE, PaperKind.CORRECTION, PaperKind.NOT_ACCEPTED, PaperKind.NOT_NEEDED,
    PaperKind.SPECIAL, PaperKind.EXTENSION, PaperKind.HEARING, PaperKind.GRANT, PaperKind.REFUSAL,
    PaperKind.REGISTRATION, PaperKind.AMENDMENT, PaperKind.ENDING, PaperKind.TERMINATION,
    PaperKind.FEE, PaperKind.RECTIFY, PaperKind.TOLERANCE, PaperKind.COMMITMENT,
    PaperKind.AUTHORITY, PaperKind.WITHDRAWAL,
]  # fmt: skip
HEAD, BINDING, RIGHT, FOOT = 37, 28, 184, 262
"""天头 37 mm, 订口 28 mm, 版心 156 × 225 mm: the edges of the type area on A4 in millimetres."""
LONG = "一、" + "这是一段用来量度每行字数和每面行数的正文" * 60


def plain(subject: PaperSubject) -> PaperSubject:
    """Without the mark across the page."""
    return replace(subject, bureau=replace(subject.bureau, sample=False))


def flowing(content: bytes, tmp_path: Path) -> Iterator[Word]:
    """Words of the text itself: without codes and running line above, without the page's number."""
    for word in words_of(content, tmp_path)[1]:
        middle = (word.top + word.bottom) / 2 / MM
        if (HEAD if word.page == 1 else 27) < middle < FOOT + 4:
            yield word


@pytest.mark.parametrize("kind", LETTERS)
def test_the_text_stands_in_the_type_area(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    content = maker.make(plain(sample(kind))).content
    sizes, words = words_of(content, tmp_path)
    assert sizes[0] == pytest.approx((210 * MM, 297 * MM), abs=0.1)
    found = list(flowing(content, tmp_path))
    assert min(word.left for word in found) / MM == pytest.approx(BINDING, abs=0.5)
    assert max(word.right for word in found) / MM <= RIGHT + 6  # a stop may hang out
    assert max(word.bottom for word in found) / MM <= FOOT + 1
    number = [word for word in words if word.top / MM > FOOT + 5]
    assert "".join(word.text for word in number).startswith("第1页共")
    assert all(7 <= (word.top + word.bottom) / 2 / MM - FOOT <= 12 for word in number)


def test_a_line_has_28_characters_and_a_page_22_lines(maker: PaperMaker, tmp_path: Path) -> None:
    content = maker.make(plain(with_act(REFUSAL, facts=LONG * 3))).content
    later = [word for word in flowing(content, tmp_path) if word.page == 2]
    lines = {round(word.top) for word in later}
    assert 22 <= len(lines) <= 24  # later pages begin a little higher
    assert {len(word.text) for word in later if len(word.text) > 26} == {28}


def test_body_and_title_have_the_sizes_of_the_standard() -> None:
    styles = layout_of(PaperKind.GRANT).styles
    assert styles["body"]["size"] == pytest.approx(16, abs=0.3)  # 三号
    assert styles["title"]["size"] == styles["letterhead"]["size"] == 22  # 二号
    assert styles["body"]["indent"] == 2


@pytest.mark.parametrize("kind", LETTERS[:15])
def test_the_seal_is_centred_on_agency_and_date(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    words = words_of(maker.make(plain(sample(kind))).content, tmp_path)[1]
    place = next(word for word in words if word.text == "（盖章处）")
    centre = (place.left + place.right) / 2
    date = next(word for word in words if word.text == "2026年11月24日" and word.top > place.top)
    assert (date.left + date.right) / 2 == pytest.approx(centre, abs=1)
    assert date.top - place.top < 40 * MM  # within the ring
    assert RIGHT * MM - date.right > 2.5 * 15  # set in from the right edge


@pytest.mark.parametrize(
    "agency", ["䶮山区行政审批服务局", "某某省某某市某某经济技术开发区管理委员会行政审批服务和政务信息管理局" * 2]
)  # fmt: skip
def test_a_heading_of_several_lines_has_no_lone_character(
    maker: PaperMaker, agency: str, tmp_path: Path
) -> None:
    subject = with_decider(plain(sample(PaperKind.GRANT)), letterhead=agency)
    words = list(flowing(maker.make(subject).content, tmp_path))
    title = next(word for word in words if "决定书" in word.text)
    heading = [word for word in words if word.bottom <= title.top + 8]
    assert "".join(word.text for word in heading) == agency
    assert min(len(word.text) for word in heading) >= max(len(word.text) for word in heading) - 4


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("name", ["䶮𬱖𠀀餐饮有限公司", "中国（山东）自由贸易试验区国际文化旅游健康养老产业投资发展集团股份有限公司泰安市泰山区东岳大街第一百二十八分公司"])  # fmt: skip
def test_long_and_rare_names_come_back_whole_and_cover_nothing(
    maker: PaperMaker, kind: PaperKind, name: str, tmp_path: Path
) -> None:
    subject = named(plain(sample(kind)), name)
    words = words_of(maker.make(subject).content, tmp_path)[1]
    assert not [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if _covers(a, b)]
    text = "".join(word.text for word in words)
    holder = kind in {PaperKind.AMENDMENT, PaperKind.ENDING}  # their certificate names its own
    assert name in text or holder or kind is PaperKind.HEARING


def _covers(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one.page == other.page and across > 1 and down > 0.3 * (one.bottom - one.top)

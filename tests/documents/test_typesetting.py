"""Lines: never wider than their column, never begun with a closing mark, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.typesetting import Align, Style, Typeface, set_lines, widest_run


@dataclass(frozen=True)
class SquareFace:
    """Every Han character a full square, every other character half of one."""

    fontName: str = "square"  # noqa: N815 - reportlab's name

    def advance(self, character: str) -> int:
        return 1000 if ord(character) > 0x2E7F or character in "—…“”" else 500


FACE = Typeface((SquareFace(),))
BODY = Style(FACE, 10, 15, Align.JUSTIFY, indent=2)
PLAIN = Style(FACE, 10, 15)


def lines(text: str, width: float, style: Style = PLAIN) -> list[str]:
    return [line.text for line in set_lines(text, style, width)]


def test_a_closing_mark_takes_its_character_along() -> None:
    assert lines("一二三四五。六", 50) == ["一二三四", "五。六"]


def test_an_opening_mark_goes_to_the_next_line() -> None:
    assert lines("一二三四（五六）", 50) == ["一二三四", "（五六）"]


def test_a_name_is_not_begun_with_its_dot() -> None:
    broken = lines("阿卜杜热西提·买买提", 60)
    assert "".join(broken) == "阿卜杜热西提·买买提"
    assert not any(line.startswith("·") for line in broken)


def test_a_number_keeps_its_unit() -> None:
    assert lines("至2026年12月22日止", 50) == ["至2026年", "12月22日止"]


def test_a_date_in_a_cell_is_not_parted() -> None:
    cell = Style(FACE, 10, 15, solid=True)
    assert lines("补交至2026年12月22日前止", 100, cell) == ["补交至", "2026年12月22日前止"]


@pytest.mark.parametrize(
    "number", ["37110319880229997X", "91370902MA3XXXXX0X", "3709**********9995", "0538-0000002"]
)
def test_a_number_with_letters_is_not_parted(number: str) -> None:
    assert lines(f"一二三四五六七{number}", 120) == ["一二三四五六七", number]


def test_a_label_stays_whole_and_with_its_number() -> None:
    text = "咨询电话：0538-0000001　监督电话：0538-0000002"
    first, second = lines(text, 180)
    assert (first, second) == ("咨询电话：0538-0000001", "监督电话：0538-0000002")
    assert lines("经办人：王某某　签收人：李某", 90) == ["经办人：王某某", "签收人：李某"]


def test_the_widest_run_is_the_longest_number_or_date() -> None:
    cell = Style(FACE, 10, 15, solid=True)
    assert widest_run(["一二三四五六七八九十", "编号12", ""], cell) == 10
    assert widest_run(["自2027年5月1日起", "2027-05-01"], cell) == 6 * 5 + 3 * 10
    assert widest_run(["甲乙"], cell) == 0


def test_a_dash_of_two_is_not_parted() -> None:
    assert lines("一二三——四", 40) == ["一二三", "——四"]


def test_an_option_stays_whole() -> None:
    assert lines("☐国有与集体联营　☑其他", 100) == ["☐国有与集体联营", "☑其他"]


def test_what_is_wider_than_a_line_is_cut() -> None:
    assert lines("A" * 25, 50) == ["A" * 10, "A" * 10, "A" * 5]


def test_the_first_line_is_indented_by_two_characters() -> None:
    first, second = set_lines("一二三四五六七八", BODY, 60)
    assert (first.offset, first.text) == (20, "一二三四")
    assert second.offset == 0


def test_a_short_line_is_filled_but_the_last_is_not() -> None:
    first, last = set_lines("一二三四五。六", Style(FACE, 10, 15, Align.JUSTIFY), 50)
    assert first.spread == pytest.approx(10 / 3, abs=0.4) or first.spread == 0
    assert last.spread == 0


def test_line_feeds_begin_paragraphs() -> None:
    assert lines("一\n\n二", 50) == ["一", "", "二"]


TEXTS = st.text(alphabet="一二三四五，。；（）《》“”—…·Ab1 9%年月", max_size=60)


@given(TEXTS, st.integers(40, 200), st.sampled_from(list(Align)))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int, align: Align) -> None:
    style = Style(FACE, 10, 15, align)
    found = set_lines(text, style, width)
    assert "".join(line.text for line in found).replace(" ", "") == text.replace(" ", "")
    for line in found:
        assert line.offset >= -0.01
        assert line.offset + line.width <= width + 0.01
        natural = FACE.width(line.text, 10)
        assert natural + line.spread * max(0, len(line.text) - 1) <= width + 0.01


@given(st.text(alphabet="一二三四五六七八九十，。；：、", min_size=1, max_size=60))
def test_no_line_begins_with_a_closing_mark(text: str) -> None:
    runs = max(
        (
            len(run)
            for run in "".join(
                " " if c > "一" and c not in "，。；：、" else c for c in text
            ).split()
        ),
        default=0,
    )
    if runs > 3 or text[0] in "，。；：、":
        return  # a row of marks longer than the line has to be cut somewhere
    assert not any(line[0] in "，。；：、" for line in lines(text, 60) if line)

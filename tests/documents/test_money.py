"""Sums of money in figures and in capital numerals."""

from __future__ import annotations

import pytest

from app.documents.money import amount_in_words, amount_text


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (150, "壹元伍角整"),
        (1000, "壹拾元整"),
        (100_500, "壹仟零伍元整"),
        (1_010_000, "壹万零壹佰元整"),
        (10_010_001, "壹拾万零壹佰元零壹分"),
        (20_050_000, "贰拾万零伍佰元整"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (10_000_000_100, "壹亿零壹元整"),
        (1_000_100_000_000, "壹佰亿零壹佰万元整"),
        (100_000_000_000_000, "壹万亿元整"),
    ],
)
def test_a_sum_in_capitals_leaves_no_room_for_a_stroke(fen: int, words: str) -> None:
    assert amount_in_words(fen) == words


def test_a_sum_beyond_all_names_is_refused() -> None:
    with pytest.raises(ValueError, match="10000000000000000"):
        amount_in_words(10**18)


@pytest.mark.parametrize(("fen", "text"), [(5, "0.05元"), (120_050, "1,200.50元")])
def test_figures_have_two_places_and_commas(fen: int, text: str) -> None:
    assert amount_text(fen) == text

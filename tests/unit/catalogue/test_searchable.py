"""Pinyin and initials of what can be searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import build_catalogue, load_supplement, search_entries
from app.catalogue.searchable import MAX_READINGS, readings_of
from tests.unit.catalogue.builders import shipped


@pytest.fixture(scope="module")
def entries():
    catalogue = build_catalogue(shipped(), load_supplement())
    return {entry.key: entry for entry in search_entries(catalogue)}


def test_every_item_and_bundle_can_be_searched(entries):
    assert len(entries) == 44
    assert all(entry.initials and entry.pinyin for entry in entries.values())


def test_an_item_is_found_by_initials_and_pinyin_of_name_and_short_name(entries):
    food = entries["SCJG-03"]
    assert "spjyxk" in food.initials
    assert "shi pin jing ying xu ke" in food.pinyin
    assert any(initials.startswith("spjyxkxb") for initials in food.initials)
    assert (food.kind, food.department, food.code) == ("item", "市场监管", "SCJG-03")


@pytest.mark.parametrize(
    ("phrase", "initials"),
    [("重点行业", {"zdhy", "cdhy", "zdxy"}), ("长期参保", {"cqcb", "zqcb", "cqsb"})],
)
def test_polyphones_are_indexed_in_all_their_readings(phrase, initials):
    assert {"".join(s[0] for s in reading) for reading in readings_of(phrase)} >= initials


def test_the_reading_of_the_phrase_comes_first():
    assert readings_of("银行账号")[0] == ("yin", "hang", "zhang", "hao")


def test_letters_and_digits_stand_for_themselves():
    assert readings_of("KTV（A类）2")[0] == ("k", "t", "v", "a", "lei", "2")


@pytest.mark.parametrize("phrase", ["", "（）", "——", "😀"])
def test_what_cannot_be_read_has_no_readings(phrase):
    assert readings_of(phrase) == ()


@given(st.text(max_size=30))
def test_readings_are_few_and_in_small_letters(phrase):
    readings = readings_of(phrase)
    assert len(readings) <= MAX_READINGS
    assert len(set(readings)) == len(readings)
    assert all(syllable and syllable == syllable.lower() for r in readings for syllable in r)

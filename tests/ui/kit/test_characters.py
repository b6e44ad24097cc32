"""Rare characters are found by sound, by radical and strokes, by code point; words by initials."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import characters
from ui.kit.character_picker import CharacterPicker, described, found


@pytest.mark.parametrize(
    ("typed", "char"),
    [
        ("yan", "䶮"),
        ("YAN", "䶮"),
        ("yǎn", "䶮"),
        ("龙4", "䶮"),
        ("龍 4", "䶮"),
        ("4dae", "䶮"),
        ("U+4DAE", "䶮"),
        ("u+20164", "𠅤"),
        ("xi", "𠅤"),
        ("女6", "㛃"),
        ("lv", "吕"),
        ("lü", "吕"),
    ],
)
def test_a_character_is_found(typed: str, char: str) -> None:
    assert char in found(typed)


@pytest.mark.parametrize("typed", ["", "zzz", "龙99", "U+0041", "!", "4da", "110000"])
def test_what_is_no_way_to_a_character_finds_nothing(typed: str) -> None:
    assert found(typed) == ""


def test_there_are_all_radicals_and_all_characters_of_unicode() -> None:
    assert len(characters.radicals()) == 214
    chars = {
        c
        for number, _s, _f in characters.radicals()
        for c in "".join(characters.by_radical(number).values())
    }
    assert len(chars) > 98_000


def test_a_character_is_described_by_sound_and_code() -> None:
    assert described("䶮") == "䶮　yǎn　U+4DAE"


@pytest.mark.parametrize(
    ("words", "typed", "matches"),
    [
        ("食品经营许可", "spjy", True),
        ("食品经营许可", "jyxk", True),
        ("食品经营许可", "spx", False),
        ("银行开户", "yh", True),
        ("行政许可", "xz", True),
        ("告知清单（一次性）", "qdyc", True),
        ("A 类", "al", True),
    ],
)
def test_words_are_matched_by_their_initials(words: str, typed: str, *, matches: bool) -> None:
    assert characters.has_initials(words, typed) is matches


def test_the_picker_hands_the_character_over_and_the_keys_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit()
    QVBoxLayout(window).addWidget(line)
    window.resize(800, 600)
    with qtbot.waitActive(window):
        window.show()
    line.setFocus()
    picker = CharacterPicker(window)
    picker.open_picker()
    QTest.keyClicks(QApplication.focusWidget(), "u+4dae")
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert picked.args == ["䶮"]
    assert line.hasFocus()

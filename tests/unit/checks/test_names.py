"""Names: rare characters kept, separators and spaces repaired, private characters refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_kind
from app.checks.names import read_name
from app.wording.sentences import sentence
from tests.unit.checks.builders import TODAY, verdict


@pytest.mark.parametrize(
    "name",
    ["王建国", "李䶮", "赵㛃", "孙𬱖", "周𠅤", "古丽扎尔·阿不都克里木", "欧阳菲菲", "一",
     "NGUYEN THI MINH KHAI", "O'Brien-Smith", "John A. Smith", "Müller", "阿" * 25 + "·" + "木" * 24],
)  # fmt: skip
def test_a_good_name_passes_untouched(name):
    assert verdict("name", name) == (name, [])


@pytest.mark.parametrize("dot", "•・‧．.･∙⋅")
def test_every_look_alike_separator_becomes_the_prescribed_one(dot):
    assert verdict("name", f"阿卜杜热西提{dot}买买提") == (
        "阿卜杜热西提·买买提", ["name.separator"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "value", "notes"),
    [
        ("阿卜杜热西提•买买提 ", "阿卜杜热西提·买买提", ["name.spaces", "name.separator"]),
        ("王 建 国", "王建国", ["name.spaces"]),
        ("　王建国　", "王建国", ["name.spaces"]),
        ("买买提 · 艾力", "买买提·艾力", ["name.spaces"]),
        ("买买提··艾力", "买买提·艾力", ["name.separator"]),
        ("张三.", "张三", ["name.separator", "name.separator-at-end"]),
        ("ＪＯＨＮ  SMITH", "JOHN SMITH", ["name.full-width", "name.spaces"]),
        (". 𠀀", "𠀀", ["name.spaces", "name.separator-at-end"]),
        ("..王", "王", ["name.separator", "name.separator-at-end"]),
        ("王..", "王", ["name.separator", "name.separator-at-end"]),
        (".·．王·明·.", "王·明", ["name.separator", "name.separator-at-end"]),
        ("...John Smith", "John Smith", ["name.separator-at-end"]),
        ("•John Smith Jr.", "John Smith Jr.", ["name.separator", "name.separator-at-end"]),
        ("王\u200b建国", "王建国", ["text.invisible"]),
    ],
)
def test_slips_are_repaired_with_a_note(typed, value, notes):
    assert verdict("name", typed) == (value, notes)
    assert verdict("name", value) == (value, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [("王建国２", "name.digits"), ("王建国（二）", "name.punctuation"), ("⼀", "name.radical"),
     ("\u2e8c", "name.radical-unknown")],
)  # fmt: skip
def test_what_names_rarely_have_is_only_a_warning(typed, code):
    checked = check_kind("name", typed, TODAY)
    assert checked.ok
    assert code in [finding.code for finding in checked.findings]


def test_a_radical_names_the_usual_character():
    [finding] = check_kind("name", "⼀", TODAY).findings
    assert "“一”" in sentence(finding)


def test_ideographs_of_the_compatibility_block_are_characters_of_their_own():
    assert verdict("name", "﨑") == ("﨑", [])


def test_a_private_character_is_refused_with_the_right_one_proposed():
    checked = check_kind("name", "李\ue863", TODAY)
    assert not checked.ok
    assert checked.value == "李\ue863"
    words = sentence(checked.findings[0])
    assert "U+E863" in words
    assert "䶮（U+4DAE）" in words
    assert words.endswith("李䶮")


@pytest.mark.parametrize(
    ("old", "new"),
    [("\ue81e", "\u9fb4"), ("\ue826", "\u9fb5"), ("\ue864", "\u9fbb"), ("\ue816", "\U00020087"),
     ("\ue843", "\u9fb9"), ("\ue854", "\u9fba"), ("\ue857", "\u4c9f"), ("\ue81a", "\u3473")],
)  # fmt: skip
def test_private_characters_of_older_standards_are_known(old, new):
    [finding] = check_kind("name", old, TODAY).findings
    assert finding.params["fixed"] == new


def test_the_whole_table_of_private_characters_agrees_with_the_codec_where_it_is_up_to_date():
    from app.checks.characters import _private_table

    table = _private_table()
    assert len(table) == 105
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    for place, trail in enumerate(trails):
        decoded = bytes([0xFE, trail]).decode("gb18030")
        if not 0xE000 <= ord(decoded) <= 0xF8FF:
            assert table[chr(0xE815 + place)] == decoded
    assert not any(0xE000 <= ord(char) <= 0xF8FF for char in table.values())


def test_a_known_private_character_beside_an_unknown_one_makes_no_proposal():
    assert verdict("name", "\ue863\uf000")[1] == ["text.private-use-unknown"]


def test_an_unknown_private_character_is_refused_without_a_guess():
    assert verdict("name", "李\uf000") == ("李\uf000", ["text.private-use-unknown"])


@pytest.mark.parametrize("bad", ["王\x00", "王\x1b建", "王\ufffd", "\ud800王"])
def test_control_and_broken_characters_are_refused(bad):
    assert not check_kind("name", bad, TODAY).ok


def test_nothing_but_separators_is_no_name():
    assert not check_kind("name", "·", TODAY).ok


def test_names_are_never_normalised():
    typed = "ﬁ e\u0301 \u9fa5\ufa0e"
    assert unicodedata.normalize("NFC", typed) != typed
    assert read_name(typed).value.replace(" ", "") == typed.replace(" ", "")


@given(st.text(max_size=40))
def test_any_text_is_read_and_repairing_twice_is_repairing_once(text):
    once = read_name(text)
    twice = read_name(str(once.value))
    assert twice.value == once.value

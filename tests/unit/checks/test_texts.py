"""Text, e-mail, persons; what the fonts can print; rules about text."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_value, glyphs, safe_pattern
from app.wording.sentences import sentence
from tests.unit.checks.builders import CONTEXT, codes, field


def read(raw, kind="text", **rules):
    return check_value(field(kind, rules=rules), raw, CONTEXT)


@pytest.fixture
def bitmap(tmp_path, monkeypatch):
    """Put a bitmap of the given characters in the place of the shipped one."""

    def use(covered):
        bits = bytearray(0x40000 // 8)
        for char in covered:
            bits[ord(char) // 8] |= 1 << ord(char) % 8
        file = tmp_path / "coverage.bin"
        file.write_bytes(zlib.compress(bytes(bits)))
        monkeypatch.setattr(glyphs, "_BITMAP", file)
        glyphs._coverage.cache_clear()

    yield use
    monkeypatch.undo()
    glyphs._coverage.cache_clear()


@pytest.mark.parametrize(
    ("raw", "value", "found"),
    [
        ("  䶮记面馆\n", "䶮记面馆", []),
        ("一行\n二行", "一行 二行", ["text.line-breaks"]),
        ("甲\u200b乙\ufeff", "甲乙", ["text.invisible"]),
        (271000, "271000", []),
        (6.5, "6.5", []),
        ("ＡＢ１２（㎡）", "ＡＢ１２（㎡）", []),
    ],
)
def test_text_is_cleaned_but_never_normalised(raw, value, found):
    result = read(raw)
    assert (result.value, codes(result)) == (value, found)


def test_long_text_keeps_its_lines():
    assert read("一行\r\n二行\r三行", "longtext").value == "一行\n二行\n三行"


@pytest.mark.parametrize(("raw", "code"), [("\ue863记", "text.private-use"), ("甲\x07", "text.control"),
                                           ("甲\ud800", "text.control"), ({"a": 1}, "value.no-text")])  # fmt: skip
def test_what_cannot_stand_in_text_is_refused_and_kept(raw, code):
    assert codes(read(raw)) == [code]
    assert read(raw).value == raw


def test_the_length_counts_characters_not_bytes():
    assert read("𬱖" * 5, max_length=5).ok
    assert codes(read("𬱖" * 6, max_length=5)) == ["text.too-long"]


def test_a_pattern_must_fit_the_whole_text():
    assert read("271000", pattern=r"^\d{6}$").ok
    assert codes(read("27100", pattern=r"^\d{6}$")) == ["text.pattern"]
    repaired = read("２７１ ０００", pattern=r"^\d{6}$")
    assert (repaired.value, codes(repaired)) == ("271000", ["text.full-width"])


@pytest.mark.parametrize("pattern", [r"^\d{6}$", r"^\d+/\d+$", r"^[A-Z]\d{9}$", r"(?:ab|cd)?\d{2,}",
                                     r"^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$", r"[^)(]*", r"\(\d+\)"])  # fmt: skip
def test_ordinary_patterns_are_usable(pattern):
    assert safe_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(a|a)*", r"((a?)b*)+", r"(a*)\1", r"(?=a)", r"a*b*c*d*",
                                     "(", "a" * 201, r"(?:\d+x?){3}", r"[", r"a{9999999999}"])  # fmt: skip
def test_patterns_that_may_run_away_are_ignored(pattern):
    assert not safe_pattern(pattern)
    assert read("a" * 100, pattern=pattern).ok


@pytest.mark.parametrize("raw", ["p02@example.invalid", "a.b+c@d-e.cn"])
def test_an_email_address_passes(raw):
    assert read(raw, "email").value == raw


def test_a_full_width_email_address_is_repaired():
    result = read("ｐ０２＠example．cn", "email")
    assert (result.value, codes(result)) == ("p02@example.cn", ["email.full-width"])


@pytest.mark.parametrize("raw", ["p02", "p02@", "@x.cn", "a..b@x.cn", "a@b", "张@x.cn", "a@x.c"])
def test_a_wrong_email_address_is_refused(raw):
    assert codes(read(raw, "email")) == ["email.shape"]


def test_a_person_is_read_as_a_name():
    assert codes(read("王 建国", "person")) == ["name.spaces"]
    assert codes(read("王 建国", rules=["name"])) == ["name.spaces"]


def test_a_character_without_a_glyph_is_refused_and_named(bitmap):
    bitmap("李记面馆")
    result = read("李𱁬记")
    assert codes(result) == ["text.no-glyph"]
    assert "𱁬（U+3106C）" in sentence(result.findings[0])
    assert result.value == "李𱁬记"
    assert read("李记 ABC\u3000x").ok


def test_the_fonts_are_asked_for_every_kind_of_text(bitmap):
    bitmap("甲")
    for kind in ("text", "longtext", "address", "person", "choice", "multi", "file"):
        assert codes(read("甲乙", kind)) == ["text.no-glyph"], kind
    assert glyphs.missing_glyphs("甲乙\U000e0100乙") == ("乙", "\U000e0100")


def test_a_neighbour_in_the_bitmap_covers_nothing_but_itself(bitmap):
    bitmap("\u4e01\u4e03")
    assert glyphs.missing_glyphs("\u4e00\u4e01\u4e02\u4e03") == ("\u4e00", "\u4e02")


def test_without_a_bitmap_everything_counts_as_covered(tmp_path, monkeypatch):
    monkeypatch.setattr(glyphs, "_BITMAP", tmp_path / "none.bin")
    glyphs._coverage.cache_clear()
    assert glyphs.missing_glyphs("𱁬") == ()
    monkeypatch.undo()
    glyphs._coverage.cache_clear()


def test_a_bitmap_of_the_wrong_size_is_a_fault_of_ours(tmp_path, monkeypatch):
    file = tmp_path / "coverage.bin"
    file.write_bytes(zlib.compress(b"\x00"))
    monkeypatch.setattr(glyphs, "_BITMAP", file)
    glyphs._coverage.cache_clear()
    with pytest.raises(ValueError, match="1"):
        glyphs.missing_glyphs("甲")
    monkeypatch.undo()
    glyphs._coverage.cache_clear()


def test_the_shipped_bitmap_covers_the_rare_names_of_the_samples():
    assert glyphs.missing_glyphs("李䶮赵㛃孙𬱖周𠅤·") == ()


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    for kind in ("text", "longtext"):
        once = read(text, kind)
        assert read(once.value, kind).value == once.value

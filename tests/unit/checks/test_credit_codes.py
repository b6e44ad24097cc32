"""Unified social credit codes (GB 32100) and organisation codes (GB 11714)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_kind
from app.wording.sentences import sentence
from tests.unit.checks.builders import CODE_ALPHABET, TODAY, credit_codes, verdict

CODES = [
    "91370102MAXXXX015T",
    "92370902MAXXXX023U",
    "92371002MAXXXX031L",
    "92370703MAXXXX04XJ",
    "92370811MAXXXX0665",
    "91370212MAXXXX074J",
    "91370613MAXXXX082G",
    "51370000MAXXXX103B",
    "93370983MAXXXX111H",
    "N2371122MAXXXX12XN",
    "12371521MAXXXX138J",
    "91370202MAXXXX154N",
    "92371702MAXXXX162L",
    "91370502MAXXXX170U",
    "91371426MAXXXX197K",
    "92371602MAXXXX20XJ",
    "11370800MB28559184",
    "113700000045030270",
    "91350100M000100Y43",
]


@pytest.mark.parametrize("code", CODES)
def test_a_real_code_passes(code):
    assert verdict("uscc", code) == (code, [])


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("91370102MAXXXX015A", "uscc.check-digit", "第18位应为T，现为A"),
        ("370102200012345", "uscc.fifteen", "15位旧注册号"),
        ("MAXXXX015", "uscc.organisation-code", "18位统一社会信用代码"),
        ("9137010*********5T", "uscc.masked", "完整代码"),
        ("91370102MAXXXXO15T", "uscc.letter", "第15位O疑为0"),
        ("9I370102MAXXXX015T", "uscc.letter", "不使用字母I、O、S、V、Z"),
        ("91370102MAXXXX015", "uscc.length", "现为17位"),
        ("9137A102MAXXXX015T", "uscc.area-letters", "37A102"),
        ("91370102MAXX+X015T", "uscc.character", "“+”"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(typed, code, words):
    checked = check_kind("uscc", typed, TODAY)
    assert not checked.ok
    assert checked.findings[-1].code == code
    assert words in sentence(checked.findings[-1])


def test_small_letters_and_full_width_are_repaired_with_a_note():
    value, notes = verdict("uscc", "９1370102maxxxx015t")
    assert value == "91370102MAXXXX015T"
    assert notes == ["code.full-width", "code.lower-case"]
    assert check_kind("uscc", "91370102 MAXXXX015T", TODAY).ok


def test_a_wrong_inner_code_is_only_a_warning():
    from app.checks.credit_code import check_character

    first17 = "91370102MAXXXX016"
    code = first17 + check_character(first17)
    assert verdict("uscc", code) == (code, ["uscc.inner-code"])
    assert check_kind("uscc", code, TODAY).ok


def test_an_unknown_registrar_and_area_are_only_warnings():
    from app.checks.credit_code import check_character, org_check

    first17 = "B1990102MAXXXX01" + org_check("MAXXXX01")
    value, found = verdict("uscc", first17 + check_character(first17))
    assert found == ["uscc.registrar", "uscc.area"]
    assert value[0] == "B"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("MAXXXX015", ("MAXXXX015", [])),
        ("MAXXXX01-5", ("MAXXXX015", [])),
        ("MAXXXX016", ("MAXXXX016", ["org-code.check"])),
        ("MAXX", ("MAXX", ["org-code.shape"])),
        ("00450302-7", ("004503027", [])),
    ],
)
def test_organisation_codes(typed, expected):
    assert verdict("org_code", typed) == expected


@given(credit_codes())
def test_every_generated_code_passes(code):
    assert verdict("uscc", code) == (code, [])


@given(credit_codes(), st.integers(0, 17), st.sampled_from(CODE_ALPHABET))
def test_every_change_of_one_character_is_found(code, place, other):
    changed = code[:place] + other + code[place + 1 :]
    assert check_kind("uscc", changed, TODAY).ok == (changed == code)

"""Resident identity numbers and their kin (GB 11643)."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_kind, convert_15, derive_from_id
from app.checks.identity import Holder, holder_of, read_id_number
from app.errors import Finding, Problem
from app.wording.sentences import sentence
from tests.unit.checks.builders import TODAY, id_numbers, verdict

# fictitious persons: number, name, birth date, sex
PERSONS = [
    ("370102196810019977", "1968-10-01", "男"),
    ("370983199003159995", "1990-03-15", "男"),
    ("370703199507229982", "1995-07-22", "女"),
    ("37061320011231996X", "2001-12-31", "女"),
    ("371103198802299979", "1988-02-29", "男"),
    ("37130219980808998X", "1998-08-08", "女"),
    ("370402200001019980", "2000-01-01", "女"),
    ("371502199211119972", "1992-11-11", "男"),
    ("37120219750505999X", "1975-05-05", "男"),  # an area that no longer exists
    ("371002198310209971", "1983-10-20", "男"),
    ("371702200807019987", "2008-07-01", "女"),
    ("820000199109309989", "1991-09-30", "女"),
    ("830000198712259995", "1987-12-25", "男"),
    ("937704199405199986", "1994-05-19", "女"),
    ("810000199408230021", "1994-08-23", "女"),
    ("830000199201300022", "1992-01-30", "女"),
    ("911124198108030024", "1981-08-03", "女"),
]


@pytest.mark.parametrize(("number", "birth", "sex"), PERSONS)
def test_a_real_number_passes_and_says_birth_and_sex(number, birth, sex):
    assert verdict("id_number", number) == (number, [])
    said = derive_from_id(number, TODAY)
    assert (said["birth_date"], said["gender"]) == (birth, sex)


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("370102199001019971", "id-number.check-digit", "第18位应为0，现为1"),
        ("370102199013019978", "id-number.birth-date", "19901301不存在"),
        ("370102209912319970", "id-number.future", "2099-12-31还没有到"),
        ("110101189001010003", "id-number.too-old", "超过130年"),
        ("370102900101997", "id-number.fifteen", "15位身份证号码已停用"),
        ("37010219O001019970", "id-number.letter", "第9位是字母O，疑为数字0"),
        ("37010219l001019970", "id-number.letter", "字母L，疑为数字1"),
        ("000000199001019979", "id-number.area", "000000的省级代码不存在"),
        ("990102199001019970", "id-number.area", "990102"),
        ("370102********9970", "id-number.masked", "请按证件录入完整号码"),
        ("37010219900101997", "id-number.length", "现为17位"),
        ("37010219900101997W", "id-number.last", "现为W"),
        ("3701021990010字9970", "id-number.character", "“字”不是数字"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(typed, code, words):
    checked = check_kind("id_number", typed, TODAY)
    assert not checked.ok
    assert checked.findings[-1].code == code
    assert words in sentence(checked.findings[-1])


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [
        ("37010219900118997x", "37010219900118997X", "code.lower-case"),
        ("３７０１０２１９９００１０１９９７０", "370102199001019970", "code.full-width"),
        ("370102 19900101 9970", "370102199001019970", "code.spaces"),
        ("370102-19900101-9970", "370102199001019970", "code.spaces"),
        ("　370102199001019970　", "370102199001019970", None),
    ],
)
def test_a_slip_of_the_keyboard_is_repaired_with_a_note(typed, value, code):
    assert verdict("id_number", typed) == (value, [code] if code else [])
    assert check_kind("id_number", typed, TODAY).ok


def test_a_number_of_a_child_born_today_passes_and_tomorrows_does_not():
    born = "37010220261124001"
    from app.checks.identity import check_digit

    assert check_kind("id_number", born + check_digit(born), TODAY).ok
    born = "37010220261125001"
    assert not check_kind("id_number", born + check_digit(born), TODAY).ok


def test_an_old_number_is_converted_for_looking_up():
    assert convert_15("370102900101997") == "370102199001019970"
    assert convert_15("３７０１０２ 900101 997") == "370102199001019970"


@pytest.mark.parametrize("text", ["", "37010290010199", "370102901301997", "37010290010199X"])
def test_what_is_no_old_number_is_not_converted(text):
    with pytest.raises(Problem, match=r"id-number\.not-fifteen"):
        convert_15(text)


@pytest.mark.parametrize(
    ("number", "holder"),
    [
        ("370102196810019977", Holder.RESIDENT),
        ("820000199109309989", Holder.HONG_KONG_MACAO),
        ("830000198712259995", Holder.TAIWAN),
        ("937704199405199986", Holder.FOREIGNER),
    ],
)
def test_the_number_says_whose_card_it_is(number, holder):
    assert holder_of(number) is holder


def test_a_wrong_number_says_nothing_of_its_holder():
    assert derive_from_id("370102199001019971", TODAY) == {}
    assert derive_from_id("", TODAY) == {}


def test_the_age_changes_on_the_birthday():
    number = "371702200807019987"
    assert derive_from_id(number, date(2026, 6, 30))["age"] == 17
    assert derive_from_id(number, date(2026, 7, 1))["age"] == 18


@given(id_numbers())
def test_every_generated_number_passes(number):
    assert verdict("id_number", number) == (number, [])


@given(id_numbers(), st.integers(0, 17), st.sampled_from(string.digits + "X"))
def test_every_change_of_one_digit_is_found(number, place, other):
    changed = number[:place] + other + number[place + 1 :]
    assert check_kind("id_number", changed, TODAY).ok == (changed == number)


@given(st.text(max_size=30))
def test_no_text_raises_and_repairing_twice_is_repairing_once(text):
    once = read_id_number(text, TODAY)
    twice = read_id_number(str(once.value), TODAY)
    assert twice.value == once.value
    assert all(isinstance(sentence(one), str) for one in once.findings if isinstance(one, Finding))
    if once.ok:
        assert not twice.findings

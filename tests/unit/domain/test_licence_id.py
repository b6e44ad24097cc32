"""The identifier of an electronic licence and its check character (GB/T 36904, ISO 7064 MOD 37,36)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.licence_id import ROOT, LicenceId, check_licence_id, licence_id
from app.errors import Problem

HUNAN = ("11100000000013338W011", "11430000006122244L", "20230000403", 1)
HEFEI = ("11100000MB03271699022", "340100", "000000016", 1)
TEXTS = {
    HUNAN: f"{ROOT}.11100000000013338W011.11430000006122244L.20230000403.001.U",
    HEFEI: f"{ROOT}.11100000MB03271699022.340100.000000016.001.9",
}
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
serials = st.text(CHARACTERS, min_size=1, max_size=20)


@pytest.mark.parametrize(("parts", "text"), TEXTS.items())
def test_published_identifiers_verify(parts, text):
    assert licence_id(*parts) == text
    assert check_licence_id(text) == LicenceId(*parts)


def refused(text):
    with pytest.raises(Problem) as caught:
        check_licence_id(text)
    return caught.value.code


@pytest.mark.parametrize("text", TEXTS.values())
def test_every_other_check_character_is_refused(text):
    wrong = [text[:-1] + char for char in CHARACTERS if char != text[-1]]
    assert {refused(one) for one in wrong} == {"licence-id.check"}


def test_a_masked_sample_does_not_verify():
    masked = f"{ROOT}.11100000MB03271699022.34XXXX.000000016.001.M"
    assert refused(masked) == "licence-id.check"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ROOT,
        TEXTS[HEFEI].lower(),
        TEXTS[HEFEI][:-2],
        TEXTS[HEFEI].replace("1.2.156.3005.2", "1.2.156.3005.3"),
        TEXTS[HEFEI].replace("3005.2.", "3005.2"),
        TEXTS[HEFEI] + ".1",
        TEXTS[HEFEI].replace("340100", "34010"),
        TEXTS[HEFEI].replace("001", "01"),
    ],
)
def test_another_shape_is_refused(text):
    assert refused(text) == "licence-id.part"


@pytest.mark.parametrize(
    "parts",
    [
        ("x", *HUNAN[1:]),
        (HUNAN[0], "", *HUNAN[2:]),
        (*HUNAN[:2], "小", 1),
        (*HUNAN[:3], 0),
        (*HUNAN[:3], 1000),
    ],
)
def test_no_wrong_identifier_is_made(parts):
    with pytest.raises(Problem) as caught:
        licence_id(*parts)
    assert caught.value.code == "licence-id.part"


@given(serials, st.integers(1, 999), st.data())
def test_one_wrong_character_is_found(serial, version, data):
    text = licence_id(HUNAN[0], HUNAN[1], serial, version)
    assert check_licence_id(text).serial == serial
    start = len(f"{ROOT}.{HUNAN[0]}.{HUNAN[1]}.")
    place = data.draw(st.integers(start, start + len(serial) - 1))
    other = data.draw(st.sampled_from(CHARACTERS).filter(lambda char: char != text[place]))
    assert refused(text[:place] + other + text[place + 1 :]) == "licence-id.check"

"""Passports, travel permits, foreigners' cards, and the kind of document deciding."""

import pytest

from app.checks import CheckContext, check_kind, check_value
from tests.unit.checks.builders import CONTEXT, TODAY, codes, field, verdict


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("passport", "E12345678", "E12345678"),
        ("passport", "EA1234567", "EA1234567"),
        ("passport", "G12345678", "G12345678"),
        ("passport", "C03005988", "C03005988"),
        ("passport", "123456789", "123456789"),
        ("hmt_permit", "H12345678", "H12345678"),
        ("hmt_permit", "M12345678", "M12345678"),
        ("hmt_permit", "12345678", "12345678"),
        ("foreigner_card", "937704199405199986", "937704199405199986"),
        ("foreigner_card", "VNM370094051915", "VNM370094051915"),
    ],
)
def test_a_good_number_passes(kind, typed, value):
    checked = check_kind(kind, typed, TODAY)
    assert checked.ok
    assert checked.value == value


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("passport", "E1234", None),
        ("passport", "ABCDEFGHI", "passport.shape"),
        ("passport", "E1234567890", "passport.shape"),
        ("passport", "E12*45678", "passport.masked"),
        ("hmt_permit", "K12345678", "permit.mainland-shape"),
        ("hmt_permit", "1234567", "permit.taiwan-shape"),
        ("foreigner_card", "370102196810019977", "foreigner-card.shape"),
        ("foreigner_card", "VN3700199405199", "foreigner-card.shape"),
    ],
)
def test_a_wrong_number_is_refused(kind, typed, code):
    found = verdict(kind, typed)[1]
    assert found == ([code] if code else [])


def test_a_printed_issue_number_is_dropped_with_a_note():
    assert verdict("hmt_permit", "h1234567801") == (
        "H12345678", ["code.lower-case", "permit.issue-number"],
    )  # fmt: skip
    assert verdict("hmt_permit", "12345678(01)") == ("12345678", ["permit.issue-number"])


def test_an_old_foreigners_card_with_an_impossible_birth_date_is_only_a_warning():
    assert verdict("foreigner_card", "VNM370199139999")[1] == ["foreigner-card.birth-date"]


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("居民身份证", "370983199003159995", []),
        ("临时居民身份证", "370983199003159995", []),
        ("户口簿（未成年人）", "370983199003159995", []),
        ("居民身份证", "E12345678", ["id-number.character"]),
        ("港澳居民居住证", "820000199109309989", []),
        ("台湾居民居住证", "830000198712259995", []),
        ("港澳居民来往内地通行证", "H12345678", []),
        ("台湾居民来往大陆通行证", "12345678", []),
        ("台湾居民来往大陆通行证", "H12345678", ["permit.taiwan-shape"]),
        ("外国人永久居留身份证", "VNM370094051915", []),
        ("外国护照", "C03005988", []),
        ("外国护照", "370983199003159995", ["passport.shape"]),
        ("军官证", "军字第1234567号", []),
        ("军官证", "!!", ["document.shape"]),
        ("其他", "12*4", ["document.masked"]),
        (None, "H12345678", []),
        (None, "C03005988", []),
        (None, "VNM370094051915", []),
        (None, "370983199003159995", []),
        (None, "370983199003159994", ["id-number.check-digit"]),
        ("没见过的证件", "91370102MAXXXX015T", []),
    ],
)
def test_the_kind_of_document_beside_it_decides(kind, number, expected):
    known = {"applicant.id_type": kind}
    context = CheckContext(TODAY, value_of=known.get)
    subject = field("id_number", "applicant.id_number", rules={"rules": ["by_id_type"]})
    assert codes(check_value(subject, number, context)) == expected


def test_a_childs_number_is_always_a_residents():
    subject = field("id_number", "child.id_number", rules={"rules": ["gb11643"]})
    assert codes(check_value(subject, "H12345678", CONTEXT)) == ["id-number.character"]

"""The catalogue's rules by themselves."""

import pytest

from app.checks import check_value, known_rule
from app.checks.rules import Comparison, SumRule, compare, parse_rule
from app.wording.sentences import sentence
from tests.unit.checks.builders import CONTEXT, codes, field


@pytest.mark.parametrize(
    "rule",
    ["name", ">0", ">=0", ">=1", "<=20", "by_id_type", "mobile_or_landline", "mobile", "email",
     "gb32100", "gb2260", "gb11643", "<=today", ">=today", "<=now", "date_or_长期", "must_be_true",
     "sum(认缴出资额)==org.registered_capital", "<=site.area", ">site.lease_from",
     "<=staff.count", "== org.name", ">=-1.5"],
)  # fmt: skip
def test_the_rules_of_the_catalogue_are_known(rule):
    assert known_rule(rule)


@pytest.mark.parametrize(
    "rule", ["", "nonsense", ">", ">= 1 2", "sum()==x", "__import__('os')", ">x()"]
)
def test_unknown_rules_are_told_and_ignored(rule):
    assert not known_rule(rule)
    assert check_value(field("integer", rules={"rules": [rule]}), 5, CONTEXT).ok


def test_rules_are_parsed_into_what_they_say():
    assert parse_rule("<=site.area") == Comparison("<=", "site.area")
    assert parse_rule("<=site.area").key == "site.area"
    assert parse_rule("<=today").key == ""
    assert parse_rule(">0").key == ""
    assert parse_rule("sum(认缴出资额)==a.b") == SumRule("认缴出资额", "a.b")


@pytest.mark.parametrize(
    ("kind", "raw", "rules", "expected"),
    [
        ("decimal", "0", {"rules": [">0"]}, ["rule.number-gt"]),
        ("decimal", "0.1", {"rules": [">0"]}, []),
        ("money", "-1", {"rules": [">=0"]}, ["rule.number-ge"]),
        ("integer", 21, {"rules": [">=0", "<=20"]}, ["rule.number-le"]),
        ("integer", 46, {"rules": [">=20", "<=45"]}, ["rule.number-le"]),
        ("integer", 5, {"rules": ["<5"]}, ["rule.number-lt"]),
        ("integer", 5, {"rules": ["==6"]}, ["rule.number-eq"]),
        ("decimal", "9.99", {"min": 10}, ["rule.number-ge"]),
        ("decimal", "10", {"min": 10}, []),
        ("money", "201", {"max": 200, "min": 1}, ["rule.number-le"]),
        ("text", "5", {"min": 10}, []),
        ("integer", 5, {"rules": "no list", "min": "no number", "max": None}, []),
        ("integer", 5, {"rules": 7}, []),
        ("integer", 5, {"rules": ["<=site.area"]}, []),
    ],
)
def test_a_value_is_held_against_its_own_rules(kind, raw, rules, expected):
    assert codes(check_value(field(kind, rules=rules), raw, CONTEXT)) == expected


def test_the_sentence_names_limit_and_value():
    [finding] = check_value(field("decimal", rules={"min": 10}), "9.5", CONTEXT).findings
    assert sentence(finding) == "不应小于10，现为9.5，请核对。"
    assert finding.where == "some.fact"


@pytest.mark.parametrize(
    ("left", "sign", "right", "expected"),
    [
        ("10", ">", 9, True),
        ("2026-11-24", "<", "2026-11-25", True),
        ("2026-11-24", "<=", "2026-11-24T10:00", True),
        ("长期", ">", "2026-11-24", True),
        ("10", ">", "甲", None),
        ("10", ">", "2026-11-24", None),
        (True, "==", 1, None),
        (None, "==", None, None),
    ],
)
def test_only_like_is_compared_with_like(left, sign, right, expected):
    assert compare(left, sign, right) is expected

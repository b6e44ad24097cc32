"""Choices, several choices, yes or no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_value
from app.wording.sentences import sentence
from tests.unit.checks.builders import CONTEXT, codes, field

TENURE = ("自有", "租赁", "无偿使用", "其他")
STRUCTURE = ("木结构", "砖木结构", "砖混结构", "钢筋混凝土结构", "钢结构", "其他")


def read(raw, options=TENURE, kind="choice", **rules):
    return check_value(field(kind, options=options, rules=rules), raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("租赁", "租赁"), ("租", "租赁"), ("2", "租赁"), ("２", "租赁"), ("zl", "租赁"), ("ZL", "租赁"),
     ("z", None), ("wcsy", "无偿使用"), (2, "租赁"), (" 租赁 ", "租赁")],
)  # fmt: skip
def test_an_option_is_chosen_by_text_number_beginning_or_initials(raw, value):
    found = read(raw)
    assert (found.value if found.ok else None) == value


def test_an_option_that_is_itself_a_number_goes_before_the_number_of_an_option():
    assert read("2", ("3", "2", "1")).value == "2"


def test_brackets_and_case_make_no_difference():
    options = ("有限责任公司（自然人独资）", "CT(增强)")
    assert read("有限责任公司(自然人独资)", options).value == options[0]
    assert read("ct（增强）", options).value == options[1]


def test_several_fitting_options_are_named():
    found = read("砖", STRUCTURE)
    assert codes(found) == ["choice.several"]
    assert "砖木结构、砖混结构" in sentence(found.findings[0])
    assert found.value == "砖"


def test_what_is_no_option_is_refused_with_the_options():
    found = read("借用")
    assert codes(found) == ["choice.no-option"]
    assert "自有、租赁" in sentence(found.findings[0])


def test_without_options_any_text_is_taken():
    assert read("个体", ()).value == "个体"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (["其他", "自有"], ["自有", "其他"]),
        ("1 4", ["自有", "其他"]),
        ("自有、其他", ["自有", "其他"]),
        ("自有,自有；租", ["自有", "租赁"]),
        ("zy zl", ["自有", "租赁"]),
        ([], None),
        ("、", None),
    ],
)
def test_several_options_from_a_list_or_from_text(raw, value):
    assert read(raw, kind="multi").value == value


def test_an_option_with_a_separator_inside_is_kept_whole():
    options = ("给水、排水", "排水", "燃气")
    assert read("燃气、给水、排水", options, "multi").value == ["给水、排水", "燃气"]


def test_a_wrong_one_among_several_is_refused_and_kept():
    found = read(["自有", "借用"], kind="multi")
    assert codes(found) == ["choice.no-option"]
    assert found.value == ["自有", "借用"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [(True, True), (False, False), ("是", True), ("否", False), ("y", True), ("N", False),
     (1, True), (0, False), ("有", True), ("没有", False), ("true", True), ("Ｙ", True)],
)  # fmt: skip
def test_yes_and_no(raw, value):
    assert read(raw, (), "bool").value is value


@pytest.mark.parametrize("raw", ["也许", 2, [True], "是否"])
def test_what_is_neither_yes_nor_no_is_refused(raw):
    assert codes(read(raw, (), "bool")) == ["bool.not-read"]


def test_a_declaration_must_be_true():
    assert codes(read(False, (), "bool", rules=["must_be_true"])) == ["bool.must-be-true"]
    assert read(True, (), "bool", rules=["must_be_true"]).ok


@given(st.lists(st.sampled_from(STRUCTURE)), st.permutations(STRUCTURE))
def test_the_order_of_several_options_is_that_of_the_form(chosen, options):
    value = read(chosen, tuple(options), "multi").value or []
    assert value == [option for option in options if option in chosen]

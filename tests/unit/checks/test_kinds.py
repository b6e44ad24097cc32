"""Single values by the name of their kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import KINDS, check_kind, warm
from app.errors import Problem
from tests.unit.checks.builders import TODAY, codes, verdict


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("money", "5万", "50000"),
        ("money_wan", "5万", "5"),
        ("area", "300㎡", "300"),
        ("length", "170cm", "1.7"),
        ("date", "20261231", "2026-12-31"),
        ("date_or_forever", "长期", "长期"),
        ("datetime", "t 930", None),
        ("email", "p02@example.cn", "p02@example.cn"),
        ("postal_code", "２７１０００", "271000"),
        ("integer", "8人", 8),
        ("region-code", "370811", "370811"),
        ("id_any", "H12345678", "H12345678"),
    ],
)
def test_a_value_is_read_by_its_kind(kind, typed, expected):
    checked = check_kind(kind, typed, TODAY)
    assert (checked.value if checked.ok else None) == expected


def test_an_unknown_kind_is_a_problem_that_names_the_kinds():
    with pytest.raises(Problem) as caught:
        check_kind("shoe_size", "42", TODAY)
    assert caught.value.code == "check.unknown-kind"
    assert "id_number" in str(caught.value.params["known"])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_nothing_to_check(kind):
    assert verdict(kind, " ") == (None, ["check.empty"])


@given(st.sampled_from(KINDS), st.text(max_size=40))
def test_no_text_of_any_kind_raises(kind, text):
    checked = check_kind(kind, text, TODAY)
    assert checked.ok == (not [one for one in checked.findings if one.severity == "error"])
    assert all(codes(checked))


def test_what_is_slow_to_load_can_be_loaded_beforehand():
    warm()

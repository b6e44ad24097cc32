"""Numbers, identifiers and terms: by rule, with check characters that others agree with."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10, mod_37_36

from app.documents.certificate_layouts import certificate_layout, certificate_layouts
from app.domain.act_bodies import Decision
from app.domain.licence_id import ROOT, check_licence_id
from app.services import bureau, certificates
from app.services.certificate_numbers import Numbering, identifier, take
from app.services.certificate_terms import last_day, term_of
from tests.documents.builders import shipped
from tests.services.certified import FOOD, LICENCE, hall, sealed_food
from tests.services.people import with_rule
from tests.services.problems import problem

TODAY = date(2026, 11, 24)
FORM = {"food_business_form": "餐饮服务经营者"}


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


@pytest.fixture
def numbering(office):
    own = bureau.current(office)
    return Numbering(
        own, own.deciders[own.decider], certificate_layout("food-business"), FORM, TODAY, "S01",
        practice=False,
    )  # fmt: skip


def taken(office, numbering, count=1):
    with office.store.begin() as unit:
        numbers = [take(unit, numbering) for _ in range(count)]
        unit.commit()
    return numbers


def test_food_licences_are_numbered_by_their_rule_with_the_check_digit(office, numbering):
    first, second = taken(office, numbering, 2)
    assert first.printed[:15] == "JY2370902000001"
    assert second.printed[:15] == "JY2370902000002"
    for number in (first, second):
        assert mod_11_10.is_valid(number.printed[2:])


def test_their_serial_does_not_begin_anew_with_the_year(office, numbering):
    taken(office, numbering)
    (number,) = taken(office, replace(numbering, on=date(2027, 1, 4)))
    assert number.printed[:15] == "JY2370902000002"


def test_others_begin_anew_each_year(office, numbering):
    own = replace(numbering, layout=certificate_layout("general"))
    assert taken(office, own, 2)[1].printed == "泰审批证字〔2026〕第00002号"
    later = replace(own, on=date(2027, 1, 4))
    assert taken(office, later)[0].printed == "泰审批证字〔2027〕第00001号"


def test_a_number_of_a_step_that_failed_is_given_again(office, numbering):
    with office.store.begin() as unit:
        lost = take(unit, numbering)
    assert taken(office, numbering) == [lost]


def test_a_kind_of_business_without_a_digit_is_named(office, numbering):
    with problem("certificate.digit-unknown"):
        taken(office, replace(numbering, facts={"food_business_form": "流动摊贩"}))


def test_practice_numbers_are_marked_and_apart(office, numbering):
    (practice,) = taken(office, replace(numbering, practice=True))
    (real,) = taken(office, numbering)
    assert practice.printed.startswith("练JY")
    assert real.printed[:15] == "JY2370902000001"
    assert practice.serial != real.serial


def test_an_invented_credit_code_has_right_check_characters_and_is_nobodys(office, numbering):
    own = replace(numbering, layout=certificate_layout("business-licence"))
    first, second = taken(office, own, 2)
    assert first.printed != second.printed
    for number in (first, second):
        assert uscc.is_valid(number.printed)
        assert number.printed[8:10] == "YC"


@pytest.mark.parametrize("name", list(certificate_layouts()))
@pytest.mark.parametrize("decider", ["bureau", "fire", "medical-insurance"])
@pytest.mark.parametrize("practice", [False, True])
def test_every_number_makes_an_identifier_that_checks(office, numbering, name, decider, practice):
    own = numbering.bureau
    each = replace(
        numbering, layout=certificate_layout(name), decider=own.deciders[decider],
        practice=practice,
    )  # fmt: skip
    (number,) = taken(office, each)
    made = identifier(own, each.layout, number.serial, 7)
    assert check_licence_id(made).version == 7
    assert mod_37_36.is_valid(made.removeprefix(f"{ROOT}.").replace(".", ""))


def test_identifiers_of_all_layouts_and_deciders_differ(office, numbering):
    own = numbering.bureau
    made = [
        identifier(own, layout, taken(office, each)[0].serial, 1)
        for layout in certificate_layouts().values()
        for decider in ("bureau", "fire")
        for practice in (False, True)
        for each in [
            replace(numbering, layout=layout, decider=own.deciders[decider], practice=practice)
        ]
    ]
    assert len(set(made)) == len(made)


def test_without_the_bureaus_own_code_there_is_no_identifier(numbering):
    own = replace(numbering.bureau, organisation_code="")
    with problem("certificate.no-organisation-code"):
        identifier(own, numbering.layout, "1", 1)


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(1, 20))
def test_a_term_of_years_ends_the_day_before_the_anniversary(first, years):
    last = last_day(first, years)
    following = last + timedelta(days=1)
    assert following.year == first.year + years
    if (first.month, first.day) != (2, 29) or (following.month, following.day) == (2, 29):
        assert (following.month, following.day) == (first.month, first.day)
    else:
        assert (following.month, following.day) == (3, 1)


@pytest.mark.parametrize(
    ("validity", "decision", "term"),
    [
        ("5年", Decision(), (TODAY, date(2031, 11, 23))),
        ("最长5年", Decision(), (TODAY, date(2031, 11, 23))),
        ("2年（S61）", Decision(), (TODAY, date(2028, 11, 23))),
        ("长期", Decision(), (TODAY, None)),
        ("5年", Decision(valid_until=date(2027, 1, 1)), (TODAY, date(2027, 1, 1))),
        ("5年", Decision(valid_from=date(2027, 1, 1)), (date(2027, 1, 1), date(2031, 12, 31))),
        ("未核实，不填", Decision(valid_from=TODAY), (TODAY, None)),
    ],
)
def test_the_decision_goes_before_the_items_rule(validity, decision, term):
    item = next(iter(shipped().items.values()))
    own = replace(item, result=replace(item.result, validity=validity))
    assert term_of(own, decision, TODAY) == term


@pytest.mark.parametrize("validity", ["", "—", "随经营主体存续", "济南不超过5年、泰安不超过3年"])
def test_a_rule_that_says_no_term_is_refused(validity):
    item = next(iter(shipped().items.values()))
    own = replace(item, result=replace(item.result, validity=validity))
    with problem("certificate.term-unclear"):
        term_of(own, Decision(), TODAY)


def test_the_national_code_of_a_kind_of_licence_goes_before_the_bureaus_own(office):
    """It stays with the licence through its versions; the industry certificate does not take it."""
    found, code = hall(office), "11100000000013338W050"
    with_rule(office, FOOD, type_code=code, industry="餐饮业")
    with_rule(office, LICENCE, industry="餐饮业")
    assert check_licence_id(found.licence.licence_id).type_code != code
    made = sealed_food(office, found)
    assert check_licence_id(made.licence_id).type_code == code
    merged = certificates.industry(office, found.issuer, found.food.sitting_id).certificate
    assert check_licence_id(merged.licence_id).type_code != code
    with_rule(office, FOOD, type_code="")
    changed = certificates.amend(
        office, found.issuer, made.id, "replaced", "lost", "遗失"
    ).certificate
    named = check_licence_id(changed.licence_id)
    assert (named.type_code, named.version) == (code, 2)

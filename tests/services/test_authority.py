"""The agent typed at the window: every fact read and checked as on a form."""

from datetime import date

import pytest

from app.domain.case import Agent
from app.services import authority, catalogue
from app.services.authority import ID_NUMBER, ID_TYPE, NAME, PHONE

TODAY = date(2026, 11, 24)
POWERS, UNTIL = "agent.scope", "agent.valid_until"
GOOD = {
    NAME: " 周𠅤 ",
    ID_TYPE: "居民身份证",
    ID_NUMBER: "370902199003070423",
    PHONE: "138 5381 2345",
    POWERS: ["提交申请材料", "签收文书"],
    UNTIL: "2027-02-28",
}


@pytest.fixture
def known(office):
    return catalogue.current(office)


def test_an_agent_is_read_from_what_was_typed(known):
    agent, errors = authority.read_agent(known, GOOD, TODAY)
    assert errors == {}
    assert agent == Agent(
        "周𠅤",
        "居民身份证",
        "370902199003070423",
        "13853812345",
        ("提交申请材料", "签收文书"),
        date(2027, 2, 28),
    )


def test_what_was_read_can_be_typed_again(known):
    agent, _errors = authority.read_agent(known, GOOD, TODAY)
    assert authority.read_agent(known, authority.as_typed(agent), TODAY) == (agent, {})
    assert authority.as_typed(None) == {}


def test_name_and_number_are_needed(known):
    _agent, errors = authority.read_agent(known, {PHONE: "13853812345"}, TODAY)
    assert {key: error.code for key, error in errors.items()} == {
        NAME: "agent.fact-missing",
        ID_NUMBER: "agent.fact-missing",
    }


@pytest.mark.parametrize(
    ("key", "typed"),
    [(ID_NUMBER, "370902199003070425"), (PHONE, "12"), (UNTIL, "2026-11-23"), (UNTIL, "soon")],
)
def test_each_fact_is_checked(known, key, typed):
    _agent, errors = authority.read_agent(known, GOOD | {key: typed}, TODAY)
    assert list(errors) == [key]


def test_another_document_has_another_number(known):
    typed = GOOD | {ID_TYPE: "护照", ID_NUMBER: "E12345678"}
    concepts = {concept.key: concept for concept in authority.asked_of_agent(known)}
    kinds = authority.options_of(known, concepts[ID_TYPE])
    passport = next(kind for kind in kinds if "护照" in kind)
    _agent, errors = authority.read_agent(known, typed | {ID_TYPE: passport}, TODAY)
    assert errors == {}

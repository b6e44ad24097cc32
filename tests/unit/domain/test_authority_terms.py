"""Authorities: matters, powers and term checked, ended as the law says."""

from datetime import date

import pytest

from app.domain.authority_terms import (
    Authority,
    AuthorityEnd,
    Consent,
    Errand,
    handing_on_refusal,
    has_power,
    refusal,
)
from app.domain.case import Agent
from app.wording.sentences import all_sentences, sentence

TODAY = date(2026, 11, 24)
ALL_POWERS = ("提交申请材料", "更正材料错误", "签收文书", "领取结果")


def an_agent(powers=ALL_POWERS, until=date(2026, 12, 31)):
    return Agent("王代理", "居民身份证", "370102199001010016", powers=powers, until=until)


def an_authority(agent=None, matters=("A", "B"), **changes):
    changes.setdefault("open_matters", frozenset(matters))
    return Authority(agent or an_agent(), frozenset(matters), **changes)


def refused(authority, errand=Errand.COLLECT, items=("A",), today=TODAY):
    found = refusal(authority, errand, {item: f"事项{item}" for item in items}, today)
    return found.code if found else None


def test_a_full_authority_covers_every_errand():
    for errand in Errand:
        assert refused(an_authority(), errand, ("A", "B")) is None


@pytest.mark.parametrize(("today", "code"), [
    (date(2026, 12, 31), None),
    (date(2027, 1, 1), "authority.term-over"),
])  # fmt: skip
def test_the_last_day_of_the_term_still_counts(today, code):
    assert refused(an_authority(), today=today) == code


def test_an_authority_without_end_does_not_run_out():
    assert refused(an_authority(an_agent(until=None)), today=date(2099, 1, 1)) is None


@pytest.mark.parametrize("end", list(AuthorityEnd))
def test_what_ends_an_authority_ends_it_at_once_and_says_which_article(end):
    found = refusal(
        an_authority(ended=end, ended_on=date(2026, 11, 20)), Errand.COLLECT, {"A": "事项"}, TODAY
    )
    assert found.code == f"authority.{end}"
    told = sentence(found)
    assert "民法典第一百七十三条" in told
    assert "王代理" in told
    assert "2026-11-20" in told


def test_an_ending_weighs_more_than_the_term():
    authority = an_authority(ended=AuthorityEnd.REVOKED, ended_on=TODAY)
    assert refused(authority, today=date(2027, 6, 1)) == "authority.revoked"


def test_matters_that_the_authority_does_not_name_are_named():
    found = refusal(an_authority(), Errand.COLLECT, {"A": "甲", "C": "丙", "D": "丁"}, TODAY)
    assert found.code == "authority.other-matter"
    assert found.params["items"] == "丙、丁"


def test_business_that_is_done_ends_the_authority():
    assert refused(an_authority(open_matters=frozenset())) == "authority.done"
    assert refused(an_authority(open_matters=frozenset({"B"}))) is None


def test_signing_for_papers_is_less_than_collecting_the_result():
    signer = an_agent(powers=("签收文书",))
    assert refused(an_authority(signer), Errand.SIGN_FOR) is None
    assert refused(an_authority(signer), Errand.COLLECT) == "authority.no-power-collect"
    collector = an_agent(powers=("领取结果",))
    assert refused(an_authority(collector), Errand.SIGN_FOR) is None
    assert refused(an_authority(collector), Errand.HAND_IN) == "authority.no-power-hand-in"


def test_no_power_is_read_into_an_authority_that_names_none():
    silent = an_agent(powers=())
    assert [refused(an_authority(silent), errand) for errand in Errand] == [
        f"authority.no-power-{errand}" for errand in Errand
    ]
    assert has_power(an_agent(powers=("全权代理",)), Errand.COLLECT)


def test_handing_an_authority_on_needs_the_principals_consent():
    assert handing_on_refusal(an_agent(), Consent.NONE).code == "authority.no-consent"
    assert handing_on_refusal(an_agent(), Consent.AGREED) is None
    assert handing_on_refusal(an_agent(), Consent.PRINCIPAL) is None


def test_every_refusal_has_its_sentence():
    codes = {f"authority.{end}" for end in AuthorityEnd}
    codes |= {f"authority.no-power-{errand}" for errand in Errand}
    codes |= {"authority.term-over", "authority.other-matter", "authority.done"}
    assert codes | {"authority.no-consent"} <= set(all_sentences())

"""The guards of AL 32 and the clocks that an acceptance starts."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from app.domain.bureau import ItemRule
from app.domain.case import (
    CaseState,
    Defect,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
)
from app.domain.catalogue import Limit
from app.domain.certificate import Bar, BarGround
from app.domain.clocks import CaseLimits, decision_dues
from app.domain.outcomes import CaseFacts, Ground, check_outcome, owed_until
from app.domain.regime import Regime
from app.domain.working_days import WorkCalendar
from app.errors import Problem
from tests.unit.domain.builders import CHINA, DECIDER, FIRST, REGIMES, sound

AT = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)  # a Tuesday
CALENDAR = WorkCalendar(frozenset(), frozenset(), frozenset({2026}))
REGIME = Regime(
    code="licence",
    name="许可",
    subject_word="许可申请",
    item_types=(),
    titles={},
    bases={},
    correction=Limit(5, "工作日"),
    deemed_accepted=True,
    legal_limit=None,
    unified_limit=None,
    remedies=True,
)
LIMITS = CaseLimits(Limit(5, "工作日"), Limit(20, "工作日"), Limit(5, "工作日"))
REGIME = replace(REGIME, procedure=REGIMES["licence"].procedure)
GROUND = Ground(REGIME, DECIDER, LIMITS, CALENDAR, waits_conditionally=True)
CASE = replace(FIRST, received_at=AT, handed_in_at=AT, notice_due=date(2026, 12, 1))


def material(state, key="m"):
    return MaterialRecord(key, f"材料{key}", state, 1, 0, ("A",))


def facts(case=CASE, faults=(), materials=(), tolerance=None):
    return CaseFacts(case, faults, materials, tolerance or {})


TODAY = AT.date()


def refused(code, some_facts, outcome, ground=GROUND, on=TODAY):
    with pytest.raises(Problem) as caught:
        check_outcome(some_facts, outcome, ground, on)
    assert sound(caught.value).code == code


def outcome(kind, **more):
    return Outcome("A", kind, **more)


def test_a_complete_case_may_be_accepted():
    check_outcome(
        facts(materials=(material(HandedIn.HANDED_IN), material(HandedIn.EXEMPT_LICENCE))),
        outcome(OutcomeKind.ACCEPT),
        GROUND,
        AT.date(),
    )


def test_empty_fields_hinder_acceptance():
    refused("case.fields-missing", facts(faults=("名称",)), outcome(OutcomeKind.ACCEPT))
    refused("case.fields-missing", facts(faults=("名称",)), outcome(OutcomeKind.ACCEPT_OWING))


@pytest.mark.parametrize("state", [HandedIn.LACKING, HandedIn.DEFECTIVE])
def test_a_missing_material_hinders_acceptance(state):
    refused(
        "case.materials-missing", facts(materials=(material(state),)), outcome(OutcomeKind.ACCEPT)
    )


def test_owed_materials_need_their_own_outcome():
    owing = facts(materials=(material(HandedIn.OWED),), tolerance={"m": 5})
    refused("case.owes", owing, outcome(OutcomeKind.ACCEPT))
    refused("case.owes-nothing", facts(), outcome(OutcomeKind.ACCEPT_OWING))
    check_outcome(owing, outcome(OutcomeKind.ACCEPT_OWING), GROUND, AT.date())


def test_only_tolerated_materials_may_be_owed():
    refused(
        "case.not-tolerated",
        facts(materials=(material(HandedIn.OWED),)),
        outcome(OutcomeKind.ACCEPT_OWING),
    )


def test_a_waiting_case_cannot_be_accepted_but_can_wait():
    waiting = facts(replace(CASE, waits_for=(UUID(int=9),), state=CaseState.WAITING))
    refused("case.waits", waiting, outcome(OutcomeKind.ACCEPT))
    check_outcome(waiting, outcome(OutcomeKind.WAIT), GROUND, AT.date())
    refused("case.waits-for-nothing", facts(), outcome(OutcomeKind.WAIT))
    unified = replace(GROUND, waits_conditionally=False)
    check_outcome(waiting, outcome(OutcomeKind.ACCEPT), unified, AT.date())
    refused("case.waits-for-nothing", waiting, outcome(OutcomeKind.WAIT), unified)


def test_a_correction_names_every_defect_with_its_standard():
    refused("case.no-defects", facts(), outcome(OutcomeKind.CORRECT))
    vague = (Defect("图", "缺", ""),)
    refused("case.defect-unclear", facts(), outcome(OutcomeKind.CORRECT, defects=vague))
    clear = (Defect("图", "缺", "交一份"),)
    check_outcome(facts(), outcome(OutcomeKind.CORRECT, defects=clear), GROUND, AT.date())


def test_a_late_correction_notice_is_refused_only_where_silence_is_acceptance():
    clear = outcome(OutcomeKind.CORRECT, defects=(Defect("图", "缺", "交一份"),))
    check_outcome(facts(), clear, GROUND, date(2026, 12, 1))
    refused("case.notice-late", facts(), clear, on=date(2026, 12, 2))
    lenient = replace(GROUND, regime=replace(REGIME, deemed_accepted=False))
    check_outcome(facts(), clear, lenient, date(2026, 12, 2))


def test_a_refusal_needs_reason_competent_body_and_remedies():
    refused("case.no-reason", facts(), outcome(OutcomeKind.REFUSE, competent="乙局"))
    refused("case.no-competent-body", facts(), outcome(OutcomeKind.REFUSE, reason="不属于"))
    whole = outcome(OutcomeKind.REFUSE, reason="不属于", competent="乙局")
    check_outcome(facts(), whole, GROUND, AT.date())
    bare = replace(GROUND, decider=replace(DECIDER, court=""))
    refused("case.no-remedies", facts(), whole, bare)
    filing = replace(bare, regime=replace(REGIME, remedies=False))
    check_outcome(facts(), whole, filing, AT.date())


def test_a_notice_that_nothing_is_needed_has_a_reason():
    refused("case.no-reason", facts(), outcome(OutcomeKind.NOT_NEEDED))
    check_outcome(facts(), outcome(OutcomeKind.NOT_NEEDED, reason="依法"), GROUND, AT.date())


@pytest.mark.parametrize("state", [s for s in CaseState if s not in ("received", "waiting")])
def test_deciding_twice_is_refused(state):
    refused("case.already-decided", facts(replace(CASE, state=state)), outcome(OutcomeKind.ACCEPT))


def test_owed_materials_are_due_before_the_promise_ends():
    dues = decision_dues(TODAY, LIMITS, CALENDAR)
    owing = facts(materials=(material(HandedIn.OWED),), tolerance={"m": 15})
    assert owed_until(owing, GROUND, TODAY, dues) == dues.promised.day == date(2026, 12, 1)
    short = facts(materials=(material(HandedIn.OWED),), tolerance={"m": 2})
    assert owed_until(short, GROUND, TODAY, dues) == date(2026, 11, 26)


LAW = replace(GROUND, regime=REGIMES["licence"], rule=ItemRule(safety=True))
FALSE = outcome(OutcomeKind.REFUSE, reason="证明系伪造", false_materials=True)


def test_false_materials_are_no_question_of_who_is_competent():
    check_outcome(facts(), FALSE, LAW, TODAY)
    refused("case.false-and-elsewhere", facts(), replace(FALSE, competent="乙局"), LAW)
    refused("case.no-reason", facts(), replace(FALSE, reason=" "), LAW)
    assert LAW.regime.procedure.ground_of("not-accepted", "false-materials").article.endswith(
        "第七十八条"
    )
    # A regime that knows no such ground leaves it to the clerk to say on what basis.
    law = replace(LAW.regime, procedure=replace(LAW.regime.procedure, grounds={}))
    refused("case.refusal-without-basis", facts(), FALSE, replace(LAW, regime=law))
    check_outcome(facts(), replace(FALSE, basis="某办法第三条"), replace(LAW, regime=law), TODAY)


def test_whom_the_law_bars_no_other_body_would_serve():
    bar = Bar(
        region="370902", id=UUID(int=8), id_number="1", name="甲", ground=BarGround.FRAUD,
        basis="《中华人民共和国行政许可法》第七十九条", begins=TODAY, ends=date(2029, 11, 24),
        item_id="A",
    )  # fmt: skip
    refusal = outcome(OutcomeKind.REFUSE, reason="三年内不得再次申请")
    refused("case.no-competent-body", facts(), refusal, LAW)
    barred = replace(LAW, bars=(bar,))
    refused("case.refusal-without-basis", facts(), refusal, barred)
    refusal = replace(refusal, basis=bar.basis)
    check_outcome(facts(), refusal, barred, TODAY)
    other = replace(LAW, bars=(replace(bar, item_id="B"),))
    refused("case.no-competent-body", facts(), refusal, other)
    refused("case.no-competent-body", facts(), refusal, barred, date(2029, 11, 25))


def test_every_refusal_names_an_article_of_the_cases_own_regime():
    for regime in REGIMES.values():
        ground = replace(GROUND, regime=regime)
        for kind in OutcomeKind:
            with pytest.raises(Problem) as caught:
                check_outcome(
                    facts(replace(CASE, state=CaseState.REFUSED)), outcome(kind), ground, TODAY
                )
            article = caught.value.params["article"]
            assert article
            assert ("行政许可法" in article) <= (regime.code == "licence")

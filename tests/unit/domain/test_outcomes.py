"""The guards of AL 32 and the clocks that an acceptance starts."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from app.domain.case import (
    CaseState,
    Defect,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
)
from app.domain.catalogue import Limit
from app.domain.clocks import CaseLimits
from app.domain.outcomes import CaseFacts, Ground, check_outcome, decided
from app.domain.regime import Regime
from app.domain.working_days import WorkCalendar
from app.errors import Problem
from tests.unit.domain.builders import CHINA, DECIDER, FIRST

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
    assert caught.value.code == code


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


def test_acceptance_starts_both_decision_clocks():
    case = decided(facts(), outcome(OutcomeKind.ACCEPT), GROUND, AT, AT.date())
    assert case.state is CaseState.ACCEPTED
    assert (case.promised_due, case.legal_due) == (date(2026, 12, 1), date(2026, 12, 22))
    assert case.accepted_at == AT
    assert not case.provisional


def test_no_clock_runs_before_acceptance():
    correct = outcome(OutcomeKind.CORRECT, defects=(Defect("图", "缺", "交一份"),))
    case = decided(facts(), correct, GROUND, AT, AT.date())
    assert case.state is CaseState.CORRECTION
    assert case.accepted_at is case.promised_due is case.legal_due is None


def test_owed_materials_are_due_before_the_promise_ends():
    owing = facts(materials=(material(HandedIn.OWED),), tolerance={"m": 15})
    case = decided(owing, outcome(OutcomeKind.ACCEPT_OWING), GROUND, AT, AT.date())
    assert case.owed_due == case.promised_due == date(2026, 12, 1)
    short = facts(materials=(material(HandedIn.OWED),), tolerance={"m": 2})
    case = decided(short, outcome(OutcomeKind.ACCEPT_OWING), GROUND, AT, AT.date())
    assert case.owed_due == date(2026, 11, 26)


def test_an_item_without_limits_has_no_due_dates():
    ground = replace(GROUND, limits=CaseLimits(None, None, None))
    case = decided(facts(), outcome(OutcomeKind.ACCEPT), ground, AT, AT.date())
    assert case.promised_due is case.legal_due is None


def test_dates_beyond_the_published_calendar_are_provisional():
    long = replace(GROUND, limits=replace(LIMITS, legal=Limit(45, "工作日")))
    case = decided(facts(), outcome(OutcomeKind.ACCEPT), long, AT, AT.date())
    assert case.provisional

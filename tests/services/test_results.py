"""Results flow to who waits for them: when the certificate is there, once, or not at all."""

from dataclasses import replace
from datetime import date

from app.domain.act_bodies import CertificateAct, Ending, Recall
from app.domain.acts import ActKind
from app.domain.case import CaseState, Defect, Outcome, OutcomeKind
from app.domain.procedure import Result
from app.services import outcomes, proceeding
from tests.services.builders import concluded, received, with_waiting
from tests.services.people import (
    REFUSED,
    by_item,
    certified,
    reviewed,
    sealed,
    state_of,
    with_rule,
)
from tests.services.problems import problem


def test_a_certificate_starts_what_waited_for_it_in_the_same_step(
    office, people, licence, cases, clock
):
    granted = reviewed(people, licence)
    assert granted.case.state is CaseState.GRANTED
    assert granted.also == (), "nothing to go by before there is a licence with its number"
    food = proceeding.view_case(office, people.handler, cases["SCJG-03"].id)
    assert (food.case.state, food.case.handed_in_at) == (CaseState.WAITING, None)
    assert [one.result for one in food.awaited] == [Result.UNCERTIFIED]
    clock.move(days=1, hours=2)
    done = sealed(people, licence, "92370902MA3N7QXY0J")
    started = by_item(done.also)
    assert set(started) == {"SCJG-03", "XF-01", "CG-01", "PS-01"}
    view = proceeding.view_case(office, people.handler, food.case.id)
    assert (view.case.state, view.case.handed_in_at) == (CaseState.RECEIVED, clock.now())
    assert view.case.notice_due == date(2026, 12, 2)
    assert view.seen.sitting.values["org.uscc"] == "92370902MA3N7QXY0J"
    assert [one.result for one in view.awaited] == [Result.GIVEN]
    last = view.acts[-1]
    assert (last.kind, last.by) == (ActKind.RESULT_ARRIVED, None)
    assert last.body.from_case == licence.id


def test_what_ends_in_no_certificate_starts_what_waited_for_it_when_granted(
    office, people, licence
):
    with_rule(office, "SCJG-02", certificate_kind="无")
    done = reviewed(people, licence)
    assert {case.state for case in done.also} == {CaseState.RECEIVED}


def test_a_result_arrives_once(office, people, licence, cases):
    certified(people, licence)
    before = proceeding.view_case(office, people.handler, cases["SCJG-03"].id).acts
    again = CertificateAct(office.clock.new_id(), "另一证", "issued")
    assert proceeding.do(office, people.sealer, licence.id, ActKind.CERTIFY, again).also == ()
    after = proceeding.view_case(office, people.handler, cases["SCJG-03"].id).acts
    assert after == before


def waits_for_both(office, food, *others):
    with office.store.begin() as unit:
        unit.cases.put_cases([replace(food, waits_for=tuple(one.id for one in others))])
        unit.commit()


def test_what_waits_for_two_results_starts_with_the_last(office, people, licence, cases, clock):
    food, sign = cases["SCJG-03"], cases["CG-01"]
    waits_for_both(office, food, licence, sign)
    assert food.id not in {case.id for case in certified(people, licence).also}
    assert state_of(office, people, food).handed_in_at is None
    clock.move(days=1)
    outcomes.decide(office, people.clerk, sign.id, Outcome("CG-01", OutcomeKind.ACCEPT))
    assert [case.id for case in reviewed(people, sign).also] == [food.id], "it needs none"
    assert state_of(office, people, food).handed_in_at == clock.now()


def test_a_certificate_that_ends_before_the_start_ends_what_still_waits(
    office, people, licence, cases
):
    food, drain = cases["SCJG-03"], cases["PS-01"]
    waits_for_both(office, food, licence, cases["CG-01"])
    made = certified(people, licence).act.body
    body = CertificateAct(made.certificate, made.number, "revoked", "fraud", "材料虚假")
    done = proceeding.do(office, people.approver, licence.id, ActKind.END_CERTIFICATE, body)
    assert [case.id for case in done.also] == [food.id]
    assert state_of(office, people, food).state is CaseState.TERMINATED
    assert state_of(office, people, drain).state is CaseState.RECEIVED, "it had begun already"


def test_what_comes_back_from_correction_ends_where_its_result_was_lost_meanwhile(
    office, people, licence, cases
):
    food = cases["SCJG-03"]
    asked = Outcome(
        "SCJG-03", OutcomeKind.CORRECT, defects=(Defect("布局图", "不清楚", "清晰可辨"),)
    )
    notice = outcomes.decide(office, people.clerk, food.id, asked).act
    reviewed(people, licence, REFUSED)
    assert state_of(office, people, food).state is CaseState.CORRECTION
    body = Recall(notice.id, "误发")
    done = proceeding.do(office, people.clerk, food.id, ActKind.RECALL_CORRECTION, body)
    assert done.case.state is CaseState.TERMINATED


def test_a_refusal_ends_what_waited_for_it_in_writing(office, people, licence, cases):
    done = reviewed(people, licence, REFUSED)
    assert done.case.state is CaseState.REFUSED
    assert {case.state for case in done.also} == {CaseState.TERMINATED}
    last = proceeding.view_case(office, people.handler, cases["SCJG-03"].id).acts[-1]
    assert last.kind is ActKind.TERMINATE
    assert last.body.ground == "no-result"
    assert "重新提出申请" in last.body.why


def test_a_withdrawn_forerunner_ends_what_waited_for_it(office, people, licence):
    body = Ending("on-request", "不办了", signed=True)
    done = proceeding.do(office, people.clerk, licence.id, ActKind.WITHDRAW, body)
    assert {case.state for case in done.also} == {CaseState.TERMINATED}


def test_a_forerunner_not_accepted_at_the_window_ends_what_waited_for_it(office, people):
    sitting = received(office, people.clerk).sitting
    proposed = by_item(outcomes.propose(office, people.clerk, sitting.id))
    proposed["SCJG-02"] = Outcome(
        "SCJG-02", OutcomeKind.REFUSE, reason="不属于本机关职权范围", competent="某县审批局"
    )
    done = outcomes.conclude(office, people.clerk, sitting.id, tuple(proposed.values()))
    states = {case.item_id: case.state for case in done.cases}
    assert states.pop("SCJG-02") is CaseState.NOT_ACCEPTED
    assert set(states.values()) == {CaseState.TERMINATED}
    again = outcomes.conclude(office, people.clerk, sitting.id, ())
    assert again.cases == done.cases


def test_under_unified_handling_a_refusal_leaves_the_others_to_their_reviewers(
    office, people, system
):
    with_waiting(office, system, "unified")
    cases = by_item(concluded(office, people.clerk).cases)
    food, vain = cases["SCJG-03"], Ending("no-result", "营业执照没有取得")
    with problem("case.ground-not-so"):
        proceeding.do(office, people.approver, food.id, ActKind.TERMINATE, vain)
    done = reviewed(people, cases["SCJG-02"], REFUSED)
    assert done.also == ()
    assert state_of(office, people, food).state is CaseState.ACCEPTED
    ended = proceeding.do(office, people.approver, food.id, ActKind.TERMINATE, vain)
    assert ended.case.state is CaseState.TERMINATED


def test_under_unified_handling_the_result_arrives_and_no_clock_moves(
    office, people, system, clock
):
    with_waiting(office, system, "unified")
    cases = by_item(concluded(office, people.clerk).cases)
    before = state_of(office, people, cases["SCJG-03"])
    clock.move(days=1)
    certified(people, cases["SCJG-02"])
    after = proceeding.view_case(office, people.handler, before.id)
    assert after.acts[-1].kind is ActKind.RESULT_ARRIVED
    assert (after.case.legal_due, after.case.promised_due) == (before.legal_due, None)

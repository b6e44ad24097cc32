"""The back office: queues, claiming, handing over, the steps of the review, four eyes."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.act_bodies import Decision, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState, Outcome, OutcomeKind
from app.services import outcomes, proceeding, review
from app.services.review import Queue
from tests.fakes.clock import CHINA
from tests.services.builders import concluded
from tests.services.people import GRANTED, REFUSED, certified, person, reviewed, with_rule
from tests.services.problems import problem


@pytest.fixture
def food(office, people, licence, cases):
    """A case of three steps with four eyes, accepted."""
    certified(people, licence)
    accepted = Outcome("SCJG-03", OutcomeKind.ACCEPT)
    return outcomes.decide(office, people.clerk, cases["SCJG-03"].id, accepted).case


def numbers(lines):
    return [line.number for line in lines]


def test_each_queue_shows_its_own(office, people, licence, clock):
    assert numbers(review.queue(office, people.handler, Queue.TEAM)) == [licence.number]
    review.claim(office, people.handler, licence.id)
    assert numbers(review.queue(office, people.handler, Queue.TEAM)) == []
    assert numbers(review.queue(office, people.handler, Queue.MINE)) == [licence.number]
    assert numbers(review.queue(office, people.checker, Queue.MINE)) == []
    assert review.queue(office, people.handler, Queue.OVERDUE) == ()
    clock.set(datetime(2026, 11, 28, 9, 0, tzinfo=CHINA))
    assert numbers(review.queue(office, people.handler, Queue.OVERDUE)) == [licence.number]


def test_the_counts_are_the_lengths_of_the_queues(office, people, licence):
    review.claim(office, people.handler, licence.id)
    counted = review.counts(office, people.handler)
    assert counted == {which: len(review.queue(office, people.handler, which)) for which in Queue}
    assert counted[Queue.MINE] == 1


def test_a_team_sees_its_own_cases_only(office, people, licence):
    market = person(office, "market", Role.REVIEWER, teams=["market"])
    builders = person(office, "builders", Role.REVIEWER, teams=["construction"])
    assert licence.team == "market"
    assert numbers(review.queue(office, market, Queue.TEAM)) == [licence.number]
    assert review.queue(office, builders, Queue.TEAM) == ()
    with problem("case.other-team"):
        review.claim(office, builders, licence.id)


def test_a_queue_is_narrowed_by_number_or_applicant(office, people, licence):
    assert len(review.queue(office, people.handler, Queue.ALL)) == 5
    assert numbers(review.queue(office, people.handler, Queue.ALL, licence.number)) == [
        licence.number
    ]


def test_what_is_decided_leaves_the_queues_and_is_found_by_its_number(office, people, licence):
    reviewed(people, licence)
    assert licence.number not in numbers(review.queue(office, people.handler, Queue.DUE_TODAY))
    found = review.queue(office, people.supervisor, Queue.ALL, licence.number)
    assert [line.state for line in found] == [CaseState.GRANTED]


def test_two_people_do_not_claim_one_case(office, people, licence):
    review.claim(office, people.handler, licence.id)
    with problem("case.claimed-already"):
        review.claim(office, people.checker, licence.id)


def test_handing_over_keeps_a_trace_with_the_reason(office, people, licence):
    review.claim(office, people.handler, licence.id)
    chosen = dict(review.colleagues(office, people.handler, licence.id))
    assert people.checker.account_id in chosen
    assert people.handler.account_id not in chosen
    assert people.clerk.account_id not in chosen
    with problem("case.why-missing"):
        review.hand_over(office, people.handler, licence.id, people.checker.account_id, " ")
    to = people.checker.account_id
    done = review.hand_over(office, people.handler, licence.id, to, "请假")
    assert done.case.holder == to
    assert (done.act.body.former, done.act.body.why) == (people.handler.account_id, "请假")
    back = review.hand_over(office, people.checker, licence.id, None, "退回科室")
    assert back.case.holder is None


def test_nobody_is_handed_a_case_that_is_not_his_work(office, people, licence):
    review.claim(office, people.handler, licence.id)
    for stranger in (people.clerk.account_id, office.clock.new_id()):
        with problem("review.no-colleague"):
            review.hand_over(office, people.handler, licence.id, stranger, "请假")


def test_what_another_holds_is_his(office, people, licence):
    review.claim(office, people.handler, licence.id)
    with problem("case.held"):
        review.opine(office, people.checker, licence.id, Verdict.GRANT, "", ())


def test_the_last_step_decides_in_the_same_transaction(office, people, food):
    kinds = []
    for actor, decision in (
        (people.handler, None),
        (people.checker, None),
        (people.approver, GRANTED),
    ):
        done = review.opine(office, actor, food.id, Verdict.GRANT, "", ("要点",), decision)
        kinds.append((done.act.kind, done.case.step))
    assert kinds == [(ActKind.OPINE, 1), (ActKind.OPINE, 2), (ActKind.GRANT, 3)]
    view = proceeding.view_case(office, people.approver, food.id)
    assert view.case.state is CaseState.GRANTED
    assert view.case.issue_due is not None
    assert [act.body.step_name for act in view.acts if act.kind is ActKind.OPINE] == [
        "承办",
        "审核",
        "批准",
    ]


def test_the_last_step_without_a_decision_says_nothing(office, people, licence):
    review.opine(office, people.handler, licence.id, Verdict.GRANT, "", ())
    with problem("review.no-decision"):
        review.opine(office, people.approver, licence.id, Verdict.GRANT, "", ())
    assert proceeding.view_case(office, people.approver, licence.id).case.step == 1


def test_only_an_approver_speaks_last(office, people, licence):
    review.opine(office, people.handler, licence.id, Verdict.GRANT, "", ())
    with problem("case.step-not-yours"):
        review.opine(office, people.checker, licence.id, Verdict.GRANT, "", (), GRANTED)


def test_a_case_returns_to_the_step_before_with_the_reason(office, people, food):
    review.opine(office, people.handler, food.id, Verdict.GRANT, "", ())
    with problem("case.comment-missing"):
        review.opine(office, people.checker, food.id, Verdict.RETURN, " ", ())
    back = review.opine(office, people.checker, food.id, Verdict.RETURN, "布局图不清", ())
    assert (back.case.step, back.case.state) == (0, CaseState.ACCEPTED)
    with problem("case.return-to-nobody"):
        review.opine(office, people.handler, food.id, Verdict.RETURN, "再退", ())
    assert reviewed(people, food).case.state is CaseState.GRANTED


def test_four_eyes_hold_although_one_person_has_two_roles(office, people, food):
    both = person(office, "both", Role.REVIEWER, Role.APPROVER)
    review.opine(office, both, food.id, Verdict.GRANT, "", ())
    with problem("case.four-eyes"):
        review.opine(office, both, food.id, Verdict.GRANT, "", ())
    review.opine(office, people.checker, food.id, Verdict.GRANT, "", ())
    with problem("case.four-eyes"):
        review.opine(office, both, food.id, Verdict.GRANT, "", (), GRANTED)


def test_who_took_the_receipt_does_not_review_where_four_eyes_are_asked_for(office, cases, people):
    all_in_one = person(office, "all-in-one", Role.CLERK, Role.REVIEWER, Role.APPROVER)
    with_rule(office, "SCJG-02", four_eyes=True)
    done = concluded(office, all_in_one)
    licence = next(case for case in done.cases if case.item_id == "SCJG-02")
    with problem("case.four-eyes"):
        review.opine(office, all_in_one, licence.id, Verdict.GRANT, "", ())


def test_fewer_steps_where_the_bureau_says_so(office, people, licence):
    with_rule(office, "SCJG-02", review_steps=["核准"])
    done = review.opine(office, people.approver, licence.id, Verdict.GRANT, "", (), GRANTED)
    assert done.case.state is CaseState.GRANTED


def test_two_departments_review_at_the_same_time(office, people, licence, cases):
    certified(people, licence)
    for item in ("SCJG-03", "PS-01"):
        outcome = Outcome(item, OutcomeKind.ACCEPT)
        outcomes.decide(office, people.clerk, cases[item].id, outcome)
    review.opine(office, people.handler, cases["PS-01"].id, Verdict.GRANT, "", ())
    assert reviewed(people, cases["SCJG-03"]).case.state is CaseState.GRANTED
    assert proceeding.view_case(office, people.handler, cases["PS-01"].id).case.step == 1


def test_a_refusal_needs_facts_reasons_and_basis(office, people, licence):
    review.opine(office, people.handler, licence.id, Verdict.REFUSE, "不符合", ())
    with problem("case.refusal-unclear"):
        review.opine(
            office,
            people.approver,
            licence.id,
            Verdict.REFUSE,
            "不符合",
            (),
            Decision(facts="某事实"),
        )


def test_an_opinion_on_a_case_that_moved_meanwhile_is_refused(office, people, licence):
    with problem("case.changed-meanwhile"):
        review.opine(office, people.handler, licence.id, Verdict.GRANT, "", (), expected=1)


def test_a_window_clerk_sees_his_own_work_and_no_more(office, people, licence, cases):
    certified(people, licence)
    assert set(numbers(review.queue(office, people.clerk, Queue.TEAM))) == {
        cases[item].number for item in ("SCJG-03", "XF-01", "CG-01", "PS-01")
    }
    assert review.queue(office, people.handler, Queue.TEAM) == ()


def test_a_case_at_its_last_step_is_in_the_approvers_queue_only(office, people, licence):
    review.opine(office, people.handler, licence.id, Verdict.GRANT, "", ())
    assert review.queue(office, people.handler, Queue.TEAM) == ()
    assert review.counts(office, people.handler)[Queue.TEAM] == 0
    assert numbers(review.queue(office, people.approver, Queue.TEAM)) == [licence.number]


def test_a_case_of_no_team_comes_to_every_team(office, people, licence):
    with office.store.begin() as unit:
        unit.cases.put_cases([replace(licence, team="")])
        unit.commit()
    builders = person(office, "builders", Role.REVIEWER, teams=["construction"])
    assert numbers(review.queue(office, builders, Queue.TEAM)) == [licence.number]
    review.claim(office, builders, licence.id)


def test_all_is_what_is_under_way_until_something_is_looked_for(office, people, licence):
    reviewed(people, licence, REFUSED)
    assert review.queue(office, people.handler, Queue.ALL) == ()
    found = review.queue(office, people.handler, Queue.ALL, licence.number)
    assert [line.state for line in found] == [CaseState.REFUSED]

"""The one door: every act checked, added, told to the journal; results flow to who waits for them."""

from datetime import date, datetime, timedelta

import pytest

from app.domain.act_bodies import (
    Decision,
    Ending,
    Extension,
    FieldCheck,
    HearingNotice,
    Officer,
    Rank,
    Resumption,
    Stop,
    Verdict,
)
from app.domain.acts import ActKind
from app.domain.case import CaseState, Defect, Outcome, OutcomeKind
from app.domain.procedure import folded, opened
from app.errors import Problem
from app.services import operation_of_law, outcomes, proceeding, review
from app.wording.sentences import sentence
from tests.fakes.clock import CHINA, TUESDAY
from tests.services.builders import received, with_waiting
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


def a_stop(at, kind="testing", **more):
    return Stop(kind, "检测", "《行政许可法》第四十五条", "需送检", 10, at.date(), **more)


@pytest.fixture
def accepted_food(office, people, licence, cases):
    """The food licence, started by the business licence and accepted."""
    certified(people, licence)
    case = cases["SCJG-03"]
    done = outcomes.decide(office, people.clerk, case.id, Outcome("SCJG-03", OutcomeKind.ACCEPT))
    return done.case


def test_every_state_explains_how_it_came(office, people, accepted_food):
    view = proceeding.view_case(office, people.handler, accepted_food.id)
    again = folded(opened(view.case), view.acts, view.standing.ground)
    assert again == view.case
    assert [act.seq for act in view.acts] == list(range(1, len(view.acts) + 1))
    assert [act.kind for act in view.acts] == [
        ActKind.RECEIVE,
        ActKind.RESULT_ARRIVED,
        ActKind.ACCEPT,
    ]


def test_the_journal_knows_acts_by_id_and_digest_and_names_nobody(office, people, accepted_food):
    with office.store.read() as reader:
        events = reader.journal.events(people.clerk.region, accepted_food.id)
        sitting = reader.cases.sitting(people.clerk.region, accepted_food.sitting_id)
        reader.journal.verify_chain(people.clerk.station)
    assert [event.kind for event in events] == [
        "case.waiting",
        "case.waiting-told",
        "case.result-arrived",
        "case.accepted",
    ]
    told = str([event.data for event in events])
    assert sitting.applicant.name not in told
    assert sitting.applicant.id_number not in told


def test_a_stop_over_a_holiday_costs_what_the_calendar_says(office, people, accepted_food, clock):
    before = accepted_food.legal_due
    clock.set(datetime(2026, 11, 27, 10, 0, tzinfo=CHINA))
    stop = proceeding.do(
        office, people.handler, accepted_food.id, ActKind.STOP, a_stop(clock.now())
    )
    assert stop.case.stopped
    with problem("case.stopped"):
        reviewed(people, accepted_food)
    clock.set(datetime(2026, 12, 7, 10, 0, tzinfo=CHINA))
    ended = Resumption(stop.act.id, date(2026, 12, 7), "检测合格")
    done = proceeding.do(office, people.handler, accepted_food.id, ActKind.RESUME, ended)
    assert not done.case.stopped
    # 30 November to 4 December and 7 December: six working days that are not counted.
    assert before == date(2026, 12, 8)
    assert done.case.legal_due == date(2026, 12, 16)
    legal = proceeding.view_case(office, people.handler, accepted_food.id).clocks.legal
    assert sum(step.reason == "stopped" for step in legal.steps) == 6


def test_only_the_head_extends_once_and_before_the_due_day(office, people, accepted_food, clock):
    body = Extension(10, "情况复杂", Rank.AGENCY_HEAD, "某局长")
    with problem("right.missing"):
        proceeding.do(office, people.approver, accepted_food.id, ActKind.EXTEND, body)
    done = proceeding.do(office, people.head, accepted_food.id, ActKind.EXTEND, body)
    assert done.case.extended_days == 10
    assert done.case.legal_due > accepted_food.legal_due
    with problem("case.extended-already"):
        proceeding.do(office, people.head, accepted_food.id, ActKind.EXTEND, body)


def test_an_extension_after_the_due_day_is_refused(office, people, accepted_food, clock):
    clock.set(datetime(2027, 1, 4, 9, 0, tzinfo=CHINA))
    with problem("case.extension-late"):
        body = Extension(10, "情况复杂", Rank.AGENCY_HEAD, "某局长")
        proceeding.do(office, people.head, accepted_food.id, ActKind.EXTEND, body)


def test_a_hearing_that_may_be_asked_for_holds_the_decision_up(
    office, people, accepted_food, clock
):
    told = HearingNotice(("申请人",), "拟不予许可", hearing=True, until=date(2026, 12, 1))
    proceeding.do(office, people.handler, accepted_food.id, ActKind.TELL_HEARING, told)
    with problem("case.hearing-open"):
        reviewed(people, accepted_food, REFUSED)
    clock.set(datetime(2026, 12, 2, 9, 0, tzinfo=CHINA))
    step = review.opine(
        office, people.approver, accepted_food.id, Verdict.REFUSE, "意见", (), REFUSED
    )
    assert step.case.state is CaseState.REFUSED


def test_what_needs_a_field_check_is_not_granted_without_one(office, people, licence, cases):
    certified(people, licence)
    fire = cases["XF-01"]
    outcomes.decide(office, people.clerk, fire.id, Outcome("XF-01", OutcomeKind.ACCEPT))
    with problem("case.field-check-missing"):
        reviewed(people, fire)
    now = office.now()
    one = FieldCheck((Officer("甲", "37001"),), "虚构街2号", now, now, "符合", passed=True)
    with problem("case.officers-too-few"):
        proceeding.do(office, people.handler, fire.id, ActKind.FIELD_CHECK, one)


def test_a_case_that_moved_meanwhile_is_not_acted_on(office, people, licence):
    seen = proceeding.view_case(office, people.clerk, licence.id).case.acts
    body = Ending("on-request", "不办了", signed=True)
    proceeding.do(
        office,
        people.handler,
        licence.id,
        ActKind.TELL_HEARING,
        HearingNotice(("甲",), "事", False),
    )
    with problem("case.changed-meanwhile"):
        proceeding.do(office, people.clerk, licence.id, ActKind.WITHDRAW, body, expected=seen)


def test_what_is_refused_leaves_nothing_behind(office, people, licence):
    before = proceeding.view_case(office, people.clerk, licence.id)
    with problem("case.withdrawal-unsigned"):
        body = Ending("on-request", "不办了")
        proceeding.do(office, people.clerk, licence.id, ActKind.WITHDRAW, body)
    after = proceeding.view_case(office, people.clerk, licence.id)
    assert (after.case, after.acts) == (before.case, before.acts)


def test_an_act_in_the_future_is_refused(office, people, licence):
    with problem("act.in-future"):
        body = Ending("on-request", "不办了", signed=True)
        proceeding.do(
            office,
            people.clerk,
            licence.id,
            ActKind.WITHDRAW,
            body,
            TUESDAY + timedelta(minutes=1),
        )


def test_a_refused_button_says_why_and_names_the_article(office, people, accepted_food):
    view = proceeding.view_case(office, people.approver, accepted_food.id)
    told = view.possible[ActKind.GRANT]
    assert told is not None
    assert "行政许可法" in sentence(told)


def test_a_case_is_found_by_its_number_and_barcode(office, people, licence):
    assert proceeding.find_case(office, people.clerk, f" {licence.number} ") == licence.id
    assert proceeding.find_case(office, people.clerk, licence.barcode) == licence.id
    with problem("case.no-such-number"):
        proceeding.find_case(office, people.clerk, "没有这个号")


def test_earlier_cases_of_the_applicant_are_shown_with_the_departments_own_form(
    office, people, licence, cases
):
    shown = {line.case_id for line in proceeding.earlier(office, people.handler, licence.id)}
    assert shown == {case.id for case in cases.values()} - {licence.id}
    rows = proceeding.department_form(office, people.handler, cases["SCJG-03"].id)
    assert "泰山区䶮记面馆" in [row.value for row in rows]


@pytest.mark.parametrize(
    ("number", "filled"),
    [("92370902MA3N7QXY0J", "92370902MA3N7QXY0J"), ("JY13709020000011", None)],
    ids=["a credit code", "another number"],
)
def test_the_number_of_a_new_licence_fills_the_field_that_waited_for_it(
    office, people, licence, number, filled
):
    certified(people, licence, number)
    with office.store.read() as reader:
        sitting = reader.cases.sitting(people.clerk.region, licence.sitting_id)
    assert sitting.values.get("org.uscc") == filled


def test_an_instant_item_is_decided_at_the_window_in_writing(office, people):
    with_rule(office, "SCJG-02", instant=True)
    licence = by_item(received(office, people.clerk).cases)["SCJG-02"]
    body = Decision(content="准予登记", on_the_spot=True)
    done = proceeding.do(office, people.clerk, licence.id, ActKind.GRANT, body)
    assert done.case.state is CaseState.GRANTED
    assert done.also == (), "its certificate is not made yet"
    assert {one.state for one in sealed(people, licence, "证1").also} == {CaseState.RECEIVED}
    rest = outcomes.propose(office, people.clerk, licence.sitting_id)
    assert licence.item_id not in {one.item_id for one in rest}
    done = outcomes.conclude(office, people.clerk, licence.sitting_id, rest)
    assert by_item(done.cases)["SCJG-02"].state is CaseState.GRANTED


def test_what_is_not_instant_is_not_decided_at_the_window(office, people, accepted_food):
    body = Decision(content="准予", on_the_spot=True)
    with problem("case.not-instant"):
        proceeding.do(office, people.clerk, accepted_food.id, ActKind.GRANT, body)


def test_a_grant_without_content_is_refused_whole(office, people, licence):
    with problem("case.content-missing"):
        reviewed(people, licence, Decision(content=" "))
    assert state_of(office, people, licence).step == 1


def test_nobody_dates_an_act_back_before_what_the_law_has_done(office, people, system, clock):
    with_waiting(office, system, "unified")
    food = by_item(received(office, people.clerk).cases)["SCJG-03"]
    in_time = clock.now() + timedelta(days=1)
    clock.move(days=14)
    late = Outcome(
        "SCJG-03", OutcomeKind.CORRECT, defects=(Defect("布局图", "不清楚", "清晰可辨"),)
    )
    # The law has accepted, whether the program has come to say so or not.
    for _ in range(2):
        with pytest.raises(Problem) as caught:
            outcomes.decide(office, people.clerk, food.id, late, in_time)
        assert caught.value.code in {"act.law-comes-first", "case.not-while-accepted"}
        operation_of_law.run(office)
    assert state_of(office, people, food).state is CaseState.ACCEPTED


def test_a_day_that_the_law_has_not_reached_may_still_be_entered_later(
    office, people, system, clock
):
    with_waiting(office, system, "unified")
    food = by_item(received(office, people.clerk).cases)["SCJG-03"]
    true_time = clock.now() + timedelta(hours=3)
    clock.move(days=2)
    accept = Outcome("SCJG-03", OutcomeKind.ACCEPT)
    done = outcomes.decide(office, people.clerk, food.id, accept, true_time)
    assert (done.act.at, done.act.recorded_at) == (true_time, clock.now())

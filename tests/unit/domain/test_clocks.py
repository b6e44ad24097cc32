"""The clocks of a case: notice, duty, promise, law, issue; stops, extension, and what explains them."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.act_bodies import Acceptance, ItemChange, Rank, Recall
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule
from app.domain.case import CaseState
from app.domain.catalogue import Limit
from app.domain.clocks import case_clocks
from app.domain.procedure import projected
from app.domain.working_days import due, working_days_between
from app.wording.deadlines import explain
from tests.unit.domain.builders import (
    APPROVER,
    CALENDAR,
    GRANT,
    HEAD,
    REVIEWER,
    Desk,
    correction,
    ending,
    extension,
    ground,
    resumption,
    stop,
    supplement,
)


def stopped_desk(begins, ends, kind="testing", **more):
    """Return a case accepted on 2026-09-18, stopped from one day to another."""
    desk = Desk("09-18", ground(**more)).accepted().on(begins)
    act = desk.do(ActKind.STOP, stop(desk, kind), REVIEWER)
    desk.on(ends).do(ActKind.RESUME, resumption(desk, act), REVIEWER)
    return desk


def test_a_licence_has_twenty_working_days_and_its_promise_beside():
    desk = Desk("09-18").accepted()
    assert (desk.case.legal_due, desk.case.promised_due) == (date(2026, 10, 22), date(2026, 9, 24))
    assert desk.case.notice_due == date(2026, 9, 24)
    assert "2026-09-20（周日）：调休上班日，第1个。" in explain(desk.clocks.legal.steps)


def test_a_stop_over_the_holiday_costs_its_working_days_only():
    # 09-25 to 09-27 and 10-01 to 10-07 are off, 10-10 is worked: eight working days stand still
    desk = stopped_desk("09-22", "10-12")
    clocks = desk.clocks
    assert clocks.legal_stopped == 9
    assert clocks.legal.day == date(2026, 11, 4)
    stood = [step.day for step in clocks.legal.steps if step.reason == "stopped"]
    assert stood[0] == date(2026, 9, 23)
    assert stood[-1] == date(2026, 10, 12)
    assert date(2026, 10, 10) in stood
    assert date(2026, 10, 1) not in stood
    assert "2026-10-10（周六）：特别程序期间，不计入。" in explain(clocks.legal.steps)


def test_a_stop_begun_and_ended_on_a_day_costs_nothing():
    desk = stopped_desk("09-22", "09-22")
    assert (desk.clocks.legal.day, desk.clocks.legal_stopped) == (date(2026, 10, 22), 0)


def test_stops_that_overlap_count_once():
    alone = stopped_desk("09-21", "09-30")
    desk = Desk("09-18").accepted().on("09-21")
    one = desk.do(ActKind.STOP, stop(desk, "testing"), REVIEWER)
    two = desk.do(ActKind.STOP, stop(desk, "hearing"), REVIEWER)
    desk.on("09-24").do(ActKind.RESUME, resumption(desk, one), REVIEWER)
    assert desk.case.stopped
    desk.on("09-30").do(ActKind.RESUME, resumption(desk, two), REVIEWER)
    assert not desk.case.stopped
    assert desk.clocks.legal == alone.clocks.legal
    assert desk.clocks.legal_stopped == 6


def test_an_open_stop_counts_until_today():
    desk = Desk("09-18").accepted().on("09-21")
    desk.do(ActKind.STOP, stop(desk), REVIEWER)
    assert desk.clocks.legal.day == date(2026, 10, 22)
    assert desk.on("09-22").clocks.legal.day == date(2026, 10, 23)
    assert desk.on("09-24").clocks.legal.day == date(2026, 10, 27)
    assert desk.on("09-27").clocks.legal.day == date(2026, 10, 27)


def test_a_reason_of_promise_rules_stops_the_promise_alone():
    desk = stopped_desk("09-21", "09-23", "publicity")
    assert desk.clocks.legal.day == date(2026, 10, 22)
    assert desk.clocks.promised.day == date(2026, 9, 29)
    assert (desk.clocks.legal_stopped, desk.clocks.promise_stopped) == (0, 2)


def test_a_stop_never_carries_the_promise_past_the_law():
    desk = Desk("09-18", ground(legal=6, promised=5)).accepted().on("09-21")
    desk.do(ActKind.STOP, stop(desk, "publicity"), REVIEWER)
    assert desk.on("09-30").clocks.promised.day == desk.clocks.legal.day == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("limit", "plain", "stopped"),
    [
        (Limit(30, "日"), date(2026, 10, 18), date(2026, 10, 20)),
        (Limit(1, "月"), date(2026, 10, 18), date(2026, 10, 20)),
        (Limit(2, "周"), date(2026, 10, 2), date(2026, 10, 4)),
    ],
)
def test_a_limit_in_another_unit_stands_still_in_its_own_days(limit, plain, stopped):
    on = replace(ground(), limits=replace(ground().limits, legal=limit))
    desk = Desk("09-18", on).accepted()
    assert desk.case.legal_due == plain
    act = desk.on("09-25").do(ActKind.STOP, stop(desk), REVIEWER)
    desk.on("09-27").do(ActKind.RESUME, resumption(desk, act), REVIEWER)
    assert desk.case.legal_due == stopped
    assert desk.clocks.legal_stopped == 2


def test_an_extension_moves_the_law_and_not_the_promise():
    desk = Desk("09-18").accepted().on("10-22")
    desk.do(ActKind.EXTEND, replace(extension(), new_due=date(2026, 11, 5)), HEAD)
    assert (desk.case.legal_due, desk.case.promised_due) == (date(2026, 11, 5), date(2026, 9, 24))
    assert desk.case.extended_days == 10
    assert desk.clocks.legal.amount == 30
    assert [s.counted for s in desk.clocks.legal.steps if s.counted][-1] == 30


def test_an_extension_of_plain_days_adds_working_days():
    on = replace(ground(), limits=replace(ground().limits, legal=Limit(15, "日")))
    desk = Desk("09-18", on).accepted()
    desk.do(ActKind.EXTEND, extension(3), HEAD)
    assert desk.case.legal_due == date(2026, 10, 10)


def test_unified_handling_is_extended_by_the_government():
    on = replace(ground(legal=45), unified=True)
    desk = Desk("2026-03-02", on).accepted()
    assert desk.case.legal_due == date(2026, 5, 8)
    assert desk.refuses(ActKind.EXTEND, extension(10), HEAD) == "case.extension-rank-government"
    government = extension(15, Rank.GOVERNMENT_HEAD)
    assert desk.refuses(ActKind.EXTEND, government, HEAD) == "case.extension-number"
    desk.do(ActKind.EXTEND, extension(15, Rank.GOVERNMENT_HEAD, "某政批1号"), HEAD)
    assert desk.case.legal_due == date(2026, 5, 28)


def test_what_is_granted_is_handed_over_within_ten_working_days():
    desk = Desk("09-18").accepted().on("09-24").granted()
    assert desk.case.issue_due == date(2026, 10, 15)
    registration = Desk("09-18", ground("registration", legal=3)).accepted()
    registration.reviewed(REVIEWER, APPROVER)
    registration.do(ActKind.GRANT, GRANT, APPROVER)
    assert registration.case.issue_due is None


def test_nothing_runs_on_after_the_decision():
    desk = Desk("09-18").accepted().on("09-21")
    desk.do(ActKind.STOP, stop(desk), REVIEWER)
    desk.on("09-23").do(ActKind.WITHDRAW, ending())
    assert desk.on("12-01").clocks.legal.day == date(2026, 10, 26)
    assert desk.case.legal_due == date(2026, 10, 26)


def test_the_bureaus_duty_is_shown_only_where_it_is_stricter():
    on = replace(ground(), duty=Limit(2, "工作日"))
    desk = Desk("09-18", on)
    assert (desk.case.duty_due, desk.case.notice_due) == (date(2026, 9, 21), date(2026, 9, 24))
    assert Desk("09-18", replace(on, duty=Limit(5, "工作日"))).case.duty_due is None
    filing = replace(ground("filing", legal=None), duty=Limit(2, "工作日"))
    assert Desk("09-18", filing).case.duty_due == date(2026, 9, 21)
    assert Desk("09-18", filing).case.notice_due is None


def test_a_receipt_on_a_rest_day_counts_from_the_next_working_day_where_the_bureau_says_so():
    assert Desk("09-26").case.notice_due == date(2026, 10, 10)
    same_day = replace(ground(), rest_day_next=False)
    assert Desk("09-26", same_day).case.notice_due == date(2026, 10, 9)


def test_an_item_without_legal_limit_has_no_legal_day():
    desk = Desk("09-18", ground("filing", legal=None)).accepted()
    assert (desk.case.legal_due, desk.clocks.legal) == (None, None)


def test_a_day_in_an_unpublished_year_is_provisional_and_is_recounted():
    desk = Desk("2026-12-15").accepted()
    assert desk.case.provisional
    known = replace(
        CALENDAR,
        off=CALENDAR.off | {date(2027, 1, 1)},
        published_years=CALENDAR.published_years | {2027},
    )
    fresh = projected(
        desk.case, desk.acts, replace(desk.ground, calendar=known), date(2026, 12, 16)
    )
    assert not fresh.provisional
    assert fresh.legal_due == date(2027, 1, 13)
    assert desk.case.legal_due == date(2027, 1, 12)


def test_three_supplements_keep_one_number_and_every_round_its_own_days():
    desk = Desk("09-18")
    number = desk.case.number
    asked = ["09-22", "09-29", "10-14"]
    replied = ["09-24", "10-09", "10-20"]
    notice = []
    for n, (ask, reply) in enumerate(zip(asked, replied, strict=True)):
        desk.on(ask).do(ActKind.ASK_CORRECTION, correction(desk, why="新材料有误" if n else ""))
        before = (desk.case.notice_due, desk.clocks.legal)
        desk.on(reply)
        assert (desk.case.notice_due, desk.clocks.legal) == before
        desk.do(ActKind.SUPPLEMENT, supplement(desk))
        notice.append(desk.case.notice_due)
    # by hand: five working days after each reply, the holiday of October between
    assert notice == [date(2026, 10, 9), date(2026, 10, 15), date(2026, 10, 27)]
    assert (desk.case.number, desk.case.round, desk.case.corrections) == (number, 4, 3)
    desk.accepted()
    assert desk.case.legal_due == date(2026, 11, 17)
    assert desk.case.received_at.date() == date(2026, 9, 18)


def test_a_recalled_notice_leaves_the_clock_as_if_it_had_not_been_asked():
    desk = Desk("09-18").on("09-21")
    due_before = desk.case.notice_due
    act = desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-23").do(ActKind.RECALL_CORRECTION, Recall(act.id, "误发"))
    assert (desk.case.notice_due, desk.case.corrections) == (due_before, 0)
    assert desk.clocks.notice.day == date(2026, 9, 24)


days = st.integers(0, 40)


@given(st.lists(st.tuples(days, days), max_size=4))
def test_stopped_days_are_those_of_the_union_and_never_more(spans):
    start = date(2026, 9, 18)
    moved = frozenset(
        date.fromordinal(start.toordinal() + n)
        for begin, length in spans
        for n in range(begin + 1, begin + length + 1)
    )
    plain = due(start, Limit(20, "工作日"), CALENDAR)
    stopped = due(start, Limit(20, "工作日"), CALENDAR, stopped=moved)
    stood = [step.day for step in stopped.steps if step.reason == "stopped"]
    assert set(stood) <= moved
    assert len(stood) == len(set(stood))
    counted = working_days_between(start, stopped.day, CALENDAR) - len(stood)
    assert counted == 20
    assert stopped.day >= plain.day
    assert stopped.day not in moved


@given(st.integers(0, 60), st.sampled_from(["工作日", "日", "周", "月"]), st.integers(1, 20))
def test_an_extension_never_ends_earlier(amount, unit, extra):
    start = date(2026, 1, 30)
    plain = due(start, Limit(amount, unit), CALENDAR)
    longer = due(start, Limit(amount, unit), CALENDAR, extra=extra)
    assert longer.day > plain.day
    assert working_days_between(plain.day, longer.day, CALENDAR) == extra


def test_an_item_granted_on_the_spot_does_not_count_from_the_acceptance_of_another():
    desk = Desk("09-18", ground(rule=ItemRule(instant=True))).accepted()
    desk.do(ActKind.CHANGE_ITEM, ItemChange("A", "B", "误选"))
    desk.on("09-21").do(ActKind.GRANT, replace(GRANT, on_the_spot=True))
    assert desk.case.legal_due == date(2026, 10, 26)


def test_a_case_without_acts_counts_from_its_acceptance():
    desk = Desk("09-18").accepted()
    bare = case_clocks(desk.case, (), desk.ground, date(2026, 9, 20))
    assert bare.legal == desk.clocks.legal


@pytest.mark.parametrize(("next_day", "due_on"), [(True, "2026-10-30"), (False, "2026-10-29")])
def test_an_acceptance_that_a_migration_recorded_obeys_the_rule_about_rest_days(next_day, due_on):
    """27 September 2026 is a Sunday of the Mid-Autumn holiday: the first working day is the 28th."""
    desk = Desk("09-27", replace(ground(), rest_day_next=next_day))
    at = desk.now
    body = Acceptance(at.date())
    own = desk.act(ActKind.ACCEPT, body)
    inherited = replace(own, id=uuid5(own.case_id, "accept"))
    assert (inherited.inherited, own.inherited) == (True, False)
    case = replace(desk.case, state=CaseState.ACCEPTED, accepted_at=at)
    clocks = case_clocks(case, (*desk.acts, inherited), desk.ground, at.date())
    assert str(clocks.legal.day) == due_on
    plain = case_clocks(case, (*desk.acts, own), desk.ground, at.date())
    assert str(plain.legal.day) == "2026-10-29"

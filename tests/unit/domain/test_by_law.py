"""What happens by operation of law: silence accepts, what is owed lapses, results arrive."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.act_bodies import (
    Acceptance,
    Arrival,
    Ending,
    Supplement,
)
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState
from app.domain.catalogue import Limit
from app.domain.procedure import acceptance_by_law_tomorrow, due_acts
from tests.unit.domain.builders import (
    CLERK,
    Desk,
    correction,
    ending,
    ground,
    supplement,
)

FORERUNNER = UUID(int=50)
OTHER_NOTICE = UUID(int=51)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (OwedEnd.WITHDRAWN, CaseState.WITHDRAWN),
        (OwedEnd.REFUSED, CaseState.REFUSED),
        (OwedEnd.TERMINATED, CaseState.TERMINATED),
    ],
)
def test_what_did_not_come_ends_as_the_bureaus_rule_says(end, state):
    desk = Desk("09-18", replace(ground(), owed_end=end)).owing("09-24", "m", "n").on("09-24")
    assert due_acts(desk.standing) == ()
    assert desk.refuses(ActKind.OWED_LAPSED, Ending("owed-lapsed", ""), None)
    desk.on("09-28")
    assert desk.refuses(ActKind.SUPPLY_OWED, Supplement(1, ("m", "n"))) == "case.owed-late"
    ((kind, body, at),) = due_acts(desk.standing)
    assert desk.refuses(kind, body, CLERK) == "right.missing"
    desk.do(kind, body, None, at)
    assert desk.state is state
    assert due_acts(desk.standing) == ()


def test_the_bureaus_shorter_day_is_a_duty_and_accepts_nothing():
    desk = Desk("09-18", replace(ground(), duty=Limit(2, "工作日"))).on("09-23")
    assert desk.case.duty_due == date(2026, 9, 21)
    assert due_acts(desk.standing) == ()
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) is None


def test_silence_accepts_and_is_dated_back_to_the_receipt():
    desk = Desk("09-18").on("09-24", 23)
    assert due_acts(desk.standing) == ()
    assert acceptance_by_law_tomorrow(desk.standing)
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) is None
    # a week off, and the holiday
    desk.on("10-09")
    assert not acceptance_by_law_tomorrow(desk.standing)
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) == "case.notice-late"
    ((kind, body, at),) = due_acts(desk.standing)
    assert (kind, at) == (ActKind.ACCEPT_BY_LAW, desk.case.received_at)
    assert body == Acceptance(date(2026, 9, 18), lost_days=10)
    assert desk.refuses(kind, body, None, desk.now) == "case.counts-from-wrong"
    assert desk.refuses(kind, body, CLERK, at) == "right.missing"
    desk.do(kind, body, None, at)
    assert (desk.state, desk.case.accepted_at) == (CaseState.ACCEPTED, desk.case.received_at)
    assert desk.case.legal_due == date(2026, 10, 22)
    assert due_acts(desk.standing) == ()


def test_silence_after_a_supplement_accepts_from_its_day():
    desk = Desk("09-18")
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    assert due_acts(desk.on("10-30").standing) == ()
    desk.do(ActKind.SUPPLEMENT, supplement(desk))
    ((_, body, at),) = due_acts(desk.on("11-16").standing)
    assert at.date() == body.counts_from == date(2026, 10, 30)


@pytest.mark.parametrize(
    "regime", ["registration", "filing", "confirmation", "other-power", "public-service"]
)
def test_silence_accepts_nothing_outside_the_licensing_law(regime):
    desk = Desk("09-18", ground(regime)).on("12-01")
    assert due_acts(desk.standing) == ()
    assert not acceptance_by_law_tomorrow(desk.standing)
    body = Acceptance(date(2026, 9, 18))
    assert desk.refuses(ActKind.ACCEPT_BY_LAW, body, None, desk.case.received_at) == (
        "case.no-acceptance-by-law"
    )
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) is None


def test_a_waiting_case_counts_as_handed_in_when_the_result_arrives():
    desk = Desk("09-18", waits_for=(FORERUNNER,))
    assert (desk.state, desk.case.handed_in_at, desk.case.notice_due) == (
        CaseState.WAITING,
        None,
        None,
    )
    assert desk.greyed(ActKind.ACCEPT) == "case.waits"
    desk.on("11-02")
    assert due_acts(desk.standing) == ()
    assert desk.refuses(ActKind.RESULT_ARRIVED, Arrival(OTHER_NOTICE, "证"), None) == (
        "case.result-not-waited-for"
    )
    desk.do(ActKind.RESULT_ARRIVED, Arrival(FORERUNNER, "营业执照"), None)
    assert (desk.state, desk.case.handed_in_at) == (CaseState.RECEIVED, desk.now)
    assert desk.case.notice_due == date(2026, 11, 9)
    assert desk.greyed(ActKind.ACCEPT) is None


def test_a_result_that_arrives_during_a_correction_is_kept_for_the_reply():
    desk = Desk("09-18", waits_for=(FORERUNNER,))
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-21").do(ActKind.RESULT_ARRIVED, Arrival(FORERUNNER, "证"), None)
    assert desk.state is CaseState.CORRECTION
    desk.on("09-22").do(ActKind.SUPPLEMENT, supplement(desk))
    assert (desk.state, desk.case.handed_in_at) == (CaseState.RECEIVED, desk.now)


def test_a_reply_without_the_result_goes_on_waiting():
    desk = Desk("09-18", waits_for=(FORERUNNER,))
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-22").do(ActKind.SUPPLEMENT, supplement(desk))
    assert (desk.state, desk.case.handed_in_at) == (CaseState.WAITING, None)


def test_the_law_ends_what_waits_for_a_result_that_will_not_come():
    desk = Desk("09-18", waits_for=(FORERUNNER,))
    assert desk.refuses(ActKind.TERMINATE, ending("no-result"), None) is None
    assert desk.refuses(ActKind.TERMINATE, ending("object-gone"), None) == "case.ground-unknown"
    running = Desk("09-18").accepted()
    assert running.refuses(ActKind.TERMINATE, ending("no-result"), None) == "case.ground-unknown"

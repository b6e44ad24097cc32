"""Promises (告知承诺): checked later, ordered to be put right, and what a broken one leads to."""

from datetime import date
from uuid import UUID

import pytest

from app.domain.act_bodies import CertificateAct, PromiseCheck, Supplement
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState, HandedIn
from app.domain.procedure import PROMISE_BROKEN, due_acts, folded, opened, still_owed
from tests.unit.domain.builders import (
    APPROVER,
    CERTIFIED,
    CLERK,
    HEAD,
    ISSUER,
    REVIEWER,
    Desk,
    ground,
    material,
)

UNTIL = date(2026, 9, 30)


def promising(**on):
    """A case accepted with one material replaced by a promise."""
    desk = Desk("09-18", ground(**on))
    desk.materials = (material("m"), material("p", HandedIn.PROMISED))
    return desk.accepted()


def check(keys=("p",), *, kept=False, findings="现场没有该设备", until=UNTIL):
    return PromiseCheck(keys, kept, findings, until)


KEPT = check(kept=True, findings="已具备", until=None)


def checked(desk, body):
    return desk.do(ActKind.CHECK_PROMISE, body, REVIEWER)


def revoke(ground_code=PROMISE_BROKEN):
    return CertificateAct(UUID(int=7), "证号", "revoked", ground_code, "逾期未改正")


SILENCE = CertificateAct(UUID(int=7), "证号", "renewed", "silence")


def certified(desk):
    desk.granted()
    desk.do(ActKind.CERTIFY, CERTIFIED, ISSUER)
    return desk


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (check(()), "case.promise-unknown"),
        (check(("m",)), "case.promise-unknown"),
        (check(findings=" "), "case.promise-findings"),
        (check(until=None), "case.promise-term"),
        (check(until=date(2026, 9, 18)), "case.promise-term"),
        (check(kept=True), "case.promise-term"),
    ],
)
def test_a_check_says_which_promise_what_was_found_and_until_when(body, code):
    assert promising().refuses(ActKind.CHECK_PROMISE, body, REVIEWER) == code


def test_only_promises_are_checked_and_only_by_the_review():
    assert Desk().accepted().greyed(ActKind.CHECK_PROMISE, REVIEWER) == "case.no-promise"
    assert promising().greyed(ActKind.CHECK_PROMISE, CLERK) == "right.missing"
    assert promising().greyed(ActKind.CHECK_PROMISE, REVIEWER) is None


def test_a_promise_broken_before_the_decision_is_owed_like_a_material():
    desk = promising()
    checked(desk, check())
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED_OWING, UNTIL)
    assert still_owed(desk.acts) == {"p": UNTIL}
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.review-open"
    desk.do(ActKind.SUPPLY_OWED, Supplement(1, ("p",)))
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED, None)


def test_a_promise_put_right_is_owed_no_more():
    desk = promising()
    checked(desk, check())
    checked(desk, KEPT)
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED, None)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (OwedEnd.WITHDRAWN, CaseState.WITHDRAWN),
        (OwedEnd.REFUSED, CaseState.REFUSED),
        (OwedEnd.TERMINATED, CaseState.TERMINATED),
    ],
)
def test_what_is_not_put_right_lapses_by_the_bureaus_rule(end, state):
    desk = promising(owed_end=end)
    checked(desk, check())
    assert due_acts(desk.on("09-30", 23).standing) == ()
    ((kind, body, at),) = due_acts(desk.on("10-01").standing)
    desk.do(kind, body, None, at)
    assert (kind, desk.state) == (ActKind.OWED_LAPSED, state)
    assert folded(opened(desk.case), desk.acts, desk.ground) == desk.case


def test_a_licence_goes_only_when_the_orders_term_is_over():
    desk = certified(promising())
    assert desk.refuses(ActKind.END_CERTIFICATE, revoke(), HEAD) == "case.promise-open"
    checked(desk, check())
    assert (desk.state, desk.case.owed_due) == (CaseState.GRANTED, UNTIL)
    assert due_acts(desk.on("10-20").standing) == ()
    desk.on("09-30")
    assert desk.refuses(ActKind.END_CERTIFICATE, revoke(), HEAD) == "case.promise-open"
    desk.on("10-08").do(ActKind.END_CERTIFICATE, revoke(), HEAD)
    assert desk.case.owed_due is None


def test_a_promise_put_right_after_the_decision_saves_the_licence():
    desk = certified(promising())
    checked(desk, check())
    checked(desk.on("09-28"), KEPT)
    assert (desk.state, desk.case.owed_due) == (CaseState.GRANTED, None)
    desk.on("10-08")
    assert desk.refuses(ActKind.END_CERTIFICATE, revoke(), HEAD) == "case.promise-open"
    assert desk.refuses(ActKind.END_CERTIFICATE, revoke("abuse"), HEAD) is None


def test_materials_and_promises_are_owed_each_until_its_own_day():
    desk = Desk("09-18")
    desk.owing("09-24", "m")
    desk.materials = (*desk.materials, material("p", HandedIn.PROMISED))
    checked(desk, check())
    assert still_owed(desk.acts) == {"m": date(2026, 9, 24), "p": UNTIL}
    assert desk.case.owed_due == date(2026, 9, 24)
    desk.do(ActKind.SUPPLY_OWED, Supplement(1, ("m",)))
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED_OWING, UNTIL)


def test_what_was_owed_before_silence_renewed_does_not_shorten_a_later_order():
    desk = Desk("09-18", ground())
    desk.owing("09-25", "m")
    desk.materials = (*desk.materials, material("p", HandedIn.PROMISED))
    desk.do(ActKind.RENEW_BY_LAW, SILENCE, None)
    assert desk.case.owed_due is None
    checked(desk, check())
    assert desk.case.owed_due == UNTIL, "the order's own term, not that of the old material"
    desk.on("09-28")
    assert still_owed(desk.acts) == {"p": UNTIL}

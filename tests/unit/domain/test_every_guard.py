"""Guards that several rows share: each row asks them itself, also where another act asked before."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.act_bodies import Acceptance, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule
from app.domain.case import HandedIn
from app.domain.certificate import Bar, BarGround
from tests.unit.domain.builders import (
    APPROVER,
    CHECKER,
    REFUSAL,
    REVIEWER,
    Desk,
    day,
    ground,
    material,
    person,
    stop,
)

K = ActKind


def barred():
    """Return a ground of a matter of public safety from which the applicant is barred."""
    begins = day("09-01").date()
    bar = Bar(
        *("r", UUID(int=60), "x", "甲", BarGround.FRAUD, "依据", begins),
        begins + timedelta(1000),
    )
    return ground(rule=ItemRule(safety=True), bars=(bar,))


def owing(on=None):
    desk = Desk(on=on)
    desk.materials, desk.tolerance = (material("m", HandedIn.OWED),), {"m": 4}
    return desk


def test_a_notice_after_its_last_day_is_greyed():
    assert Desk().on("09-28").greyed(K.ASK_CORRECTION) == "case.notice-late"


def test_who_is_barred_is_not_accepted_owing_either():
    assert owing(barred()).greyed(K.ACCEPT_OWING) == "case.barred"


def test_an_acceptance_owing_counts_from_its_day():
    desk = owing()
    later = desk.now.date() + timedelta(1)
    body = Acceptance(later, owed=("m",), owed_until=later)
    assert desk.refuses(K.ACCEPT_OWING, body) == "case.counts-from-wrong"


def test_a_bar_that_came_during_the_review_still_shuts():
    desk = Desk().accepted().reviewed(REVIEWER, CHECKER, APPROVER)
    desk.ground = barred()
    assert desk.greyed(K.GRANT, APPROVER) == "case.barred"


@pytest.mark.parametrize("kind", [K.CLAIM, K.OPINE])
def test_the_last_step_is_an_approvers(kind):
    desk = Desk().accepted().reviewed(REVIEWER, CHECKER)
    assert desk.greyed(kind, REVIEWER) == "case.step-not-yours"


@pytest.mark.parametrize("kind", [K.CLAIM, K.OPINE, K.STOP, K.TELL_HEARING, K.FIELD_CHECK])
def test_another_teams_case_is_left_alone(kind):
    stranger = person(108, Role.REVIEWER, teams={"B"})
    assert Desk(team="A").accepted().greyed(kind, stranger) == "case.other-team"


def test_nothing_is_refused_while_a_special_procedure_runs():
    desk = Desk().accepted()
    desk.do(K.STOP, stop(desk), REVIEWER)
    desk.reviewed(REVIEWER, CHECKER, APPROVER, verdict=Verdict.REFUSE)
    assert desk.refuses(K.REFUSE, REFUSAL, APPROVER) == "case.stopped"

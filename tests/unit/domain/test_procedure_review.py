"""Review, decision, certificate, hand-over: who may, in what order, on what ground."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.act_bodies import (
    Acceptance,
    Assignment,
    Decision,
    Officer,
    Rank,
    Resumption,
    Supplement,
    Verdict,
)
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule
from app.domain.case import CaseState, HandedIn
from app.domain.catalogue import Limit
from app.domain.procedure import is_instant
from tests.unit.domain.builders import (
    APPROVER,
    CHECKER,
    GRANT,
    HEAD,
    REFUSAL,
    REVIEWER,
    SUPERVISOR,
    Desk,
    claim,
    extension,
    field_check,
    ground,
    hearing,
    material,
    opinion,
    person,
    resumption,
    stop,
)

SPOT = replace(GRANT, on_the_spot=True)
BOTH = person(107, Role.CLERK, Role.REVIEWER, Role.APPROVER)


def running(at="09-18", on=None, **more):
    return Desk(at, on, **more).accepted()


def test_the_review_speaks_step_by_step_and_the_last_one_decides():
    desk = running()
    assert desk.standing.steps == ("承办", "审核", "批准")
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.review-open"
    desk.reviewed(REVIEWER, CHECKER)
    assert desk.greyed(ActKind.OPINE, REVIEWER) == "case.step-not-yours"
    desk.reviewed(APPROVER)
    assert desk.case.step == 3
    assert desk.greyed(ActKind.OPINE, APPROVER) == "case.review-done"
    assert desk.refuses(ActKind.REFUSE, REFUSAL, APPROVER) == "case.decided-otherwise"
    other = person(108, Role.APPROVER)
    assert desk.refuses(ActKind.GRANT, GRANT, other) == "case.decision-not-yours"
    desk.do(ActKind.GRANT, GRANT, APPROVER)
    assert (desk.state, desk.case.decided_at) == (CaseState.GRANTED, desk.now)


def test_the_bureaus_steps_go_before_the_regimes():
    desk = running(on=ground(rule=ItemRule(review_steps=("批准",))))
    desk.reviewed(APPROVER, verdict=Verdict.REFUSE)
    assert desk.refuses(ActKind.GRANT, GRANT, APPROVER) == "case.decided-otherwise"
    desk.do(ActKind.REFUSE, REFUSAL, APPROVER)
    assert desk.state is CaseState.REFUSED


def test_an_opinion_is_of_the_present_step_and_reasoned():
    desk = running()
    ahead = replace(opinion(desk), step=1)
    assert desk.refuses(ActKind.OPINE, ahead, REVIEWER) == "case.step-wrong"
    mute = opinion(desk, Verdict.REFUSE, " ")
    assert desk.refuses(ActKind.OPINE, mute, REVIEWER) == "case.comment-missing"
    back = opinion(desk, Verdict.RETURN)
    assert desk.refuses(ActKind.OPINE, back, REVIEWER) == "case.return-to-nobody"
    desk.do(ActKind.OPINE, opinion(desk, Verdict.REFUSE), REVIEWER)
    desk.do(ActKind.OPINE, opinion(desk, Verdict.RETURN), CHECKER)
    assert desk.case.step == 0
    desk.reviewed(REVIEWER)
    assert desk.case.step == 1


def test_four_eyes_are_four_persons_not_two_roles():
    four = ground(rule=ItemRule(four_eyes=True, review_steps=("承办", "审核", "批准")))
    desk = running(on=replace(four, clerk_id=BOTH.account_id))
    assert desk.greyed(ActKind.OPINE, BOTH) == "case.four-eyes"
    assert desk.greyed(ActKind.CLAIM, BOTH) == "case.four-eyes"
    desk.reviewed(REVIEWER)
    assert desk.greyed(ActKind.OPINE, REVIEWER) == "case.four-eyes"
    desk.reviewed(CHECKER)
    both = person(102, Role.REVIEWER, Role.APPROVER)
    assert desk.greyed(ActKind.OPINE, both) == "case.four-eyes"
    desk.do(ActKind.OPINE, opinion(desk, Verdict.RETURN), APPROVER)
    assert desk.greyed(ActKind.OPINE, CHECKER) is None
    desk.reviewed(CHECKER, APPROVER)
    desk.do(ActKind.GRANT, GRANT, APPROVER)


def test_without_four_eyes_one_person_may_do_it_all():
    desk = running(on=replace(ground(), clerk_id=BOTH.account_id))
    desk.reviewed(BOTH, BOTH, BOTH).do(ActKind.GRANT, GRANT, BOTH)
    assert desk.state is CaseState.GRANTED


def test_a_case_is_claimed_by_the_team_and_held_by_one():
    desk = running(team="market")
    assert desk.greyed(ActKind.CLAIM, person(108, Role.REVIEWER, teams=("society",))) == (
        "case.other-team"
    )
    assert desk.greyed(ActKind.CLAIM, person(108, Role.REVIEWER, teams=("market",))) is None
    assert desk.refuses(ActKind.CLAIM, claim(CHECKER), REVIEWER) == "case.claim-for-another"
    desk.do(ActKind.CLAIM, claim(REVIEWER), REVIEWER)
    assert (desk.case.holder, desk.case.holder_name) == (REVIEWER.account_id, "101号")
    assert desk.greyed(ActKind.CLAIM, CHECKER) == "case.claimed-already"
    assert desk.greyed(ActKind.OPINE, CHECKER) == "case.held"
    desk.reviewed(REVIEWER)
    assert desk.case.holder is None


def test_handing_over_leaves_a_trace_and_is_for_holder_or_supervisor():
    desk = running()
    desk.do(ActKind.CLAIM, claim(REVIEWER), REVIEWER)
    to_checker = Assignment(CHECKER.account_id, "102号", REVIEWER.account_id, "休假")
    assert desk.greyed(ActKind.HAND_OVER, CHECKER) == "case.held"
    mute = replace(to_checker, why=" ")
    assert desk.refuses(ActKind.HAND_OVER, mute, REVIEWER) == "case.why-missing"
    same = replace(to_checker, holder=REVIEWER.account_id)
    assert desk.refuses(ActKind.HAND_OVER, same, REVIEWER) == "case.held-already"
    desk.do(ActKind.HAND_OVER, to_checker, SUPERVISOR)
    assert desk.case.holder == CHECKER.account_id
    desk.do(ActKind.HAND_OVER, Assignment(None, "", CHECKER.account_id, "退回"), CHECKER)
    assert (desk.case.holder, desk.case.holder_name) == (None, "")


def test_a_stop_is_of_the_laws_list_in_writing_from_today():
    desk = running().on("09-21")
    right = stop(desk)
    faults = {
        "case.stop-unknown": replace(right, kind="lunch"),
        "case.stop-promise-only": replace(right, promise_only=True),
        "case.stop-unclear": replace(right, planned_days=0),
        "case.stop-not-today": replace(right, begins=date(2026, 9, 18)),
    }
    for code, body in faults.items():
        assert desk.refuses(ActKind.STOP, body, REVIEWER) == code
    assert desk.refuses(ActKind.STOP, replace(right, reason=" "), REVIEWER) == "case.stop-unclear"
    publicity = replace(stop(desk, "publicity"), promise_only=False)
    assert desk.refuses(ActKind.STOP, publicity, REVIEWER) == "case.stop-promise-only"
    desk.do(ActKind.STOP, right, REVIEWER)
    assert desk.refuses(ActKind.STOP, right, REVIEWER) == "case.stopped-already"
    assert desk.refuses(ActKind.STOP, stop(desk, "hearing"), REVIEWER) is None


def test_a_lapsed_limit_is_not_stopped_any_more():
    desk = running().on("10-23")
    assert desk.refuses(ActKind.STOP, stop(desk), REVIEWER) == "case.stop-too-late"


def test_registration_knows_no_special_procedure():
    desk = running(on=ground("registration", legal=3))
    assert desk.greyed(ActKind.STOP, REVIEWER) == "case.no-special-procedure"


def test_a_stop_ends_once_with_its_result_and_nothing_is_decided_before():
    desk = running()
    assert desk.greyed(ActKind.RESUME, REVIEWER) == "case.not-stopped"
    act = desk.do(ActKind.STOP, stop(desk), REVIEWER)
    desk.on("09-24").reviewed(REVIEWER, CHECKER, APPROVER)
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.stopped"
    mute = Resumption(act.id, date(2026, 9, 24), " ")
    assert desk.refuses(ActKind.RESUME, mute, REVIEWER) == "case.result-missing"
    for ends in (date(2026, 9, 17), date(2026, 9, 25)):
        assert desk.refuses(ActKind.RESUME, resumption(desk, act, ends), REVIEWER) == (
            "case.stop-days"
        )
    desk.do(ActKind.RESUME, resumption(desk, act), REVIEWER)
    assert desk.greyed(ActKind.RESUME, REVIEWER) == "case.not-stopped"
    desk.do(ActKind.STOP, stop(desk, "hearing"), REVIEWER)
    again = resumption(desk, act)
    assert desk.refuses(ActKind.RESUME, again, REVIEWER) == "case.stop-ended"


def test_an_extension_is_once_in_time_by_the_right_rank():
    desk = running().on("10-22")
    assert desk.refuses(ActKind.EXTEND, extension(), APPROVER) == "right.missing"
    faults = {
        "case.extension-rank-agency": extension(10, Rank.GOVERNMENT_HEAD, "1"),
        "case.extension-days": extension(11),
        "case.extension-unclear": replace(extension(), approver=" "),
        "case.extension-date": replace(extension(), new_due=date(2026, 11, 6)),
    }
    for code, body in faults.items():
        assert desk.refuses(ActKind.EXTEND, body, HEAD) == code
    assert desk.refuses(ActKind.EXTEND, extension(0), HEAD) == "case.extension-days"
    desk.do(ActKind.EXTEND, extension(), HEAD)
    assert desk.greyed(ActKind.EXTEND, HEAD) == "case.extended-already"
    assert running().on("10-23").greyed(ActKind.EXTEND, HEAD) == "case.extension-late"


def test_what_has_no_extension_or_no_limit_is_not_extended():
    assert running(on=ground("other-power")).greyed(ActKind.EXTEND, HEAD) == "case.no-extension"
    silent = ground(legal=None)
    assert running(on=silent).greyed(ActKind.EXTEND, HEAD) == "case.no-legal-limit"
    registration = running(on=ground("registration", legal=3, promised=1))
    assert registration.refuses(ActKind.EXTEND, extension(4), HEAD) == "case.extension-days"
    assert registration.refuses(ActKind.EXTEND, extension(3), HEAD) is None


def test_a_hearing_is_told_to_somebody_and_waited_for():
    desk = running()
    until = date(2026, 9, 24)
    nobody = replace(hearing(until), parties=())
    assert desk.refuses(ActKind.TELL_HEARING, nobody, REVIEWER) == "case.hearing-unclear"
    early = hearing(date(2026, 9, 23))
    assert desk.refuses(ActKind.TELL_HEARING, early, REVIEWER) == "case.hearing-until"
    assert desk.refuses(ActKind.TELL_HEARING, hearing(None), REVIEWER) == "case.hearing-until"
    assert desk.refuses(ActKind.TELL_HEARING, hearing(None, right=False), REVIEWER) is None
    desk.do(ActKind.TELL_HEARING, hearing(until), REVIEWER)
    desk.on("09-24").reviewed(REVIEWER, CHECKER, APPROVER)
    assert desk.refuses(ActKind.GRANT, GRANT, APPROVER) == "case.hearing-open"
    assert desk.on("09-28").refuses(ActKind.GRANT, GRANT, APPROVER) is None


def test_two_officers_with_their_cards_check_the_field():
    desk = running()
    one = Officer("张三", "ZF-1")
    faults = {
        "case.officers-too-few": field_check(desk, one, Officer("张三", "ZF-2")),
        "case.officer-unclear": field_check(desk, one, Officer("李四", " ")),
        "case.field-check-unclear": replace(field_check(desk), findings=" "),
        "case.field-check-time": replace(field_check(desk), ended=desk.now.replace(hour=23)),
    }
    for code, body in faults.items():
        assert desk.refuses(ActKind.FIELD_CHECK, body, REVIEWER) == code
    twice = field_check(desk, one, Officer("李四", "ZF-1"))
    assert desk.refuses(ActKind.FIELD_CHECK, twice, REVIEWER) == "case.officers-too-few"


def test_where_a_field_check_is_asked_for_nothing_is_granted_without_one():
    desk = running(on=ground(rule=ItemRule(field_check=True, review_steps=("批准",))))
    desk.now = desk.now.replace(hour=15)
    desk.reviewed(APPROVER)
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.field-check-missing"
    desk.do(ActKind.FIELD_CHECK, field_check(desk, passed=False), REVIEWER)
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.field-check-failed"
    desk.do(ActKind.FIELD_CHECK, field_check(desk), REVIEWER)
    assert desk.refuses(ActKind.GRANT, GRANT, APPROVER) is None


def test_a_refusal_has_facts_reasons_basis_and_remedies():
    desk = running(on=ground(rule=ItemRule(review_steps=("批准",))))
    desk.reviewed(APPROVER, verdict=Verdict.REFUSE)
    for part in ("facts", "reasons", "basis"):
        mute = replace(REFUSAL, **{part: " "})
        assert desk.refuses(ActKind.REFUSE, mute, APPROVER) == "case.refusal-unclear"
    desk.ground = replace(desk.ground, decider=replace(desk.ground.decider, remedy_body=""))
    assert desk.greyed(ActKind.REFUSE, APPROVER) == "case.no-remedies"


def test_a_public_service_is_refused_without_remedies():
    on = ground("public-service", rule=ItemRule(review_steps=("批准",)))
    desk = running(on=replace(on, decider=replace(on.decider, remedy_body="", court="")))
    desk.reviewed(APPROVER, verdict=Verdict.REFUSE).do(ActKind.REFUSE, REFUSAL, APPROVER)
    assert desk.state is CaseState.REFUSED


def test_a_grant_says_what_and_its_term_does_not_end_before_it_begins():
    desk = running(on=ground(rule=ItemRule(review_steps=("批准",)))).reviewed(APPROVER)
    assert desk.refuses(ActKind.GRANT, Decision(), APPROVER) == "case.content-missing"
    wrong = replace(GRANT, valid_until=date(2026, 9, 17))
    assert desk.refuses(ActKind.GRANT, wrong, APPROVER) == "case.term-wrong"


def test_nothing_is_granted_while_materials_are_owed():
    desk = Desk("09-18", ground(rule=ItemRule(review_steps=("批准",))))
    desk.materials, desk.tolerance = (material("m", HandedIn.OWED),), {"m": 3}
    owed = Acceptance(date(2026, 9, 18), owed=("m",), owed_until=date(2026, 9, 24))
    desk.do(ActKind.ACCEPT_OWING, owed)
    desk.reviewed(APPROVER)
    assert desk.greyed(ActKind.GRANT, APPROVER) == "case.still-owes"
    desk.do(ActKind.SUPPLY_OWED, Supplement(1, ("m",)))
    assert desk.refuses(ActKind.GRANT, GRANT, APPROVER) is None


def test_an_instant_item_is_decided_at_the_window_in_writing():
    instant = ground(rule=ItemRule(instant=True))
    desk = Desk("09-18", instant)
    assert desk.greyed(ActKind.GRANT) is None
    desk.faults = ("名称",)
    assert desk.greyed(ActKind.GRANT) == "case.fields-missing"
    desk.faults = ()
    assert desk.refuses(ActKind.GRANT, GRANT) == "case.not-instant"
    desk.do(ActKind.GRANT, SPOT)
    assert (desk.state, desk.case.accepted_at, desk.case.decided_at) == (
        CaseState.GRANTED,
        desk.now,
        desk.now,
    )
    refused = Desk("09-18", instant)
    refused.do(ActKind.REFUSE, replace(REFUSAL, on_the_spot=True))
    assert refused.state is CaseState.REFUSED


def test_what_is_not_instant_is_not_decided_at_the_window():
    desk = Desk("09-18")
    assert desk.greyed(ActKind.GRANT) == "case.not-instant"
    assert desk.accepted().refuses(ActKind.GRANT, SPOT) == "case.not-instant"
    four = Desk("09-18", ground(rule=ItemRule(instant=True, four_eyes=True)))
    assert four.greyed(ActKind.GRANT) == "case.four-eyes"


@pytest.mark.parametrize(
    ("limit", "rule", "expected"),
    [
        (Limit(0, "即时"), None, True),
        (Limit(None, "当场"), None, True),
        (Limit(0, "工作日"), None, True),
        (Limit(1, "工作日"), None, False),
        (None, None, False),
        (Limit(0, "即时"), False, False),
        (Limit(5, "工作日"), True, True),
    ],
)
def test_at_once_is_the_bureaus_word_or_the_promise(limit, rule, expected):
    on = ground(rule=ItemRule(instant=rule))
    assert is_instant(replace(on, limits=replace(on.limits, promised=limit))) is expected

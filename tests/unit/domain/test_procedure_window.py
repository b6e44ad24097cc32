"""The window's acts: guards of AL 32, rounds, recall, repair, bars, what the law does by itself."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.domain.act_bodies import (
    Acceptance,
    ApplicantChange,
    ItemChange,
    NonAcceptance,
    Recall,
    SpotCorrection,
    Supplement,
)
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule
from app.domain.case import CaseState, Defect, HandedIn, OutcomeKind
from app.domain.catalogue import Limit
from app.domain.certificate import Bar, BarGround
from app.domain.procedure import to_return
from tests.unit.domain.builders import (
    CLERK,
    REVIEWER,
    SUPERVISOR,
    Desk,
    correction,
    ending,
    field_check,
    ground,
    material,
    opinion,
    supplement,
)

FORERUNNER = UUID(int=50)
OTHER_NOTICE = UUID(int=51)


def bar(which, item="A", until=date(2027, 1, 1)):
    return Bar("370902", UUID(int=60), "1", "某", which, "某决定", date(2026, 1, 1), until, item)


def test_registration_gives_defective_papers_back_to_be_handed_in_again():
    desk = Desk("09-18", ground("registration", legal=3))
    desk.materials = (material("m", HandedIn.DEFECTIVE), material("n", HandedIn.LACKING))
    assert to_return(desk.standing) == ("m",)
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) == "case.returned-wrong"
    desk.do(ActKind.ASK_CORRECTION, replace(correction(desk), returned=("m",)))
    assert desk.refuses(ActKind.SUPPLEMENT, supplement(desk, "n")) == "case.returned-missing"
    desk.do(ActKind.SUPPLEMENT, supplement(desk, "m", "n"))
    assert desk.state is CaseState.RECEIVED


def test_other_regimes_keep_what_is_defective():
    desk = Desk("09-18")
    desk.materials = (material("m", HandedIn.DEFECTIVE),)
    assert to_return(desk.standing) == ()
    returned = replace(correction(desk), returned=("m",))
    assert desk.refuses(ActKind.ASK_CORRECTION, returned) == "case.returned-wrong"
    desk.do(ActKind.ASK_CORRECTION, correction(desk))


def test_receipt_is_not_acceptance():
    desk = Desk("09-18")
    assert desk.state is CaseState.RECEIVED
    assert desk.case.accepted_at is None
    assert desk.case.legal_due is None
    desk.on("09-21").accepted()
    assert desk.case.accepted_at == desk.now
    assert desk.case.received_at.date() == date(2026, 9, 18)
    assert desk.case.outcome.kind is OutcomeKind.ACCEPT


def test_a_case_is_received_once():
    assert Desk("09-18").refuses(ActKind.RECEIVE) == "case.already-received"


def test_acceptance_needs_the_form_and_the_materials():
    desk = Desk("09-18")
    desk.faults = ("名称",)
    body = Acceptance(date(2026, 9, 18))
    assert desk.greyed(ActKind.ACCEPT) == "case.fields-missing"
    assert desk.refuses(ActKind.ACCEPT, body) == "case.fields-missing"
    desk.faults, desk.materials = (), (material("m", HandedIn.LACKING),)
    assert desk.refuses(ActKind.ACCEPT, body) == "case.materials-missing"
    desk.materials = (material("m", HandedIn.OWED),)
    assert desk.refuses(ActKind.ACCEPT, body) == "case.owes"


def test_an_acceptance_counts_from_its_own_day():
    desk = Desk("09-18")
    wrong = Acceptance(date(2026, 9, 21))
    assert desk.refuses(ActKind.ACCEPT, wrong) == "case.counts-from-wrong"
    on_saturday = Desk("09-26")
    assert on_saturday.refuses(ActKind.ACCEPT, Acceptance(date(2026, 9, 26)))
    assert on_saturday.refuses(ActKind.ACCEPT, Acceptance(date(2026, 9, 28))) is None


def test_what_is_owed_comes_piece_by_piece_and_then_the_case_owes_nothing():
    desk = Desk("09-18").owing("09-24", "m", "n")
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED_OWING, date(2026, 9, 24))
    assert desk.refuses(ActKind.SUPPLY_OWED, Supplement(1, ("x",))) == "case.not-owed"
    assert desk.refuses(ActKind.SUPPLY_OWED, Supplement(1, ())) == "case.nothing-handed-in"
    desk.on("09-22").do(ActKind.SUPPLY_OWED, Supplement(1, ("m",)))
    assert desk.state is CaseState.ACCEPTED_OWING
    desk.on("09-24").do(ActKind.SUPPLY_OWED, Supplement(1, ("n",)))
    assert (desk.state, desk.case.owed_due) == (CaseState.ACCEPTED, None)


def test_a_debt_without_a_day_is_no_acceptance():
    desk = Desk("09-18")
    desk.materials, desk.tolerance = (material("m", HandedIn.OWED),), {"m": 4}
    assert desk.refuses(ActKind.ACCEPT_OWING, Acceptance(date(2026, 9, 18))) == "case.owes-nothing"


def test_a_correction_tells_everything_at_once():
    desk = Desk("09-18")
    assert desk.refuses(ActKind.ASK_CORRECTION, replace(correction(desk), defects=())) == (
        "case.no-defects"
    )
    vague = correction(desk, Defect("其他", "不全", ""))
    assert desk.refuses(ActKind.ASK_CORRECTION, vague) == "case.defect-unclear"
    flagged = replace(correction(desk), second=True, why="x")
    assert desk.refuses(ActKind.ASK_CORRECTION, flagged) == "case.second-notice-flag"
    assert desk.refuses(ActKind.ASK_CORRECTION, replace(correction(desk), round=2)) == (
        "case.round-wrong"
    )
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    assert (desk.state, desk.case.corrections) == (CaseState.CORRECTION, 1)
    assert desk.greyed(ActKind.ASK_CORRECTION) == "case.not-while-correction"
    assert desk.greyed(ActKind.ACCEPT) == "case.not-while-correction"


def test_a_second_notice_is_for_new_papers_flagged_and_says_why():
    desk = Desk("09-18")
    desk.materials = (material("m"), material("n"))
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-21").do(ActKind.SUPPLEMENT, supplement(desk, "m"))
    assert desk.refuses(ActKind.ASK_CORRECTION, replace(correction(desk), second=False)) == (
        "case.second-notice-flag"
    )
    assert desk.refuses(ActKind.ASK_CORRECTION, correction(desk)) == "case.second-notice-why"
    old = correction(desk, Defect("材料n", "过期", "在有效期内"), why="当时未发现")
    assert desk.refuses(ActKind.ASK_CORRECTION, old) == "case.second-notice-old"
    field = correction(desk, Defect("经营场所面积", "未填", "按实填写"), why="当时未发现")
    assert desk.refuses(ActKind.ASK_CORRECTION, field) == "case.second-notice-old"
    new = correction(desk, Defect("材料m", "新交的缺页", "完整"), why="新材料缺页")
    desk.do(ActKind.ASK_CORRECTION, new)
    assert desk.case.corrections == 2


def test_without_new_papers_there_is_no_second_notice():
    desk = Desk("09-18")
    act = desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.do(ActKind.RECALL_CORRECTION, Recall(act.id, "误发"))
    assert desk.greyed(ActKind.ASK_CORRECTION) is None
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    assert desk.case.corrections == 1


def test_a_supplement_opens_the_next_round_and_hands_in_anew():
    desk = Desk("09-18")
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-22")
    assert desk.refuses(ActKind.SUPPLEMENT, Supplement(3, ("m",))) == "case.round-wrong"
    assert desk.refuses(ActKind.SUPPLEMENT, Supplement(2, ())) == "case.nothing-handed-in"
    desk.do(ActKind.SUPPLEMENT, supplement(desk))
    assert (desk.state, desk.case.round, desk.case.handed_in_at) == (
        CaseState.RECEIVED,
        2,
        desk.now,
    )


def test_only_the_last_notice_is_recalled_with_its_reason():
    desk = Desk("09-18")
    act = desk.do(ActKind.ASK_CORRECTION, correction(desk))
    assert desk.refuses(ActKind.RECALL_CORRECTION, Recall(OTHER_NOTICE, "误发")) == (
        "case.recall-of-another"
    )
    assert desk.refuses(ActKind.RECALL_CORRECTION, Recall(act.id, " ")) == "case.why-missing"
    assert desk.refuses(ActKind.RECALL_CORRECTION, Recall(act.id, "误发"), REVIEWER)
    desk.do(ActKind.RECALL_CORRECTION, Recall(act.id, "误发"), SUPERVISOR)
    assert desk.state is CaseState.RECEIVED


def test_non_acceptance_names_reason_and_competent_body():
    desk = Desk("09-18")
    assert desk.refuses(ActKind.NOT_ACCEPT, NonAcceptance("", "", "某局")) == "case.no-reason"
    assert desk.refuses(ActKind.NOT_ACCEPT, NonAcceptance("不属本机关", "", "")) == (
        "case.no-competent-body"
    )
    without = replace(desk.ground, decider=replace(desk.ground.decider, court=""))
    desk.ground = without
    assert desk.refuses(ActKind.NOT_ACCEPT, NonAcceptance("不属本机关", "", "某局")) == (
        "case.no-remedies"
    )
    assert desk.refuses(ActKind.NOT_NEEDED, NonAcceptance(" ")) == "case.no-reason"
    desk.do(ActKind.NOT_NEEDED, NonAcceptance("依法不需要"))
    assert (desk.state, desk.case.outcome.reason) == (CaseState.NOT_NEEDED, "依法不需要")


def test_the_applicant_withdraws_by_signature_until_the_decision():
    desk = Desk("09-18").accepted()
    assert desk.refuses(ActKind.WITHDRAW, ending(signed=False)) == "case.withdrawal-unsigned"
    desk.do(ActKind.WITHDRAW, ending())
    assert desk.state is CaseState.WITHDRAWN
    assert desk.greyed(ActKind.ACCEPT) == "case.not-after-withdrawal"


def test_a_termination_has_a_listed_ground_and_a_reason():
    desk = Desk("09-18")
    assert desk.refuses(ActKind.TERMINATE, ending("whim")) == "case.ground-unknown"
    assert desk.refuses(ActKind.TERMINATE, ending("body-ended", " ")) == "case.why-missing"
    for untrue in ("not-supplied", "no-result", "owed-lapsed"):
        assert desk.refuses(ActKind.TERMINATE, ending(untrue)) == "case.ground-not-so", untrue
    desk.do(ActKind.TERMINATE, ending("body-ended"))
    assert desk.state is CaseState.TERMINATED


def test_a_spot_correction_says_what_and_moves_nothing():
    desk = Desk("09-18")
    assert desk.refuses(ActKind.SPOT_CORRECTION, SpotCorrection(" ")) == "case.what-missing"
    before = desk.case
    desk.do(ActKind.SPOT_CORRECTION, SpotCorrection("电话号码"))
    assert desk.case == replace(before, acts=2)


def test_a_wrong_item_is_changed_until_its_examination_and_falls_back_to_the_receipt():
    desk = Desk("09-18").on("09-21").accepted()
    assert desk.refuses(ActKind.CHANGE_ITEM, ItemChange("A", "A", "误选")) == "case.item-same"
    assert desk.refuses(ActKind.CHANGE_ITEM, ItemChange("A", "B", "")) == "case.why-missing"
    desk.do(ActKind.CHANGE_ITEM, ItemChange("A", "B", "误选"))
    assert (desk.state, desk.case.accepted_at, desk.case.legal_due) == (
        CaseState.RECEIVED,
        None,
        None,
    )
    assert desk.case.handed_in_at.date() == date(2026, 9, 18)
    assert desk.case.notice_due == date(2026, 9, 24)
    desk.accepted().do(ActKind.FIELD_CHECK, field_check(desk), REVIEWER)
    assert desk.greyed(ActKind.CHANGE_ITEM) == "case.examined-already"


def test_an_examined_item_is_not_changed():
    desk = Desk("09-18").accepted()
    desk.do(ActKind.OPINE, opinion(desk), REVIEWER)
    assert desk.greyed(ActKind.CHANGE_ITEM) == "case.examined-already"
    same = ApplicantChange("x", "x", "误录")
    assert desk.refuses(ActKind.CHANGE_APPLICANT, same) == "case.applicant-same"
    before = desk.case
    desk.do(ActKind.CHANGE_APPLICANT, ApplicantChange("x", "y", "误录"))
    assert desk.case == replace(before, acts=before.acts + 1)


@pytest.mark.parametrize("which", [BarGround.FALSE_MATERIALS, BarGround.FRAUD])
def test_who_is_barred_from_a_matter_of_safety_is_not_admitted_to_it(which):
    safety = replace(ground(rule=ItemRule(safety=True)), bars=(bar(which),))
    desk = Desk("09-18", safety)
    assert desk.greyed(ActKind.ACCEPT) == "case.barred"
    assert Desk("09-18", replace(safety, rule=ItemRule())).greyed(ActKind.ACCEPT) is None
    other = replace(safety, bars=(bar(which, "B"),))
    assert Desk("09-18", other).greyed(ActKind.ACCEPT) is None
    everywhere = replace(safety, bars=(bar(which, ""),))
    assert Desk("09-18", everywhere).greyed(ActKind.ACCEPT) == "case.barred"
    over = replace(safety, bars=(bar(which, until=date(2026, 9, 17)),))
    assert Desk("09-18", over).greyed(ActKind.ACCEPT) is None


def test_bad_credit_shuts_tolerance_and_promise_and_nothing_else():
    poor = replace(ground(), bars=(bar(BarGround.BAD_CREDIT, ""),))
    desk = Desk("09-18", poor)
    assert desk.greyed(ActKind.ACCEPT) is None
    desk.materials = (material("m", HandedIn.PROMISED),)
    assert desk.greyed(ActKind.ACCEPT) == "case.credit-promise"
    desk.materials, desk.tolerance = (material("m", HandedIn.OWED),), {"m": 3}
    assert desk.greyed(ActKind.ACCEPT_OWING) == "case.credit-owing"


def test_nobody_acts_out_of_order_or_in_the_future():
    desk = Desk("09-18").on("09-21")
    body = Acceptance(date(2026, 9, 21))
    assert desk.refuses(ActKind.ACCEPT, body, at=desk.now + timedelta(minutes=1)) == (
        "case.in-future"
    )
    assert desk.refuses(ActKind.ACCEPT, body, at=desk.now - timedelta(days=9)) == (
        "case.before-last-act"
    )
    act = desk.act(ActKind.ACCEPT, body)
    for wrong in (replace(act, seq=3), replace(act, case_id=OTHER_NOTICE)):
        with pytest.raises(Exception, match=r"case\.changed-meanwhile"):
            desk.put(wrong, CLERK)


def test_a_body_of_another_kind_is_our_own_fault():
    desk = Desk("09-18")
    with pytest.raises(TypeError):
        desk.do(ActKind.WITHDRAW, Acceptance(date(2026, 9, 18)))


def test_what_was_not_supplied_ends_a_case_when_the_term_for_it_is_over():
    desk = Desk("09-18", ground(resubmit=Limit(3, "工作日")))
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.on("09-22")  # 09-20 is a make-up working day
    assert desk.refuses(ActKind.TERMINATE, ending("not-supplied")) == "case.ground-not-so"
    desk.on("09-23").do(ActKind.TERMINATE, ending("not-supplied"))
    assert desk.state is CaseState.TERMINATED

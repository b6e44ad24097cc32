"""The inspectors' sheet: what a file needs, and what is missing from it."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest

from app.domain.act_bodies import (
    NOTHING,
    Acceptance,
    Correction,
    Decision,
    Delivery,
    DeliveryWay,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    NonAcceptance,
    Officer,
    Opinion,
    Rank,
    Recall,
    Resumption,
    Stop,
    Verdict,
)
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState, Defect
from app.domain.file_audit import ORDER, FileFacts, missing, scored
from app.domain.paper import PaperKind
from app.domain.served import FiledPaper
from app.wording.hand_over import SCORE_LINES
from app.wording.sentences import all_sentences, sentence

CHINA = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 11, 2, 9, tzinfo=CHINA)
STEPS = ("承办", "审核")


def an_act(seq, kind, body=NOTHING, day=0):
    return Act(
        region="370900",
        id=uuid4(),
        case_id=UUID(int=1),
        seq=seq,
        kind=kind,
        at=MONDAY + timedelta(days=day),
        recorded_at=MONDAY + timedelta(days=day),
        by=UUID(int=9),
        by_name="张三",
        body=body,
    )


def a_case(**changes):
    case = Case(
        region="370900",
        id=UUID(int=1),
        sitting_id=UUID(int=2),
        item_id="X-01",
        item_version=1,
        item_hash="",
        item_name="某项许可",
        department="某局",
        decider="bureau",
        regime="licence",
        number="件1号",
        barcode="CS1",
        state=CaseState.ISSUED,
        received_at=MONDAY,
        handed_in_at=MONDAY,
        accepted_at=MONDAY,
        legal_due=date(2026, 11, 30),
        decided_at=MONDAY + timedelta(days=7),
        issue_due=date(2026, 11, 23),
        delivered_at=MONDAY + timedelta(days=8),
    )
    return replace(case, **changes)


def an_issued_file():
    """A file as it should be: received, accepted, reviewed in two steps, granted, delivered."""
    delivery = Delivery(
        UUID(int=5),
        DeliveryWay.COUNTER,
        "李四",
        "applicant",
        "123X",
        "大厅",
        ("准1号",),
        "on-paper",
    )
    acts = (
        an_act(1, ActKind.RECEIVE),
        an_act(2, ActKind.ACCEPT, Acceptance(MONDAY.date())),
        an_act(3, ActKind.OPINE, Opinion(0, STEPS[0], Verdict.GRANT), 3),
        an_act(4, ActKind.OPINE, Opinion(1, STEPS[1], Verdict.GRANT), 7),
        an_act(5, ActKind.GRANT, Decision(content="准予"), 7),
        an_act(6, ActKind.DELIVER, delivery, 8),
    )
    return FileFacts(
        case=a_case(acts=6),
        acts=acts,
        papers=(
            FiledPaper(PaperKind.APPLICATION, "申1号"),
            FiledPaper(PaperKind.RECEIPT, "收1号"),
            FiledPaper(PaperKind.ACCEPTANCE, "受1号", acts[1].id),
            FiledPaper(PaperKind.GRANT, "准1号", acts[4].id),
            FiledPaper(PaperKind.DELIVERY, "送1号", acts[5].id),
        ),
        steps=STEPS,
        events=8,
    )


def with_acts(facts, *added, papers=(), **changes):
    acts = (*facts.acts, *(replace(act, seq=len(facts.acts) + n) for n, act in enumerate(added, 1)))
    case = replace(facts.case, acts=len(acts), **changes)
    return replace(facts, acts=acts, case=case, papers=(*facts.papers, *papers))


def without(facts, kind):
    return replace(facts, papers=tuple(p for p in facts.papers if p.kind is not kind))


def line(facts, code):
    return next(one for one in scored(facts) if one.code == code)


def codes(facts, code):
    found = line(facts, code).missing
    return None if found is None else [one.code.removeprefix("case-file.") for one in found]


def test_a_file_as_it_should_be_misses_nothing():
    facts = an_issued_file()
    assert missing(scored(facts)) == ()
    passed = {one.code for one in scored(facts) if one.missing == ()}
    assert passed == {"acceptance", "in-time", "opinions", "supervision", "delivery", "binding"}


def test_the_points_are_those_of_the_sheet():
    points = [one.points for one in scored(an_issued_file())]
    assert points == [5, 10, 6, 6, 15, 6, 5, 10, 19, 10, 5, 12]
    assert [one.code for one in scored(an_issued_file())] == list(SCORE_LINES)


@pytest.mark.parametrize(("kind", "row", "code"), [
    (PaperKind.RECEIPT, "acceptance", "no-receipt"),
    (PaperKind.ACCEPTANCE, "acceptance", "no-acceptance-paper"),
    (PaperKind.GRANT, "binding", "no-decision-paper"),
    (PaperKind.DELIVERY, "delivery", "no-delivery-record"),
    (PaperKind.APPLICATION, "binding", "no-application"),
])  # fmt: skip
def test_every_paper_that_is_gone_is_missed(kind, row, code):
    assert codes(without(an_issued_file(), kind), row) == [code]


def test_a_paper_of_another_act_does_not_count():
    facts = an_issued_file()
    strange = FiledPaper(PaperKind.GRANT, "准2号", uuid4())
    other = without(facts, PaperKind.GRANT)
    assert codes(replace(other, papers=(*other.papers, strange)), "binding") == [
        "no-decision-paper"
    ]


def test_what_is_decided_at_the_window_needs_no_slip_and_no_steps():
    facts = without(an_issued_file(), PaperKind.ACCEPTANCE)
    acts = tuple(
        replace(act, body=Decision(on_the_spot=True)) if act.kind is ActKind.GRANT else act
        for act in facts.acts
        if act.kind is not ActKind.OPINE
    )
    spot = replace(facts, acts=acts)
    assert codes(spot, "acceptance") == []
    assert codes(spot, "opinions") is None


def test_a_step_that_did_not_speak_is_named():
    facts = an_issued_file()
    silent = replace(facts, acts=tuple(a for a in facts.acts if a.seq != 4))
    found = line(silent, "opinions").missing
    assert [one.params["step"] for one in found] == ["审核"]
    back = an_act(7, ActKind.OPINE, Opinion(0, STEPS[0], Verdict.RETURN))
    assert codes(with_acts(facts, back), "opinions") == ["no-opinion"]


def test_acceptance_by_law_tells_the_lost_days():
    facts = with_acts(
        an_issued_file(), an_act(7, ActKind.ACCEPT_BY_LAW, Acceptance(MONDAY.date(), 3))
    )
    found = line(facts, "in-time").missing
    assert [one.code for one in found] == ["case-file.accepted-by-law"]
    assert found[0].params["lost"] == "3"


def test_late_is_the_day_after_the_last():
    facts = an_issued_file()
    on_the_day = replace(facts.case, decided_at=datetime(2026, 11, 30, 23, tzinfo=CHINA))
    assert codes(replace(facts, case=on_the_day), "in-time") == []
    late = replace(facts.case, decided_at=datetime(2026, 12, 1, 0, tzinfo=CHINA))
    assert codes(replace(facts, case=late), "in-time") == ["decided-late"]
    slow = replace(facts.case, delivered_at=datetime(2026, 11, 24, 9, tzinfo=CHINA))
    assert codes(replace(facts, case=slow), "in-time") == ["issued-late"]


def test_an_extension_needs_its_approver_and_its_paper():
    extended = an_act(7, ActKind.EXTEND, Extension(10, "复杂", Rank.AGENCY_HEAD, "局长"))
    facts = with_acts(an_issued_file(), extended)
    assert codes(facts, "in-time") == ["extension-unapproved"]
    told = FiledPaper(PaperKind.EXTENSION, "延1号", extended.id)
    assert codes(replace(facts, papers=(*facts.papers, told)), "in-time") == []
    unsigned = replace(extended, body=Extension(10, "复杂", Rank.AGENCY_HEAD, " "))
    other = with_acts(an_issued_file(), unsigned, papers=(told,))
    assert codes(other, "in-time") == ["extension-unapproved"]


def test_corrections_are_told_once_and_in_writing():
    assert codes(an_issued_file(), "correction") is None
    defect = Defect("章程", "未提交", "提交原件")
    asked = an_act(7, ActKind.ASK_CORRECTION, Correction(1, (defect,)))
    assert codes(with_acts(an_issued_file(), asked), "correction") == ["no-correction-paper"]
    second = replace(asked, body=Correction(2, (defect,), second=True))
    paper = FiledPaper(PaperKind.CORRECTION, "补1号", asked.id)
    facts = with_acts(an_issued_file(), second, papers=(paper,))
    assert codes(facts, "correction") == ["second-correction-unexplained"]
    taken_back = an_act(8, ActKind.RECALL_CORRECTION, Recall(asked.id, "误发"))
    assert codes(with_acts(an_issued_file(), asked, taken_back), "correction") is None


def test_a_refusal_says_facts_reasons_and_basis():
    whole = Decision(facts="面积不足", reasons="不符合条件", basis="某法第一条")
    for body, expected in (
        (whole, []),
        (replace(whole, reasons=" "), ["no-reasons"]),
        (replace(whole, basis=""), ["no-reasons"]),
    ):
        facts = with_acts(an_issued_file(), an_act(7, ActKind.REFUSE, body))
        assert codes(facts, "reasons") == expected


def test_non_acceptance_names_the_competent_body():
    named = NonAcceptance("不属于本机关职权", competent="某局")
    assert codes(with_acts(an_issued_file(), an_act(7, ActKind.NOT_ACCEPT, named)), "reasons") == []
    silent = NonAcceptance("不属于本机关职权")
    false = NonAcceptance("证明系伪造", false_materials=True)
    assert codes(with_acts(an_issued_file(), an_act(7, ActKind.NOT_ACCEPT, false)), "reasons") == []
    facts = with_acts(an_issued_file(), an_act(7, ActKind.NOT_ACCEPT, silent))
    assert codes(facts, "reasons") == ["no-reasons"]
    free = with_acts(an_issued_file(), an_act(7, ActKind.NOT_NEEDED, NonAcceptance("不需要许可")))
    assert codes(free, "reasons") == []


def test_a_field_check_needs_two_officers_and_a_record():
    due = replace(an_issued_file(), field_check=True)
    assert codes(due, "inspection") == ["no-field-check"]
    two = (Officer("甲", "1"), Officer("乙", "2"))
    body = FieldCheck(two, "现场", MONDAY, MONDAY, "合格", passed=True)
    check = an_act(7, ActKind.FIELD_CHECK, body)
    record = FiledPaper(PaperKind.FIELD_CHECK, "查1号", check.id)
    assert codes(with_acts(due, check), "inspection") == ["no-field-record"]
    assert codes(with_acts(due, check, papers=(record,)), "inspection") == []
    nameless = replace(check, body=replace(body, officers=(two[0], Officer("乙", " "))))
    facts = with_acts(due, nameless, papers=(record,))
    assert codes(facts, "inspection") == ["too-few-inspectors"]


def test_time_that_is_not_counted_is_told_and_ends():
    stop = an_act(7, ActKind.STOP, Stop("test", "检验", "第四十五条", "送检", 5, MONDAY.date()))
    told = FiledPaper(PaperKind.SPECIAL, "特1号", stop.id)
    assert codes(with_acts(an_issued_file(), stop), "special") == ["stop-untold", "stop-open"]
    ended = an_act(8, ActKind.RESUME, Resumption(stop.id, MONDAY.date(), "合格"))
    assert codes(with_acts(an_issued_file(), stop, ended, papers=(told,)), "special") == []


def test_what_is_owed_was_promised_in_writing():
    facts = an_issued_file()
    owing = tuple(
        replace(act, kind=ActKind.ACCEPT_OWING) if act.kind is ActKind.ACCEPT else act
        for act in facts.acts
    )
    assert codes(replace(facts, acts=owing), "special") == ["no-tolerance-paper"]
    assert codes(replace(facts, lacking=("健康证",)), "binding") == ["materials-outstanding"]


def test_nobody_is_decided_about_before_he_could_ask_to_be_heard():
    notice = HearingNotice(("邻居",), "采光", hearing=True, until=date(2026, 11, 9))
    told = an_act(7, ActKind.TELL_HEARING, notice)
    paper = FiledPaper(PaperKind.HEARING, "听1号", told.id)
    facts = with_acts(an_issued_file(), told, papers=(paper,))
    assert codes(facts, "hearing") == ["decided-before-hearing"]
    earlier = replace(told, body=replace(notice, until=date(2026, 11, 8)))
    assert codes(with_acts(an_issued_file(), earlier, papers=(paper,)), "hearing") == []


def test_fees_have_basis_notice_receipt_and_are_paid():
    assert codes(an_issued_file(), "fees") is None
    assert codes(replace(an_issued_file(), fee_fen=5000), "fees") == ["fee-not-asked"]
    asked = an_act(7, ActKind.DEMAND_FEE, Fee(5000, "某收费办法"))
    paper = FiledPaper(PaperKind.FEE, "费1号", asked.id)
    found = with_acts(an_issued_file(), asked, papers=(paper,))
    assert codes(found, "fees") == ["fee-unpaid"]
    assert line(found, "fees").missing[0].params["amount"] == "50.00"
    paid = an_act(8, ActKind.PAY_FEE, Fee(5000, "某收费办法", "票1"))
    assert codes(with_acts(an_issued_file(), asked, paid, papers=(paper,)), "fees") == []
    bare = (replace(asked, body=Fee(5000, "")), replace(paid, body=Fee(5000, "")))
    facts = with_acts(an_issued_file(), *bare, papers=(paper,))
    assert codes(facts, "fees") == ["fee-without-basis", "fee-without-receipt"]


def test_a_gap_in_the_record_is_seen():
    facts = an_issued_file()
    assert codes(replace(facts, events=5), "supervision") == ["record-has-gaps"]
    assert codes(replace(facts, acts=facts.acts[:3] + facts.acts[4:]), "supervision") != []
    assert codes(replace(facts, case=replace(facts.case, acts=7)), "supervision") != []


def test_what_was_never_handed_over_is_missed():
    facts = an_issued_file()
    kept = replace(facts, acts=facts.acts[:-1], case=replace(facts.case, state=CaseState.REFUSED))
    assert codes(kept, "delivery") == ["not-delivered"]
    withdrawn = replace(kept, case=replace(facts.case, state=CaseState.WITHDRAWN))
    assert codes(withdrawn, "delivery") is None


def test_what_silence_renewed_has_nothing_to_hand_over():
    facts = an_issued_file()
    kept = replace(facts, acts=facts.acts[:-1])
    assert codes(kept, "delivery") == ["not-delivered"]
    assert codes(with_acts(kept, an_act(99, ActKind.RENEW_BY_LAW)), "delivery") is None


def test_every_paper_of_a_case_has_its_place_once():
    left_out = {PaperKind.SLIP, PaperKind.CONSULTATION, PaperKind.TRANSFER, PaperKind.COLLECTION}
    assert sorted(ORDER) == sorted(set(PaperKind) - left_out)


def test_every_finding_has_a_sentence():
    facts = without(an_issued_file(), PaperKind.RECEIPT)
    for one in missing(scored(facts)):
        assert one.code in all_sentences()
        assert "…" not in sentence(one)

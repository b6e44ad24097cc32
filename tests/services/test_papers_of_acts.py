"""Papers of acts: one for each act that calls for one, and none for what was taken back."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.documents import PAPER_KINDS
from app.domain.act_bodies import (
    Assignment,
    Correction,
    Delivery,
    DeliveryWay,
    Ending,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    Officer,
    Rank,
    Recall,
    Stop,
    Supplement,
)
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import Applicant, ApplicantKind, Defect, Outcome, OutcomeKind
from app.domain.paper import PaperKind, PaperState
from app.services import operation_of_law, outcomes, papers, proceeding, repair
from app.services.numbers import _WORDS
from tests.documents.builders import joined_text
from tests.services.builders import concluded, received, with_waiting
from tests.services.desk import opened
from tests.services.people import REFUSED, certified, person, reviewed, with_rule
from tests.services.problems import problem

REGISTRATION, FOOD = "SCJG-02", "SCJG-03"


@pytest.fixture
def office(started_store, tmp_path, clock):
    office = opened(started_store, tmp_path / "home", clock)  # fonts are opened once for all tests
    yield office
    office.store.close()


@pytest.fixture
def hall(office, people, tmp_path):
    """The restaurant as it was concluded, and short words for what is done with it."""

    def cases():
        with office.store.read() as reader:
            found = reader.cases.cases_of(people.clerk.region, sitting.id)
        return {case.item_id: case for case in found}

    def make(actor=people.clerk):
        made = papers.make_missing(office, actor, sitting.id)
        assert made.failures == ()
        return made.papers

    def do(item, kind, body, actor=people.clerk):
        return proceeding.do(office, actor, cases()[item].id, kind, body)

    def lines(*kinds):
        found = papers.of_sitting(office, people.clerk, sitting.id)
        return [line for line in found if line.kind in kinds]

    def text(paper):
        return joined_text(papers.content(office, people.clerk, paper.id), tmp_path)

    sitting = concluded(office, people.clerk).sitting
    return SimpleNamespace(
        office=office,
        people=people,
        sitting=sitting,
        cases=cases,
        make=make,
        do=do,
        lines=lines,
        text=text,
    )


@pytest.fixture
def food(hall):
    """The food licence, accepted after the registration was certified; its papers are made."""
    certified(hall.people, hall.cases()[REGISTRATION])
    outcome = Outcome(FOOD, OutcomeKind.ACCEPT)
    case = outcomes.decide(hall.office, hall.people.clerk, hall.cases()[FOOD].id, outcome).case
    hall.make()
    return case


def kinds_of(made):
    return [paper.kind for paper in made]


def test_an_acceptance_is_the_paper_of_its_act(hall):
    hall.make()
    (line,) = hall.lines(PaperKind.ACCEPTANCE)
    acts = proceeding.view_case(hall.office, hall.people.clerk, line.case_id).acts
    assert [act.id for act in acts if act.kind is ActKind.ACCEPT] == [line.act_id]
    assert line.state is PaperState.ORIGINAL


def test_a_registrars_decision_is_told_in_the_words_of_its_regime(hall):
    hall.make()
    reviewed(hall.people, hall.cases()[REGISTRATION])
    made = hall.make(hall.people.approver)
    assert kinds_of(made) == [PaperKind.REGISTRATION, PaperKind.COLLECTION]
    text = hall.text(made[0])
    assert "准予登记通知书" in text
    assert "行政许可" not in text.replace("行政许可专用章", "")
    assert "登〔2026〕1号" in text
    assert hall.sitting.query_code in hall.text(made[1])


def test_a_registrars_refusal_names_the_ways_out(hall):
    hall.make()
    reviewed(hall.people, hall.cases()[REGISTRATION], REFUSED)
    refusal, *others = hall.make(hall.people.approver)
    assert refusal.kind is PaperKind.REGISTRATION
    assert {paper.kind for paper in others} == {PaperKind.TERMINATION}  # what waited for it
    text = hall.text(refusal)
    for words in ("不予登记通知书", REFUSED.facts, "申请行政复议", "提起行政诉讼"):
        assert words in text
    assert "没有取得准予结果" in hall.text(others[0])


def test_a_licence_is_granted_and_refused_in_the_words_of_the_licensing_law(hall, food):
    reviewed(hall.people, food, REFUSED)
    (refusal,) = hall.make(hall.people.approver)
    assert refusal.kind is PaperKind.REFUSAL
    assert "不予行政许可决定书" in hall.text(refusal)
    assert "第三十八条第二款" in hall.text(refusal)


def test_every_act_on_the_way_has_its_paper_once(hall, food, clock):
    people = hall.people
    clock.move(days=1, hours=3)
    now = clock.now()
    testing = Stop("testing", "检测", "《某法》第四十五条", "须送检", 12, now.date())
    hall.do(FOOD, ActKind.STOP, testing, people.handler)
    (stop,) = hall.make(people.handler)
    assert stop.kind is PaperKind.SPECIAL
    assert "自2026年11月25日起至2026年12月11日止" in hall.text(stop)
    longer = Extension(10, "须补充核实", Rank.AGENCY_HEAD, "孙局长")
    hall.do(FOOD, ActKind.EXTEND, longer, people.head)
    (extension,) = hall.make(people.head)
    assert extension.kind is PaperKind.EXTENSION
    assert "延长10个工作日" in hall.text(extension)
    officers = (Officer("甲", "执1"), Officer("乙", "执2"))
    check = FieldCheck(officers, "虚构街1号", now - timedelta(hours=1), now, "符合", passed=True)
    hall.do(FOOD, ActKind.FIELD_CHECK, check, people.handler)
    told = HearingNotice(("某邻居",), "排油烟", hearing=True, until=now.date() + timedelta(days=9))
    hall.do(FOOD, ActKind.TELL_HEARING, told, people.handler)
    assert kinds_of(hall.make(people.handler)) == [PaperKind.FIELD_CHECK, PaperKind.HEARING]
    assert hall.make() == ()
    again = replace(check, findings="仍符合")
    hall.do(FOOD, ActKind.FIELD_CHECK, again, people.handler)
    assert "仍符合" in hall.text(hall.make()[0])
    assert len({line.act_id for line in hall.lines(PaperKind.FIELD_CHECK)}) == 2


def test_the_extended_day_is_the_clocks(hall, food):
    before = food.legal_due
    hall.do(FOOD, ActKind.EXTEND, Extension(10, "须核实", Rank.AGENCY_HEAD, "孙"), hall.people.head)
    due = hall.cases()[FOOD].legal_due
    assert due > before
    assert f"延长后的期限至{due.year}年{due.month}月{due.day}日止" in hall.text(hall.make()[0])


def test_a_transfer_slip_is_one_for_all_cases_of_a_team(office, people, system, tmp_path):
    with_waiting(office, system, "unified")
    done = concluded(office, people.clerk)
    made = papers.make_missing(office, people.clerk, done.sitting.id)
    slips = [paper for paper in made.papers if paper.kind is PaperKind.TRANSFER]
    teams = {case.team for case in done.cases if case.team}
    assert len(slips) == len(teams) > 1
    assert papers.make_missing(office, people.clerk, done.sitting.id).papers == ()
    names = [joined_text(slip.content, tmp_path) for slip in slips]
    for case in done.cases:
        assert sum(case.number in text for text in names) == 1


def test_a_case_handed_to_a_colleague_goes_with_its_paper(hall, food):
    people = hall.people
    case = food
    to = people.checker
    hall.do(
        FOOD, ActKind.CLAIM, Assignment(people.handler.account_id, "handler的姓名"), people.handler
    )
    body = Assignment(to.account_id, to.display_name, people.handler.account_id, "外出学习")
    hall.do(FOOD, ActKind.HAND_OVER, body, people.handler)
    (slip,) = hall.make(people.handler)
    text = hall.text(slip)
    assert slip.case_id == case.id
    assert people.handler.display_name in text
    assert to.display_name in text
    assert "外出学习" in text


def asked(office, people, item=REGISTRATION):
    """A sitting in which one item is to be corrected."""
    sitting = received(office, people.clerk).sitting
    chosen = {one.item_id: one for one in outcomes.propose(office, people.clerk, sitting.id)}
    defects = (Defect("章程", "缺签名", "由全体股东签名"),)
    chosen[item] = Outcome(item, OutcomeKind.CORRECT, defects=defects)
    done = outcomes.conclude(office, people.clerk, sitting.id, tuple(chosen.values()))
    return next(case for case in done.cases if case.item_id == item)


def last_act(office, people, case, kind):
    acts = proceeding.view_case(office, people.clerk, case.id).acts
    return [act for act in acts if act.kind is kind][-1]


def test_a_recalled_notice_becomes_void_and_is_not_made_again(office, people, tmp_path):
    case = asked(office, people)
    papers.make_missing(office, people.clerk, case.sitting_id)
    notice = last_act(office, people, case, ActKind.ASK_CORRECTION)
    recall = Recall(notice.id, "误发")
    proceeding.do(office, people.clerk, case.id, ActKind.RECALL_CORRECTION, recall)
    made = papers.make_missing(office, people.clerk, case.sitting_id)
    assert PaperKind.CORRECTION not in kinds_of(made.papers)
    lines = papers.of_sitting(office, people.clerk, case.sitting_id)
    (line,) = [line for line in lines if line.kind is PaperKind.CORRECTION]
    assert line.state is PaperState.VOID
    looked_at = papers.content(office, people.clerk, line.id)
    printed = papers.print_copy(office, people.clerk, line.id)
    assert "作废" in joined_text(looked_at, tmp_path)
    assert joined_text(printed.content, tmp_path) == joined_text(looked_at, tmp_path)
    with office.store.read() as reader:
        events = reader.journal.events(people.clerk.region, line.id)
    assert [e.data.get("reason") for e in events if e.kind == "paper.voided"] == ["误发"]


def test_a_notice_recalled_before_its_paper_has_none(office, people):
    case = asked(office, people)
    notice = last_act(office, people, case, ActKind.ASK_CORRECTION)
    recall = Recall(notice.id, "误发")
    proceeding.do(office, people.clerk, case.id, ActKind.RECALL_CORRECTION, recall)
    made = papers.make_missing(office, people.clerk, case.sitting_id)
    assert PaperKind.CORRECTION not in kinds_of(made.papers)


def test_the_term_of_a_notice_counts_from_the_notice(office, people, tmp_path):
    case = asked(office, people)
    made = papers.make_missing(office, people.clerk, case.sitting_id)
    (notice,) = [paper for paper in made.papers if paper.kind is PaperKind.CORRECTION]
    assert "请于2026年12月24日前" in joined_text(notice.content, tmp_path)


def test_a_supplement_has_a_receipt_of_its_own(office, people, tmp_path):
    case = asked(office, people)
    papers.make_missing(office, people.clerk, case.sitting_id)
    with office.store.read() as reader:
        sitting = reader.cases.sitting(people.clerk.region, case.sitting_id)
    handed = next(one for one in sitting.materials if case.item_id in one.items)
    body = Supplement(2, (handed.key,))
    proceeding.do(office, people.clerk, case.id, ActKind.SUPPLEMENT, body)
    made = papers.make_missing(office, people.clerk, case.sitting_id).papers
    assert kinds_of(made) == [PaperKind.RECEIPT]
    text = joined_text(made[0].content, tmp_path)
    assert "补正材料接收凭证" in text
    assert handed.label in text
    body = Correction(2, (Defect(handed.label, "缺页", "补齐"),), second=True, why="新件缺页")
    proceeding.do(office, people.clerk, case.id, ActKind.ASK_CORRECTION, body)
    (second,) = papers.make_missing(office, people.clerk, case.sitting_id).papers
    assert "新件缺页" in joined_text(second.content, tmp_path)
    with office.store.read() as reader:
        (event,) = reader.journal.events(people.clerk.region, second.id)
    assert event.data["second"] is True


def test_silence_has_its_acceptance_paper(office, people, clock, tmp_path, monkeypatch):
    sitting = received(office, people.clerk).sitting
    outcomes.conclude(
        office, people.clerk, sitting.id, outcomes.propose(office, people.clerk, sitting.id)
    )
    with office.store.read() as reader:
        case = next(
            c
            for c in reader.cases.cases_of(people.clerk.region, sitting.id)
            if c.item_id == REGISTRATION
        )
    certified(people, case)
    papers.make_missing(office, people.clerk, sitting.id)
    clock.move(days=30)
    done = operation_of_law.run(office)
    assert {act.kind for act in done.acted} == {ActKind.ACCEPT_BY_LAW}
    made = papers.make_missing(office, people.clerk, sitting.id)
    assert made.failures == ()
    acceptances = [paper for paper in made.papers if paper.kind is PaperKind.ACCEPTANCE]
    assert len(acceptances) == len(done.acted)
    assert "自收到申请材料之日起即为受理" in joined_text(acceptances[0].content, tmp_path)


def test_who_withdraws_signs_a_form_first_and_is_told_the_end(hall, food):
    form = papers.withdrawal_form(hall.office, hall.people.clerk, food.id)
    assert papers.withdrawal_form(hall.office, hall.people.clerk, food.id) == form
    assert "撤回行政许可申请书" in hall.text(form)
    hall.do(FOOD, ActKind.WITHDRAW, Ending("on-request", "改变经营计划", signed=True))
    (told,) = hall.make()
    assert told.kind is PaperKind.TERMINATION
    assert "改变经营计划" in hall.text(told)
    with problem("paper.nothing-to-withdraw"):
        papers.withdrawal_form(hall.office, hall.people.clerk, food.id)
    with problem("case.unknown"):
        papers.withdrawal_form(hall.office, hall.people.clerk, hall.sitting.id)


def test_another_applicant_gets_every_paper_anew(hall):
    first = hall.make()
    applicant = Applicant(
        ApplicantKind.PERSON, "阿卜杜热西提·买买提", "居民身份证", "11010119900307803X"
    )
    repair.change_applicant(
        hall.office, hall.people.clerk, hall.sitting.id, applicant, "录错申请人"
    )
    again = hall.make()
    kept = {PaperKind.TRANSFER}
    assert sorted(kinds_of(again)) == sorted(k for k in kinds_of(first) if k not in kept)
    receipts = hall.lines(PaperKind.RECEIPT)
    assert [line.state for line in receipts] == [PaperState.VOID, PaperState.ORIGINAL]
    assert "阿卜杜热西提·买买提" in hall.text(receipts[1])
    assert receipts[0].number != receipts[1].number
    assert hall.make() == ()


def test_a_fee_is_asked_for_in_writing(hall, food):
    with_rule(hall.office, FOOD, fee="30.00", fee_basis="某收费目录")
    hall.do(FOOD, ActKind.DEMAND_FEE, Fee(3000, "某收费目录"))
    (notice,) = hall.make()
    assert notice.kind is PaperKind.FEE
    assert "人民币30.00元（大写：人民币叁拾元整）" in hall.text(notice)


def test_a_delivery_lists_what_was_handed_over(hall):
    hall.make()
    reviewed(hall.people, hall.cases()[REGISTRATION], REFUSED)
    refusal = next(p for p in hall.make() if p.kind is PaperKind.REGISTRATION)
    body = Delivery(
        hall.office.clock.new_id(), DeliveryWay.COUNTER, "张三", "applicant", "803X",
        "出件窗口", (refusal.number,), "on-paper",
    )  # fmt: skip
    hall.do(REGISTRATION, ActKind.DELIVER, body)
    (record,) = hall.make()
    assert record.kind is PaperKind.DELIVERY
    text = hall.text(record)
    assert f"不予登记通知书{refusal.number}" in text
    assert "张三" in text


@pytest.mark.parametrize(
    "role",
    [Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.ISSUER, Role.SUPERVISOR],
)
def test_whoever_works_on_cases_may_make_and_print_papers(office, people, role):
    sitting = received(office, people.clerk).sitting
    actor = person(office, f"one-{role}", role)
    made = papers.make_missing(office, actor, sitting.id).papers
    assert papers.print_copy(office, actor, made[0].id).copy == 0


def test_an_administrator_makes_no_papers(office, people, system):
    sitting = received(office, people.clerk).sitting
    with problem("right.missing"):
        papers.make_missing(office, system, sitting.id)
    with problem("right.missing"):
        papers.content(office, system, sitting.id)


def test_every_kind_of_number_has_its_own_word_and_letters():
    words, letters = zip(*_WORDS.values(), strict=True)
    assert len(set(words)) == len(words)
    assert len(set(letters)) == len(letters)
    assert all(len(code) == 2 for code in letters)
    assert set(_WORDS) >= set(PAPER_KINDS)

"""Papers of an order to put a promise right, and of a decider for whom the window only takes in."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.act_bodies import PromiseCheck
from app.domain.acts import ActKind
from app.domain.case import Defect, HandedIn, Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.services import outcomes, papers, proceeding
from tests.documents.builders import joined_text
from tests.services.builders import concluded, received
from tests.services.desk import opened
from tests.services.people import REFUSED, certified, reviewed, with_rule

REGISTRATION, FOOD = "SCJG-02", "SCJG-03"


@pytest.fixture
def office(started_store, tmp_path, clock):
    office = opened(started_store, tmp_path / "home", clock)
    yield office
    office.store.close()


def accepted(office, people):
    """The food licence, accepted after the registration that it waited for."""
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    certified(people, cases[REGISTRATION])
    food = cases[FOOD]
    outcomes.decide(office, people.clerk, food.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    return food


def promised(office, people, food):
    """Put a promise in the place of one of its materials."""
    sitting = proceeding.view_case(office, people.clerk, food.id).seen.sitting
    lines = list(sitting.materials)
    place = next(n for n, one in enumerate(lines) if FOOD in one.items)
    lines[place] = replace(lines[place], state=HandedIn.PROMISED)
    with office.store.begin() as unit:
        unit.cases.put_sitting(replace(sitting, materials=tuple(lines)))
        unit.commit()
    return lines[place]


def made(office, actor, case):
    done = papers.make_missing(office, actor, case.sitting_id)
    assert done.failures == ()
    return {paper.kind: paper for paper in done.papers}


def test_an_order_to_put_a_promise_right_is_a_paper_and_a_kept_promise_none(
    office, people, tmp_path
):
    food = accepted(office, people)
    line = promised(office, people, food)
    made(office, people.clerk, food)
    order = PromiseCheck((line.key,), False, "现场没有该设备", date(2026, 12, 4))
    proceeding.do(office, people.handler, food.id, ActKind.CHECK_PROMISE, order)
    (paper,) = made(office, people.handler, food).values()
    text = joined_text(paper.content, tmp_path)
    assert paper.kind is PaperKind.RECTIFY
    assert paper.number == "泰审批改〔2026〕1号"
    assert line.label in text
    assert "于2026年12月4日前（含当日）改正" in text
    assert "视为撤回本次申请" in text
    kept = PromiseCheck((line.key,), True, "已配备")
    proceeding.do(office, people.handler, food.id, ActKind.CHECK_PROMISE, kept)
    assert made(office, people.handler, food) == {}


def test_an_order_after_the_licence_speaks_of_revoking_it(office, people, tmp_path):
    food = accepted(office, people)
    line = promised(office, people, food)
    reviewed(people, food)
    order = PromiseCheck((line.key,), False, "现场没有该设备", date(2026, 12, 4))
    proceeding.do(office, people.handler, food.id, ActKind.CHECK_PROMISE, order)
    text = joined_text(made(office, people.handler, food)[PaperKind.RECTIFY].content, tmp_path)
    assert "本机关依法撤销据此作出的行政许可决定" in text


@pytest.mark.parametrize(
    ("decider", "short", "remedy"),
    [
        ("tax", "泰山税", "国家税务总局泰安市税务局（示例）"),
        ("police", "泰山公", "泰安市人民政府（示例）"),
        ("tobacco", "泰山烟", "泰山区人民政府（示例）"),
        ("bureau", "泰审批", "泰山区人民政府（示例）"),
    ],
)
def test_letterhead_number_seal_and_ways_out_are_the_deciders(
    office, people, tmp_path, decider, short, remedy
):
    with_rule(office, FOOD, decider=decider)
    food = accepted(office, people)
    made(office, people.clerk, food)
    acceptance = next(
        p
        for p in papers.of_sitting(office, people.clerk, food.sitting_id)
        if p.kind is PaperKind.ACCEPTANCE and p.case_id == food.id
    )
    text = joined_text(papers.content(office, people.clerk, acceptance.id), tmp_path)
    assert acceptance.number.startswith(f"{short}受〔2026〕")
    assert f"可以依法向{remedy}申请行政复议" in text
    outside = decider != "bureau"
    assert ("综合窗口受本机关委托收取材料" in text) is outside
    reviewed(people, food, REFUSED)
    refusal = made(office, people.approver, food)[PaperKind.REFUSAL]
    text = joined_text(refusal.content, tmp_path)
    assert refusal.number == f"{short}不准〔2026〕1号"
    assert f"自收到本决定书之日起六十日内向{remedy}申请行政复议" in text
    assert "六个月内依法向泰山区人民法院（示例）提起行政诉讼" in text


def test_a_registrar_returns_what_is_defective_and_names_it_on_the_notice(office, people, tmp_path):
    sitting = received(office, people.clerk).sitting
    sitting = with_a_defect(office, sitting)
    chosen = {one.item_id: one for one in outcomes.propose(office, people.clerk, sitting.id)}
    defects = (Defect("申请书", "缺签名", "由经营者签名"),)
    chosen[REGISTRATION] = Outcome(REGISTRATION, OutcomeKind.CORRECT, defects=defects)
    done = outcomes.conclude(office, people.clerk, sitting.id, tuple(chosen.values()))
    case = next(case for case in done.cases if case.item_id == REGISTRATION)
    text = joined_text(made(office, people.clerk, case)[PaperKind.CORRECTION].content, tmp_path)
    broken = next(one for one in sitting.materials if one.state is HandedIn.DEFECTIVE)
    assert f"随本告知书退还，补正后请重新提交：“{broken.label}”。" in text


def with_a_defect(office, sitting):
    """The sitting with one defective material of the registration."""
    lines = list(sitting.materials)
    place = next(n for n, one in enumerate(lines) if REGISTRATION in one.items)
    lines[place] = replace(lines[place], state=HandedIn.DEFECTIVE)
    with office.store.begin() as unit:
        whole = replace(sitting, materials=tuple(lines))
        unit.cases.put_sitting(whole)
        unit.commit()
    return whole

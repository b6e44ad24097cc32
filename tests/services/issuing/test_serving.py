"""Service: notices on the way reach the applicant too, and every way has what it must say."""

import threading
from dataclasses import replace

import pytest

from app.domain.act_bodies import DeliveryWay, Stop
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.authority_terms import Errand
from app.domain.case import Agent, CaseState, Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.errors import Problem
from app.services import case_file, fees, hand_over, helping, outcomes, papers, proceeding
from app.services.collectors import Collector
from app.services.command_line import acting
from app.wording.sentences import sentence
from tests.documents.builders import joined_text
from tests.services.desk import FOOD, LICENCE, PLAIN
from tests.services.issuing.test_hand_over import (
    OWNERS_ID,
    STRANGERS_ID,
    acts_of,
    an_agent,
    given,
    states,
    the_agent,
    the_owner,
)
from tests.services.problems import problem

A_CHILDS_ID = "370102201502024217"


@pytest.fixture
def stopped(office, desk):
    """The food licence, accepted, with time that is not counted told in writing."""
    case = desk.cases[FOOD]
    outcomes.decide(office, desk.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    handler = acting(office, "handler", Role.REVIEWER)
    special = proceeding.view_case(office, handler, case.id).standing.ground.regime.procedure
    kind = next(one for one in special.special if not one.promise_only)
    stop = Stop(kind.code, kind.name, kind.basis, "送检", 5, office.today())
    proceeding.do(office, handler, case.id, ActKind.STOP, stop)
    assert papers.make_missing(office, desk.clerk, desk.sitting_id).failures == ()
    return case


def number_of(office, desk, case, kind):
    lines = papers.of_sitting(office, desk.clerk, desk.sitting_id)
    return next(one.number for one in lines if (one.case_id, one.kind) == (case.id, kind))


def test_a_notice_on_the_way_goes_out_with_what_is_ready(office, desk, stopped, tmp_path):
    number = number_of(office, desk, stopped, PaperKind.SPECIAL)
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    ready = {one.case.item_id: one for one in seen.ready}
    assert set(ready) == {LICENCE, PLAIN, FOOD}
    assert (ready[FOOD].result, [one.number for one in ready[FOOD].papers]) == (False, [number])
    due = {case.item_id: day for case, day in seen.not_ready}
    assert due[FOOD] is not None
    done = given(office, desk, items=(LICENCE, PLAIN, FOOD))
    assert len(done.papers) == 3
    act = acts_of(office, desk, FOOD)[-1]
    assert (act.kind, act.body.papers) == (ActKind.SERVE, (number,))
    assert act.body.delivery_id == done.delivery_id
    record = next(paper for paper in done.papers if paper.case_id == stopped.id)
    assert "特别程序" in joined_text(record.content, tmp_path)
    assert states(office, desk)[FOOD] is CaseState.ACCEPTED
    view = proceeding.view_case(office, desk.clerk, stopped.id)
    assert view.case.delivered_at is None
    assert [act.kind for act in acts_of(office, desk, LICENCE)][-1] is ActKind.DELIVER


def test_a_notice_alone_is_served_once(office, desk, stopped):
    first = given(office, desk, items=(FOOD,))
    second = given(office, desk, items=(FOOD,))
    assert (first.again, second.again) == (False, True)
    assert second.delivery_id == first.delivery_id
    assert sum(act.kind is ActKind.SERVE for act in acts_of(office, desk, FOOD)) == 1
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    assert {one.case.item_id for one in seen.ready} == {LICENCE, PLAIN}
    assert FOOD in {case.item_id for case, _day in seen.not_ready}


def test_a_notice_that_was_not_served_is_missed_in_the_file(office, desk, stopped):
    number = number_of(office, desk, stopped, PaperKind.SPECIAL)

    def told():
        lines = {line.code: line for line in case_file.score(office, desk.clerk, stopped.id)}
        return "；".join(lines["delivery"].missing)

    assert number in told()
    given(office, desk, items=(FOOD,))
    assert number not in told()


def test_who_may_sign_for_papers_may_take_a_notice_but_no_result(office, desk, stopped):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent(powers=("签收文书",)))
    with problem(f"authority.no-power-{Errand.COLLECT}"):
        given(office, desk, the_agent(), items=(FOOD, LICENCE))
    given(office, desk, the_agent(), items=(FOOD,))
    assert acts_of(office, desk, FOOD)[-1].body.receiver_is == "agent"


def test_an_authority_is_not_done_while_only_notices_were_served(office, desk, stopped):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    given(office, desk, the_agent(), items=(FOOD,))
    with office.store.read() as reader:
        sitting = reader.cases.sitting(desk.clerk.region, desk.sitting_id)
        cases = reader.cases.cases_of(desk.clerk.region, desk.sitting_id)
        held = helping.authority_of(reader, sitting, cases)
    assert FOOD in held.open_matters


def a_substitute(**changes):
    whole = Collector(
        "substitute",
        "张家人",
        "居民身份证",
        STRANGERS_ID,
        DeliveryWay.SUBSTITUTE,
        on_paper=True,
        relation="配偶，同住成年家属",
    )
    return replace(whole, **changes)


def the_entrusted(**changes):
    whole = Collector(
        "entrusted",
        "",
        "",
        "",
        DeliveryWay.ENTRUSTED,
        tracking_no="泰审批委〔2026〕3号",
        entrusted="某区行政审批服务局",
    )
    return replace(whole, **changes)


def by_mail(**changes):
    whole = Collector(
        "applicant",
        "",
        "",
        "",
        DeliveryWay.ELECTRONIC,
        address="lisi@example.cn",
        consent="送达地址确认书（2026年11月1日）",
    )
    return replace(whole, **changes)


@pytest.mark.parametrize(("collector", "shown"), [
    (a_substitute(), ("由他人代收", "配偶，同住成年家属", "张家人", "001X")),
    (the_entrusted(), ("委托送达", "受托机关某区行政审批服务局", "委托函文号泰审批委〔2026〕3号")),
    (by_mail(), ("电子送达", "电子送达地址lisi@example.cn", "同意的方式送达地址确认书")),
])  # fmt: skip
def test_every_way_of_service_stands_in_its_record(office, desk, tmp_path, collector, shown):
    done = given(office, desk, collector)
    text = joined_text(done.paper.content, tmp_path)
    for words in shown:
        assert words in text, (words, text)
    assert states(office, desk)[LICENCE] is CaseState.ISSUED


@pytest.mark.parametrize(("collector", "code"), [
    (a_substitute(relation=" "), "hand-over.no-relation"),
    (a_substitute(id_number=""), "hand-over.no-identity"),
    (a_substitute(id_number=OWNERS_ID[:-1] + "0"), "hand-over.number-wrong"),
    (a_substitute(id_number=A_CHILDS_ID), "hand-over.under-age"),
    (a_substitute(on_paper=False), "hand-over.no-signature"),
    (a_substitute(way=DeliveryWay.COUNTER), "hand-over.way-wrong"),
    (the_owner(way=DeliveryWay.SUBSTITUTE), "hand-over.way-wrong"),
    (the_entrusted(entrusted=""), "hand-over.no-entrusted"),
    (the_entrusted(tracking_no=""), "hand-over.no-letter"),
    (the_entrusted(is_="agent"), "hand-over.way-wrong"),
    (by_mail(address=" "), "hand-over.no-address"),
    (by_mail(consent=""), "hand-over.no-consent"),
    (by_mail(is_="post"), "hand-over.way-wrong"),
])  # fmt: skip
def test_a_way_without_what_it_needs_is_refused(office, desk, collector, code):
    with problem(code) as refused:
        given(office, desk, collector)
    assert "{" not in sentence(refused.value)
    assert states(office, desk)[LICENCE] is CaseState.GRANTED


def test_an_agent_collects_on_the_last_day_and_not_on_the_next(office, desk, clock):
    last = Agent("王代理", "居民身份证", STRANGERS_ID, "", ("领取结果",), office.today())
    helping.authorise(office, desk.clerk, desk.sitting_id, last)
    clock.move(days=1)
    with problem("authority.term-over"):
        given(office, desk, the_agent())
    clock.move(days=-1)
    assert not given(office, desk, the_agent()).again


def test_a_number_is_known_however_it_was_scanned_or_typed(office, desk):
    with office.store.read() as reader:
        sitting = reader.cases.sitting(desk.clerk.region, desk.sitting_id)
    code, number = sitting.barcode, sitting.number
    texts = [
        code.lower(),
        f"\ufeff {' '.join(code)}\r\n",
        number.replace("〔", "[").replace("〕", "]"),
    ]
    texts += [number.replace("〔", "（").replace("〕", "）"), number.replace("2026", " ２０２６ ")]
    for text in texts:
        assert hand_over.find(office, desk.issuer, text).sitting.id == desk.sitting_id, text
        assert proceeding.find_case(office, desk.issuer, text)


def test_a_receipt_of_another_bureau_is_said_to_be_one(office, desk):
    with problem("hand-over.other-bureau") as refused:
        hand_over.find(office, desk.issuer, "370112-bureau-RC2026000001")
    assert "370112" in sentence(refused.value)
    with problem("hand-over.unknown"):
        hand_over.find(office, desk.issuer, "370902-BUREAU-RC2026999999")
    with problem("hand-over.unknown") as refused:
        hand_over.find(office, desk.issuer, "长" * 5000)
    assert len(sentence(refused.value)) < 200


def test_a_void_receipt_still_finds_its_sitting_and_is_said_to_be_void(office, desk):
    with office.store.begin() as unit:
        receipt = next(
            paper
            for paper in unit.papers.of_sitting(desk.clerk.region, desk.sitting_id)
            if paper.kind is PaperKind.RECEIPT
        )
        papers.void(office, unit, desk.clerk, receipt.id, "更正")
        unit.commit()
    for text in (receipt.number, receipt.barcode.lower()):
        assert hand_over.find(office, desk.issuer, text).void == receipt.number
    assert hand_over.find(office, desk.issuer, desk.cases[PLAIN].number).void == ""


def test_two_desks_at_once_give_out_once(office, desk, prepared):
    other = replace(desk.issuer, station="二号窗口", account_id=desk.clerk.account_id)
    done, failed = [], []

    def press(actor):
        ids = tuple(desk.cases[item].id for item in (LICENCE, PLAIN))
        try:
            done.append(hand_over.hand_over(office, actor, desk.sitting_id, ids, the_owner()))
        except Problem as refused:
            failed.append(refused.code)

    threads = [threading.Thread(target=press, args=(actor,)) for actor in (desk.issuer, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(one.again for one in done) == [False, True]
    for item in (LICENCE, PLAIN):
        kinds = [act.kind for act in acts_of(office, desk, item)]
        assert kinds.count(ActKind.DELIVER) == 1
    records = papers.of_sitting(office, desk.clerk, desk.sitting_id)
    assert sum(line.kind is PaperKind.DELIVERY for line in records) == 2


def test_a_case_with_its_fee_unpaid_is_not_ready_but_its_notice_is(office, desk):
    with office.store.begin() as unit:
        data = dict(unit.bureau.current())
        rules = dict(data["item_rules"])
        rules[PLAIN] = {**rules.get(PLAIN, {}), "fee": "35.00", "fee_basis": "某收费办法"}
        unit.bureau.put({**data, "item_rules": rules}, office.now(), desk.clerk.account_id)
        unit.commit()
    fees.demand(office, desk.clerk, desk.cases[PLAIN].id)
    assert papers.make_missing(office, desk.clerk, desk.sitting_id).failures == ()
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    ready = {one.case.item_id: one for one in seen.ready}
    assert not ready[PLAIN].result
    assert [line.kind for line in ready[PLAIN].papers] == [PaperKind.FEE]
    assert seen.why[desk.cases[PLAIN].id].code == "case.fee-unpaid"
    fees.pay(office, desk.clerk, desk.cases[PLAIN].id, "票1")
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    paid = next(one for one in seen.ready if one.case.item_id == PLAIN)
    assert paid.result
    assert PaperKind.FEE not in {line.kind for line in paid.papers}


def test_an_agent_collects_the_matters_that_his_authority_names_and_no_other(office, desk):
    matters = {LICENCE, FOOD}
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent(), matters=matters)
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    assert seen.agent_refusal.code == "authority.other-matter"
    assert set(seen.refused_to_agent) == {desk.cases[PLAIN].id}
    with problem("authority.other-matter") as refused:
        given(office, desk, the_agent())
    assert desk.cases[PLAIN].item_name in sentence(refused.value)
    given(office, desk, the_agent(), items=(LICENCE,))
    assert states(office, desk)[LICENCE] is CaseState.ISSUED
    with problem("authority.no-matters"):
        helping.authorise(office, desk.clerk, desk.sitting_id, an_agent(), matters=())

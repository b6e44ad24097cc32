"""Service in the file's score: every way has its proof, and no notice goes unserved."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.act_bodies import Correction, DeliveryWay, Stop, Supplement
from app.domain.acts import ActKind
from app.domain.case import CaseState, Defect
from app.domain.paper import PaperKind
from app.domain.served import FiledPaper, to_serve
from tests.unit.domain.test_file_audit import (
    MONDAY,
    an_act,
    an_issued_file,
    codes,
    line,
    with_acts,
)


@pytest.mark.parametrize(("way", "more", "expected"), [
    (DeliveryWay.COUNTER, {"signature": ""}, ["delivery-unproved"]),
    (DeliveryWay.POST, {"tracking_no": "EMS123456"}, []),
    (DeliveryWay.POST, {"tracking_no": ""}, ["delivery-unproved"]),
    (DeliveryWay.LEFT, {"witness": "王五", "refusal": "不认可", "signature": ""}, []),
    (DeliveryWay.LEFT, {"witness": "王五", "signature": ""}, ["delivery-unproved"]),
    (DeliveryWay.LEFT, {"witness": "", "refusal": "不认可"}, ["delivery-unproved"]),
    (DeliveryWay.SUBSTITUTE, {"relation": "同住成年家属"}, []),
    (DeliveryWay.SUBSTITUTE, {}, ["delivery-unproved"]),
    (DeliveryWay.ENTRUSTED, {"entrusted": "某街道办", "tracking_no": "委1号"}, []),
    (DeliveryWay.ENTRUSTED, {"entrusted": "某街道办"}, ["delivery-unproved"]),
    (DeliveryWay.ELECTRONIC, {"address": "a@b.cn", "consent": "地址确认书"}, []),
    (DeliveryWay.ELECTRONIC, {"address": "a@b.cn"}, ["delivery-unproved"]),
])  # fmt: skip
def test_every_way_of_delivery_has_its_proof(way, more, expected):
    facts = an_issued_file()
    acts = tuple(
        replace(act, body=replace(act.body, way=way, **more))
        if act.kind is ActKind.DELIVER
        else act
        for act in facts.acts
    )
    assert codes(replace(facts, acts=acts), "delivery") == expected


def a_stop(paper="特1号", **more):
    stop = an_act(7, ActKind.STOP, Stop("检验", "检验", "第四十五条", "送检", 5, MONDAY.date()), 4)
    told = FiledPaper(PaperKind.SPECIAL, paper, stop.id)
    return stop, told


def test_a_notice_on_the_way_must_be_served_too():
    stop, told = a_stop()
    facts = with_acts(an_issued_file(), stop, papers=(told,))
    assert codes(facts, "delivery") == ["notice-unserved"]
    assert line(facts, "delivery").missing[0].params["number"] == "特1号"
    delivery = facts.done(ActKind.DELIVER)[0].body
    served = an_act(8, ActKind.SERVE, replace(delivery, papers=("特1号",)), 4)
    assert codes(with_acts(facts, served), "delivery") == ["no-delivery-record"]
    record = FiledPaper(PaperKind.DELIVERY, "送2号", served.id)
    assert codes(with_acts(facts, served, papers=(record,)), "delivery") == []


def test_what_was_acted_upon_has_reached_the_applicant():
    asked = an_act(7, ActKind.ASK_CORRECTION, Correction(1, (Defect("甲", "缺", "补"),)))
    told = FiledPaper(PaperKind.CORRECTION, "补1号", asked.id)
    facts = with_acts(an_issued_file(), asked, papers=(told,))
    assert codes(facts, "delivery") == ["notice-unserved"]
    answered = an_act(8, ActKind.SUPPLEMENT, Supplement(2, ("甲",)))
    assert codes(with_acts(facts, answered), "delivery") == []
    again = with_acts(facts, answered, replace(asked, id=UUID(int=77)))
    other = replace(again, papers=(*again.papers, replace(told, act_id=UUID(int=77))))
    assert codes(other, "delivery") == ["notice-unserved"]


def test_what_ended_without_a_result_still_served_its_notices():
    stop, told = a_stop()
    facts = an_issued_file()
    kept = replace(facts, acts=facts.acts[:-1], case=replace(facts.case, state=CaseState.WITHDRAWN))
    assert codes(with_acts(kept, stop, papers=(told,)), "delivery") == ["notice-unserved"]


def test_what_is_told_while_nobody_stands_there_is_to_be_served():
    telling = {
        ActKind.ACCEPT_BY_LAW: PaperKind.ACCEPTANCE,
        ActKind.EXTEND: PaperKind.EXTENSION,
        ActKind.TELL_HEARING: PaperKind.HEARING,
        ActKind.DEMAND_FEE: PaperKind.FEE,
        ActKind.CHECK_PROMISE: PaperKind.RECTIFY,
    }
    acts = [an_act(seq, kind) for seq, kind in enumerate(telling, 1)]
    assert list(to_serve(acts).values()) == list(telling.values())
    assert to_serve([an_act(1, ActKind.ACCEPT), an_act(2, ActKind.OPINE)]) == {}


def test_a_fee_paid_was_told_and_an_item_taken_by_mistake_told_nothing():
    fee, paid = an_act(1, ActKind.DEMAND_FEE), an_act(2, ActKind.PAY_FEE)
    assert to_serve([fee, paid]) == {}
    changed, stop = an_act(2, ActKind.CHANGE_ITEM), an_act(3, ActKind.STOP)
    assert to_serve([fee, changed, stop]) == {stop.id: PaperKind.SPECIAL}

"""Hand-over: one window gives out what is ready, to whom it may be given, all or none."""

import hashlib
import threading
from dataclasses import replace
from datetime import date

import pytest

from app.documents import facts_digest, verification
from app.domain.act_bodies import DeliveryWay
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.authority_terms import AuthorityEnd, Consent
from app.domain.case import Agent, CaseState, Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.errors import Problem
from app.services import certificates, hand_over, helping, outcomes, papers, proceeding
from app.services.collectors import SIGNATURE, Collector
from app.services.signing import signer
from app.wording.sentences import sentence
from tests.documents.builders import joined_text
from tests.services.desk import FOOD, LICENCE, PLAIN, a_png
from tests.services.people import person
from tests.services.problems import problem

OWNER, OWNERS_ID = "李䶮", "370983199003159995"
STRANGERS_ID = "37010219900101001X"


def the_owner(**changes):
    whole = Collector(
        "applicant", OWNER, "居民身份证", OWNERS_ID, DeliveryWay.COUNTER, on_paper=True
    )
    return replace(whole, **changes)


def an_agent(**changes):
    whole = Agent(
        "王代理",
        "居民身份证",
        STRANGERS_ID,
        powers=("签收文书", "领取结果"),
        until=date(2026, 12, 31),
    )
    return replace(whole, **changes)


def the_agent(**changes):
    return replace(the_owner(is_="agent", name="王代理", id_number=STRANGERS_ID), **changes)


def given(office, desk, collector=None, items=(LICENCE, PLAIN)):
    ids = tuple(desk.cases[item].id for item in items)
    return hand_over.hand_over(office, desk.issuer, desk.sitting_id, ids, collector or the_owner())


def states(office, desk):
    with office.store.read() as reader:
        cases = reader.cases.cases_of(desk.clerk.region, desk.sitting_id)
    return {case.item_id: case.state for case in cases}


def acts_of(office, desk, item):
    return proceeding.view_case(office, desk.clerk, desk.cases[item].id).acts


def test_what_is_ready_and_what_is_not_with_its_date(office, desk):
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    ready = {one.case.item_id: one for one in seen.ready}
    assert set(ready) == {LICENCE, PLAIN}
    assert [line.kind for line in ready[LICENCE].papers] == [PaperKind.REGISTRATION]
    assert [line.originals for line in ready[LICENCE].certificates] == [1]
    assert ready[PLAIN].certificates == ()
    waiting = {case.item_id: due for case, due in seen.not_ready}
    assert set(waiting) == set(desk.cases) - {LICENCE, PLAIN}
    assert seen.why[desk.cases[FOOD].id].code == "hand-over.undecided"
    assert seen.handed_over == ()
    assert seen.agent_refusal.code == "hand-over.no-agent"


def test_an_accepted_case_is_told_with_the_promised_day(office, desk):
    case = desk.cases[FOOD]
    accepted = outcomes.decide(office, desk.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT)).case
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    waiting = {one.item_id: due for one, due in seen.not_ready}
    assert waiting[FOOD] == accepted.promised_due is not None


def test_any_paper_or_number_finds_the_sitting(office, desk):
    case = desk.cases[PLAIN]
    with office.store.read() as reader:
        sitting = reader.cases.sitting(case.region, case.sitting_id)
        kept = reader.papers.of_sitting(case.region, case.sitting_id)
    texts = [sitting.number, sitting.barcode, case.number, case.barcode]
    texts += [paper.barcode for paper in kept]
    for text in texts:
        found = hand_over.find(office, desk.issuer, f" {text} ")
        assert found.sitting.id == desk.sitting_id, text
    with problem("hand-over.unknown"):
        hand_over.find(office, desk.issuer, "没有这个号")
    with problem("hand-over.unknown"):
        hand_over.find(office, desk.issuer, "  ")


def test_a_code_read_by_a_scanner_finds_the_sitting(office, desk):
    receipt = next(
        line
        for line in papers.of_sitting(office, desk.clerk, desk.sitting_id)
        if line.kind is PaperKind.RECEIPT
    )
    with office.store.read() as reader:
        barcode = reader.papers.get(desk.clerk.region, receipt.id).barcode
    sample = office.paper_maker().sample(PaperKind.RECEIPT)
    subject = replace(sample, barcode=barcode, number=receipt.number)
    own = signer(office.store, office.secrets, office.clock)
    scanned = verification.signed_text(subject, own)
    assert facts_digest(subject) in scanned
    assert hand_over.find(office, desk.issuer, scanned).sitting.id == desk.sitting_id
    with problem("hand-over.unknown"):
        hand_over.find(office, desk.issuer, scanned[:-3] + "AAA")


def test_everything_ready_goes_out_in_one_step_with_its_records(office, desk, clock, tmp_path):
    clock.move(hours=1)
    done = given(office, desk)
    assert states(office, desk)[LICENCE] is CaseState.ISSUED
    assert states(office, desk)[PLAIN] is CaseState.ISSUED
    bodies = [acts_of(office, desk, item)[-1].body for item in (LICENCE, PLAIN)]
    assert {body.delivery_id for body in bodies} == {done.delivery_id}
    assert {case.delivered_at for case in done.cases} == {clock.now()}
    assert [(body.receiver, body.id_tail) for body in bodies] == [(OWNER, OWNERS_ID[-4:])] * 2
    assert all(OWNERS_ID not in str(body) for body in bodies)
    assert done.failures == ()
    assert [paper.kind for paper in done.papers] == [PaperKind.DELIVERY] * 2
    certificate = certificates.of_case(office, desk.issuer, desk.cases[LICENCE].id)[0]
    text = joined_text(done.paper.content, tmp_path)
    assert certificate.number in text
    assert OWNER in text
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    assert seen.ready == ()
    assert {case.item_id for case in seen.handed_over} == {LICENCE, PLAIN}


def test_a_second_press_answers_the_same_hand_over(office, desk):
    first = given(office, desk)
    second = given(office, desk)
    assert second.again
    assert second.delivery_id == first.delivery_id
    assert {paper.id for paper in second.papers} == {paper.id for paper in first.papers}
    assert sum(act.kind is ActKind.DELIVER for act in acts_of(office, desk, LICENCE)) == 1
    with problem("hand-over.already"):
        given(office, desk, the_owner(is_="post", way=DeliveryWay.POST, tracking_no="EMS123456"))


def test_two_presses_at_once_hand_over_once(office, desk):
    done, failed = [], []

    def press():
        try:
            done.append(given(office, desk))
        except Problem as refused:
            failed.append(refused)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({one.delivery_id for one in done}) == 1
    assert sum(act.kind is ActKind.DELIVER for act in acts_of(office, desk, PLAIN)) == 1


def test_all_or_none(office, desk):
    with problem("hand-over.not-ready") as refused:
        given(office, desk, items=(LICENCE, FOOD))
    assert "尚未办结" in sentence(refused.value)
    assert states(office, desk)[LICENCE] is CaseState.GRANTED
    with problem("hand-over.nothing"):
        given(office, desk, items=())
    strange = (desk.cases[LICENCE].id, office.clock.new_id())
    with problem("hand-over.not-of-sitting"):
        hand_over.hand_over(office, desk.issuer, desk.sitting_id, strange, the_owner())


def test_part_now_and_the_rest_later(office, desk):
    given(office, desk, items=(PLAIN,))
    with problem("hand-over.already"):
        given(office, desk)
    later = given(office, desk, items=(LICENCE,))
    assert not later.again
    assert states(office, desk)[LICENCE] is CaseState.ISSUED


@pytest.mark.parametrize(("changes", "code"), [
    ({"name": " "}, "hand-over.no-identity"),
    ({"id_number": ""}, "hand-over.no-identity"),
    ({"id_number": OWNERS_ID[:-1] + "0"}, "hand-over.number-wrong"),
    ({"id_number": STRANGERS_ID}, "hand-over.number-differs"),
    ({"name": "李龑"}, "hand-over.name-differs"),
    ({"name": "路人", "id_number": STRANGERS_ID}, "hand-over.other-person"),
    ({"on_paper": False}, "hand-over.no-signature"),
    ({"on_paper": False, "signature": b"not a picture"}, "hand-over.signature-unreadable"),
    ({"is_": "post"}, "hand-over.way-wrong"),
    ({"is_": "neighbour"}, "hand-over.way-wrong"),
    ({"is_": "post", "way": DeliveryWay.POST}, "hand-over.no-tracking"),
    ({"is_": "post", "way": DeliveryWay.POST, "tracking_no": "到付"}, "hand-over.no-tracking"),
    ({"way": DeliveryWay.LEFT, "refusal": "不认可"}, "hand-over.no-witness"),
    ({"way": DeliveryWay.LEFT, "witness": "赵六"}, "hand-over.no-refusal"),
    ({"is_": "agent"}, "hand-over.no-agent"),
])  # fmt: skip
def test_whoever_is_not_who_he_should_be_gets_nothing(office, desk, changes, code):
    with problem(code) as refused:
        given(office, desk, the_owner(**changes))
    assert "…" not in sentence(refused.value)
    assert states(office, desk)[LICENCE] is CaseState.GRANTED


def test_another_number_needs_a_reason_and_the_act_says_who_took_it(office, desk, tmp_path):
    reason = "证件换发，旧证号有误"
    done = given(office, desk, the_owner(id_number=STRANGERS_ID, mismatch_reason=reason))
    act = acts_of(office, desk, LICENCE)[-1]
    assert act.body.mismatch_reason == reason
    assert act.body.id_tail == STRANGERS_ID[-4:]
    assert (act.by, act.by_name) == (desk.issuer.account_id, desk.issuer.recorded_name)
    assert reason in joined_text(done.paper.content, tmp_path)


def test_a_reason_that_is_not_needed_is_not_written_down(office, desk):
    given(office, desk, the_owner(mismatch_reason="多余"))
    assert acts_of(office, desk, LICENCE)[-1].body.mismatch_reason == ""


def test_a_reason_makes_nobody_of_a_stranger(office, desk):
    with problem("hand-over.other-person"):
        given(office, desk, the_owner(name="路人", id_number=STRANGERS_ID, mismatch_reason="熟人"))


def test_names_are_compared_as_people_read_them(office, desk):
    given(office, desk, the_owner(name=" 李 䶮 "))
    assert states(office, desk)[LICENCE] is CaseState.ISSUED


@pytest.mark.parametrize(("recorded", "shown"), [
    ("阿卜杜热西提·买买提", "阿卜杜热西提•买买提"),
    ("阿卜杜热西提·买买提", "阿卜杜热西提．买买提"),
    ("JOHN SMITH", "John  Smith"),
    ("JOHN SMITH", "ＪＯＨＮ ＳＭＩＴＨ"),
])  # fmt: skip
def test_a_name_is_the_same_however_it_is_written(office, desk, recorded, shown):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        applicant = replace(sitting.applicant, name=recorded)
        unit.cases.put_sitting(replace(sitting, applicant=applicant))
        unit.commit()
    given(office, desk, the_owner(name=shown))
    assert acts_of(office, desk, LICENCE)[-1].body.mismatch_reason == ""


def test_a_captured_signature_is_kept_and_named_by_its_hash(office, desk, tmp_path):
    done = given(office, desk, the_owner(on_paper=False, signature=a_png()))
    digest = hashlib.sha256(a_png()).hexdigest()
    assert {a.body.signature for a in acts_of(office, desk, PLAIN)[-1:]} == {digest}
    with office.store.read() as reader:
        (scan,) = reader.scans.of_sitting(desk.clerk.region, desk.sitting_id)
        kept = reader.scans.get(desk.clerk.region, scan.id)
    assert (kept.material, kept.content, kept.sha256) == (SIGNATURE, a_png(), digest)
    assert digest[:16] in joined_text(done.paper.content, tmp_path)


def test_post_needs_its_number_and_nobody_at_the_window(office, desk, tmp_path):
    collector = Collector("post", "", "", "", DeliveryWay.POST, tracking_no=" EMS1234567CN ")
    done = given(office, desk, collector)
    body = acts_of(office, desk, LICENCE)[-1].body
    assert (body.way, body.tracking_no) == (DeliveryWay.POST, "EMS1234567CN")
    with office.store.read() as reader:
        applicant = reader.cases.sitting(desk.clerk.region, desk.sitting_id).applicant
    assert body.receiver == applicant.name
    assert "EMS1234567CN" in joined_text(done.paper.content, tmp_path)


def test_what_is_refused_at_the_door_is_left_with_a_witness(office, desk, tmp_path):
    collector = Collector(
        "applicant", "", "", "", DeliveryWay.LEFT, witness="居委会 赵六", refusal="不认可决定内容。"
    )
    done = given(office, desk, collector)
    body = acts_of(office, desk, LICENCE)[-1].body
    assert (body.way, body.witness) == (DeliveryWay.LEFT, "居委会 赵六")
    text = joined_text(done.paper.content, tmp_path)
    assert "拒收的见证人居委会赵六" in text
    assert "拒收的事由不认可决定内容" in text
    assert "收件人（签名或者盖章）" not in text


def test_an_agent_collects_under_an_authority_that_names_it(office, desk):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    assert hand_over.view(office, desk.issuer, desk.sitting_id).agent_refusal is None
    given(office, desk, the_agent())
    body = acts_of(office, desk, LICENCE)[-1].body
    assert (body.receiver_is, body.receiver) == ("agent", "王代理")


@pytest.mark.parametrize(("agent", "code"), [
    ({"powers": ("签收文书",)}, "authority.no-power-collect"),
    ({"powers": ("提交申请材料",)}, "authority.no-power-collect"),
    ({"until": date(2026, 11, 24)}, None),
])  # fmt: skip
def test_the_authoritys_powers_and_term_are_checked(office, desk, agent, code):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent(**agent))
    refused = hand_over.view(office, desk.issuer, desk.sitting_id).agent_refusal
    assert (refused.code if refused else None) == code
    if code:
        with problem(code):
            given(office, desk, the_agent())


def test_a_term_that_has_run_out_ends_it(office, desk, clock):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    clock.move(days=38)
    with problem("authority.term-over"):
        given(office, desk, the_agent())


def test_an_authority_taken_back_holds_no_longer(office, desk):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    helping.end_authority(
        office, desk.clerk, desk.sitting_id, AuthorityEnd.REVOKED, date(2026, 11, 24)
    )
    with problem("authority.revoked"):
        given(office, desk, the_agent())
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent(name="王代理"))
    assert not given(office, desk, the_agent()).again


def test_somebody_sent_by_the_agent_needs_the_applicants_consent(office, desk):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    other = an_agent(name="钱二", id_number="370102198502024212")
    with problem("hand-over.other-agent"):
        given(office, desk, the_agent(name="钱二", id_number=other.id_number))
    with problem("authority.no-consent"):
        helping.authorise(office, desk.clerk, desk.sitting_id, other, Consent.NONE)
    helping.authorise(office, desk.clerk, desk.sitting_id, other, Consent.AGREED)
    given(office, desk, the_agent(name="钱二", id_number=other.id_number))
    assert acts_of(office, desk, LICENCE)[-1].body.receiver == "钱二"


def test_business_that_is_done_ends_the_authority(office, desk):
    helping.authorise(office, desk.clerk, desk.sitting_id, an_agent())
    given(office, desk, the_agent())
    with office.store.read() as reader:
        sitting = reader.cases.sitting(desk.clerk.region, desk.sitting_id)
        cases = reader.cases.cases_of(desk.clerk.region, desk.sitting_id)
        held = helping.authority_of(reader, sitting, cases)
    assert held.open_matters == set(desk.cases) - {LICENCE, PLAIN}


def test_a_certificate_that_came_out_spoiled_is_not_given(office, desk):
    certificate = certificates.of_case(office, desk.issuer, desk.cases[LICENCE].id)[0]
    printed = certificates.prints(office, desk.issuer, certificate.id)[0]
    certificates.spoil(office, desk.issuer, printed.id, "卡纸")
    seen = hand_over.view(office, desk.issuer, desk.sitting_id)
    why = seen.why[desk.cases[LICENCE].id]
    assert why.code == "hand-over.certificate-unprinted"
    assert certificate.number in sentence(why)
    with problem("hand-over.not-ready"):
        given(office, desk)


def test_who_may_not_hand_over_is_told(office, desk):
    reviewer = person(office, "looker", Role.REVIEWER)
    with problem("hand-over.not-ready"):
        hand_over.hand_over(office, reviewer, desk.sitting_id, (desk.cases[PLAIN].id,), the_owner())
    assert states(office, desk)[PLAIN] is CaseState.GRANTED

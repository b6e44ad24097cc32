"""By operation of law: by itself, once, also after a week switched off."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.act_bodies import CertificateAct, PromiseCheck
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState, HandedIn, Outcome, OutcomeKind
from app.domain.certificate import Certificate, CertificateState
from app.domain.paper import PaperKind
from app.errors import Problem
from app.services import calendars, operation_of_law, outcomes, papers, proceeding
from app.services.operation_of_law import Concern
from app.wording.sentences import sentence
from tests.fakes.clock import CHINA
from tests.services.builders import asked_for, concluded, received, with_waiting
from tests.services.people import GRANTED, REFUSED, by_item, certified, person, reviewed

YEAR = {"year": 2027, "off": ["2027-01-01"], "work": ["2027-01-02"], "notices": ["示例"]}


def seen(office, people, case):
    return proceeding.view_case(office, people.handler, case.id)


def test_silence_accepts_back_to_the_day_of_receipt_after_a_week_off(office, people, system, clock):
    with_waiting(office, system, "unified")
    food = by_item(received(office, people.clerk).cases)["SCJG-03"]
    assert food.notice_due == date(2026, 12, 1)
    clock.set(datetime(2026, 12, 1, 23, 59, tzinfo=CHINA))
    assert operation_of_law.run(office).acted == ()
    clock.set(datetime(2026, 12, 8, 8, 0, tzinfo=CHINA))
    done = operation_of_law.run(office)
    act = next(one for one in done.acted if one.case_id == food.id)
    assert (act.kind, act.by, act.at) == (ActKind.ACCEPT_BY_LAW, None, food.received_at)
    assert act.recorded_at == clock.now()
    # 25 November to 8 December: ten working days went by.
    assert act.body.lost_days == 10
    view = seen(office, people, food)
    assert view.case.accepted_at == food.received_at
    assert view.case.state is CaseState.ACCEPTED
    assert done.changes.cases


def test_doing_it_again_does_nothing(office, people, system, clock):
    with_waiting(office, system, "unified")
    received(office, people.clerk)
    clock.move(days=10)
    first = operation_of_law.run(office)
    assert first.acted
    again = operation_of_law.run(office)
    assert (again.acted, again.recounted, again.failures) == ((), (), ())
    assert not again.changes.any


def test_registration_and_filing_are_never_accepted_by_silence(office, people, clock):
    licence = by_item(received(office, people.clerk).cases)["SCJG-02"]
    clock.move(days=30)
    operation_of_law.run(office)
    assert seen(office, people, licence).case.state is CaseState.RECEIVED


def test_what_waits_for_a_result_is_not_accepted_by_silence(office, people, clock):
    cases = by_item(received(office, people.clerk).cases)
    clock.move(days=30)
    operation_of_law.run(office)
    assert seen(office, people, cases["SCJG-03"]).case.state is CaseState.WAITING


def test_the_week_counts_from_the_arrival_of_the_result(office, people, clock):
    cases = by_item(concluded(office, people.clerk).cases)
    clock.move(days=6)
    certified(people, cases["SCJG-02"])
    arrived = clock.now()
    clock.move(days=3)
    assert operation_of_law.run(office).acted == ()
    clock.move(days=6)
    operation_of_law.run(office)
    view = seen(office, people, cases["SCJG-03"])
    assert view.case.accepted_at == arrived


def test_the_duty_leader_is_told_the_day_before(office, people, system, clock):
    with_waiting(office, system, "unified")
    food = by_item(received(office, people.clerk).cases)["SCJG-03"]
    assert operation_of_law.tomorrow(office, people.supervisor) == ()
    clock.set(datetime(2026, 12, 1, 9, 0, tzinfo=CHINA))
    told = operation_of_law.tomorrow(office, people.supervisor)
    assert food.id in {line.case_id for line in told}
    assert operation_of_law.run(office).warned == told
    clock.move(days=1)
    operation_of_law.run(office)
    assert operation_of_law.tomorrow(office, people.supervisor) == ()


def test_before_the_first_start_there_is_nothing_to_do(empty_office):
    assert operation_of_law.run(empty_office) == operation_of_law.LawDone()


def test_the_next_years_notice_moves_provisional_days_with_a_trace(
    office, people, system, clock, tmp_path
):
    with_waiting(office, system, "unified")
    food = by_item(concluded(office, people.clerk).cases)["SCJG-03"]
    assert food.provisional
    operation_of_law.run(office)
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(YEAR), encoding="utf-8")
    calendars.import_notice(office, system, file)
    done = operation_of_law.run(office)
    assert food.id in done.recounted
    after = seen(office, people, food)
    assert not after.case.provisional
    # New Year's Friday is off and its Saturday worked: the sum stays, the reckoning changes.
    reasons = {step.day: step.reason for step in after.clocks.legal.steps}
    assert reasons[date(2027, 1, 1)] == "holiday"
    assert reasons[date(2027, 1, 2)] == "make-up"
    with office.store.read() as reader:
        events = reader.journal.events(people.clerk.region, food.id)
    assert events[-1].kind == "case.recounted"
    assert events[-1].data["before"]["legal_due"] == str(food.legal_due)
    assert operation_of_law.run(office).recounted == ()


def test_one_case_that_cannot_be_judged_holds_up_no_other(office, people, system, clock):
    with_waiting(office, system, "unified")
    first = received(office, people.clerk)
    second = received(office, people.clerk)
    with office.store.begin() as unit:
        broken = dict(first.sitting.versions) | {"item:SCJG-03": 99}
        unit.cases.put_sitting(replace(first.sitting, versions=broken))
        unit.commit()
    clock.move(days=10)
    done = operation_of_law.run(office)
    assert {case_id for case_id, _ in done.failures} <= {case.id for case in first.cases}
    assert done.failures
    food = by_item(second.cases)["SCJG-03"]
    assert seen(office, people, food).case.state is CaseState.ACCEPTED


def test_what_hinders_the_law_is_told_with_its_first_day_until_it_is_mended(
    office, people, system, clock
):
    with_waiting(office, system, "unified")
    taken = received(office, people.clerk)
    clock.move(days=8)
    with office.store.begin() as unit:
        broken = dict(taken.sitting.versions) | {"item:SCJG-03": 99}
        unit.cases.put_sitting(replace(taken.sitting, versions=broken))
        unit.commit()
    assert operation_of_law.run(office).changes.cases
    first = office.today()
    clock.move(days=2)
    assert not operation_of_law.run(office).changes.cases
    told = operation_of_law.outstanding(office, people.approver)
    assert {one.why for one in told} == {Concern.HINDERED}
    assert {one.day for one in told} == {first}
    food = next(one for one in told if one.line.item_id == "SCJG-03")
    assert sentence(food.said).endswith("请重新导入当时的事项目录。")
    assert food.line.number in sentence(food.said)
    with office.store.begin() as unit:
        unit.cases.put_sitting(taken.sitting)
        unit.commit()
    assert operation_of_law.run(office).acted
    assert operation_of_law.outstanding(office, people.approver) == ()


@pytest.fixture
def expiring(office, people):
    """A certificate of the food licence that ends on 10 December, and who renews it."""
    cases = by_item(concluded(office, people.clerk).cases)
    certified(people, cases["SCJG-02"])
    food = cases["SCJG-03"]
    outcomes.decide(office, people.clerk, food.id, Outcome("SCJG-03", OutcomeKind.ACCEPT))
    reviewed(people, food)
    sitting = seen(office, people, food).seen.sitting
    certificate = Certificate(
        region=people.clerk.region,
        id=office.clock.new_id(),
        case_id=food.id,
        kind="食品经营许可证",
        layout="food",
        number="JY13709020000011",
        licence_id="",
        holder=sitting.applicant.name,
        holder_id=sitting.applicant.id_number,
        decider="bureau",
        entries=(),
        valid_from=date(2026, 11, 24),
        valid_until=date(2026, 12, 10),
        state=CertificateState.VALID,
        made_at=office.now(),
    )
    desk = person(office, "issuer", Role.ISSUER)
    body = CertificateAct(certificate.id, certificate.number, "issued")
    with office.store.begin() as unit:
        proceeding.do_within(office, unit, desk, food.id, ActKind.CERTIFY, body)
        unit.certificates.put(certificate)
        unit.commit()
    return food, certificate


def test_a_renewal_not_decided_before_expiry_holds_by_law(office, people, expiring, clock):
    food, certificate = expiring
    application = asked_for(office, people.clerk, "延续")["SCJG-03"]
    clock.set(datetime(2026, 12, 10, 22, 0, tzinfo=CHINA))
    operation_of_law.run(office)
    assert seen(office, people, food).acts[-1].kind is ActKind.CERTIFY
    clock.set(datetime(2026, 12, 14, 8, 0, tzinfo=CHINA))
    done = operation_of_law.run(office)
    act = seen(office, people, food).acts[-1]
    assert (act.kind, act.by) == (ActKind.AMEND_CERTIFICATE, None)
    assert (act.body.certificate, act.body.change, act.body.ground) == (
        certificate.id,
        "renewed",
        "silence",
    )
    assert act.at == datetime(2026, 12, 11, 0, 0, tzinfo=CHINA)
    ended = seen(office, people, application)
    assert ended.acts[-1] in done.acted
    assert (ended.acts[-1].kind, ended.acts[-1].by) == (ActKind.RENEW_BY_LAW, None)
    assert (ended.case.state, ended.case.decided_at) == (CaseState.ISSUED, act.at)
    with office.store.read() as reader:
        held = reader.certificates.get(certificate.region, certificate.id)
    # The food licence holds for five years; the term that ran out does not shorten the next one.
    assert (held.state, held.valid_until) == (CertificateState.VALID, date(2031, 12, 10))
    operation_of_law.run(office)
    assert seen(office, people, food).acts[-1] == act
    assert seen(office, people, application).acts == ended.acts


def test_what_the_law_renewed_is_neither_refused_nor_granted_any_more(
    office, people, expiring, clock
):
    application = asked_for(office, people.clerk, "延续")["SCJG-03"]
    clock.set(datetime(2026, 12, 14, 8, 0, tzinfo=CHINA))
    operation_of_law.run(office)
    for kind, body in ((ActKind.REFUSE, REFUSED), (ActKind.GRANT, GRANTED)):
        with pytest.raises(Problem, match=r"case\.not-after-issue"):
            proceeding.do(office, people.approver, application.id, kind, body)


def test_an_application_after_expiry_renews_nothing(office, people, expiring, clock):
    food, _ = expiring
    clock.set(datetime(2026, 12, 11, 9, 0, tzinfo=CHINA))
    asked_for(office, people.clerk, "延续")
    clock.move(days=1)
    operation_of_law.run(office)
    assert seen(office, people, food).acts[-1].kind is ActKind.CERTIFY


def test_a_new_application_renews_nothing(office, people, expiring, clock):
    food, _ = expiring
    asked_for(office, people.clerk, "新办")
    clock.set(datetime(2026, 12, 14, 8, 0, tzinfo=CHINA))
    operation_of_law.run(office)
    assert seen(office, people, food).acts[-1].kind is ActKind.CERTIFY


def promising(office, people):
    """A food licence granted on a promise in the place of one material."""
    cases = by_item(concluded(office, people.clerk).cases)
    certified(people, cases["SCJG-02"])
    food = cases["SCJG-03"]
    outcomes.decide(office, people.clerk, food.id, Outcome("SCJG-03", OutcomeKind.ACCEPT))
    sitting = seen(office, people, food).seen.sitting
    lines = list(sitting.materials)
    place = next(n for n, one in enumerate(lines) if "SCJG-03" in one.items)
    lines[place] = replace(lines[place], state=HandedIn.PROMISED)
    with office.store.begin() as unit:
        unit.cases.put_sitting(replace(sitting, materials=tuple(lines)))
        unit.commit()
    return reviewed(people, food).case, lines[place].key


def test_a_broken_promise_is_told_until_it_is_put_right_or_the_licence_revoked(
    office, people, clock
):
    food, key = promising(office, people)
    order = PromiseCheck((key,), False, "现场没有该设备", date(2026, 12, 4))
    done = proceeding.do(office, people.handler, food.id, ActKind.CHECK_PROMISE, order)
    made = papers.make_missing(office, people.handler, food.sitting_id)
    told = [one for one in made.papers if one.kind is PaperKind.RECTIFY]
    assert [one.act_id for one in told] == [done.act.id]
    clock.set(datetime(2026, 12, 4, 18, 0, tzinfo=CHINA))
    assert operation_of_law.run(office).broken == ()
    clock.set(datetime(2026, 12, 5, 8, 0, tzinfo=CHINA))
    done = operation_of_law.run(office)
    assert ([case.id for case in done.broken], done.acted) == ([food.id], ())
    (told,) = operation_of_law.outstanding(office, people.approver)
    assert (told.line.case_id, told.why, told.day) == (food.id, Concern.BROKEN, order.until)
    assert food.number in sentence(told.said)
    assert food.item_name in sentence(told.said)
    kept = PromiseCheck((key,), True, "已配备")
    proceeding.do(office, people.handler, food.id, ActKind.CHECK_PROMISE, kept)
    assert operation_of_law.run(office).broken == ()
    assert operation_of_law.outstanding(office, people.approver) == ()
    again = papers.make_missing(office, people.handler, food.sitting_id)
    assert PaperKind.RECTIFY not in {one.kind for one in again.papers}


def test_only_staff_is_told_of_tomorrow(office, security):
    for verb in (operation_of_law.tomorrow, operation_of_law.outstanding):
        with pytest.raises(Problem, match=r"right\.missing"):
            verb(office, security)

"""Bars: warned at identity, with basis and end; judged at the acts that they concern."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.actor import Role
from app.domain.case import Outcome, OutcomeKind
from app.domain.certificate import BarGround
from app.domain.paper import PaperKind
from app.services import bars, bureau, outcomes, papers
from app.wording.sentences import sentence
from tests.services.builders import concluded, received, with_waiting
from tests.services.people import REFUSED, certified, person, reviewed, with_rule
from tests.services.problems import problem

NUMBER = "370983199003159995"


def barred(office, people, ground, **more):
    asked = {"id_number": NUMBER, "name": "李䶮", **more}
    return bars.add(office, people.supervisor, ground, **asked).bar


@pytest.mark.parametrize(
    ("ground", "ends"),
    [(BarGround.FALSE_MATERIALS, date(2027, 11, 24)), (BarGround.FRAUD, date(2029, 11, 24))],
)
def test_the_law_sets_the_end(office, people, ground, ends, clock):
    bar = barred(office, people, ground, item_id="SCJG-03")
    assert bar.ends == ends
    told = bars.warnings(office, people.clerk, f" {NUMBER} ")
    assert [
        ends.isoformat() in sentence(one) and "行政许可法" in sentence(one) for one in told
    ] == [True]
    assert all("食品经营许可" in sentence(one) for one in told)
    clock.move(days=(ends - office.today()).days)
    assert bars.of_applicant(office, people.clerk, NUMBER) == (bar,)
    clock.move(days=1)
    assert bars.of_applicant(office, people.clerk, NUMBER) == ()


def test_bad_credit_lasts_until_it_is_lifted_and_stays_on_record(office, people):
    bar = barred(office, people, BarGround.BAD_CREDIT, basis="某失信认定〔2026〕1号")
    assert bar.ends is None
    with problem("bar.no-reason"):
        bars.lift(office, people.supervisor, bar.id, " ")
    bars.lift(office, people.supervisor, bar.id, "已修复")
    assert bars.of_applicant(office, people.clerk, NUMBER) == ()
    assert [one.id for one in bars.every(office, people.clerk)] == [bar.id]
    with problem("bar.unknown"):
        bars.lift(office, people.supervisor, office.clock.new_id(), "已修复")


def test_the_law_bars_from_matters_of_public_safety_only(office, people):
    with problem("bar.no-item"):
        barred(office, people, BarGround.FRAUD)
    with problem("bar.not-safety"):
        barred(office, people, BarGround.FRAUD, item_id="SCJG-02")
    with problem("bar.no-basis"):
        barred(office, people, BarGround.BAD_CREDIT)
    with problem("bar.no-identity"):
        barred(office, people, BarGround.FRAUD, item_id="SCJG-03", name=" ")


def test_who_decides_or_supervises_bars_and_nobody_else(office, people, security, system):
    """A bar takes a right away: neither the window nor an administrator of accounts puts it."""
    asked = {"id_number": NUMBER, "name": "甲", "item_id": "SCJG-03"}
    for actor in (people.clerk, people.handler, security, system):
        with problem("right.missing"):
            bars.add(office, actor, BarGround.FRAUD, **asked)
    for actor in (people.approver, people.head, people.supervisor):
        assert bars.add(office, actor, BarGround.FRAUD, **asked)


def test_the_journal_does_not_say_who_is_barred(office, people):
    bar = barred(office, people, BarGround.FRAUD, item_id="SCJG-03")
    with office.store.read() as reader:
        events = reader.journal.events(people.clerk.region, bar.id)
    assert [event.kind for event in events] == ["bar.added"]
    assert NUMBER not in str(events[0].data)


def test_who_is_barred_is_not_admitted_to_the_matter(office, people):
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    with office.store.read() as reader:
        sitting = reader.cases.sitting(people.clerk.region, cases["SCJG-02"].sitting_id)
    number, name = sitting.applicant.id_number, sitting.applicant.name
    barred(office, people, BarGround.FRAUD, item_id="SCJG-03", id_number=number, name=name)
    certified(people, cases["SCJG-02"])
    with problem("case.barred"):
        outcomes.decide(
            office, people.clerk, cases["SCJG-03"].id, Outcome("SCJG-03", OutcomeKind.ACCEPT)
        )


def test_the_window_is_held_to_the_same_bar(office, people, system):
    with_waiting(office, system, "unified")
    taken = received(office, people.clerk)
    number = taken.sitting.applicant.id_number
    begins = office.today() - timedelta(days=1)
    barred(office, people, BarGround.FRAUD, item_id="SCJG-03", id_number=number, begins=begins)
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    with problem("case.barred"):
        outcomes.conclude(office, people.clerk, taken.sitting.id, proposed)


@pytest.mark.parametrize("item", ["SCJG-03", "SCJG-02"])
@pytest.mark.parametrize("together", [True, False])
def test_false_materials_bar_for_a_year_by_the_refusal_itself(
    office, people, system, item, together
):
    with_waiting(office, system, "unified")
    taken = received(office, people.clerk)
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    case = next(one for one in taken.cases if one.item_id == item)
    false = Outcome(item, OutcomeKind.REFUSE, reason="证明系伪造", false_materials=True)
    if together:
        others = tuple(false if one.item_id == item else one for one in proposed)
        outcomes.conclude(office, people.clerk, taken.sitting.id, others)
    else:
        outcomes.decide(office, people.clerk, case.id, false)
    made = papers.make_missing(office, people.clerk, taken.sitting.id)
    assert made.failures == ()
    told = [one.case_id for one in made.papers if one.kind is PaperKind.NOT_ACCEPTED]
    assert case.id in told
    held = bars.of_applicant(office, people.clerk, taken.sitting.applicant.id_number)
    safety = bureau.current(office).rule(item).safety
    assert [(bar.ground, bar.ends, bar.item_id) for bar in held] == (
        [(BarGround.FALSE_MATERIALS, date(2027, 11, 24), item)] if safety else []
    )


def test_a_refusal_for_false_materials_bars_and_another_refusal_does_not(office, people):
    for false_materials, count in ((False, 0), (True, 1)):
        cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
        with_rule(office, "SCJG-02", safety=True, regime="licence")
        reviewed(people, cases["SCJG-02"], replace(REFUSED, false_materials=false_materials))
        with office.store.read() as reader:
            sitting = reader.cases.sitting(people.clerk.region, cases["SCJG-02"].sitting_id)
        held = bars.of_applicant(office, people.clerk, sitting.applicant.id_number)
        assert len(held) == count


def test_a_reader_of_bars_is_staff(office, security):
    with problem("right.missing"):
        bars.of_applicant(office, security, NUMBER)
    assert person(office, "someone", Role.HEAD)

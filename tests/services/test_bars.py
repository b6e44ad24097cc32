"""Bars: warned at identity, with basis and end; judged at the acts that they concern."""

from datetime import date, timedelta

import pytest

from app.domain.actor import Role
from app.domain.case import Outcome, OutcomeKind
from app.domain.certificate import BarGround
from app.errors import Problem
from app.services import bars, outcomes
from app.wording.sentences import sentence
from tests.services.builders import concluded, received, with_waiting
from tests.services.people import person, reviewed, staff

NUMBER = "370983199003159995"


def problem(code):
    return pytest.raises(Problem, match=code.replace(".", r"\."))


@pytest.fixture
def people(office):
    return staff(office)


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


def test_not_everybody_bars(office, people):
    with problem("right.missing"):
        bars.add(
            office, people.clerk, BarGround.FRAUD, id_number=NUMBER, name="甲", item_id="SCJG-03"
        )


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
    reviewed(people, cases["SCJG-02"])
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


def test_a_reader_of_bars_is_staff(office, security):
    with problem("right.missing"):
        bars.of_applicant(office, security, NUMBER)
    assert person(office, "someone", Role.HEAD)

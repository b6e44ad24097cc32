"""Handing in later: rounds, owed materials, mending on the spot, a notice taken back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.act_bodies import Recall
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState, Defect, HandedIn, Outcome, OutcomeKind
from app.services import intake, operation_of_law, outcomes, proceeding, scans, supplements
from app.services.rounds import rounds_of
from app.services.supplements import Mended
from tests.fakes.clock import CHINA
from tests.services.builders import a_draft, with_waiting
from tests.services.people import person, reviewed, staff
from tests.services.problems import problem
from tests.services.test_scans import picture

FOOD = "SCJG-03"


@pytest.fixture
def people(office, system):
    """Everybody, in a hall where the items of a sitting wait for nothing."""
    with_waiting(office, system, "unified")
    return staff(office)


def asked(draft, item):
    """Return the keys of what is to be handed in for an item."""
    return [
        material.key
        for material in draft.form.materials
        if any(asker.item_id == item for asker in material.askers)
        and draft.material(material.key).state is HandedIn.HANDED_IN
    ]


def taken(office, people, *, lacking=(), values=()):
    """Receive and conclude the restaurant with something missing; return the food licence's case."""
    draft = a_draft(office, people.clerk)
    for key in lacking:
        draft.set_material(key, replace(draft.material(key), state=HandedIn.LACKING))
    for key in values:
        draft.set_value(key, "")
    sitting = intake.receive(office, people.clerk, draft.snapshot()).sitting
    proposed = outcomes.propose(office, people.clerk, sitting.id)
    done = outcomes.conclude(office, people.clerk, sitting.id, proposed)
    return next(case for case in done.cases if case.item_id == FOOD)


@pytest.fixture
def lacking(office, people):
    """Three materials of the food licence, handed in one after another."""
    keys = asked(a_draft(office, people.clerk), FOOD)[:3]
    assert len(keys) == 3
    return keys


def record(office, people, case, key, state=HandedIn.HANDED_IN):
    sitting = proceeding.view_case(office, people.clerk, case.id).seen.sitting
    line = next(one for one in sitting.materials if one.key == key)
    return replace(line, state=state, originals=1)


def test_three_supplements_keep_one_number_and_the_clock_stands_still(
    office, people, lacking, clock
):
    case = taken(office, people, lacking=lacking)
    assert case.state is CaseState.CORRECTION
    days = [datetime(2026, 12, day, 10, 0, tzinfo=CHINA) for day in (1, 8, 15)]
    for number, (key, day) in enumerate(zip(lacking, days, strict=True), start=2):
        clock.set(day)
        poor = key != lacking[-1]
        state = HandedIn.DEFECTIVE if poor else HandedIn.HANDED_IN
        handed = tuple(record(office, people, case, one) for one in lacking if one != key)
        done = supplements.supplement(
            office, people.clerk, case.id, (*handed, record(office, people, case, key, state))
        )
        assert (done.case.round, done.case.state) == (number, CaseState.RECEIVED)
        assert done.case.promised_due is None
        if poor:
            defect = Defect(record(office, people, case, key).label, "不清楚", "清晰可辨")
            again = Outcome(FOOD, OutcomeKind.CORRECT, defects=(defect,))
            with problem("case.second-notice-why"):
                outcomes.decide(office, people.clerk, case.id, again)
            told = outcomes.decide(office, people.clerk, case.id, again, why="新交材料不清楚")
            assert told.act.body.second
            assert told.case.corrections == number
    accepted = outcomes.decide(
        office, people.clerk, case.id, outcomes.proposal(office, people.clerk, case.id)
    )
    assert (accepted.case.number, accepted.case.barcode) == (case.number, case.barcode)
    assert accepted.case.state is CaseState.ACCEPTED
    # Accepted on 15 December: 12 working days are left in that month, 21 in January, 12 in February.
    assert accepted.case.legal_due == date(2027, 2, 16)
    with office.store.read() as reader:
        rounds = reader.cases.rounds_of(case.region, case.id)
    assert [one.number for one in rounds] == [1, 2, 3, 4]
    assert rounds[-1].materials[-1] == lacking[-1]
    told = rounds_of(office, people.clerk, case.id)
    labels = [record(office, people, case, key).label for key in lacking]
    assert [one.opened_at for one in told[1:]] == days
    assert not set(labels) & set(told[0].materials)
    assert set(told[1].materials) == set(labels)
    assert [one.subject for one in told[1].asked] == labels
    assert [one.subject for one in told[2].asked] == labels[:1]
    assert told[0].asked == ()


def test_a_second_notice_asks_only_for_what_came_since(office, people, lacking):
    case = taken(office, people, lacking=lacking[:1])
    handed = (record(office, people, case, lacking[0]),)
    supplements.supplement(office, people.clerk, case.id, handed)
    old = record(office, people, case, lacking[1]).label
    late = Outcome(FOOD, OutcomeKind.CORRECT, defects=(Defect(old, "不清楚", "清晰"),))
    with problem("case.second-notice-old"):
        outcomes.decide(office, people.clerk, case.id, late, why="又发现一处")


def test_a_mistaken_notice_is_taken_back_and_the_clock_is_as_if_it_had_not_been(
    office, people, lacking, clock
):
    case = taken(office, people, lacking=lacking[:1])
    before = proceeding.view_case(office, people.clerk, case.id)
    clock.move(days=1)
    body = Recall(before.acts[-1].id, "材料其实已交")
    done = proceeding.do(office, people.clerk, case.id, ActKind.RECALL_CORRECTION, body)
    assert done.case.state is CaseState.RECEIVED
    assert done.case.corrections == 0
    assert done.case.notice_due == case.notice_due
    assert done.case.handed_in_at == case.handed_in_at


def test_an_empty_field_is_filled_with_the_supplement(office, people):
    key = "org.employee_count"
    case = taken(office, people, values=(key,))
    assert case.state is CaseState.CORRECTION
    with problem("supplement.value-wrong"):
        supplements.supplement(office, people.clerk, case.id, (), mended=Mended({key: "好几个"}))
    done = supplements.supplement(office, people.clerk, case.id, (), mended=Mended({key: "8"}))
    assert done.act.body.materials == (key,)
    assert outcomes.proposal(office, people.clerk, case.id).kind is OutcomeKind.ACCEPT


def test_what_can_be_mended_at_the_window_needs_no_notice(office, people):
    key = "org.employee_count"
    draft = a_draft(office, people.clerk)
    draft.set_value(key, "")
    received = intake.receive(office, people.clerk, draft.snapshot())
    case = next(one for one in received.cases if one.item_id == FOOD)
    with problem("case.what-missing"):
        supplements.correct_on_the_spot(office, people.clerk, case.id, " ")
    done = supplements.correct_on_the_spot(
        office, people.clerk, case.id, "补填从业人数", mended=Mended({key: "8"})
    )
    assert done.case.state is CaseState.RECEIVED
    assert done.case.notice_due == case.notice_due
    proposed = outcomes.propose(office, people.clerk, received.sitting.id)
    assert next(one for one in proposed if one.item_id == FOOD).kind is OutcomeKind.ACCEPT


def test_only_what_is_on_the_cases_list_is_handed_in(office, people, lacking):
    case = taken(office, people, lacking=lacking[:1])
    stranger = replace(record(office, people, case, lacking[0]), key="no.such")
    with problem("supplement.not-on-list"):
        supplements.supplement(office, people.clerk, case.id, (stranger,))
    with problem("supplement.no-field"):
        supplements.supplement(office, people.clerk, case.id, (), mended=Mended({"no.such": 1}))
    with problem("case.nothing-handed-in"):
        supplements.supplement(office, people.clerk, case.id, ())


@pytest.fixture
def owing(office, people):
    """A case accepted with a material owed."""
    draft = a_draft(office, people.clerk)
    owed = next(m for m in draft.form.materials if m.tolerance_days and not m.optional)
    draft.set_material(owed.key, replace(draft.material(owed.key), state=HandedIn.OWED))
    sitting = intake.receive(office, people.clerk, draft.snapshot()).sitting
    proposed = outcomes.propose(office, people.clerk, sitting.id)
    done = outcomes.conclude(office, people.clerk, sitting.id, proposed)
    owing = [one for one in done.cases if one.state is CaseState.ACCEPTED_OWING]
    case = min(owing, key=lambda one: one.owed_due)
    return case, owed.key


def test_what_is_owed_after_a_correction_is_dated_too(office, people):
    draft = a_draft(office, people.clerk)
    owed = next(
        m.key for m in draft.form.materials if m.tolerance_days and m.key in asked(draft, FOOD)
    )
    case = taken(office, people, lacking=(owed,))
    handed = (record(office, people, case, owed, HandedIn.OWED),)
    supplements.supplement(office, people.clerk, case.id, handed)
    proposed = outcomes.proposal(office, people.clerk, case.id)
    assert proposed.kind is OutcomeKind.ACCEPT_OWING
    done = outcomes.decide(office, people.clerk, case.id, proposed)
    assert done.case.owed_due is not None
    assert record(office, people, case, owed).owed_until == done.case.owed_due


def test_what_was_owed_is_supplied_in_time(office, people, owing):
    case, key = owing
    with problem("case.still-owes"):
        reviewed(people, case)
    handed = (record(office, people, case, key),)
    done = supplements.supply_owed(office, people.clerk, case.id, handed)
    assert (done.case.state, done.case.owed_due) == (CaseState.ACCEPTED, None)


def test_what_was_owed_lapses_by_law_after_its_day(office, people, owing, clock):
    case, key = owing
    last = case.owed_due
    clock.set(datetime.combine(last, datetime.min.time(), CHINA).replace(hour=23))
    assert operation_of_law.run(office).acted == ()
    clock.move(hours=2)
    acted = operation_of_law.run(office).acted
    assert case.id in {act.case_id for act in acted}
    ended = proceeding.view_case(office, people.clerk, case.id).case
    assert ended.state is CaseState.WITHDRAWN
    assert operation_of_law.run(office).acted == ()
    with problem("case.not-after-withdrawal"):
        handed = (record(office, people, case, key),)
        supplements.supply_owed(office, people.clerk, case.id, handed)


def test_every_scan_is_found_in_the_round_that_brought_it(office, people, lacking, clock, tmp_path):
    case = taken(office, people, lacking=lacking[:1])
    content = picture(tmp_path, "scan", "PNG")
    first = scans.attach(office, people.clerk, case.sitting_id, lacking[1], "一.png", content)
    clock.move(days=1)
    handed = (record(office, people, case, lacking[0]),)
    field = "org.employee_count"
    mended = Mended({field: "9"})
    supplements.supplement(office, people.clerk, case.id, handed, mended=mended)
    second = scans.attach(office, people.clerk, case.sitting_id, lacking[0], "二.png", content)
    told = rounds_of(office, people.handler, case.id)
    assert [[scan.id for scan in one.scans] for one in told] == [[first.id], [second.id]]
    assert all(scan.content == b"" for one in told for scan in one.scans)
    assert [len(one.fields) for one in told] == [0, 1]
    with problem("right.missing"):
        rounds_of(office, person(office, "sec", Role.SECURITY_ADMIN), case.id)

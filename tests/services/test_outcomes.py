"""Accepting, correcting, refusing: the second transaction."""

from dataclasses import replace
from datetime import date

from app.domain.case import CaseState, Defect, HandedIn, Outcome, OutcomeKind
from app.services import outcomes
from tests.fakes.clock import TUESDAY
from tests.services.builders import a_draft, concluded, received, the_restaurant, with_waiting
from tests.services.people import by_item
from tests.services.problems import problem


def proposals(office, clerk, sitting):
    return {one.item_id: one for one in outcomes.propose(office, clerk, sitting.id)}


def test_the_complete_restaurant_is_accepted_and_the_rest_waits(office, clerk):
    done = concluded(office, clerk)
    states = {case.item_id: case.state for case in done.cases}
    assert states.pop("SCJG-02") is CaseState.ACCEPTED
    assert set(states.values()) == {CaseState.WAITING}
    first = by_item(done.cases)["SCJG-02"]
    assert first.accepted_at == TUESDAY
    assert first.legal_due == date(2026, 11, 27)
    assert first.promised_due == date(2026, 11, 24)


def test_concluding_twice_changes_nothing(office, clerk):
    done = concluded(office, clerk)
    again = outcomes.conclude(office, clerk, done.sitting.id, ())
    assert again.again
    assert again.cases == done.cases


def test_all_or_none(office, clerk):
    sitting = received(office, clerk).sitting
    proposed = proposals(office, clerk, sitting)
    proposed["XF-01"] = Outcome("XF-01", OutcomeKind.ACCEPT)
    with problem("case.waits"):
        outcomes.conclude(office, clerk, sitting.id, tuple(proposed.values()))
    with office.store.read() as reader:
        cases = reader.cases.cases_of(clerk.region, sitting.id)
    assert {case.state for case in cases} == {CaseState.RECEIVED, CaseState.WAITING}


def test_every_case_needs_one_outcome(office, clerk):
    sitting = received(office, clerk).sitting
    proposed = list(proposals(office, clerk, sitting).values())
    with problem("sitting.outcomes-incomplete"):
        outcomes.conclude(office, clerk, sitting.id, tuple(proposed[1:]))
    with problem("sitting.outcomes-surplus"):
        outcomes.conclude(office, clerk, sitting.id, (*proposed, proposed[0]))


def test_a_lacking_material_is_proposed_as_one_correction(office, clerk):
    draft = a_draft(office, clerk)
    for material in draft.form.materials:
        if any(asker.item_id == "SCJG-02" for asker in material.askers):
            entry = draft.material(material.key)
            if entry.state is HandedIn.HANDED_IN:
                draft.set_material(material.key, replace(entry, state=HandedIn.LACKING))
    from app.services import intake

    sitting = intake.receive(office, clerk, draft.snapshot()).sitting
    proposed = proposals(office, clerk, sitting)
    correction = proposed["SCJG-02"]
    assert correction.kind is OutcomeKind.CORRECT
    assert all(d.subject and d.what and d.standard for d in correction.defects)
    with problem("case.materials-missing"):
        wrong = {**proposed, "SCJG-02": Outcome("SCJG-02", OutcomeKind.ACCEPT)}
        outcomes.conclude(office, clerk, sitting.id, tuple(wrong.values()))
    done = outcomes.conclude(office, clerk, sitting.id, tuple(proposed.values()))
    assert by_item(done.cases)["SCJG-02"].state is CaseState.CORRECTION
    assert by_item(done.cases)["SCJG-02"].promised_due is None


def test_an_empty_field_is_proposed_as_a_correction(office, clerk):
    draft = a_draft(office, clerk)
    draft.set_value("org.employee_count", "")
    from app.services import intake

    sitting = intake.receive(office, clerk, draft.snapshot()).sitting
    correction = proposals(office, clerk, sitting)["SCJG-02"]
    assert correction.kind is OutcomeKind.CORRECT
    assert "未填写" in [defect.what for defect in correction.defects]


def test_the_missing_result_is_a_defect_under_the_immediate_correction_rule(office, clerk, system):
    with_waiting(office, system, "correction")
    sitting = received(office, clerk).sitting
    food = proposals(office, clerk, sitting)["SCJG-03"]
    assert food.kind is OutcomeKind.CORRECT
    assert [defect.subject for defect in food.defects] == ["营业执照（个体工商户，正本、副本）"]


def test_unified_handling_has_one_long_limit(office, clerk, system):
    with_waiting(office, system, "unified")
    done = concluded(office, clerk)
    assert {case.state for case in done.cases} == {CaseState.ACCEPTED}
    food = by_item(done.cases)["SCJG-03"]
    assert food.legal_due is not None
    assert food.legal_due > date(2027, 1, 20)
    assert food.provisional


def test_owed_materials_are_dated(office, clerk, system):
    with_waiting(office, system, "unified")
    draft = a_draft(office, clerk)
    owed = next(m for m in draft.form.materials if m.tolerance_days and not m.optional)
    draft.set_material(owed.key, replace(draft.material(owed.key), state=HandedIn.OWED))
    from app.services import intake

    sitting = intake.receive(office, clerk, draft.snapshot()).sitting
    proposed = outcomes.propose(office, clerk, sitting.id)
    assert OutcomeKind.ACCEPT_OWING in {one.kind for one in proposed}
    done = outcomes.conclude(office, clerk, sitting.id, proposed)
    record = next(r for r in done.sitting.materials if r.key == owed.key)
    assert record.owed_until is not None
    owing = [case for case in done.cases if case.state is CaseState.ACCEPTED_OWING]
    assert {case.item_id for case in owing} == set(record.items)
    assert min(case.owed_due for case in owing) == record.owed_until


def test_a_refusal_is_kept_with_its_reason(office, clerk):
    sitting = received(office, clerk).sitting
    proposed = proposals(office, clerk, sitting)
    proposed["CG-01"] = Outcome(
        "CG-01", OutcomeKind.REFUSE, reason="不属于本机关职权范围", competent="某街道办事处"
    )
    done = outcomes.conclude(office, clerk, sitting.id, tuple(proposed.values()))
    case = by_item(done.cases)["CG-01"]
    assert case.state is CaseState.NOT_ACCEPTED
    assert case.outcome is not None
    assert case.outcome.competent == "某街道办事处"
    with office.store.read() as reader:
        kinds = [event.kind for event in reader.journal.events(clerk.region, case.id)]
    assert kinds == ["case.waiting", "case.not-accepted"]


def test_a_correction_states_what_it_must_meet(office, clerk):
    sitting = received(office, clerk).sitting
    proposed = proposals(office, clerk, sitting)
    vague = (Defect("布局图", "不清楚", " "),)
    proposed["SCJG-03"] = Outcome("SCJG-03", OutcomeKind.CORRECT, defects=vague)
    with problem("case.defect-unclear"):
        outcomes.conclude(office, clerk, sitting.id, tuple(proposed.values()))


def test_an_unknown_sitting_is_refused(office, clerk):
    with problem("sitting.unknown"):
        outcomes.propose(office, clerk, office.clock.new_id())


def test_accepted_on_a_saturday_counts_from_monday(office, clerk, clock):
    clock.move(days=4)
    done = concluded(office, clerk, the_restaurant())
    first = by_item(done.cases)["SCJG-02"]
    assert first.accepted_at == clock.now()
    assert first.legal_due == date(2026, 12, 3)

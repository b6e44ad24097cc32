"""Mending a mistaken intake: both traceable, the receipt void, a new one printed."""

from dataclasses import replace

from app.domain.acts import ActKind
from app.domain.case import CaseState, HandedIn, OutcomeKind
from app.domain.paper import PaperKind, PaperState
from app.services import outcomes, papers, proceeding, repair
from tests.services.people import by_item, reviewed
from tests.services.problems import problem


def kept(office, people, sitting):
    with office.store.read() as reader:
        return reader.papers.of_sitting(people.clerk.region, sitting.id)


def receipts(office, people, sitting):
    return [paper for paper in kept(office, people, sitting) if paper.kind is PaperKind.RECEIPT]


def test_another_item_keeps_number_and_day_and_the_receipt_is_void(office, people, taken):
    sitting = taken.sitting
    papers.make_missing(office, people.clerk, sitting.id)
    case = by_item(taken.cases)["CG-01"]
    done = repair.change_item(office, people.clerk, case.id, "CG-02", "选错事项")
    assert (done.case.item_id, done.case.number, done.case.received_at) == (
        "CG-02",
        case.number,
        case.received_at,
    )
    assert done.case.item_name != case.item_name
    assert (done.act.body.old_item, done.act.body.new_item) == ("CG-01", "CG-02")
    assert [paper.state for paper in receipts(office, people, sitting)] == [PaperState.VOID]
    made = papers.make_missing(office, people.clerk, sitting.id)
    assert made.failures == ()
    states = [paper.state for paper in receipts(office, people, sitting)]
    assert states == [PaperState.VOID, PaperState.ORIGINAL]
    numbers = {paper.number for paper in receipts(office, people, sitting)}
    assert len(numbers) == 2


def test_what_the_right_item_asks_and_nobody_was_asked_shows_as_lacking(office, people, taken):
    case = by_item(taken.cases)["SCJG-02"]
    done = repair.change_item(office, people.clerk, case.id, "SCJG-01", "应为企业设立登记")
    proposed = outcomes.proposal(office, people.clerk, done.case.id)
    assert proposed.kind is OutcomeKind.CORRECT
    view = proceeding.view_case(office, people.clerk, done.case.id)
    mine = [line for line in view.seen.sitting.materials if "SCJG-01" in line.items]
    assert mine
    assert all("SCJG-02" not in line.items for line in view.seen.sitting.materials)
    handed = {line.key for line in taken.sitting.materials if line.state is HandedIn.HANDED_IN}
    again = {line.key for line in mine if line.state is HandedIn.HANDED_IN}
    assert again <= handed


def test_the_changed_case_goes_on_to_its_end(office, people, taken):
    case = by_item(taken.cases)["SCJG-02"]
    repair.change_item(office, people.clerk, case.id, "SCJG-01", "应为企业设立登记")
    repair.change_item(office, people.clerk, case.id, "SCJG-02", "确认为个体工商户")
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    outcomes.conclude(office, people.clerk, taken.sitting.id, proposed)
    assert reviewed(people, case).case.state is CaseState.GRANTED
    kinds = [act.kind for act in proceeding.view_case(office, people.clerk, case.id).acts]
    assert kinds.count(ActKind.CHANGE_ITEM) == 2


def test_what_waited_for_the_wrong_item_goes_on(office, people, taken):
    case = by_item(taken.cases)["SCJG-02"]
    done = repair.change_item(office, people.clerk, case.id, "WJ-01", "选错事项")
    states = {one.item_id: one.state for one in done.also}
    for one in taken.cases:
        if one.id != case.id:
            view = proceeding.view_case(office, people.clerk, one.id)
            waits = next(
                item.waits_for for item in view.seen.form.items if item.item_id == one.item_id
            )
            assert (view.case.state is CaseState.WAITING) == ("WJ-01" in waits)
    assert set(states.values()) <= {CaseState.RECEIVED}


def test_a_repair_says_why_and_names_a_known_item(office, people, taken):
    case = by_item(taken.cases)["CG-01"]
    with problem("case.why-missing"):
        repair.change_item(office, people.clerk, case.id, "CG-02", " ")
    with problem("repair.no-item"):
        repair.change_item(office, people.clerk, case.id, "XX-99", "选错事项")
    with problem("repair.item-there"):
        repair.change_item(office, people.clerk, case.id, "PS-01", "选错事项")
    view = proceeding.view_case(office, people.clerk, case.id)
    assert (view.case.item_id, len(view.acts)) == ("CG-01", 1)


def test_another_applicant_in_every_case_and_in_the_form(office, people, taken):
    sitting = taken.sitting
    papers.make_missing(office, people.clerk, sitting.id)
    right = replace(sitting.applicant, name="泰山区王记面馆", phone="16600000009")
    with problem("case.why-missing"):
        repair.change_applicant(office, people.clerk, sitting.id, right, "")
    done = repair.change_applicant(office, people.clerk, sitting.id, right, "读错证件")
    assert len(done.also) == len(taken.cases) - 1
    view = proceeding.view_case(office, people.clerk, taken.cases[-1].id)
    assert view.seen.sitting.applicant == right
    assert view.seen.sitting.values["org.name"] == "泰山区王记面馆"
    assert view.acts[-1].kind is ActKind.CHANGE_APPLICANT
    assert sitting.applicant.name not in str(view.acts[-1].body)
    assert {paper.state for paper in kept(office, people, sitting)} == {PaperState.VOID}
    assert papers.make_missing(office, people.clerk, sitting.id).failures == ()


def test_a_document_number_that_cannot_be_is_no_repair(office, people, taken):
    wrong = replace(taken.sitting.applicant, id_number="370102198805071228")
    with problem("repair.number-wrong"):
        repair.change_applicant(office, people.clerk, taken.sitting.id, wrong, "读错证件")
    view = proceeding.view_case(office, people.clerk, taken.cases[0].id)
    assert len(view.acts) == 1
    assert view.seen.sitting.applicant == taken.sitting.applicant


def test_the_person_behind_goes_with_the_number_and_the_case_in_hand_comes_first(
    office, people, taken
):
    sitting, last = taken.sitting, taken.cases[-1].id
    assert repair.person_behind(sitting) == "李䶮"
    right = replace(sitting.applicant, id_number="370102198805071227")
    done = repair.change_applicant(
        office, people.clerk, sitting.id, right, "读错证件", last, "杨敏"
    )
    assert done.case.id == last
    assert last not in {case.id for case in done.also}
    values = proceeding.view_case(office, people.clerk, last).seen.sitting.values
    assert (values["org.legal_rep.name"], values["org.legal_rep.id_number"]) == (
        "杨敏",
        "370102198805071227",
    )
    assert "李䶮" not in values.values()


def test_the_same_applicant_is_no_repair(office, people, taken):
    with problem("case.applicant-same"):
        repair.change_applicant(
            office, people.clerk, taken.sitting.id, taken.sitting.applicant, "读错"
        )


def test_an_item_is_not_changed_once_its_examination_began(office, people, taken):
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    outcomes.conclude(office, people.clerk, taken.sitting.id, proposed)
    case = by_item(taken.cases)["SCJG-02"]
    reviewed(people, case)
    with problem("case.not-after-grant"):
        repair.change_item(office, people.clerk, case.id, "SCJG-01", "选错事项")

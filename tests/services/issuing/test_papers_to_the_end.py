"""Papers when a case ends: what is handed over with a certificate, the file, what was repaired."""

from app.domain.act_bodies import DeliveryWay
from app.domain.acts import ActKind
from app.domain.case import Outcome, OutcomeKind
from app.domain.paper import PaperKind, PaperState
from app.services import (
    case_file,
    certificates,
    hand_over,
    operation_of_law,
    outcomes,
    papers,
    repair,
)
from app.services.collectors import Collector
from tests.documents.builders import joined_text
from tests.services.desk import FOOD, LICENCE, PLAIN, delivered


def made_now(office, desk):
    made = papers.make_missing(office, desk.clerk, desk.sitting_id)
    assert made.failures == ()
    return made.papers


def lines(office, desk, kind):
    found = papers.of_sitting(office, desk.clerk, desk.sitting_id)
    return [line for line in found if line.kind is kind]


def test_the_delivery_record_names_the_certificate(office, desk, tmp_path):
    case = desk.cases[LICENCE]
    owner = Collector("post", "", "", "", DeliveryWay.POST, tracking_no="EMS1234567CN")
    hand_over.hand_over(office, desk.issuer, desk.sitting_id, (case.id,), owner)
    (line,) = lines(office, desk, PaperKind.DELIVERY)
    assert line.case_id == case.id
    text = joined_text(papers.content(office, desk.clerk, line.id), tmp_path)
    (certificate, *_) = certificates.of_case(office, desk.issuer, desk.cases[LICENCE].id)
    assert f"{certificate.kind}{certificate.number}2" in text  # original and duplicate
    assert "准予登记通知书" in text


def test_a_certificate_made_before_its_paper_was_printed_is_named_on_no_other_case(
    office, desk, tmp_path
):
    (grant,) = lines(office, desk, PaperKind.GRANT)
    assert grant.case_id == desk.cases[PLAIN].id
    text = joined_text(papers.content(office, desk.clerk, grant.id), tmp_path)
    (certificate, *_) = certificates.of_case(office, desk.issuer, desk.cases[LICENCE].id)
    assert certificate.number not in text


def test_a_closed_case_has_its_file_with_the_catalogue_of_its_papers(office, desk, tmp_path):
    case = delivered(office, desk, desk.cases[PLAIN])
    case_file.close(office, desk.clerk, case.id)
    (file,) = made_now(office, desk)
    assert (file.kind, file.pages) == (PaperKind.FILE, 3)
    text = joined_text(file.content, tmp_path)
    for entry in case_file.contents(office, desk.clerk, case.id):
        assert entry.number in text
    assert "归档" in text
    other = desk.cases[FOOD].number
    assert other not in text
    assert made_now(office, desk) == ()


def test_what_was_decided_about_the_wrong_item_has_no_paper_any_more(office, desk, tmp_path):
    case = desk.cases[FOOD]
    outcomes.decide(office, desk.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    made_now(office, desk)
    repair.change_item(office, desk.clerk, case.id, "SCJG-04", "选错事项")
    again = {paper.kind for paper in made_now(office, desk)}
    assert {PaperKind.RECEIPT, PaperKind.SLIP, PaperKind.APPLICATION} <= again
    assert PaperKind.ACCEPTANCE not in again
    (wrong,) = [
        line for line in lines(office, desk, PaperKind.ACCEPTANCE) if line.case_id == case.id
    ]
    assert wrong.state is PaperState.VOID
    asked = outcomes.proposal(office, desk.clerk, case.id)
    outcomes.decide(office, desk.clerk, case.id, asked)
    (notice,) = made_now(office, desk)
    assert notice.kind is PaperKind.CORRECTION
    assert "小餐饮" in joined_text(notice.content, tmp_path)


def test_silence_while_nobody_looked_still_gives_every_paper(office, desk, clock):
    clock.move(days=40)
    done = operation_of_law.run(office)
    accepted = [act for act in done.acted if act.kind is ActKind.ACCEPT_BY_LAW]
    made = made_now(office, desk)
    found = [paper for paper in made if paper.kind is PaperKind.ACCEPTANCE]
    assert {paper.act_id for paper in found} == {act.id for act in accepted}
    assert found

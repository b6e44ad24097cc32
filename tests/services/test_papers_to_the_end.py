"""Papers when a case ends: what is handed over with a certificate, the file, what was repaired."""

import pytest

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
from tests.services.desk import FOOD, LICENCE, PLAIN, delivered, desk_of, opened, prepare


@pytest.fixture(scope="module")
def prepared(started_store, tmp_path_factory):
    return prepare(started_store, tmp_path_factory.mktemp("papers"))


@pytest.fixture
def office(prepared, tmp_path, clock):
    office = opened(prepared, tmp_path / "home", clock)
    yield office
    office.store.close()


@pytest.fixture
def people(office):
    return desk_of(office)


def made_now(office, people):
    made = papers.make_missing(office, people.clerk, people.sitting_id)
    assert made.failures == ()
    return made.papers


def lines(office, people, kind):
    found = papers.of_sitting(office, people.clerk, people.sitting_id)
    return [line for line in found if line.kind is kind]


def test_the_delivery_record_names_the_certificate(office, people, tmp_path):
    case = people.cases[LICENCE]
    owner = Collector("post", "", "", "", DeliveryWay.POST, tracking_no="EMS1234567CN")
    hand_over.hand_over(office, people.issuer, people.sitting_id, (case.id,), owner)
    (line,) = lines(office, people, PaperKind.DELIVERY)
    assert line.case_id == case.id
    text = joined_text(papers.content(office, people.clerk, line.id), tmp_path)
    (certificate, *_) = certificates.of_case(office, people.issuer, people.cases[LICENCE].id)
    assert f"{certificate.kind}{certificate.number}" in text
    assert "准予登记通知书" in text


def test_a_certificate_made_before_its_paper_was_printed_is_named_on_no_other_case(
    office, people, tmp_path
):
    (grant,) = lines(office, people, PaperKind.GRANT)
    assert grant.case_id == people.cases[PLAIN].id
    text = joined_text(papers.content(office, people.clerk, grant.id), tmp_path)
    (certificate, *_) = certificates.of_case(office, people.issuer, people.cases[LICENCE].id)
    assert certificate.number not in text


def test_a_closed_case_has_its_file_with_the_catalogue_of_its_papers(office, people, tmp_path):
    case = delivered(office, people, people.cases[PLAIN])
    case_file.close(office, people.clerk, case.id)
    (file,) = made_now(office, people)
    assert (file.kind, file.pages) == (PaperKind.FILE, 3)
    text = joined_text(file.content, tmp_path)
    for entry in case_file.contents(office, people.clerk, case.id):
        assert entry.number in text
    assert "归档" in text
    other = people.cases[FOOD].number
    assert other not in text
    assert made_now(office, people) == ()


def test_what_was_decided_about_the_wrong_item_has_no_paper_any_more(office, people, tmp_path):
    case = people.cases[FOOD]
    outcomes.decide(office, people.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    made_now(office, people)
    repair.change_item(office, people.clerk, case.id, "SCJG-04", "选错事项")
    again = {paper.kind for paper in made_now(office, people)}
    assert {PaperKind.RECEIPT, PaperKind.SLIP, PaperKind.APPLICATION} <= again
    assert PaperKind.ACCEPTANCE not in again
    (wrong,) = [
        line for line in lines(office, people, PaperKind.ACCEPTANCE) if line.case_id == case.id
    ]
    assert wrong.state is PaperState.VOID
    asked = outcomes.proposal(office, people.clerk, case.id)
    outcomes.decide(office, people.clerk, case.id, asked)
    (notice,) = made_now(office, people)
    assert notice.kind is PaperKind.CORRECTION
    assert "小餐饮" in joined_text(notice.content, tmp_path)


def test_silence_while_nobody_looked_still_gives_every_paper(office, people, clock):
    clock.move(days=40)
    done = operation_of_law.run(office)
    accepted = [act for act in done.acted if act.kind is ActKind.ACCEPT_BY_LAW]
    made = made_now(office, people)
    found = [paper for paper in made if paper.kind is PaperKind.ACCEPTANCE]
    assert {paper.act_id for paper in found} == {act.id for act in accepted}
    assert found

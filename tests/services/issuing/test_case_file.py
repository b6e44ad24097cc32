"""One case, one file: catalogue, score sheet, and closing."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState, Outcome, OutcomeKind
from app.services import case_file, hand_over, outcomes, papers, proceeding
from app.services.collectors import Collector
from app.services.command_line import acting
from app.wording.sentences import sentence
from tests.services.desk import (
    FOOD,
    LICENCE,
    PLAIN,
    a_png,
    a_scan,
    delivered,
    void_receipt,
)
from tests.services.people import REFUSED, reviewed
from tests.services.problems import problem


@pytest.fixture
def food(office, desk):
    """A case that was accepted, its papers not yet made."""
    case = desk.cases[FOOD]
    return outcomes.decide(office, desk.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT)).case


def decided(office, desk, case, decision):
    """Lead a case through its review with as many people as it has steps."""
    people = SimpleNamespace(
        office=office,
        **{n: acting(office, n, Role.REVIEWER) for n in ("handler", "checker", "approver")},
    )
    return reviewed(people, case, decision).case


def titles(office, desk, case):
    return [entry.title for entry in case_file.contents(office, desk.clerk, case.id)]


def test_the_file_lies_in_the_order_of_a_bound_file(office, desk, issued):
    entries = case_file.contents(office, desk.clerk, issued.id)
    found = [entry.title for entry in entries]
    expected = ["登记表", "接收凭证", "受理", "办结通知书", "送达回证"]
    places = [next(n for n, title in enumerate(found) if word in title) for word in expected]
    assert places == sorted(places)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    assert not any("小票" in title or "取件" in title for title in found)
    firsts = [1]
    for entry in entries:
        firsts.append(firsts[-1] + entry.pages)
    assert [entry.first_page for entry in entries] == firsts[:-1]


def test_another_cases_papers_are_not_in_the_file(office, desk, issued):
    with office.store.read() as reader:
        kept = reader.papers.of_sitting(issued.region, issued.sitting_id)
    others = {paper.number for paper in kept if paper.case_id not in {issued.id, None}}
    assert others
    entries = case_file.contents(office, desk.clerk, issued.id)
    assert others.isdisjoint(entry.number for entry in entries)


def test_scans_of_the_cases_materials_lie_after_the_acceptance(office, desk, issued):
    _scan, label = a_scan(office, desk, issued)
    found = titles(office, desk, issued)
    accepted = next(n for n, title in enumerate(found) if "受理" in title)
    assert accepted < found.index(label) < len(found) - 1


def test_a_file_as_it_should_be_passes_every_line(office, desk, issued):
    lines = case_file.score(office, desk.clerk, issued.id)
    assert [(line.code, line.missing) for line in lines if line.passed is False] == []
    assert {line.code for line in lines if line.passed} == {
        "acceptance",
        "in-time",
        "opinions",
        "supervision",
        "delivery",
        "binding",
    }
    assert all(line.title for line in lines)


def test_what_is_missing_is_told_line_by_line(office, desk, food):
    case = decided(office, desk, food, REFUSED)
    found = {line.code: line for line in case_file.score(office, desk.clerk, case.id)}
    assert found["delivery"].missing == ("还没有送达申请人",)
    assert found["binding"].missing == ("缺决定书",)
    papers.make_missing(office, desk.clerk, case.sitting_id)
    found = {line.code: line for line in case_file.score(office, desk.clerk, case.id)}
    assert found["binding"].passed


def test_a_whole_file_is_closed_once(office, desk, issued):
    done = case_file.close(office, desk.clerk, issued.id)
    assert done.case.closed_at == office.now()
    with problem("case.closed"):
        case_file.close(office, desk.clerk, issued.id)


@pytest.fixture
def unproved(office, desk, granted):
    """Issued, but no record was made of how it was received."""
    proceeding.do(
        office,
        desk.clerk,
        granted.id,
        ActKind.DELIVER,
        Delivery(
            uuid4(), DeliveryWay.COUNTER, "某人", "applicant", "1", "大厅", ("准",), "on-paper"
        ),
    )
    return granted


def test_a_file_with_gaps_is_not_closed(office, desk, unproved):
    with problem("case-file.incomplete") as refused:
        case_file.close(office, desk.clerk, unproved.id)
    assert len(refused.value.findings) == refused.value.params["count"] == 1
    assert all("…" not in sentence(one) for one in refused.value.findings)
    assert proceeding.view_case(office, desk.clerk, unproved.id).case.closed_at is None


def test_only_a_supervisor_with_a_reason_closes_a_file_with_gaps(office, desk, unproved):
    with problem("case-file.incomplete"):
        case_file.close(office, desk.clerk, unproved.id, "纸质文书另行保管")
    with problem("case-file.incomplete"):
        case_file.close(office, desk.supervisor, unproved.id, "  ")
    done = case_file.close(office, desk.supervisor, unproved.id, "纸质文书另行保管")
    assert done.act.body.why == "纸质文书另行保管"
    with office.store.read() as reader:
        events = reader.journal.events(unproved.region, unproved.id)
    logged = next(event for event in events if event.kind == "case.closed-incomplete")
    assert logged.clerk_id == desk.supervisor.account_id
    assert "case-file.no-delivery-record" in logged.data["missing"]
    assert "纸质" not in str(logged.data)


def test_a_case_under_review_is_not_closed_even_by_a_supervisor(office, desk, food):
    papers.make_missing(office, desk.clerk, food.sitting_id)
    with problem("case.not-while-accepted"):
        case_file.close(office, desk.supervisor, food.id, "理由")


def test_a_refused_case_is_delivered_and_closed_without_certificate(office, desk, food):
    refused = decided(office, desk, food, REFUSED)
    papers.make_missing(office, desk.clerk, refused.sitting_id)
    done = delivered(office, desk, refused)
    assert done.state is CaseState.REFUSED
    lines = {line.code: line for line in case_file.score(office, desk.clerk, refused.id)}
    assert lines["reasons"].passed
    assert case_file.close(office, desk.clerk, refused.id).case.closed_at is not None


def test_void_papers_stay_in_the_file_with_their_mark(office, desk, issued):
    void_receipt(office, desk, issued)
    assert any(title.endswith("（已作废）") for title in titles(office, desk, issued))
    lines = {line.code: line for line in case_file.score(office, desk.clerk, issued.id)}
    assert lines["acceptance"].missing == ("缺材料接收凭证",)


def test_the_signature_lies_in_the_files_it_was_given_for(office, desk):
    owner = Collector(
        "applicant",
        "李䶮",
        "居民身份证",
        "370983199003159995",
        DeliveryWay.COUNTER,
        signature=a_png(),
    )
    plain, licence = desk.cases[PLAIN], desk.cases[LICENCE]
    hand_over.hand_over(office, desk.clerk, plain.sitting_id, (plain.id,), owner)
    assert titles(office, desk, plain)[-2:] == ["送达回证", "领取人签名"]
    assert "领取人签名" not in titles(office, desk, licence)

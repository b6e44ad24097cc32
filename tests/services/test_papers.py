"""Papers: made after the commit, kept, printed again with a mark."""

import hashlib

from app.documents import PaperMaker
from app.domain.case import Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.errors import Problem
from app.services import outcomes, papers, records
from tests.services.builders import a_draft, concluded, received
from tests.services.problems import problem


def kinds(office, clerk, sitting):
    return [line.kind for line in papers.of_sitting(office, clerk, sitting.id)]


def test_receiving_calls_for_receipt_slip_and_application_forms(office, clerk):
    sitting = received(office, clerk).sitting
    made = papers.make_missing(office, clerk, sitting.id)
    assert made.failures == ()
    found = kinds(office, clerk, sitting)
    assert found[:2] == [PaperKind.RECEIPT, PaperKind.SLIP]
    assert found.count(PaperKind.APPLICATION) == 5
    assert PaperKind.ACCEPTANCE not in found


def test_the_outcome_calls_for_its_paper_once(office, clerk):
    sitting = concluded(office, clerk).sitting
    papers.make_missing(office, clerk, sitting.id)
    assert kinds(office, clerk, sitting).count(PaperKind.ACCEPTANCE) == 1
    again = papers.make_missing(office, clerk, sitting.id)
    assert again.papers == ()
    assert len({line.number for line in papers.of_sitting(office, clerk, sitting.id)}) == 9


def test_the_bytes_are_kept_with_their_hash(office, clerk):
    sitting = received(office, clerk).sitting
    for paper in papers.make_missing(office, clerk, sitting.id).papers:
        assert hashlib.sha256(paper.content).hexdigest() == paper.sha256
        assert papers.content(office, clerk, paper.id) == paper.content


def test_only_the_printed_page_of_a_reprint_is_marked(office, clerk):
    sitting = received(office, clerk).sitting
    receipt = papers.make_missing(office, clerk, sitting.id).papers[0]
    first = papers.print_copy(office, clerk, receipt.id)
    second = papers.print_copy(office, clerk, receipt.id, "纸张卡住")
    assert (first.copy, second.copy) == (0, 1)
    assert first.content == receipt.content
    assert second.content != receipt.content
    assert papers.content(office, clerk, receipt.id) == receipt.content
    line = papers.of_sitting(office, clerk, sitting.id)[0]
    assert line.printed == 2
    with office.store.read() as reader:
        events = reader.journal.events(clerk.region, receipt.id)
    assert [event.data.get("reason") for event in events] == [None, "", "纸张卡住"]


def test_a_failed_printing_does_not_count(office, clerk):
    sitting = received(office, clerk).sitting
    receipt = papers.make_missing(office, clerk, sitting.id).papers[0]
    papers.print_copy(office, clerk, receipt.id)
    papers.print_failed(office, clerk, receipt.id)
    assert papers.of_sitting(office, clerk, sitting.id)[0].printed == 0
    again = papers.print_copy(office, clerk, receipt.id)
    assert again.copy == 0
    assert again.content == receipt.content
    assert papers.print_copy(office, clerk, receipt.id).copy == 1


def test_acceptance_stands_when_paper_fails(office, clerk, monkeypatch):
    done = concluded(office, clerk)

    def broken(_self, subject):
        if subject.kind is PaperKind.ACCEPTANCE:
            raise Problem("paper.missing-glyph", character="□", code_point="U+0000")
        return original(_self, subject)

    original = PaperMaker.make
    monkeypatch.setattr(PaperMaker, "make", broken)
    made = papers.make_missing(office, clerk, done.sitting.id)
    assert [kind for kind, _problem in made.failures] == [PaperKind.ACCEPTANCE]
    assert len(made.papers) == 8
    assert records.sitting(office, clerk, done.sitting.id).cases == done.cases
    monkeypatch.undo()
    repaired = papers.make_missing(office, clerk, done.sitting.id)
    assert [paper.kind for paper in repaired.papers] == [PaperKind.ACCEPTANCE]
    assert repaired.papers[0].number.endswith("〔2026〕1号")  # the failed attempt used no number


def test_every_outcome_has_its_paper(office, clerk):
    sitting = received(office, clerk).sitting
    chosen = {one.item_id: one for one in outcomes.propose(office, clerk, sitting.id)}
    chosen["CG-01"] = Outcome("CG-01", OutcomeKind.NOT_NEEDED, reason="不需要许可")
    chosen["PS-01"] = Outcome("PS-01", OutcomeKind.REFUSE, reason="不属于", competent="某局")
    outcomes.conclude(office, clerk, sitting.id, tuple(chosen.values()))
    made = papers.make_missing(office, clerk, sitting.id)
    assert made.failures == ()
    found = kinds(office, clerk, sitting)
    assert {PaperKind.NOT_NEEDED, PaperKind.NOT_ACCEPTED, PaperKind.ACCEPTANCE} <= set(found)


def test_a_consultation_needs_no_application(office, clerk):
    snapshot = a_draft(office, clerk).snapshot()
    line = papers.consultation(office, clerk, snapshot)
    assert line.kind is PaperKind.CONSULTATION
    assert papers.content(office, clerk, line.id).startswith(b"%PDF")
    assert records.lines(office, clerk, None, "") == ()


def test_an_unknown_paper_is_refused(office, clerk):
    with problem("paper.unknown"):
        papers.content(office, clerk, office.clock.new_id())
    with problem("paper.unknown"):
        papers.print_copy(office, clerk, office.clock.new_id())


def test_number_series_balance(office, clerk):
    sitting = concluded(office, clerk).sitting
    papers.make_missing(office, clerk, sitting.id)
    with office.store.begin() as unit:
        for account in unit.numbers.accounts():
            assert account.issued + account.void + account.free == account.leased


def test_sittings_are_found_by_number_barcode_and_name(office, clerk):
    sitting = received(office, clerk).sitting
    for text in (sitting.number, sitting.barcode, "䶮记", ""):
        lines = records.lines(office, clerk, None, text)
        assert [line.sitting_id for line in lines] == [sitting.id], text
    assert records.lines(office, clerk, None, "没有这个人") == ()
    assert len(records.lines(office, clerk, sitting.received_at.date(), "")) == 1

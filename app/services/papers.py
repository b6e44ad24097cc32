"""Papers: made after the commit they witness, kept as bytes, printed and printed again.

Acceptance stands when paper fails: each paper has its own transaction, in which its number is
taken, the page is set, and the bytes are kept with their hash. What fails is rolled back whole,
number and all, and can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.changes import Changes
from app.documents import PaperSubject
from app.domain.actor import Actor, Role
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case, CaseState, Event, HandedIn
from app.domain.merged_form import MergedForm
from app.domain.paper import Paper, PaperKind, PaperState, SeriesKey
from app.errors import Problem
from app.forms.snapshot import DraftSnapshot
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services import numbers
from app.services.journal import note
from app.services.office import Office
from app.services.paper_subjects import case_subject, consultation_subject, sitting_subject
from app.services.rights import require
from app.services.sitting_view import SittingView, view

_READERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR)
_OUTCOME_PAPERS = {
    CaseState.ACCEPTED: (PaperKind.ACCEPTANCE,),
    CaseState.ACCEPTED_OWING: (PaperKind.ACCEPTANCE, PaperKind.TOLERANCE),
    CaseState.CORRECTION: (PaperKind.CORRECTION,),
    CaseState.NOT_ACCEPTED: (PaperKind.NOT_ACCEPTED,),
    CaseState.NOT_NEEDED: (PaperKind.NOT_NEEDED,),
}


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list. `printed`: how often it has been printed."""

    id: UUID
    kind: PaperKind
    number: str
    pages: int
    printed: int
    case_id: UUID | None
    item_name: str


@dataclass(frozen=True)
class PapersMade:
    """The papers that were made now, and what hindered the others."""

    papers: tuple[Paper, ...]
    failures: tuple[tuple[PaperKind, Problem], ...]
    changes: Changes = Changes(papers=True)


@dataclass(frozen=True)
class PrintCopy:
    """What goes to the printer. `copy`: 0 the first time, n for the n-th reprint (marked)."""

    content: bytes
    copy: int
    changes: Changes = Changes(papers=True)


@dataclass(frozen=True)
class _Wanted:
    """A paper that the state of a sitting calls for."""

    kind: PaperKind
    case: Case | None = None


def make_missing(office: Office, actor: Actor, sitting_id: UUID) -> PapersMade:
    """Make every paper that the sitting calls for and that does not exist yet.

    One paper's failure does not hinder the others. Raises `right.missing`, `sitting.unknown`.
    """
    require(actor, Role.CLERK)
    seen = view(office, actor.region, sitting_id)
    with office.store.read() as reader:
        existing = {
            (paper.kind, paper.case_id)
            for paper in reader.papers.of_sitting(actor.region, sitting_id)
        }
    made: list[Paper] = []
    failures: list[tuple[PaperKind, Problem]] = []
    for wanted in _wanted(seen):
        if (wanted.kind, wanted.case.id if wanted.case else None) in existing:
            continue
        try:
            made.append(_make(office, actor, seen, wanted))
        except Problem as problem:
            failures.append((wanted.kind, problem))
    return PapersMade(tuple(made), tuple(failures))


def _wanted(seen: SittingView) -> tuple[_Wanted, ...]:
    wanted = [_Wanted(PaperKind.RECEIPT), _Wanted(PaperKind.SLIP)]
    if seen.sitting.agent is not None:
        wanted.append(_Wanted(PaperKind.AUTHORITY))
    for case in seen.cases:
        wanted.append(_Wanted(PaperKind.APPLICATION, case))
        if _promises(seen, case):
            wanted.append(_Wanted(PaperKind.COMMITMENT, case))
        wanted.extend(_Wanted(kind, case) for kind in _OUTCOME_PAPERS.get(case.state, ()))
    return tuple(wanted)


def _promises(seen: SittingView, case: Case) -> bool:
    return any(
        record.state is HandedIn.PROMISED and case.item_id in record.items
        for record in seen.sitting.materials
    )


def _make(office: Office, actor: Actor, seen: SittingView, wanted: _Wanted) -> Paper:
    if wanted.case is None:
        subject = sitting_subject(office, actor, seen, wanted.kind)
    else:
        subject = case_subject(office, actor, seen, wanted.case, wanted.kind)
    return _keep(office, actor, subject, seen.sitting.id, wanted.case.id if wanted.case else None)


def consultation(office: Office, actor: Actor, snapshot: DraftSnapshot) -> PaperLine:
    """Print the one-time list of everything needed, without an application.

    Raises `right.missing`, `sitting.no-items`.
    """
    require(actor, Role.CLERK)
    form: MergedForm = snapshot.form
    if not form.items:
        raise Problem("sitting.no-items")
    bureau = bureau_service.current(office)
    catalogue = catalogue_service.current(office)
    subject = consultation_subject(office, actor, bureau, catalogue, form)
    paper = _keep(office, actor, subject, None, None)
    return PaperLine(paper.id, paper.kind, paper.number, paper.pages, 0, None, "")


def _keep(
    office: Office,
    actor: Actor,
    subject: PaperSubject,
    sitting_id: UUID | None,
    case_id: UUID | None,
) -> Paper:
    """Take the number, set the page and keep the bytes, all or nothing."""
    maker = office.paper_maker()
    with office.store.begin() as unit:
        key = _series(office, actor, subject.bureau, subject.decider, subject.kind)
        number = numbers.take(unit, key, subject.decider.short, actor.station)
        numbered = replace(subject, number=number.printed, barcode=number.barcode)
        rendered = maker.make(numbered)
        paper = Paper(
            region=actor.region,
            id=office.clock.new_id(),
            kind=subject.kind,
            number=number.printed,
            barcode=number.barcode,
            sitting_id=sitting_id,
            case_id=case_id,
            layout=rendered.layout,
            layout_version=rendered.layout_version,
            state=PaperState.ORIGINAL,
            made_at=subject.made_at,
            made_by=actor.account_id,
            content=rendered.content,
            sha256=rendered.sha256,
            pages=rendered.pages,
            practice=subject.practice,
        )
        unit.papers.put(paper)
        facts = {"number": paper.number, "sha256": paper.sha256, "kind": str(paper.kind)}
        note(office, unit, actor, "paper.made", paper.id, facts)
        unit.commit()
    return paper


def _series(
    office: Office, actor: Actor, bureau: Bureau, decider: Decider, kind: PaperKind
) -> SeriesKey:
    return SeriesKey(bureau.region, decider.id, kind, office.today().year, actor.practice)


def of_sitting(office: Office, actor: Actor, sitting_id: UUID) -> tuple[PaperLine, ...]:
    """List the papers of a sitting and its cases, in the order they were made."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        papers = reader.papers.of_sitting(actor.region, sitting_id)
        names = {
            case.id: case.item_name for case in reader.cases.cases_of(actor.region, sitting_id)
        }
        printed = {
            paper.id: _printed(reader.journal.events(actor.region, paper.id)) for paper in papers
        }
    return tuple(
        PaperLine(
            paper.id,
            paper.kind,
            paper.number,
            paper.pages,
            printed[paper.id],
            paper.case_id,
            names.get(paper.case_id, "") if paper.case_id else "",
        )
        for paper in papers
    )


def content(office: Office, actor: Actor, paper_id: UUID) -> bytes:
    """Return a paper's kept bytes, for looking at. Raises Problem `paper.unknown`."""
    require(actor, *_READERS)
    return _paper(office, actor, paper_id).content


def print_copy(office: Office, actor: Actor, paper_id: UUID, reason: str = "") -> PrintCopy:
    """Hand out a paper for printing and log the act.

    The first printing is the original; every later one is the same bytes with the reprint mark on
    the printed page only. The act is logged before the paper goes out, so that a crash cannot make a
    second unmarked original; a printing that failed (`print_failed`) does not count.
    Raises `right.missing`, `paper.unknown`.
    """
    require(actor, Role.CLERK)
    paper = _paper(office, actor, paper_id)
    with office.store.begin() as unit:
        copy = _printed(unit.journal.events(actor.region, paper_id))
        unit.papers.count_print(actor.region, paper_id, office.now(), actor.account_id)
        facts = {"copy": copy, "sha256": paper.sha256, "reason": reason}
        note(office, unit, actor, "paper.printed", paper_id, facts)
        unit.commit()
    marked = paper.content if copy == 0 else office.paper_maker().stamp_reprint(paper.content, copy)
    return PrintCopy(marked, copy)


def print_failed(office: Office, actor: Actor, paper_id: UUID) -> Changes:
    """Record that a printing handed out by `print_copy` did not reach the paper."""
    with office.store.begin() as unit:
        note(office, unit, actor, "paper.print-failed", paper_id)
        unit.commit()
    return Changes(papers=True)


def _printed(events: tuple[Event, ...]) -> int:
    """Return how often a paper has come out, by its events."""
    kinds = [event.kind for event in events]
    return kinds.count("paper.printed") - kinds.count("paper.print-failed")


def _paper(office: Office, actor: Actor, paper_id: UUID) -> Paper:
    with office.store.read() as reader:
        paper = reader.papers.get(actor.region, paper_id)
    if paper is None:
        raise Problem("paper.unknown")
    return paper

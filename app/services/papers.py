"""Papers: made after the commit they witness, kept as bytes, printed and printed again.

Acceptance stands when paper fails: each paper has its own transaction, in which its number is
taken, the page is set, and the bytes are kept with their hash. What fails is rolled back whole,
number and all, and can be made again. A paper that says what holds no longer becomes void, stays in
the file, and is made anew where it is still called for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.changes import Changes
from app.documents import ListedPaper, PaperSubject
from app.domain.act_bodies import Correction
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case, Event
from app.domain.law import Ground
from app.domain.merged_form import MergedForm
from app.domain.paper import Paper, PaperKind, PaperState, SeriesKey
from app.domain.procedure import TABLE
from app.errors import Problem
from app.forms.snapshot import DraftSnapshot
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services import numbers
from app.services.filed import file_subject, filed_of
from app.services.helping import GIVEN
from app.services.journal import note
from app.services.office import Office
from app.services.paper_subjects import Told, case_subject, consultation_subject, sitting_subject
from app.services.proceeding import READERS, view_case
from app.services.rights import require
from app.services.sitting_view import SittingView, find, rebuild
from app.services.standing import ground_of
from app.services.wanted_papers import Acts, Wanted, Witnessed, recalled_papers, wanted


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list. `printed`: how often it has been printed; `act_id`: what it witnesses."""

    id: UUID
    kind: PaperKind
    number: str
    pages: int
    printed: int
    case_id: UUID | None
    item_name: str
    state: PaperState = PaperState.ORIGINAL
    act_id: UUID | None = None


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
class _File:
    """A sitting with everything that its papers are made from."""

    seen: SittingView
    acts: Acts
    papers: tuple[Paper, ...]
    grounds: Mapping[UUID, Ground]


def make_missing(office: Office, actor: Actor, sitting_id: UUID) -> PapersMade:
    """Make every paper that the sitting and its acts call for and that does not exist yet.

    One paper's failure does not hinder the others. Raises `right.missing`, `sitting.unknown`.
    """
    require(actor, *READERS)
    file = _file(office, actor, sitting_id)
    _void_recalled(office, actor, file)
    made: list[Paper] = []
    failures: list[tuple[PaperKind, Problem]] = []
    for one in wanted(file.seen, file.acts, file.grounds, _witnessed(office, actor, file)):
        if one.exists(file.papers):
            continue
        try:
            paper = _make(office, actor, file, one)
        except Problem as problem:
            failures.append((one.kind, problem))
        else:
            made.append(paper)
            file = replace(file, papers=(*file.papers, paper))
    return PapersMade(tuple(made), tuple(failures))


def missing(office: Office, actor: Actor, sitting_id: UUID) -> int:
    """Return how many papers `make_missing` would make now. Raises what it raises."""
    require(actor, *READERS)
    file = _file(office, actor, sitting_id)
    called_for = wanted(file.seen, file.acts, file.grounds, _witnessed(office, actor, file))
    return sum(not one.exists(file.papers) for one in called_for)


def _file(office: Office, actor: Actor, sitting_id: UUID) -> _File:
    with office.store.read() as reader:
        sitting, cases = find(reader, actor.region, sitting_id)
        acts = {case.id: reader.acts.of_case(actor.region, case.id) for case in cases}
        papers = reader.papers.of_sitting(actor.region, sitting_id)
    seen = rebuild(office, sitting, cases)
    return _File(seen, acts, papers, {case.id: ground_of(office, seen, case) for case in cases})


def _void_recalled(office: Office, actor: Actor, file: _File) -> None:
    """Make void the notices that were taken back after their paper was made."""
    recalled = tuple(recalled_papers(file.papers, file.acts))
    if recalled:
        with office.store.begin() as unit:
            for paper_id, why in recalled:
                void(office, unit, actor, paper_id, why)
            unit.commit()


def _witnessed(office: Office, actor: Actor, file: _File) -> Witnessed:
    """Return what the journal keeps of the transfer slips and authorities that stand."""
    standing = [paper for paper in file.papers if paper.state is not PaperState.VOID]
    with office.store.read() as reader:
        slips, authorities = (
            [
                event.data
                for paper in standing
                if paper.kind is kind
                for event in reader.journal.events(actor.region, paper.id)
                if event.kind == "paper.made"
            ]
            for kind in (PaperKind.TRANSFER, PaperKind.AUTHORITY)
        )
        of_sitting = reader.journal.events(actor.region, file.seen.sitting.id)
    named = [data.get("acts") for data in slips]
    return Witnessed(
        frozenset(UUID(str(act)) for acts in named if isinstance(acts, list) for act in acts),
        sum(event.kind == GIVEN for event in of_sitting),
        frozenset(int(str(data.get("giving", 0))) for data in authorities),
    )


def _make(office: Office, actor: Actor, file: _File, one: Wanted) -> Paper:
    if one.case is None:
        subject = sitting_subject(office, actor, file.seen, one)
    else:
        told = _told(office, actor, file, one.case)
        if one.kind is PaperKind.FILE:
            told = replace(told, filed=_filed(office, actor, one.case))
        subject = case_subject(office, actor, file.seen, one, told)
    known = frozenset(paper.id for paper in file.papers)
    return _keep(office, actor, subject, one, file.seen.sitting.id, known)


def _told(office: Office, actor: Actor, file: _File, case: Case) -> Told:
    with office.store.read() as reader:
        certificates = reader.certificates.of_case(actor.region, case.id)
    return Told(file.grounds[case.id], file.acts[case.id], file.papers, certificates)


def _filed(office: Office, actor: Actor, case: Case) -> tuple[ListedPaper, ...]:
    """Return what lies in a case's file, in its order."""
    view = view_case(office, actor, case.id)
    with office.store.read() as reader:
        filed = filed_of(reader, view, file_subject(office, actor, view), whole=False)
    return tuple(ListedPaper(one.title, one.number, one.day, one.pages) for one in filed)


def withdrawal_form(office: Office, actor: Actor, case_id: UUID) -> PaperLine:
    """Make the form by which the applicant withdraws, to be signed before the act.

    The same form is answered again as long as it stands. Raises `right.missing`, `case.unknown`,
    `paper.nothing-to-withdraw` (params: item).
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        case = reader.cases.case(actor.region, case_id)
    if case is None:
        raise Problem("case.unknown")
    if case.state not in TABLE[ActKind.WITHDRAW].sources:
        raise Problem("paper.nothing-to-withdraw", item=case.item_name)
    file = _file(office, actor, case.sitting_id)
    one = Wanted(PaperKind.WITHDRAWAL, case)
    if not one.exists(file.papers):
        _make(office, actor, file, one)
    lines = of_sitting(office, actor, case.sitting_id)
    return next(
        line
        for line in reversed(lines)
        if (line.kind, line.case_id) == (one.kind, case_id) and line.state is not PaperState.VOID
    )


def void(office: Office, unit: UnitOfWork, actor: Actor, paper_id: UUID, reason: str) -> None:
    """Make a paper void inside the caller's transaction; it stays in the file with its number.

    A paper that is void stays so. Raises Problem `paper.unknown`.
    """
    paper = unit.papers.get(actor.region, paper_id)
    if paper is None:
        raise Problem("paper.unknown")
    if paper.state is PaperState.VOID:
        return
    unit.papers.void(actor.region, paper_id)
    facts = {"number": paper.number, "sha256": paper.sha256, "reason": reason}
    note(office, unit, actor, "paper.voided", paper_id, facts)


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
    paper = _keep(office, actor, subject, Wanted(PaperKind.CONSULTATION), None)
    return PaperLine(paper.id, paper.kind, paper.number, paper.pages, 0, None, "")


def _keep(
    office: Office,
    actor: Actor,
    subject: PaperSubject,
    one: Wanted,
    sitting_id: UUID | None,
    known: frozenset[UUID] = frozenset(),
) -> Paper:
    """Take the number, set the page and keep the bytes, all or nothing.

    What another desk has made meanwhile, beside the papers `known`, is answered instead.
    """
    maker = office.paper_maker()
    with office.store.begin() as unit:
        key = _series(office, actor, subject.bureau, subject.decider, subject.kind)
        number = numbers.take(unit, key, subject.decider.short, actor.station)
        kept = unit.papers.of_sitting(actor.region, sitting_id) if sitting_id else ()
        for paper in (each for each in kept if each.id not in known and one.exists([each])):
            return paper
        numbered = replace(subject, number=number.printed, barcode=number.barcode)
        rendered = maker.make(numbered)
        paper = Paper(
            region=actor.region,
            id=office.clock.new_id(),
            kind=subject.kind,
            number=number.printed,
            barcode=number.barcode,
            sitting_id=sitting_id,
            case_id=one.case.id if one.case else None,
            layout=rendered.layout,
            layout_version=rendered.layout_version,
            state=PaperState.ORIGINAL,
            made_at=subject.made_at,
            made_by=actor.account_id,
            content=rendered.content,
            sha256=rendered.sha256,
            pages=rendered.pages,
            practice=subject.practice,
            act_id=one.act.id if one.act else None,
        )
        unit.papers.put(paper)
        note(office, unit, actor, "paper.made", paper.id, _facts(paper, one))
        unit.commit()
    return paper


def _facts(paper: Paper, one: Wanted) -> dict[str, object]:
    facts: dict[str, object] = {
        "number": paper.number,
        "sha256": paper.sha256,
        "kind": str(paper.kind),
    }
    if one.giving:
        facts["giving"] = one.giving
    if one.act is not None:
        facts["acts"] = [str(act) for act in one.acts]
    if one.act is not None and isinstance(one.act.body, Correction) and one.act.body.second:
        facts["second"] = True  # a further notice is told to the supervisor
    return facts


def _series(
    office: Office, actor: Actor, bureau: Bureau, decider: Decider, kind: PaperKind
) -> SeriesKey:
    return SeriesKey(bureau.region, decider.id, kind, office.today().year, actor.practice)


def of_sitting(office: Office, actor: Actor, sitting_id: UUID) -> tuple[PaperLine, ...]:
    """List the papers of a sitting and its cases, in the order they were made."""
    require(actor, *READERS)
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
            paper.state,
            paper.act_id,
        )
        for paper in papers
    )


def content(office: Office, actor: Actor, paper_id: UUID) -> bytes:
    """Return a paper for looking at: its kept bytes, a void one with its mark.

    Raises Problem `paper.unknown`.
    """
    require(actor, *READERS)
    return _marked(office, _paper(office, actor, paper_id), 0)


def print_copy(office: Office, actor: Actor, paper_id: UUID, reason: str = "") -> PrintCopy:
    """Hand out a paper for printing and log the act.

    The first printing is the original; every later one is the same bytes with the reprint mark on
    the printed page only; a void paper is marked as such. The act is logged before the paper goes
    out, so that a crash cannot make a second unmarked original; a printing that failed
    (`print_failed`) does not count.
    Raises `right.missing`, `paper.unknown`.
    """
    require(actor, *READERS)
    paper = _paper(office, actor, paper_id)
    with office.store.begin() as unit:
        copy = _printed(unit.journal.events(actor.region, paper_id))
        unit.papers.count_print(actor.region, paper_id, office.now(), actor.account_id)
        facts = {"copy": copy, "sha256": paper.sha256, "reason": reason}
        note(office, unit, actor, "paper.printed", paper_id, facts)
        unit.commit()
    return PrintCopy(_marked(office, paper, copy), copy)


def _marked(office: Office, paper: Paper, copy: int) -> bytes:
    """Return a paper's bytes as the `copy`-th printing shows them; those that are kept stay."""
    if paper.state is PaperState.VOID:
        return office.paper_maker().stamp_void(paper.content)
    return paper.content if copy == 0 else office.paper_maker().stamp_reprint(paper.content, copy)


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

"""What lies in a case's file: its papers, certificates and scans in the order of a bound file.

Nothing is stored for a file; it is gathered whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.documents import PaperSubject, title_of
from app.domain.act_bodies import Delivery
from app.domain.actor import Actor
from app.domain.certificate import Certificate
from app.domain.file_audit import BEFORE_MATERIALS, ORDER
from app.domain.paper import Paper, PaperKind, PaperState
from app.ports.store import Reader
from app.services import bureau as bureau_service
from app.services.collectors import SIGNATURE
from app.services.office import Office
from app.services.proceeding import CaseView
from app.wording.hand_over import ENDED_MARKS, SIGNED, VOID_MARK

PDF = "application/pdf"
_MATERIALS = len(BEFORE_MATERIALS) - 0.5
_SIGNATURES = float(len(ORDER))


@dataclass(frozen=True)
class FileEntry:
    """One document of a file. `first_page`: the page it begins on when the file is bound."""

    position: int
    title: str
    number: str
    day: date
    pages: int
    sha256: str
    first_page: int


@dataclass(frozen=True)
class Filed:
    """A document of a file with its bytes. `rank`: its place in the order of a file.

    `mark`: what a copy of it is stamped with because it holds no longer, empty while it holds.
    """

    rank: float
    title: str
    number: str
    day: date
    pages: int
    sha256: str
    media: str
    content: bytes
    sealed: bool = False
    mark: str = ""


def entries_of(filed: Iterable[Filed]) -> tuple[FileEntry, ...]:
    """Return the catalogue of documents, each with the page it begins on."""
    entries, page = [], 1
    for position, one in enumerate(filed, 1):
        entries.append(
            FileEntry(position, one.title, one.number, one.day, one.pages, one.sha256, page)
        )
        page += one.pages
    return tuple(entries)


def filed_of(
    reader: Reader, seen: CaseView, subject: PaperSubject, *, whole: bool
) -> tuple[Filed, ...]:
    """Return the documents of a file in their order.

    `subject`: as `file_subject` gives it. `whole`: scans with their bytes too.
    """
    found = [*_papers(reader, seen, subject), *_scans(reader, seen, whole=whole)]
    return tuple(sorted(found, key=lambda one: one.rank))


def _papers(reader: Reader, seen: CaseView, subject: PaperSubject) -> Iterator[Filed]:
    """Yield the papers of the case and of its whole sitting; void ones stay, marked."""
    case = seen.case
    certificates = {one.paper_id: one for one in reader.certificates.of_case(case.region, case.id)}
    for paper in reader.papers.of_sitting(case.region, case.sitting_id):
        if paper.case_id in {case.id, None} and _belongs(paper):
            certificate = certificates.get(paper.id)
            mark = _mark(paper, certificate)
            title = certificate.kind if certificate else _title(subject, paper)
            yield Filed(
                rank=float(ORDER.index(paper.kind)),
                title=f"{title}（{mark}）" if mark else title,
                number=certificate.number if certificate else paper.number,
                day=paper.made_at.date(),
                pages=paper.pages,
                sha256=paper.sha256,
                media=PDF,
                content=paper.content,
                sealed=paper.kind is PaperKind.CERTIFICATE,
                mark=mark,
            )


def _mark(paper: Paper, certificate: Certificate | None) -> str:
    """Return what is written on a paper that holds no longer."""
    if paper.state is PaperState.VOID:
        return VOID_MARK
    return ENDED_MARKS.get(certificate.state, "") if certificate else ""


def _title(subject: PaperSubject, paper: Paper) -> str:
    """Return what a paper is called under its regime and its act."""
    act = next((act for act in subject.acts if act.id == paper.act_id), None)
    return title_of(replace(subject, kind=paper.kind, act=act))


def _belongs(paper: Paper) -> bool:
    """Tell whether a paper is part of a file: slips, lists, drafts and covers are not."""
    bound = paper.kind in ORDER and paper.kind is not PaperKind.FILE
    return bound and paper.state is not PaperState.DRAFT


def file_subject(office: Office, actor: Actor, seen: CaseView) -> PaperSubject:
    """Return the facts of a file's cover and catalogue, before its documents are listed."""
    case, view = seen.case, seen.seen
    return PaperSubject(
        kind=PaperKind.FILE,
        bureau=view.bureau,
        decider=seen.standing.ground.decider,
        number=case.number,
        barcode=case.barcode,
        made_at=office.now(),
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        regime=seen.standing.ground.regime,
        sitting=view.sitting,
        case=case,
        cases=(case,),
        items={case.item_id: view.catalogue.items[case.item_id]},
        regimes=bureau_service.regimes(),
        form=view.form,
        practice=case.practice,
        acts=seen.acts,
    )


def _scans(reader: Reader, seen: CaseView, *, whole: bool) -> Iterator[Filed]:
    """Yield the scans of the case's materials, and the signatures of those who collected."""
    case, sitting = seen.case, seen.seen.sitting
    mine = {one.key: one.label for one in sitting.materials if case.item_id in one.items}
    signed = {act.body.signature for act in seen.acts if isinstance(act.body, Delivery)}
    for scan in reader.scans.of_sitting(case.region, sitting.id):
        signature = scan.material == SIGNATURE and scan.sha256 in signed
        if not signature and scan.material not in mine:
            continue
        full = reader.scans.get(case.region, scan.id) if whole else scan
        yield Filed(
            rank=_SIGNATURES if signature else _MATERIALS,
            title=SIGNED if signature else mine[scan.material],
            number="",
            day=scan.added_at.date(),
            pages=scan.pages,
            sha256=scan.sha256,
            media=scan.media,
            content=full.content if full else b"",
        )

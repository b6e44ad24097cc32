"""One case, one file: its catalogue, what inspectors would miss in it, closing and handing it out.

The file is everything that was kept about a case: its papers in the order of a bound file, the
scanned materials, the certificates, and the acts as chronology. Nothing is stored for it; it is read
again whenever it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import UUID

from app.documents import ListedPaper, PaperSubject
from app.documents.words import word_for
from app.domain.act_bodies import NOTHING, Ending
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import HandedIn
from app.domain.file_audit import (
    FiledPaper,
    FileFacts,
    missing,
    scored,
)
from app.domain.paper import PaperState
from app.errors import Problem
from app.ports.store import Reader, UnitOfWork
from app.services.file_writing import write_file, write_folder
from app.services.filed import Filed, FileEntry, entries_of, file_subject, filed_of
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.proceeding import CaseView, Done, do_within, view_case
from app.services.spreadsheet import csv_bytes
from app.wording import _
from app.wording.hand_over import (
    CATALOGUE_HEAD,
    CHRONOLOGY_HEAD,
    FILE_NAMES,
    SCORE_LINES,
)
from app.wording.sentences import sentence

INCOMPLETE = "incomplete"
"""The ground of a closing that a supervisor took upon himself."""

_OUTSTANDING = frozenset({HandedIn.OWED, HandedIn.LACKING, HandedIn.DEFECTIVE})
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 80


@dataclass(frozen=True)
class ScoreLine:
    """One line of the inspectors' sheet. `passed`: None where it does not apply."""

    code: str
    title: str
    points: int
    passed: bool | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ChronologyLine:
    """One act, as the chronology tells it. `what`: the kind of act; `details`: what it says."""

    position: int
    at: str
    what: str
    who: str
    details: Mapping[str, object]


@dataclass(frozen=True)
class Exported:
    """A file that was handed out. `papers`: how many documents; `pages`: of all of them."""

    path: Path
    papers: int
    pages: int


def contents(office: Office, actor: Actor, case_id: UUID) -> tuple[FileEntry, ...]:
    """Return the catalogue of a case's file.

    Raises `right.missing`, `case.unknown`, `store.paper-damaged`.
    """
    seen = view_case(office, actor, case_id)
    with office.store.read() as reader:
        subject = file_subject(office, actor, seen)
        return entries_of(filed_of(reader, seen, subject, whole=False))


def score(office: Office, actor: Actor, case_id: UUID) -> tuple[ScoreLine, ...]:
    """Return the inspectors' sheet for a case's file, each line with what is missing.

    Raises `right.missing`, `case.unknown`, `store.paper-damaged`.
    """
    seen = view_case(office, actor, case_id)
    with office.store.read() as reader:
        return _score_lines(_facts(reader, seen))


def _score_lines(facts: FileFacts) -> tuple[ScoreLine, ...]:
    return tuple(
        ScoreLine(
            code=line.code,
            title=_(SCORE_LINES[line.code]),
            points=line.points,
            passed=None if line.missing is None else not line.missing,
            missing=tuple(sentence(finding) for finding in line.missing or ()),
        )
        for line in scored(facts)
    )


def _facts(reader: Reader | UnitOfWork, seen: CaseView) -> FileFacts:
    case, rule = seen.case, seen.standing.ground.rule
    papers = reader.papers.of_sitting(case.region, case.sitting_id)
    return FileFacts(
        case=case,
        acts=seen.acts,
        papers=tuple(
            FiledPaper(paper.kind, paper.number, paper.act_id)
            for paper in papers
            if paper.case_id in {case.id, None} and paper.state is PaperState.ORIGINAL
        ),
        steps=seen.steps,
        field_check=rule.field_check,
        fee_fen=rule.fee_fen,
        lacking=tuple(
            one.label
            for one in seen.seen.sitting.materials
            if case.item_id in one.items and one.state in _OUTSTANDING
        ),
        events=len(reader.journal.events(case.region, case.id)),
    )


def close(office: Office, actor: Actor, case_id: UUID, reason: str = "") -> Done:
    """Close a case whose file is whole (归档).

    What an inspector would miss hinders it, unless a supervisor takes it upon himself: `reason` says
    why, and stands in the act. Raises `case-file.incomplete` (params: item, count; each finding says
    what is missing), and whatever the table refuses.
    """
    seen = view_case(office, actor, case_id)
    with office.store.begin() as unit:
        gaps = missing(scored(_facts(unit, seen)))
        overridden = bool(reason.strip()) and Role.SUPERVISOR in actor.roles
        if gaps and not overridden:
            raise Problem(
                "case-file.incomplete", findings=gaps, item=seen.case.item_name, count=len(gaps)
            )
        body = Ending(INCOMPLETE, reason.strip()) if gaps else NOTHING
        done = do_within(office, unit, actor, case_id, ActKind.CLOSE, body)
        if gaps:
            facts = {"missing": [gap.code for gap in gaps], "reason": digest(reason.strip())}
            sitting = seen.seen.sitting
            note_case(
                office,
                unit,
                actor,
                "case.closed-incomplete",
                sitting,
                done.case,
                done.act.at,
                facts,
            )
        unit.commit()
    return done


def export(office: Office, actor: Actor, case_id: UUID, target: Path, *, one_pdf: bool) -> Exported:
    """Hand a case's file out whole: as a folder, or bound into one PDF.

    A folder bears every document in its own file, catalogue and chronology (JSON and CSV), the sheet
    of score lines, and `SHA256SUMS`; one PDF begins with cover and catalogue and has page numbers that
    run through. The store checks every document against its hash and names a damaged one. Makes
    papers, so it belongs on their thread. Raises `right.missing`, `case.unknown`,
    `store.paper-damaged` (number), `store.scan-damaged` (name), `case-file.unreadable` (title), and WorldProblem
    `case-file.exists`, `case-file.disk-full`, `case-file.unwritable` (path).
    """
    seen = view_case(office, actor, case_id)
    subject = file_subject(office, actor, seen)
    with office.store.read() as reader:
        filed = filed_of(reader, seen, subject, whole=True)
        lines = _score_lines(_facts(reader, seen))
    entries = entries_of(filed)
    front = _front(office, subject, entries)
    if one_pdf:
        write_file(target, _bound(front, filed, entries))
    else:
        write_folder(target, _folder(seen, front, filed, entries, lines))
    pages = sum(entry.pages for entry in entries)
    facts = {
        "papers": len(entries),
        "pages": pages,
        "catalogue": digest([asdict(entry) for entry in entries]),
    }
    with office.store.begin() as unit:
        note_case(
            office,
            unit,
            actor,
            "case.file-exported",
            seen.seen.sitting,
            seen.case,
            office.now(),
            facts,
        )
        unit.commit()
    return Exported(target, len(entries), pages)


def _front(office: Office, subject: PaperSubject, entries: tuple[FileEntry, ...]) -> bytes:
    """Return cover, catalogue and chronology as a PDF."""
    listed = tuple(ListedPaper(one.title, one.number, one.day, one.pages) for one in entries)
    return office.paper_maker().make(replace(subject, listed=listed)).content


def _bound(front: bytes, filed: tuple[Filed, ...], entries: tuple[FileEntry, ...]) -> bytes:
    from app.documents.file_pdf import Sheet, bound

    sheets = [
        Sheet(one.title, one.media, one.content, _name(entry, one.media) if one.sealed else "")
        for one, entry in zip(filed, entries, strict=True)
    ]
    return bound(front, sheets).content


def _folder(
    seen: CaseView,
    front: bytes,
    filed: tuple[Filed, ...],
    entries: tuple[FileEntry, ...],
    lines: tuple[ScoreLine, ...],
) -> Mapping[str, bytes]:
    """Return the files of an exported folder, by name."""
    chronology = _chronology(seen)
    files = {FILE_NAMES["front"]: front}
    files |= {
        _name(entry, one.media): one.content for one, entry in zip(filed, entries, strict=True)
    }
    files[FILE_NAMES["catalogue.json"]] = _json(
        {"case": _case_facts(seen), "documents": [asdict(entry) for entry in entries]}
    )
    files[FILE_NAMES["catalogue.csv"]] = csv_bytes(
        CATALOGUE_HEAD, [tuple(vars(entry).values()) for entry in entries]
    )
    files[FILE_NAMES["chronology.json"]] = _json([asdict(line) for line in chronology])
    files[FILE_NAMES["chronology.csv"]] = csv_bytes(
        CHRONOLOGY_HEAD,
        [(one.position, one.at, one.what, one.who, _told(one.details)) for one in chronology],
    )
    files[FILE_NAMES["score"]] = _json([asdict(line) for line in lines])
    files["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    ).encode()
    return files


def _case_facts(seen: CaseView) -> Mapping[str, object]:
    case = seen.case
    return {
        "number": case.number,
        "item": case.item_name,
        "applicant": seen.seen.sitting.applicant.name,
        "state": str(case.state),
        "received_at": case.received_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "delivered_at": case.delivered_at,
        "closed_at": case.closed_at,
    }


def _chronology(seen: CaseView) -> tuple[ChronologyLine, ...]:
    return tuple(
        ChronologyLine(
            position=act.seq,
            at=act.at.isoformat(),
            what=word_for("acts", act.kind.value),
            who=act.by_name,
            details=asdict(act.body),
        )
        for act in seen.acts
    )


def _told(details: Mapping[str, object]) -> str:
    """Return what an act says as one cell: everything that is said at all."""
    said = {name: value for name, value in details.items() if value not in ("", None, (), False)}
    return json.dumps(said, ensure_ascii=False, default=str) if said else ""


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _name(entry: FileEntry, media: str) -> str:
    """Return the name of a document's file: its place, what it is, its number."""
    told = _UNSAFE.sub("_", "_".join(filter(None, (entry.title, entry.number))))
    kind = media.rpartition("/")[2]
    return f"{entry.position:03d}_{told[:_LONGEST_NAME]}.{kind}"

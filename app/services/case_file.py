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
from datetime import date
from pathlib import Path
from uuid import UUID

from app.documents import ListedPaper, PaperSubject, RenderedPaper
from app.documents.words import word_for
from app.domain.act_bodies import NOTHING, Ending
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import HandedIn
from app.domain.catalogue import Limit
from app.domain.file_audit import FileFacts, missing, scored
from app.domain.paper import PaperState
from app.domain.served import FiledPaper
from app.domain.working_days import due
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
    VOID_MARK,
)
from app.wording.sentences import sentence

INCOMPLETE = "incomplete"
"""The ground of a closing that a supervisor took upon himself."""

ANSWER = Limit(10, "工作日", "行政复议法第四十八条、第八十八条")
"""For the answer to a reconsideration, from the day on which the copy of the application came in."""

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
    """A file that was handed out. `papers`: how many documents; `pages`: of all of them.

    `front`: pages of cover and catalogue before them. Notes (备考表) come last and are numbered on.
    `answer_due`: the last day to answer a reconsideration whose copy comes in today (ARL 48).
    """

    path: Path
    papers: int
    pages: int
    front: int = 0
    answer_due: date | None = None


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

    A folder bears every document in its own file as it was kept, catalogue and chronology (JSON and
    CSV), the sheet of score lines, and `SHA256SUMS`; one PDF begins with cover and catalogue, ends
    with the notes, has page numbers that run through, is stamped where a paper holds no longer, and
    has catalogue with every hash, chronology and score as attachments. The store checks every document against its hash and names a damaged one. Makes
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
    front, notes = (_sheets(office, subject, entries, part) for part in ("front", "notes"))
    if one_pdf:
        around, data = (front.content, notes.content), _data(seen, entries, lines)
        write_file(target, _bound(office, around, filed, entries, data))
    else:
        own = {FILE_NAMES["front"]: front.content, FILE_NAMES["notes"]: notes.content}
        write_folder(target, _folder(seen, own, filed, entries, lines))
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
    return Exported(target, len(entries), pages, front.pages, answer_due(office, office.today()))


def answer_due(office: Office, received: date) -> date:
    """Return the last day to answer a reconsideration, with the whole file, after its copy came in.

    Ten days, which are working days (ARL 48, 88); who is late has decided without evidence (ARL 70).
    """
    last = due(received, ANSWER, office.calendar)
    assert last is not None  # a term with a number always ends
    return last.day


def _sheets(
    office: Office, subject: PaperSubject, entries: tuple[FileEntry, ...], part: str
) -> RenderedPaper:
    """Return cover and catalogue (`front`), or the notes with the chronology (`notes`)."""
    listed = tuple(ListedPaper(one.title, one.number, one.day, one.pages) for one in entries)
    return office.paper_maker().make(replace(subject, listed=listed, part=part))


def _bound(
    office: Office,
    around: tuple[bytes, bytes],
    filed: tuple[Filed, ...],
    entries: tuple[FileEntry, ...],
    data: Mapping[str, bytes],
) -> bytes:
    """Return front, documents and notes as one PDF; a paper that holds no longer says so on its pages.

    `data`: goes along as attachments.
    """
    from app.documents.file_pdf import PDF, Sheet, bound

    def shown(one: Filed) -> bytes:
        if not one.mark or one.media != PDF:
            return one.content
        maker = office.paper_maker()
        voided = one.mark == VOID_MARK
        return maker.stamp_void(one.content) if voided else maker.stamp(one.content, one.mark)

    sheets = [
        Sheet(
            one.title,
            one.media,
            shown(one),
            _name(entry, one.media) if one.sealed else "",
            one.content,
        )
        for one, entry in zip(filed, entries, strict=True)
    ]
    front, notes = around
    return bound(front, sheets, notes, data).content


def _folder(
    seen: CaseView,
    own: Mapping[str, bytes],
    filed: tuple[Filed, ...],
    entries: tuple[FileEntry, ...],
    lines: tuple[ScoreLine, ...],
) -> Mapping[str, bytes]:
    """Return the files of an exported folder, by name."""
    documents = {
        _name(entry, one.media): one.content for one, entry in zip(filed, entries, strict=True)
    }
    tables = {
        FILE_NAMES["catalogue.csv"]: csv_bytes(
            CATALOGUE_HEAD, [tuple(vars(entry).values()) for entry in entries]
        ),
        FILE_NAMES["chronology.csv"]: csv_bytes(
            CHRONOLOGY_HEAD,
            [
                (one.position, one.at, one.what, one.who, _told(one.details))
                for one in _chronology(seen)
            ],
        ),
    }
    files = {**own, **documents, **_data(seen, entries, lines), **tables}
    files["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    ).encode()
    return files


def _data(
    seen: CaseView, entries: tuple[FileEntry, ...], lines: tuple[ScoreLine, ...]
) -> Mapping[str, bytes]:
    """Return what programs read of a file: catalogue with every hash, chronology, score."""
    documents = [asdict(entry) for entry in entries]
    return {
        FILE_NAMES["catalogue.json"]: _json({"case": _case_facts(seen), "documents": documents}),
        FILE_NAMES["chronology.json"]: _json([asdict(line) for line in _chronology(seen)]),
        FILE_NAMES["score"]: _json([asdict(line) for line in lines]),
    }


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

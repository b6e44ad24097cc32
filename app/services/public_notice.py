"""双公示: licences granted and refused, to be made public within seven working days.

The columns are those of the usual form for administrative licences, in its order; what the program
knows nothing of (old register numbers, the kind of licence after AL 12) stays empty to be filled in.
Numbers of natural persons' documents are never shown, not even where somebody wrote one into a text.
What was written out once counts as published from that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.changes import Changes
from app.domain.act_bodies import Decision
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.bureau import Bureau
from app.domain.case import Applicant, ApplicantKind, Case, CaseState, Sitting
from app.domain.catalogue import Limit
from app.domain.certificate import Certificate, CertificateState
from app.domain.concept_keys import ORG_PERSON
from app.domain.paper import Paper, PaperKind, PaperState
from app.domain.working_days import due
from app.errors import Problem
from app.forms.parties import USCC
from app.ports.cases import QueueFilter
from app.ports.store import Reader
from app.services import bureau as bureau_service
from app.services.file_writing import write_file
from app.services.journal import note_case
from app.services.office import Office
from app.services.proceeding import READERS
from app.services.rights import require
from app.services.sitting_view import find
from app.services.spreadsheet import csv_bytes
from app.wording.hand_over import (
    FOREVER,
    GRANTED,
    HELD,
    HELD_NO_LONGER,
    HOUSEHOLD,
    NO,
    NOTICE_HEAD,
    ORGANISATION,
    OVERDUE,
    PERSON,
    REFUSED,
)

TERM = Limit(7, "工作日", "双公示")
"""Counted from the day of the decision."""

LISTED = "case.listed-publicly"

_LICENCES = "licence"
"""The regime whose decisions are to be published; registration has its own system for it."""

_DECIDED = frozenset({CaseState.GRANTED, CaseState.ISSUED, CaseState.REFUSED})
_ALL = 1_000_000
_DECISIONS = frozenset({PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.REGISTRATION})
_HOUSEHOLD_CODE = "92"
"""How the credit code of an individual business (个体工商户) begins (GB 32100)."""

_PERSONAL = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_HIDDEN = "*" * 18


@dataclass(frozen=True)
class NoticeLine:
    """A decision to be published. `due`: the last day; `published_on`: None while it was not.

    `overdue`: published, or still to be published, after the last day. `cells`: the columns of the
    form, as `NOTICE_HEAD` names them.
    """

    case_id: UUID
    number: str
    applicant: str
    item: str
    granted: bool
    decided_on: date
    due: date
    published_on: date | None
    overdue: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A notice that was written. `lines`: how many decisions; `overdue`: how many too late."""

    path: Path
    lines: int
    overdue: int
    changes: Changes = Changes(cases=True)


@dataclass(frozen=True)
class _Decided:
    """A decided case with what the form asks of it."""

    case: Case
    sitting: Sitting
    decision: Decision
    paper: Paper | None
    certificate: Certificate | None
    published_on: date | None


def lines(office: Office, actor: Actor, since: date, until: date) -> tuple[NoticeLine, ...]:
    """Return the licences granted and refused in a time, both days included, the oldest first.

    Practice shows in practice only. Raises `right.missing`, `notice.period-wrong`, `bureau.none`.
    """
    require(actor, *READERS)
    if since > until:
        raise Problem("notice.period-wrong")
    bureau = bureau_service.current(office)
    with office.store.read() as reader:
        found = tuple(_decided(reader, actor, since, until))
    told = (_line(office, bureau, one) for one in found)
    return tuple(sorted(told, key=lambda line: (line.decided_on, line.number)))


def write(office: Office, actor: Actor, path: Path, since: date, until: date) -> Written:
    """Write the notice of a time as CSV in the form's columns, and note it as published.

    Raises as `lines`, and WorldProblem `case-file.disk-full`, `case-file.unwritable` (params: path).
    """
    listed = lines(office, actor, since, until)
    today = _day(office.today())
    rows = [(*line.cells[:-1], line.cells[-1] or today) for line in listed]
    write_file(path, csv_bytes(NOTICE_HEAD, rows))
    with office.store.begin() as unit:
        for line in listed:
            if line.published_on is None:
                case = unit.cases.case(actor.region, line.case_id)
                assert case is not None  # listed just now, and cases are never deleted
                sitting, _cases = find(unit, actor.region, case.sitting_id)
                facts = {"number": case.number, "due": line.due.isoformat()}
                note_case(office, unit, actor, LISTED, sitting, case, office.now(), facts)
        unit.commit()
    return Written(path, len(listed), sum(line.overdue for line in listed))


def _decided(reader: Reader, actor: Actor, since: date, until: date) -> Iterator[_Decided]:
    for line in reader.cases.queue(actor.region, QueueFilter(states=_DECIDED, limit=_ALL)):
        if line.practice is not actor.practice or line.received_at.date() > until:
            continue
        case = reader.cases.case(actor.region, line.case_id)
        if case is None or case.decided_at is None or case.regime != _LICENCES:
            continue
        if since <= case.decided_at.date() <= until:
            yield _gathered(reader, case)


def _gathered(reader: Reader, case: Case) -> _Decided:
    sitting, _cases = find(reader, case.region, case.sitting_id)
    acts = reader.acts.of_case(case.region, case.id)
    bodies = [act.body for act in acts if act.kind in {ActKind.GRANT, ActKind.REFUSE}]
    decision = next((body for body in reversed(bodies) if isinstance(body, Decision)), Decision())
    papers = [
        paper
        for paper in reader.papers.of_sitting(case.region, case.sitting_id)
        if paper.case_id == case.id
        and paper.kind in _DECISIONS
        and paper.state is PaperState.ORIGINAL
    ]
    certificates = [
        one
        for one in reader.certificates.of_case(case.region, case.id)
        if one.state is not CertificateState.DRAFT
    ]
    published = [e for e in reader.journal.events(case.region, case.id) if e.kind == LISTED]
    return _Decided(
        case,
        sitting,
        decision,
        papers[-1] if papers else None,
        certificates[-1] if certificates else None,
        published[0].occurred_at.date() if published else None,
    )


def _line(office: Office, bureau: Bureau, one: _Decided) -> NoticeLine:
    case = one.case
    assert case.decided_at is not None  # chosen by it
    decided_on = case.decided_at.date()
    last = due(decided_on, TERM, office.calendar)
    assert last is not None  # a term with a number always ends
    overdue = (one.published_on or office.today()) > last.day
    ends = (_day(last.day), OVERDUE if overdue else NO, _day(one.published_on))
    outcome = REFUSED if case.state is CaseState.REFUSED else GRANTED
    cells = (
        *_party(one.sitting),
        *_licence(one),
        *_authority(bureau, case, one.certificate),
        outcome,
        *ends,
    )
    return NoticeLine(
        case_id=case.id,
        number=case.number,
        applicant=one.sitting.applicant.name,
        item=case.item_name,
        granted=case.state is not CaseState.REFUSED,
        decided_on=decided_on,
        due=last.day,
        published_on=one.published_on,
        overdue=overdue,
        cells=tuple(_PERSONAL.sub(_HIDDEN, cell) for cell in cells),
    )


def _party(sitting: Sitting) -> tuple[str, ...]:
    """Return who was decided about: name, kind, codes 1 to 6, legal representative, documents."""
    applicant = sitting.applicant
    if applicant.kind is ApplicantKind.PERSON:
        return (applicant.name, PERSON, *[""] * 9, applicant.id_type, "")
    code = applicant.id_number if _is_credit_code(applicant) else ""
    kind = HOUSEHOLD if code.startswith(_HOUSEHOLD_CODE) else ORGANISATION
    head = sitting.values.get(f"{ORG_PERSON}.name")
    return (
        applicant.name,
        kind,
        code,
        *[""] * 5,
        head if isinstance(head, str) else "",
        "",
        "",
        "",
        "",
    )


def _is_credit_code(applicant: Applicant) -> bool:
    """Tell a body's own code from the document of the person behind one not yet registered."""
    return applicant.id_type == USCC


def _licence(one: _Decided) -> tuple[str, ...]:
    """Return what was decided: paper, kind of licence, certificate, content, day, term."""
    regime = bureau_service.regimes()[one.case.regime]
    title = regime.titles.get(str(one.paper.kind), "") if one.paper else ""
    decision, certificate = one.decision, one.certificate
    granted = one.case.state is not CaseState.REFUSED
    content = decision.content or one.case.item_name if granted else decision.reasons
    begins = certificate.valid_from if certificate else decision.valid_from
    ends = certificate.valid_until if certificate else decision.valid_until
    decided = one.case.decided_at.date() if one.case.decided_at else None
    return (
        title,
        one.paper.number if one.paper else "",
        "",
        certificate.kind if certificate else "",
        certificate.number if certificate else "",
        content,
        _day(decided),
        _day(begins or decided) if granted else "",
        (_day(ends) if ends else FOREVER) if granted else "",
    )


def _authority(bureau: Bureau, case: Case, certificate: Certificate | None) -> tuple[str, ...]:
    """Return who decided, whether the licence holds, and from whom the data come."""
    decider = bureau.deciders.get(case.decider)
    own = bureau.organisation_code if case.decider == bureau.decider else ""
    holds = certificate is None or certificate.state is CertificateState.VALID
    state = HELD if holds else HELD_NO_LONGER
    return (
        decider.name if decider else case.decider,
        own,
        "" if case.state is CaseState.REFUSED else state,
        bureau.name,
        bureau.organisation_code,
        "",
    )


def _day(day: date | None) -> str:
    """Return a day as the form writes it."""
    return f"{day:%Y/%m/%d}" if day else ""

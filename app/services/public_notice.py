"""双公示: licences granted, refused, changed and ended, to be made public within seven working days.

The columns are those of the usual form for administrative licences, in its order; what the program
knows nothing of (old register numbers) stays empty to be filled in. The kind of licence (AL 12) is
the bureau's rule for the item, else an ordinary one. Numbers of natural persons' documents are never
shown, not even where somebody wrote one into a text. What was written out once counts as published
from that day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.changes import Changes
from app.documents.words import word
from app.domain.act_bodies import CertificateAct, Decision
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.bureau import Bureau
from app.domain.case import Applicant, ApplicantKind, Case, CaseState, Sitting
from app.domain.catalogue import Limit
from app.domain.certificate import Certificate, CertificateState
from app.domain.concept_keys import ORG_PERSON, ORG_USCC
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
    HELD,
    HELD_NO_LONGER,
    HOUSEHOLD,
    NO,
    NOTICE_HEAD,
    ORDINARY,
    ORGANISATION,
    OUTCOMES,
    OVERDUE,
    PERSON,
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

_EIGHTEEN = re.compile(r"(?<!\d)\d(?:[\s\-－—]?\d){16}[\s\-－—]?[\dXxＸｘ](?!\d)")
_BIRTH = re.compile(r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_HIDDEN = "*" * 18
_SHORTEST = 6
_CHANGES = frozenset({"changed", "renewed", "recalled", "revoked", "cancelled"})
"""What later decisions about a licence are published; a lost one that is replaced is none."""


@dataclass(frozen=True)
class NoticeLine:
    """A decision to be published. `due`: the last day; `published_on`: None while it was not.

    `outcome`: `granted`, `refused`, or how a licence was changed later (`changed`, `renewed`,
    `recalled`, `revoked`, `cancelled`), which is then what `act_id` did. `overdue`: published, or still to be published, after the last day. `cells`: the columns of the
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
    outcome: str = "granted"
    act_id: UUID | None = None


@dataclass(frozen=True)
class Written:
    """A notice that was written. `lines`: how many decisions; `overdue`: how many too late."""

    path: Path
    lines: int
    overdue: int
    changes: Changes = Changes(cases=True)


@dataclass(frozen=True)
class _Decided:
    """A decision with what the form asks of it. `act`: None for the decision on the case itself."""

    case: Case
    sitting: Sitting
    on: date
    outcome: str
    decision: Decision
    paper: Paper | None
    certificate: Certificate | None
    holds: bool
    published_on: date | None
    act: Act | None = None


def lines(office: Office, actor: Actor, since: date, until: date) -> tuple[NoticeLine, ...]:
    """Return what was decided about licences in a time, both days included, the oldest first.

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
                facts |= {"act": str(line.act_id)} if line.act_id else {}
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
        now = since <= case.decided_at.date() <= until
        certificates = _certificates(reader, case)
        if now or certificates:
            found = _gathered(reader, case, certificates)
            yield from (one for one in found if since <= one.on <= until)


def _certificates(reader: Reader, case: Case) -> tuple[Certificate, ...]:
    made = reader.certificates.of_case(case.region, case.id)
    return tuple(one for one in made if one.state is not CertificateState.DRAFT)


def _gathered(
    reader: Reader, case: Case, certificates: tuple[Certificate, ...]
) -> Iterator[_Decided]:
    """Yield the decision on a case, then what was decided about its licence later."""
    sitting, _cases = find(reader, case.region, case.sitting_id)
    acts = reader.acts.of_case(case.region, case.id)
    kept = [
        paper
        for paper in reader.papers.of_sitting(case.region, case.sitting_id)
        if paper.case_id == case.id and paper.state is PaperState.ORIGINAL
    ]
    published: dict[object, date] = {}
    for event in reader.journal.events(case.region, case.id):
        if event.kind == LISTED:
            published.setdefault(event.data.get("act"), event.occurred_at.date())
    valid = {one.number for one in certificates if one.state is CertificateState.VALID}
    bodies = [act.body for act in acts if act.kind in {ActKind.GRANT, ActKind.REFUSE}]
    decisions = [paper for paper in kept if paper.kind in _DECISIONS]
    first = certificates[0] if certificates else None
    assert case.decided_at is not None  # chosen by it
    yield _Decided(
        case=case,
        sitting=sitting,
        on=case.decided_at.date(),
        outcome="refused" if case.state is CaseState.REFUSED else "granted",
        decision=next((b for b in reversed(bodies) if isinstance(b, Decision)), Decision()),
        paper=decisions[-1] if decisions else None,
        certificate=first,
        holds=first is None or first.number in valid,
        published_on=published.get(None),
    )
    for act in acts:
        body = act.body
        if isinstance(body, CertificateAct) and body.change in _CHANGES:
            about = next((one for one in certificates if one.id == body.certificate), None)
            yield _Decided(
                case=case,
                sitting=sitting,
                on=act.at.date(),
                outcome=body.change,
                decision=Decision(content=body.why),
                paper=next((paper for paper in kept if paper.act_id == act.id), None),
                certificate=about,
                holds=about is not None and about.number in valid,
                published_on=published.get(str(act.id)),
                act=act,
            )


def _line(office: Office, bureau: Bureau, one: _Decided) -> NoticeLine:
    case = one.case
    last = due(one.on, TERM, office.calendar)
    assert last is not None  # a term with a number always ends
    overdue = (one.published_on or office.today()) > last.day
    ends = (_day(last.day), OVERDUE if overdue else NO, _day(one.published_on))
    cells = (
        *_party(one.sitting),
        *_licence(bureau, one),
        *_authority(bureau, one),
        OUTCOMES[one.outcome],
        *ends,
    )
    return NoticeLine(
        case_id=case.id,
        number=case.number,
        applicant=one.sitting.applicant.name,
        item=case.item_name,
        granted=one.outcome != "refused",
        decided_on=one.on,
        due=last.day,
        published_on=one.published_on,
        overdue=overdue,
        cells=_without_numbers(one.sitting, cells),
        outcome=one.outcome,
        act_id=one.act.id if one.act else None,
    )


def _without_numbers(sitting: Sitting, cells: tuple[str, ...]) -> tuple[str, ...]:
    """Hide every number of a natural person's document: those on record, and what looks like one."""
    applicant, agent = sitting.applicant, sitting.agent
    head = sitting.values.get(f"{ORG_PERSON}.id_number")
    known = {head if isinstance(head, str) else "", agent.id_number if agent else ""}
    known |= {"" if _is_credit_code(applicant) else applicant.id_number}
    hidden = [re.escape(number) for number in known if len(number) >= _SHORTEST]
    personal = re.compile("|".join(hidden), re.IGNORECASE) if hidden else None

    def shown(cell: str) -> str:
        plain = personal.sub(_HIDDEN, cell) if personal else cell
        return _EIGHTEEN.sub(_hidden, plain)

    return tuple(map(shown, cells))


def _hidden(found: re.Match[str]) -> str:
    """Hide eighteen places that bear a day of birth; a body's code bears none."""
    digits = re.sub(r"[\s\-－—]", "", unicodedata.normalize("NFKC", found[0]))
    return _HIDDEN if _BIRTH.match(digits) else found[0]


def _party(sitting: Sitting) -> tuple[str, ...]:
    """Return who was decided about: name, kind, codes 1 to 6, legal representative, documents."""
    applicant = sitting.applicant
    if applicant.kind is ApplicantKind.PERSON:
        return (applicant.name, PERSON, *[""] * 9, applicant.id_type, "")
    code = applicant.id_number if _is_credit_code(applicant) else _code_on_record(sitting)
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


def _code_on_record(sitting: Sitting) -> str:
    """Return the credit code of a body that came before it had one: what its registration gave it."""
    code = sitting.values.get(ORG_USCC)
    return code if isinstance(code, str) else ""


def _is_credit_code(applicant: Applicant) -> bool:
    """Tell a body's own code from the document of the person behind one not yet registered."""
    return applicant.id_type == USCC


def _licence(bureau: Bureau, one: _Decided) -> tuple[str, ...]:
    """Return what was decided: paper, kind of licence, certificate, content, day, term."""
    decision, certificate = one.decision, one.certificate
    granted = one.outcome != "refused"
    reasons = decision.reasons or word("owed_reasons")  # no decision: what was owed did not come
    content = (decision.content or one.case.item_name) if granted else reasons
    begins = certificate.valid_from if certificate else decision.valid_from
    ends = certificate.valid_until if certificate else decision.valid_until
    return (
        _title(one),
        one.paper.number if one.paper else "",
        bureau.rule(one.case.item_id).licence_kind or ORDINARY,
        certificate.kind if certificate else "",
        certificate.number if certificate else "",
        content,
        _day(one.on),
        _day(begins or one.on) if granted else "",
        (_day(ends) if ends else FOREVER) if granted else "",
    )


def _title(one: _Decided) -> str:
    """Return what the paper of a decision is called under its regime."""
    if one.paper is None:
        return ""
    titles, kind = bureau_service.regimes()[one.case.regime].titles, str(one.paper.kind)
    return titles.get(f"{kind}.{one.outcome}", titles.get(kind, ""))


def _authority(bureau: Bureau, one: _Decided) -> tuple[str, ...]:
    """Return who decided, whether the licence holds, and from whom the data come."""
    case = one.case
    decider = bureau.deciders.get(case.decider)
    own = bureau.organisation_code if case.decider == bureau.decider else ""
    state = HELD if one.holds else HELD_NO_LONGER
    return (
        decider.name if decider else case.decider,
        own,
        "" if one.outcome == "refused" else state,
        bureau.name,
        bureau.organisation_code,
        "",
    )


def _day(day: date | None) -> str:
    """Return a day as the form writes it."""
    return f"{day:%Y/%m/%d}" if day else ""

"""Visits, sittings, cases and submission rounds; Core statements only, this is the accept path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from app.domain.case import Case, Sitting, SubmissionRound, Visit
from app.ports.cases import CaseLine, QueueFilter
from app.ports.stored import SittingLine
from db.repositories import case_dues, case_finding, case_lines, intake_rows
from db.repositories.rows import put, put_all
from db.tables.intake import cases, materials, parties, sittings, submission_rounds, visits
from db.tables.records import papers


class SqlCases:
    """Implements `CaseReads` and `CaseWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def sitting(self, region: str, sitting_id: UUID) -> Sitting | None:
        """Return one sitting."""
        return self._one(_BY_ID, {"of_region": region, "of_sitting": sitting_id})

    def sitting_by_draft(self, region: str, draft_id: UUID) -> Sitting | None:
        """Return the sitting made from a draft, for a second press."""
        return self._one(_BY_DRAFT, {"of_region": region, "of_draft": draft_id})

    def cases_of(self, region: str, sitting_id: UUID) -> tuple[Case, ...]:
        """Return the cases of a sitting, by number."""
        return self._listed(_OF_SITTING, _of_sitting(region, sitting_id))

    def case(self, region: str, case_id: UUID) -> Case | None:
        """Return one case."""
        found = self._cases(region, cases.c.id == case_id)
        return found[0] if found else None

    def case_by_number(self, region: str, text: str) -> Case | None:
        """Return the case of a number, a barcode, or the number or barcode of one of its papers.

        A paper of the whole sitting, and the sitting's own number, answer its first case. A real
        case comes before one of practice.
        """
        case_id = case_finding.by_number(self._connection, region, text.strip())
        return None if case_id is None else self.case(region, case_id)

    def waiting_for(self, region: str, case_id: UUID) -> tuple[Case, ...]:
        """Return the cases that wait for a case's result: others of its sitting."""
        own = case_finding.sitting_of(region, case_id)
        found = self._cases(region, cases.c.sitting_id == own)
        return tuple(case for case in found if case_id in case.waits_for)

    def queue(self, region: str, wanted: QueueFilter) -> tuple[CaseLine, ...]:
        """List cases for a queue, the nearest due day first."""
        return case_lines.of(self._connection, case_lines.queue(region, wanted))

    def earlier(
        self, region: str, *, id_number: str, address: str, but: UUID, limit: int = 20
    ) -> tuple[CaseLine, ...]:
        """List other cases of the same person or body, or at the same address, newest first."""
        found = case_lines.earlier(region, id_number, address.strip(), but, limit)
        return case_lines.of(self._connection, found)

    def due_by_law(self, region: str, today: date) -> tuple[Case, ...]:
        """Return the open cases with a notice, duty, owed or decision day before or on a day."""
        return self._cases(region, case_dues.due_by_law(today))

    def promises_over(self, region: str, before: date) -> tuple[Case, ...]:
        """Return the granted cases whose broken promise was to be put right before a day."""
        return self._cases(region, case_dues.owed_after_grant(before))

    def rounds_of(self, region: str, case_id: UUID) -> tuple[SubmissionRound, ...]:
        """Return the submission rounds of a case, by number."""
        rows = self._connection.execute(
            select(submission_rounds)
            .where(submission_rounds.c.region == region, submission_rounds.c.case_id == case_id)
            .order_by(submission_rounds.c.number)
        )
        return tuple(intake_rows.round_of(row) for row in rows.mappings())

    def lines(
        self, region: str, *, day: date | None, text: str, limit: int
    ) -> tuple[SittingLine, ...]:
        """List sittings, newest first; `text` matches number, barcode or the applicant's name.

        A whole number or barcode of a case or paper finds its sitting too, so that any paper can be
        scanned.
        """
        conditions = [sittings.c.region == region]
        if day is not None:
            conditions.append(sittings.c.received_on == day)
        if text.strip():
            conditions.append(_matches(text.strip()))
        how_many = (
            select(func.count())
            .select_from(cases)
            .where(_same_region(cases), cases.c.sitting_id == sittings.c.id)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(
                sittings.c.id.label("sitting_id"),
                sittings.c.number,
                parties.c.name.label("applicant"),
                sittings.c.received_at,
                how_many.label("cases"),
                sittings.c.concluded_at,
                sittings.c.clerk_name,
                sittings.c.practice,
            )
            .join(parties, _is_applicant())
            .where(*conditions)
            .order_by(sittings.c.received_epoch.desc(), sittings.c.barcode.desc(), sittings.c.id)
            .limit(limit)
        )
        found = [dict(row) for row in rows.mappings()]
        return tuple(
            SittingLine(concluded=row.pop("concluded_at") is not None, **row) for row in found
        )

    def put_visit(self, visit: Visit) -> None:
        """Insert a visit."""
        self._connection.execute(_NEW_VISIT, [intake_rows.visit_row(visit)])

    def put_sitting(self, sitting: Sitting) -> None:
        """Insert or replace a sitting with its people and materials."""
        known = put(self._connection, sittings, intake_rows.sitting_row(sitting))
        self._put_rows(parties, sitting, intake_rows.party_rows(sitting), known=known)
        self._put_rows(materials, sitting, intake_rows.material_rows(sitting), known=known)

    def put_cases(self, cases: Iterable[Case]) -> None:
        """Insert or replace cases."""
        put_all(self._connection, _CASES, [intake_rows.case_row(case) for case in cases])

    def put_rounds(self, rounds: Iterable[SubmissionRound]) -> None:
        """Insert submission rounds."""
        rows = [intake_rows.round_row(one) for one in rounds]
        self._connection.execute(_NEW_ROUND, rows)

    def _cases(self, region: str, condition: ColumnElement[bool]) -> tuple[Case, ...]:
        """Return the cases of a region that meet a condition, by number."""
        return self._listed(select(cases).where(cases.c.region == region, condition), {})

    def _listed(self, wanted: Select[Any], bound: Mapping[str, object]) -> tuple[Case, ...]:
        """Return the cases of a statement, by number."""
        rows = self._connection.execute(wanted, bound)
        found = [intake_rows.case_of(row) for row in rows.mappings()]
        return tuple(sorted(found, key=lambda case: (case.barcode or case.number, case.id)))

    def _put_rows(
        self, table: Table, sitting: Sitting, rows: list[intake_rows.Fields], *, known: bool
    ) -> None:
        """Put rows of a sitting, in the place of the earlier ones where it was known before."""
        clear, fill = _rows_of_sitting(table)
        if known:
            self._connection.execute(clear, _of_sitting(sitting.region, sitting.id))
        if rows:
            self._connection.execute(fill, rows)

    def _one(self, wanted: Select[Any], bound: Mapping[str, object]) -> Sitting | None:
        """Return the sitting of a statement with its people and materials."""
        row = self._connection.execute(wanted, bound).mappings().first()
        if row is None:
            return None
        own = _of_sitting(row["region"], row["id"])
        people = self._connection.execute(_PEOPLE, own).mappings().all()
        handed_in = self._connection.execute(_HANDED_IN, own).mappings().all()
        return intake_rows.sitting_of(row, people, handed_in)


_CASES = cases
_NEW_ROUND = insert(submission_rounds)
_NEW_VISIT = insert(visits)


def _in_bound(table: Table) -> ColumnElement[bool]:
    """Return that a row belongs to the bound sitting."""
    return and_(
        table.c.region == bindparam("of_region"), table.c.sitting_id == bindparam("of_sitting")
    )


def _of_sitting(region: str, sitting_id: UUID) -> dict[str, object]:
    """Return the parameters that bind a sitting."""
    return {"of_region": region, "of_sitting": sitting_id}


def _first(condition: ColumnElement[bool]) -> Select[Any]:
    """Return the sitting of the bound region that meets a condition; a real one before practice."""
    own = sittings.c.region == bindparam("of_region")
    return select(sittings).where(own, condition).order_by(sittings.c.practice).limit(1)


_BY_ID = _first(sittings.c.id == bindparam("of_sitting"))
_BY_DRAFT = _first(sittings.c.draft_id == bindparam("of_draft"))
_OF_SITTING = select(cases).where(_in_bound(cases))
_PEOPLE = select(parties).where(_in_bound(parties))
_HANDED_IN = select(materials).where(_in_bound(materials)).order_by(materials.c.position)
"""Statements of every receipt, built once: building them costs more than running them."""


@cache
def _rows_of_sitting(table: Table) -> tuple[Delete, Insert]:
    """Return how a table's rows of a sitting are cleared and filled."""
    return delete(table).where(_in_bound(table)), insert(table)


def _same_region(table: Table) -> ColumnElement[bool]:
    """Return that a row lies in the region of the sitting."""
    return table.c.region == sittings.c.region


def _is_applicant() -> ColumnElement[bool]:
    """Return that a party is the applicant of the sitting."""
    return and_(
        _same_region(parties),
        parties.c.sitting_id == sittings.c.id,
        parties.c.role == intake_rows.APPLICANT,
    )


def _matches(text: str) -> ColumnElement[bool]:
    """Return that a sitting, or a case or paper of it, is meant by the text of a search."""
    of_case = exists().where(
        _same_region(cases),
        cases.c.sitting_id == sittings.c.id,
        or_(cases.c.number == text, cases.c.barcode == text),
    )
    of_paper = exists().where(
        _same_region(papers),
        papers.c.sitting_id == sittings.c.id,
        or_(papers.c.number == text, papers.c.barcode == text),
    )
    return or_(
        sittings.c.number.contains(text, autoescape=True),
        sittings.c.barcode.contains(text, autoescape=True),
        parties.c.name.contains(text, autoescape=True),
        of_case,
        of_paper,
    )

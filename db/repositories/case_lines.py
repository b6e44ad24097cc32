"""The lines of queues: which cases, in which order; every question begins in an index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, union

from app.domain.case import CaseState
from app.ports.cases import CaseLine, QueueFilter
from db.repositories.case_dues import NEVER
from db.repositories.intake_rows import APPLICANT
from db.tables.intake import cases, parties, sittings

_AS_THEY_ARE = (
    "sitting_id",
    "number",
    "item_id",
    "item_name",
    "step",
    "team",
    "holder",
    "holder_name",
    "received_at",
    "legal_due",
    "stopped",
    "provisional",
    "practice",
)


def of(connection: Connection, question: Select[Any]) -> tuple[CaseLine, ...]:
    """Return the lines that answer a question of this module."""
    return tuple(_line(row) for row in connection.execute(question))


def queue(region: str, wanted: QueueFilter) -> Select[Any]:
    """Return the question for a queue: the nearest due day first, then the oldest.

    A queue of some cases sorts by an expression: else a planner may follow the index of the order
    through every case that ever was, looking for the few of one person.
    """
    few = wanted.states or wanted.teams or wanted.holder is not None
    first_due = func.coalesce(cases.c.due_on, NEVER) if few else cases.c.due_on
    return (
        _lines(region)
        .where(*_narrowed(wanted))
        .order_by(first_due, cases.c.received_epoch, cases.c.barcode, cases.c.id)
        .limit(wanted.limit)
    )


def earlier(region: str, id_number: str, address: str, but: UUID, limit: int) -> Select[Any]:
    """Return the question for other cases of a person or body or at a place, newest first.

    A case is at a place where its applicant lives or sits there, or where its site is. What is
    empty finds nothing.
    """
    applicant = (parties.c.region == region, parties.c.role == APPLICANT)
    same = union(
        select(parties.c.sitting_id).where(*applicant, parties.c.id_number == id_number),
        select(parties.c.sitting_id).where(*applicant, parties.c.address == address),
        select(sittings.c.id).where(sittings.c.region == region, sittings.c.site == address),
    )
    return (
        _lines(region)
        .where(cases.c.sitting_id.in_(same), cases.c.id != but)
        .order_by(cases.c.received_epoch.desc(), cases.c.barcode.desc(), cases.c.id)
        .limit(limit)
    )


def _lines(region: str) -> Select[Any]:
    """Return the columns of lines, from the cases of a region with their applicants."""
    applicant = and_(
        parties.c.region == cases.c.region,
        parties.c.sitting_id == cases.c.sitting_id,
        parties.c.role == APPLICANT,
    )
    return (
        select(
            cases.c.id,
            cases.c.state,
            cases.c.due_on,
            parties.c.name,
            *(cases.c[name] for name in _AS_THEY_ARE),
        )
        .join(parties, applicant)
        .where(cases.c.region == region)
    )


def _narrowed(wanted: QueueFilter) -> Iterable[ColumnElement[bool]]:
    """Return the conditions of a filter."""
    if wanted.states:
        yield cases.c.state.in_(sorted(state.value for state in wanted.states))
    if wanted.teams:
        teams = cases.c.team.in_(sorted(wanted.teams - {""}))
        yield or_(teams, cases.c.team.is_(None)) if "" in wanted.teams else teams
    if wanted.holder is not None:
        yield cases.c.holder == wanted.holder
    if wanted.unclaimed:
        yield cases.c.holder.is_(None)
    if wanted.due_by is not None:
        yield cases.c.due_on <= wanted.due_by
    text = wanted.text.strip()
    if text:
        yield or_(
            *(
                column.contains(text, autoescape=True)
                for column in (cases.c.number, cases.c.barcode, parties.c.name)
            )
        )


def _line(row: Row[Any]) -> CaseLine:
    """Build a line from its row."""
    due: date = row.due_on
    return CaseLine(
        case_id=row.id,
        applicant=row.name,
        state=CaseState(row.state),
        due=None if due == NEVER else due,
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )

"""From what is written or printed on any paper to the case that is meant."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Connection, ScalarSelect, select, union

from db.tables.intake import cases, sittings
from db.tables.records import papers

_WAYS = (
    (cases.c.id, cases.c.id),
    (cases.c.id, papers.c.case_id),
    (cases.c.sitting_id, papers.c.sitting_id),
    (cases.c.sitting_id, sittings.c.id),
)
"""A case is meant by its own number, by a paper's about it, by a paper's about its whole sitting,
and by its sitting's; in this order."""


def by_number(connection: Connection, region: str, text: str) -> UUID | None:
    """Return the case that a number or barcode means, the first of a sitting, None for no case.

    A real case comes before one of practice.
    """
    for meant, bearer in _WAYS:
        found = connection.execute(
            select(cases.c.practice, cases.c.barcode, cases.c.id).where(
                cases.c.region == region, meant.in_(_bearing(bearer, region, text))
            )
        ).all()
        if found:
            first: UUID = min(found).id
            return first
    return None


def sitting_of(region: str, case_id: UUID) -> ScalarSelect[UUID]:
    """Return the sitting of a case, as part of another question."""
    return (
        select(cases.c.sitting_id)
        .where(cases.c.region == region, cases.c.id == case_id)
        .scalar_subquery()
    )


def _bearing(bearer: ColumnElement[UUID], region: str, text: str) -> CompoundSelect[UUID]:
    """Return the question for what bears a number or a barcode; each half has its index.

    Both values of `practice` are named because it stands before the number in the unique indexes.
    """
    row = bearer.table.c
    return union(
        select(bearer).where(
            row.region == region, row.practice.in_([False, True]), row.number == text
        ),
        select(bearer).where(row.region == region, row.barcode == text),
    )

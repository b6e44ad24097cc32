"""Papers: bytes with their hash, and every printing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from app.domain.paper import Paper, PaperKind, PaperState
from app.errors import Problem
from db.tables.intake import cases
from db.tables.records import paper_prints, papers


class SqlPapers:
    """Implements `PaperReads` and `PaperWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def get(self, region: str, paper_id: UUID) -> Paper | None:
        """Return one paper with its bytes.

        Raises Problem `store.paper-damaged` when the bytes do not have the stored hash.
        """
        row = self._connection.execute(
            select(papers).where(papers.c.region == region, papers.c.id == paper_id)
        ).mappings()
        found = row.first()
        return None if found is None else _paper(found)

    def of_sitting(self, region: str, sitting_id: UUID) -> tuple[Paper, ...]:
        """Return the papers of a sitting and its cases, in the order they were made.

        Raises Problem `store.paper-damaged` when a paper's bytes do not have the stored hash.
        """
        of_case = select(cases.c.id).where(
            cases.c.region == region, cases.c.sitting_id == sitting_id
        )
        rows = self._connection.execute(
            select(papers)
            .where(
                papers.c.region == region,
                or_(papers.c.sitting_id == sitting_id, papers.c.case_id.in_(of_case)),
            )
            .order_by(papers.c.position)
        )
        return tuple(_paper(row) for row in rows.mappings())

    def put(self, paper: Paper) -> None:
        """Insert a paper."""
        last = self._connection.execute(
            select(func.max(papers.c.position)).where(papers.c.region == paper.region)
        ).scalar()
        row = vars(paper) | {
            "kind": paper.kind.value,
            "state": paper.state.value,
            "position": (last or 0) + 1,
        }
        self._connection.execute(insert(papers), [row])

    def void(self, region: str, paper_id: UUID) -> None:
        """Mark a paper void: it stays in the file, and counts no longer."""
        self._connection.execute(
            update(papers)
            .where(papers.c.region == region, papers.c.id == paper_id)
            .values(state=PaperState.VOID.value)
        )

    def count_print(self, region: str, paper_id: UUID, at: datetime, by: UUID) -> int:
        """Record one printing and return how often the paper was printed before (0: first)."""
        before: int = self._connection.execute(
            select(func.count()).where(
                paper_prints.c.region == region, paper_prints.c.paper_id == paper_id
            )
        ).scalar_one()
        self._connection.execute(
            insert(paper_prints),
            [
                {
                    "region": region,
                    "paper_id": paper_id,
                    "count": before + 1,
                    "printed_at": at,
                    "printed_by": by,
                }
            ],
        )
        return before


def _paper(row: RowMapping) -> Paper:
    """Build a paper from its row, after checking its bytes."""
    fields: dict[str, Any] = dict(row)
    del fields["position"]
    fields["kind"] = PaperKind(fields["kind"])
    fields["state"] = PaperState(fields["state"])
    fields["content"] = bytes(fields["content"])
    if hashlib.sha256(fields["content"]).hexdigest() != fields["sha256"]:
        raise Problem("store.paper-damaged", number=fields["number"])
    return Paper(**fields)

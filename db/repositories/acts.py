"""The acts of cases: added, read in their order, never changed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select

from app.domain.acts import Act, ActKind
from app.errors import Problem
from db.repositories import act_bodies
from db.repositories.rows import unless_taken
from db.tables.proceeding import acts


class SqlActs:
    """Implements `ActReads` and `ActWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def of_case(self, region: str, case_id: UUID) -> tuple[Act, ...]:
        """Return a case's acts in their order."""
        rows = self._connection.execute(
            select(acts)
            .where(acts.c.region == region, acts.c.case_id == case_id)
            .order_by(acts.c.seq)
        )
        return tuple(_act(row) for row in rows.mappings())

    def add(self, act: Act) -> None:
        """Insert an act; Problem `case.changed-meanwhile` where its `seq` is taken already."""
        taken = select(acts.c.id).where(
            acts.c.region == act.region, acts.c.case_id == act.case_id, acts.c.seq == act.seq
        )
        row = act_bodies.written(act.body) | {
            "region": act.region,
            "id": act.id,
            "case_id": act.case_id,
            "seq": act.seq,
            "kind": act.kind.value,
            "happened_at": act.at,
            "recorded_at": act.recorded_at,
            "done_by": act.by,
            "done_by_name": act.by_name,
            "practice": act.practice,
        }
        with unless_taken(self._connection, taken, Problem("case.changed-meanwhile")):
            self._connection.execute(insert(acts), [row])


def _act(row: RowMapping) -> Act:
    """Build an act from its row."""
    return Act(
        region=row["region"],
        id=row["id"],
        case_id=row["case_id"],
        seq=row["seq"],
        kind=ActKind(row["kind"]),
        at=row["happened_at"],
        recorded_at=row["recorded_at"],
        by=row["done_by"],
        by_name=row["done_by_name"],
        body=act_bodies.read(row["body_kind"], row["body"]),
        practice=row["practice"],
    )

"""The acts of cases: added, read in their order, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, insert, or_, select

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
        return self.of_cases(region, [case_id])[case_id]

    def of_cases(self, region: str, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Act, ...]]:
        """Return the acts of several cases at once, each in their order."""
        found: dict[UUID, list[Act]] = {case_id: [] for case_id in case_ids}
        asked = {"of_region": region, "of_cases": list(found)}
        for row in self._connection.execute(_OF_CASES, asked).mappings():
            found[row["case_id"]].append(_act(row))
        return {case_id: tuple(listed) for case_id, listed in found.items()}

    def add(self, *added: Act) -> None:
        """Insert acts; Problem `case.changed-meanwhile` where the `seq` of one is taken already."""
        if added:
            with unless_taken(
                self._connection, lambda: _taken(added), Problem("case.changed-meanwhile")
            ):
                self._connection.execute(_NEW, [_row(act) for act in added])


_NEW = insert(acts)
_OF_CASES = (
    select(acts)
    .where(
        acts.c.region == bindparam("of_region"),
        acts.c.case_id.in_(bindparam("of_cases", expanding=True)),
    )
    .order_by(acts.c.case_id, acts.c.seq)
)


def _taken(added: Sequence[Act]) -> Select[Any]:
    """Return the question whether one of the places of some acts is taken."""
    places = (
        and_(acts.c.region == act.region, acts.c.case_id == act.case_id, acts.c.seq == act.seq)
        for act in added
    )
    return select(acts.c.id).where(or_(*places)).limit(1)


def _row(act: Act) -> dict[str, object]:
    """Return the row of an act."""
    return act_bodies.written(act.body) | {
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

"""What all repositories share: replacing a record without the dialects' own upserts.

`ON CONFLICT` is missing or different on several of the engines that a central database may run
on; "update, and insert when nothing was there" is right on all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Table, and_, insert, update


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Insert a row, or replace the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    same = and_(*(table.c[name] == row[name] for name in keys))
    rest = {name: value for name, value in row.items() if name not in keys}
    if connection.execute(update(table).where(same).values(rest)).rowcount == 0:
        connection.execute(insert(table), [row])


def epoch(moment: datetime) -> int:
    """Return an aware time as whole seconds since 1970, for ordering across offsets."""
    return int(moment.timestamp())

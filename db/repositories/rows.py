"""What all repositories share: replacing a record without the dialects' own upserts.

`ON CONFLICT` is missing or different on several of the engines that a central database may run
on; "look, then update or insert" in one transaction is right on all of them. Statements are built
once per table: building them costs more than running them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, Update, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.errors import Problem

_KEY = "key_"


@dataclass(frozen=True)
class _Statements:
    """How a table's rows are looked up, inserted and replaced by primary key."""

    keys: tuple[str, ...]
    look: Select[Any]
    """the keys of those that are there, of several that differ in the last part of the key alone"""
    insert: Insert
    replace: Update


@cache
def _statements(table: Table) -> _Statements:
    """Build the statements of a table."""
    keys = tuple(column.name for column in table.primary_key)
    same = [table.c[name] == bindparam(_KEY + name) for name in keys]
    last = table.c[keys[-1]]
    several = last.in_(bindparam(_KEY + keys[-1], expanding=True))
    look = select(last).where(*same[:-1], several)
    return _Statements(keys, look, insert(table), update(table).where(*same))


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row, or replace the one with the same primary key; tell whether there was one."""
    return bool(put_all(connection, table, [row]))


def put_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Insert rows, or replace those with the same primary keys; return how many were replaced."""
    statements = _statements(table)
    new: list[Mapping[str, object]] = []
    known: list[dict[str, object]] = []
    there = _there(connection, statements, rows)
    for row in rows:
        key = tuple(row[name] for name in statements.keys)
        if key not in there:
            new.append(row)
        else:
            rest = {name: value for name, value in row.items() if name not in statements.keys}
            named = (_KEY + name for name in statements.keys)
            known.append(rest | dict(zip(named, key, strict=True)))
    if new:
        connection.execute(statements.insert, new)
    if known:
        connection.execute(statements.replace, known)
    return len(known)


def _there(
    connection: Connection, statements: _Statements, rows: Sequence[Mapping[str, object]]
) -> set[tuple[object, ...]]:
    """Return the primary keys of those rows that exist, asked for together."""
    *first, last = statements.keys
    wanted: dict[tuple[object, ...], list[object]] = {}
    for row in rows:
        wanted.setdefault(tuple(row[name] for name in first), []).append(row[last])
    there: set[tuple[object, ...]] = set()
    for start, ends in wanted.items():
        named = (_KEY + name for name in first)
        asked = dict(zip(named, start, strict=True)) | {_KEY + last: ends}
        there.update((*start, end) for end in connection.execute(statements.look, asked).scalars())
    return there


@contextmanager
def unless_taken(
    connection: Connection, taken: Callable[[], Select[Any]], problem: Problem
) -> Iterator[None]:
    """Write inside a savepoint; raise `problem` where a unique rule refused it.

    `taken` gives the question for the row that is in the way: the rule itself decides, so that of two writers at
    the same moment one is refused, and any other broken rule stays the fault that it is.
    """
    try:
        with connection.begin_nested():
            yield
    except IntegrityError:
        if connection.execute(taken()).first() is None:
            raise
        raise problem from None


def epoch(moment: datetime) -> int:
    """Return an aware time as whole seconds since 1970, for ordering across offsets."""
    return int(moment.timestamp())

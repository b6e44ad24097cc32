"""The collection of all tables, with a name for every constraint.

SQLite changes a table by copying it and can drop only constraints that have a name.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, MetaData

from db.tables.types import Identity, Name

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REFERENCE_TABLES = frozenset(
    {
        "bureau_versions",
        "calibrations",
        "definitions",
        "search_entries",
        "search_uses",
        "settings",
    }
)
"""Tables without a region: copied whole to every window, or facts of one window's own store.

Every other table begins each of its keys with the region, so that a central database can spread
regions over machines.
"""


def region() -> Column[str]:
    """Return the first column of a key."""
    return Column("region", Name, primary_key=True)


def identity() -> Column[object]:
    """Return the second column of a record's key."""
    return Column("id", Identity, primary_key=True)


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """Return the reference to a record of the same region, checked at commit."""
    return ForeignKeyConstraint(
        ["region", column],
        [f"{table}.region", f"{table}.id"],
        deferrable=True,
        initially="DEFERRED",
    )

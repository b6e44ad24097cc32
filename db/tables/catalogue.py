"""Definitions in all their versions, what is searched, and how often each hall used what."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, UniqueConstraint

from db.tables.metadata import metadata
from db.tables.types import Document, Identity, Moment, Name, Ordered, Words

definitions = Table(
    "definitions",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("valid_from", Date, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("data", Document, nullable=False),
)

search_entries = Table(
    "search_entries",
    metadata,
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("department", Words),
    Column("code", Words),
    Column("name_key", Ordered, nullable=False),
    Column("short_key", Words),
    Column("code_key", Ordered),
    Column("text_key", String, nullable=False),
    Column("initials", Words),
    Column("pinyin", Words),
    UniqueConstraint("kind", "key"),
)
"""One row for each thing that can be found; `rank` 1 is the most used, the shortest name first.

The columns `…_key` hold folded text (see `db.repositories.grams`). On SQLite the full-text
tables `search_grams` (all rows) and `search_grams_used` (rows that any hall has used) index them;
their rowid is `rank`.
"""
Index(None, search_entries.c.name_key)
Index(None, search_entries.c.code_key)
Index(None, search_entries.c.key)

search_uses = Table(
    "search_uses",
    metadata,
    Column("hall", Name, primary_key=True),
    Column("key", String, primary_key=True),
    Column("uses", Integer, nullable=False),
)
Index(None, search_uses.c.hall, search_uses.c.uses)

bureau_versions = Table(
    "bureau_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("data", Document, nullable=False),
    Column("put_at", Moment, nullable=False),
    Column("put_by", Identity),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Document),
)

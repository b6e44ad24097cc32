"""Papers and their printings, number series, the journal with its chain and outbox."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from db.tables.metadata import belongs_to, identity, metadata, region
from db.tables.types import Document, Flag, Identity, Moment, Name, Words

papers = Table(
    "papers",
    metadata,
    region(),
    identity(),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Words),
    Column("barcode", Words),
    Column("sitting_id", Identity),
    Column("case_id", Identity),
    Column("layout", Words),
    Column("layout_version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Identity, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("practice", Flag, nullable=False),
    Column("act_id", Identity),
    belongs_to("sittings", "sitting_id"),
    belongs_to("cases", "case_id"),
)
"""Papers as bytes; `position` rises in the order in which they were made.

`act_id` is no reference: adding one to a table of documents would copy every one of them.
"""
Index(None, papers.c.region, papers.c.position)
Index(None, papers.c.region, papers.c.sitting_id)
Index(None, papers.c.region, papers.c.case_id)
Index(None, papers.c.region, papers.c.act_id)
Index(None, papers.c.region, papers.c.barcode)
Index(None, papers.c.region, papers.c.number)

paper_prints = Table(
    "paper_prints",
    metadata,
    region(),
    Column("paper_id", Identity, primary_key=True),
    Column("count", Integer, primary_key=True, autoincrement=False),
    Column("printed_at", Moment, nullable=False),
    Column("printed_by", Identity, nullable=False),
    belongs_to("papers", "paper_id"),
)


def _series() -> list[Column[Any]]:
    """Return the columns that name a number series."""
    return [
        region(),
        Column("authority", Name, primary_key=True),
        Column("kind", Name, primary_key=True),
        Column("year", Integer, primary_key=True, autoincrement=False),
        Column("practice", Flag, primary_key=True, autoincrement=False),
    ]


def _of_series(table: str) -> ForeignKeyConstraint:
    """Return the reference to the series that a row of `table` belongs to."""
    names = ["region", "authority", "kind", "year", "practice"]
    return ForeignKeyConstraint(
        names, [f"number_series.{name}" for name in names], name=f"fk_{table}_series"
    )


number_series = Table(
    "number_series",
    metadata,
    *_series(),
    Column("leased_to", BigInteger, nullable=False),
)
"""The counter of a series: blocks up to and including `leased_to` are leased."""

number_blocks = Table(
    "number_blocks",
    metadata,
    *_series(),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    Column("next", BigInteger, nullable=False),
    Column("issued", BigInteger, nullable=False),
    Column("station", Name, nullable=False),
    _of_series("number_blocks"),
)
"""A block leased to one station; numbers below `next` are issued or void."""

number_voids = Table(
    "number_voids",
    metadata,
    *_series(),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Words),
    _of_series("number_voids"),
)

journal = Table(
    "journal",
    metadata,
    region(),
    identity(),
    Column("kind", String, nullable=False),
    Column("subject", Identity, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_epoch", BigInteger, nullable=False),
    Column("hall", Words),
    Column("window_id", Words),
    Column("station", Name, nullable=False),
    Column("clerk_id", Identity, nullable=False),
    Column("department", Words),
    Column("channel", String, nullable=False),
    Column("entry_mode", String, nullable=False),
    Column("practice", Flag, nullable=False),
    Column("entry", String, nullable=False),
    Column("savings", Document, nullable=False),
    Column("data", Document, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("prev_hash", Words),
    Column("hash", String, nullable=False),
    UniqueConstraint("region", "station", "seq"),
)
Index(None, journal.c.region, journal.c.subject)

chain_heads = Table(
    "chain_heads",
    metadata,
    region(),
    Column("station", Name, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Words),
)

outbox = Table(
    "outbox",
    metadata,
    region(),
    Column("station", Name, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Identity, nullable=False),
    Column("body", Document, nullable=False),
    Column("hash", String, nullable=False),
    Column("acked_at", Moment),
    UniqueConstraint("region", "event_id"),
)
"""What a central database is to be told: ids, hashes and counts, in the order of the chain."""
Index(None, outbox.c.acked_at)

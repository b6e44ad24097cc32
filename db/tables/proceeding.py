"""What follows the window: the acts of cases, bars on applicants, scans of materials."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from db.tables.metadata import belongs_to, identity, metadata, region
from db.tables.types import Document, Flag, Identity, Moment, Words

acts = Table(
    "acts",
    metadata,
    region(),
    identity(),
    Column("case_id", Identity, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("done_by", Identity),
    Column("done_by_name", Words),
    Column("body_kind", String, nullable=False),
    Column("body", Document, nullable=False),
    Column("practice", Flag, nullable=False),
    UniqueConstraint("region", "case_id", "seq"),
    belongs_to("cases", "case_id"),
)
"""Only ever added to; two people who act on one case at once cannot both take the next `seq`."""

bars = Table(
    "bars",
    metadata,
    region(),
    identity(),
    Column("id_number", Words),
    Column("name", Words),
    Column("ground", String, nullable=False),
    Column("basis", Words),
    Column("begins", Date, nullable=False),
    Column("ends", Date),
    Column("item_id", Words),
    Column("lifted_on", Date),
    Column("facts", Document, nullable=False),
)
Index(None, bars.c.region, bars.c.id_number)

scans = Table(
    "scans",
    metadata,
    region(),
    identity(),
    Column("sitting_id", Identity, nullable=False),
    Column("position", Integer, nullable=False),
    Column("material", Words),
    Column("name", Words),
    Column("media", Words),
    Column("sha256", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Identity, nullable=False),
    Column("content", LargeBinary, nullable=False),
    belongs_to("sittings", "sitting_id"),
)
"""Scans as bytes, last in the row, so that a list reads past none; `position` rises as they come."""
Index(None, scans.c.region, scans.c.sitting_id, scans.c.position)

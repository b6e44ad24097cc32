"""Accounts with their roles, and the unfinished work of each."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from db.tables.metadata import belongs_to, identity, metadata, region
from db.tables.types import Document, Flag, Identity, Moment, Words

accounts = Table(
    "accounts",
    metadata,
    region(),
    identity(),
    Column("name", String, nullable=False),
    Column("display_name", Words),
    Column("staff_no", Words),
    Column("password_hash", Words),
    Column("pin_hash", Words),
    Column("must_change", Flag, nullable=False),
    Column("active", Flag, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Words),
    Column("teams", Document),
    UniqueConstraint("region", "name"),
)

account_roles = Table(
    "account_roles",
    metadata,
    region(),
    Column("account_id", Identity, primary_key=True),
    Column("role", String, primary_key=True),
    belongs_to("accounts", "account_id"),
)

drafts = Table(
    "drafts",
    metadata,
    region(),
    identity(),
    Column("account_id", Identity, nullable=False),
    Column("station", Words),
    Column("label", Words),
    Column("saved_at", Moment, nullable=False),
    Column("body", Document, nullable=False),
)
Index(None, drafts.c.region, drafts.c.account_id)

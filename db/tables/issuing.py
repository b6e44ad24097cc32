"""Certificates and their printings, the blanks, the seals, and the printers' calibrations."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, Index, Integer, String, Table
from sqlalchemy import UniqueConstraint as Unique

from db.tables.metadata import belongs_to, identity, metadata, region
from db.tables.types import Document, Flag, Identity, Moment, Name, Ordered, Words

certificates = Table(
    "certificates",
    metadata,
    region(),
    identity(),
    Column("case_id", Identity, nullable=False),
    Column("kind", Words),
    Column("layout", Words),
    Column("number", Words),
    Column("licence_id", Words),
    Column("holder", Words),
    Column("holder_id", Words),
    Column("decider", Words),
    Column("entries", Document, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("state", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_epoch", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("replaces", Identity),
    Column("paper_id", Identity),
    Column("seal_id", Identity),
    Column("sample", Flag, nullable=False),
    Column("ended_at", Moment),
    Column("ended_ground", Words),
    Column("practice", Flag, nullable=False),
    belongs_to("cases", "case_id"),
    belongs_to("papers", "paper_id"),
    belongs_to("seals", "seal_id"),
)
Index(None, certificates.c.region, certificates.c.case_id)
Index(None, certificates.c.region, certificates.c.number)
Index(None, certificates.c.region, certificates.c.licence_id)
Index(None, certificates.c.region, certificates.c.holder_id)
Index(None, certificates.c.region, certificates.c.state, certificates.c.valid_until)

certificate_licences = Table(
    "certificate_licences",
    metadata,
    region(),
    Column("certificate_id", Identity, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("licence", Identity, nullable=False),
    belongs_to("certificates", "certificate_id"),
    belongs_to("certificates", "licence"),
)
"""The licences that an industry certificate stands for, in their order."""
Index(None, certificate_licences.c.region, certificate_licences.c.licence)

certificate_prints = Table(
    "certificate_prints",
    metadata,
    region(),
    identity(),
    Column("certificate_id", Identity, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("counted_copy", Integer),
    Column("blank", Words),
    Column("reason", Words),
    Column("printed_at", Moment, nullable=False),
    Column("printed_epoch", BigInteger, nullable=False),
    Column("printed_by", Identity, nullable=False),
    Column("failed", Flag, nullable=False),
    Unique("region", "certificate_id", "counted_copy"),
    belongs_to("certificates", "certificate_id"),
)
"""`counted_copy` is `copy`, or NULL where it did not come out: a copy comes out once, fails often."""

blanks = Table(
    "blanks",
    metadata,
    region(),
    Column("kind", Name, primary_key=True),
    Column("number", Ordered, primary_key=True),
    Column("state", String, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("certificate_id", Identity),
    Column("copy", Integer, nullable=False),
    Column("reason", Words),
    Column("used_at", Moment),
    Column("used_by", Identity),
    Column("gone_on", Date),
    belongs_to("certificates", "certificate_id"),
)
"""`received_on` and `gone_on`: the days that a balance counts by; it leaves stock once."""
Index(None, blanks.c.region, blanks.c.kind, blanks.c.state)

seals = Table(
    "seals",
    metadata,
    region(),
    identity(),
    Column("decider", Words),
    Column("name", Words),
    Column("kind", Words),
    Column("source", Words),
    Column("certificate", Words),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("retired_on", Date),
    Column("sample", Flag, nullable=False),
)

calibrations = Table(
    "calibrations",
    metadata,
    Column("layout", Name, primary_key=True),
    Column("printer", Name, primary_key=True),
    Column("tray", Name, primary_key=True),
    Column("offset_x", Float(53), nullable=False),
    Column("offset_y", Float(53), nullable=False),
    Column("scale_x", Float(53), nullable=False),
    Column("scale_y", Float(53), nullable=False),
    Column("rotation", Float(53), nullable=False),
)
"""Where this station's printers put things; a fact of one window's own store."""

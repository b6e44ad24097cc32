"""Visits, sittings with the people behind them and their materials, cases, submission rounds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, UniqueConstraint

from db.tables.metadata import belongs_to, identity, metadata, region
from db.tables.types import Document, Flag, Identity, Moment, Words

visits = Table(
    "visits",
    metadata,
    region(),
    identity(),
    Column("ticket", Words),
    Column("came_at", Moment, nullable=False),
    Column("hall", Words),
    Column("window_id", Words),
    Column("channel", String, nullable=False),
    Column("entry_mode", String, nullable=False),
    Column("practice", Flag, nullable=False),
)

sittings = Table(
    "sittings",
    metadata,
    region(),
    identity(),
    Column("visit_id", Identity, nullable=False),
    Column("draft_id", Identity, nullable=False),
    Column("number", Words),
    Column("barcode", Words),
    Column("bundle_id", String),
    Column("bundle_answers", Document, nullable=False),
    Column("answers", Document, nullable=False),
    Column("form_values", Document, nullable=False),
    Column("ticks", Document, nullable=False),
    Column("decisions", Document, nullable=False),
    Column("savings", Document, nullable=False),
    Column("versions", Document, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("received_epoch", BigInteger, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("hall", Words),
    Column("window_id", Words),
    Column("station", Words),
    Column("clerk_id", Identity, nullable=False),
    Column("clerk_name", Words),
    Column("clerk_no", Words),
    Column("query_code", Words),
    Column("registered", Flag, nullable=False),
    Column("concluded_at", Moment),
    Column("channel", String, nullable=False),
    Column("entry_mode", String, nullable=False),
    Column("practice", Flag, nullable=False),
    Column("site", Words),
    UniqueConstraint("region", "draft_id"),
    UniqueConstraint("region", "practice", "number"),
    belongs_to("visits", "visit_id"),
)
Index(None, sittings.c.region, sittings.c.received_on)
Index(None, sittings.c.region, sittings.c.received_epoch)
Index(None, sittings.c.region, sittings.c.barcode)
Index(None, sittings.c.region, sittings.c.site)

parties = Table(
    "parties",
    metadata,
    region(),
    Column("sitting_id", Identity, primary_key=True),
    Column("role", String, primary_key=True),
    Column("kind", Words),
    Column("name", Words),
    Column("id_type", Words),
    Column("id_number", Words),
    Column("phone", Words),
    Column("address", Words),
    Column("read_by", Words),
    Column("powers", Document),
    Column("until", Date),
    belongs_to("sittings", "sitting_id"),
)
"""Who applied and who acted for them: the one place of identity data outside the form's values."""
Index(None, parties.c.region, parties.c.name)
Index(None, parties.c.region, parties.c.id_number)
Index(None, parties.c.region, parties.c.address)

materials = Table(
    "materials",
    metadata,
    region(),
    Column("sitting_id", Identity, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("key", String, nullable=False),
    Column("label", Words),
    Column("state", String, nullable=False),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("items", Document, nullable=False),
    Column("owed_until", Date),
    Column("note", Words),
    belongs_to("sittings", "sitting_id"),
)

cases = Table(
    "cases",
    metadata,
    region(),
    identity(),
    Column("sitting_id", Identity, nullable=False),
    Column("item_id", String, nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("item_hash", Words),
    Column("item_name", Words),
    Column("department", Words),
    Column("decider", Words),
    Column("regime", Words),
    Column("number", Words),
    Column("barcode", Words),
    Column("state", String, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handed_in_at", Moment),
    Column("accepted_at", Moment),
    Column("waits_for", Document, nullable=False),
    Column("notice_due", Date),
    Column("promised_due", Date),
    Column("legal_due", Date),
    Column("owed_due", Date),
    Column("provisional", Flag, nullable=False),
    Column("outcome", Document),
    Column("practice", Flag, nullable=False),
    Column("duty_due", Date),
    Column("round", Integer, nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("team", Words),
    Column("holder", Identity),
    Column("holder_name", Words),
    Column("stopped", Flag, nullable=False),
    Column("extended_days", Integer, nullable=False),
    Column("decided_at", Moment),
    Column("issue_due", Date),
    Column("delivered_at", Moment),
    Column("closed_at", Moment),
    Column("acts", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("received_epoch", BigInteger, nullable=False),
    UniqueConstraint("region", "practice", "number"),
    belongs_to("sittings", "sitting_id"),
)
"""`due_on` is the nearest day that something is due, the end of time where nothing is: queues are
read in its order from an index."""
Index(None, cases.c.region, cases.c.sitting_id)
Index(None, cases.c.region, cases.c.barcode)
Index(None, cases.c.region, cases.c.due_on, cases.c.received_epoch)
Index(None, cases.c.region, cases.c.state, cases.c.due_on)
Index(None, cases.c.region, cases.c.team, cases.c.state, cases.c.due_on)
Index(None, cases.c.region, cases.c.holder, cases.c.state, cases.c.due_on)

submission_rounds = Table(
    "submission_rounds",
    metadata,
    region(),
    identity(),
    Column("case_id", Identity, nullable=False),
    Column("number", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("materials", Document, nullable=False),
    UniqueConstraint("region", "case_id", "number"),
    belongs_to("cases", "case_id"),
)

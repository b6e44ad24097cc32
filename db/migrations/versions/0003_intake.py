"""Intake: visits, sittings, people, materials, cases, submission rounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.types import DOCUMENT, IDENTITY

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("ticket", sa.String(), nullable=True),
        sa.Column("came_at", sa.String(), nullable=False),
        sa.Column("hall", sa.String(), nullable=True),
        sa.Column("window_id", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("entry_mode", sa.String(), nullable=False),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("region", "id", name="pk_visits"),
    )
    op.create_table(
        "sittings",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("visit_id", IDENTITY, nullable=False),
        sa.Column("draft_id", IDENTITY, nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("bundle_id", sa.String(), nullable=True),
        sa.Column("bundle_answers", DOCUMENT, nullable=False),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("form_values", DOCUMENT, nullable=False),
        sa.Column("ticks", DOCUMENT, nullable=False),
        sa.Column("decisions", DOCUMENT, nullable=False),
        sa.Column("savings", DOCUMENT, nullable=False),
        sa.Column("versions", DOCUMENT, nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_epoch", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("hall", sa.String(), nullable=True),
        sa.Column("window_id", sa.String(), nullable=True),
        sa.Column("station", sa.String(), nullable=True),
        sa.Column("clerk_id", IDENTITY, nullable=False),
        sa.Column("clerk_name", sa.String(), nullable=True),
        sa.Column("clerk_no", sa.String(), nullable=True),
        sa.Column("query_code", sa.String(), nullable=True),
        sa.Column("registered", sa.SmallInteger(), nullable=False),
        sa.Column("concluded_at", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("entry_mode", sa.String(), nullable=False),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "visit_id"],
            ["visits.region", "visits.id"],
            name="fk_sittings_region_visit_id_visits",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_sittings"),
        sa.UniqueConstraint("region", "draft_id", name="uq_sittings_region_draft_id"),
        sa.UniqueConstraint(
            "region", "practice", "number", name="uq_sittings_region_practice_number"
        ),
    )
    op.create_index("ix_sittings_region_barcode", "sittings", ["region", "barcode"])
    op.create_index("ix_sittings_region_received_epoch", "sittings", ["region", "received_epoch"])
    op.create_index("ix_sittings_region_received_on", "sittings", ["region", "received_on"])
    op.create_table(
        "parties",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("sitting_id", IDENTITY, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("id_type", sa.String(), nullable=True),
        sa.Column("id_number", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("read_by", sa.String(), nullable=True),
        sa.Column("powers", DOCUMENT, nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["region", "sitting_id"],
            ["sittings.region", "sittings.id"],
            name="fk_parties_region_sitting_id_sittings",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "sitting_id", "role", name="pk_parties"),
    )
    op.create_index("ix_parties_region_name", "parties", ["region", "name"])
    op.create_table(
        "materials",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("sitting_id", IDENTITY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("items", DOCUMENT, nullable=False),
        sa.Column("owed_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["region", "sitting_id"],
            ["sittings.region", "sittings.id"],
            name="fk_materials_region_sitting_id_sittings",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "sitting_id", "position", name="pk_materials"),
    )
    op.create_table(
        "cases",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("sitting_id", IDENTITY, nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("item_version", sa.Integer(), nullable=False),
        sa.Column("item_hash", sa.String(), nullable=True),
        sa.Column("item_name", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("decider", sa.String(), nullable=True),
        sa.Column("regime", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("handed_in_at", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.String(), nullable=True),
        sa.Column("waits_for", DOCUMENT, nullable=False),
        sa.Column("notice_due", sa.Date(), nullable=True),
        sa.Column("promised_due", sa.Date(), nullable=True),
        sa.Column("legal_due", sa.Date(), nullable=True),
        sa.Column("owed_due", sa.Date(), nullable=True),
        sa.Column("provisional", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", DOCUMENT, nullable=True),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "sitting_id"],
            ["sittings.region", "sittings.id"],
            name="fk_cases_region_sitting_id_sittings",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_cases"),
        sa.UniqueConstraint("region", "practice", "number", name="uq_cases_region_practice_number"),
    )
    op.create_index("ix_cases_region_barcode", "cases", ["region", "barcode"])
    op.create_index("ix_cases_region_sitting_id", "cases", ["region", "sitting_id"])
    op.create_table(
        "submission_rounds",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("materials", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "case_id"],
            ["cases.region", "cases.id"],
            name="fk_submission_rounds_region_case_id_cases",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_submission_rounds"),
        sa.UniqueConstraint(
            "region", "case_id", "number", name="uq_submission_rounds_region_case_id_number"
        ),
    )

"""Records: papers, number series, journal with chain and outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.types import DOCUMENT, IDENTITY

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("sitting_id", IDENTITY, nullable=True),
        sa.Column("case_id", IDENTITY, nullable=True),
        sa.Column("layout", sa.String(), nullable=True),
        sa.Column("layout_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("made_by", IDENTITY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "case_id"],
            ["cases.region", "cases.id"],
            name="fk_papers_region_case_id_cases",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region", "sitting_id"],
            ["sittings.region", "sittings.id"],
            name="fk_papers_region_sitting_id_sittings",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_papers"),
    )
    op.create_index("ix_papers_region_barcode", "papers", ["region", "barcode"])
    op.create_index("ix_papers_region_case_id", "papers", ["region", "case_id"])
    op.create_index("ix_papers_region_number", "papers", ["region", "number"])
    op.create_index("ix_papers_region_position", "papers", ["region", "position"])
    op.create_index("ix_papers_region_sitting_id", "papers", ["region", "sitting_id"])
    op.create_table(
        "paper_prints",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("paper_id", IDENTITY, nullable=False),
        sa.Column("count", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("printed_at", sa.String(), nullable=False),
        sa.Column("printed_by", IDENTITY, nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "paper_id"],
            ["papers.region", "papers.id"],
            name="fk_paper_prints_region_paper_id_papers",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "paper_id", "count", name="pk_paper_prints"),
    )
    op.create_table(
        "number_series",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("practice", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("leased_to", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "region", "authority", "kind", "year", "practice", name="pk_number_series"
        ),
    )
    op.create_table(
        "number_blocks",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("practice", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.Column("issued", sa.BigInteger(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "authority", "kind", "year", "practice"],
            [
                "number_series.region",
                "number_series.authority",
                "number_series.kind",
                "number_series.year",
                "number_series.practice",
            ],
            name="fk_number_blocks_series",
        ),
        sa.PrimaryKeyConstraint(
            "region", "authority", "kind", "year", "practice", "first", name="pk_number_blocks"
        ),
    )
    op.create_table(
        "number_voids",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("practice", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["region", "authority", "kind", "year", "practice"],
            [
                "number_series.region",
                "number_series.authority",
                "number_series.kind",
                "number_series.year",
                "number_series.practice",
            ],
            name="fk_number_voids_series",
        ),
        sa.PrimaryKeyConstraint(
            "region", "authority", "kind", "year", "practice", "number", name="pk_number_voids"
        ),
    )
    op.create_table(
        "journal",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", IDENTITY, nullable=False),
        sa.Column("occurred_at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("recorded_epoch", sa.BigInteger(), nullable=False),
        sa.Column("hall", sa.String(), nullable=True),
        sa.Column("window_id", sa.String(), nullable=True),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("clerk_id", IDENTITY, nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("entry_mode", sa.String(), nullable=False),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("savings", DOCUMENT, nullable=False),
        sa.Column("data", DOCUMENT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev_hash", sa.String(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("region", "id", name="pk_journal"),
        sa.UniqueConstraint("region", "station", "seq", name="uq_journal_region_station_seq"),
    )
    op.create_index("ix_journal_region_subject", "journal", ["region", "subject"])
    op.create_table(
        "chain_heads",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("region", "station", name="pk_chain_heads"),
    )
    op.create_table(
        "outbox",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", IDENTITY, nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("acked_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("region", "station", "seq", name="pk_outbox"),
        sa.UniqueConstraint("region", "event_id", name="uq_outbox_region_event_id"),
    )
    op.create_index("ix_outbox_acked_at", "outbox", ["acked_at"])

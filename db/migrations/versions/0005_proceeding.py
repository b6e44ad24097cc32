"""The case in law: acts, what a case stands at, bars, scans; older cases get the acts they had."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from db.migrations import backfill_0005
from db.migrations.types import DOCUMENT, IDENTITY

revision = "0005"
down_revision = "0004"

_FILLED: dict[str, TypeEngine[Any]] = {
    "round": sa.Integer(),
    "corrections": sa.Integer(),
    "step": sa.Integer(),
    "stopped": sa.SmallInteger(),
    "extended_days": sa.Integer(),
    "acts": sa.Integer(),
    "due_on": sa.Date(),
    "received_epoch": sa.BigInteger(),
}


def upgrade() -> None:
    _proceeding_tables()
    _columns_of_cases()
    op.add_column("accounts", sa.Column("teams", DOCUMENT, nullable=True))
    op.add_column("papers", sa.Column("act_id", IDENTITY, nullable=True))
    op.create_index("ix_papers_region_act_id", "papers", ["region", "act_id"])
    op.add_column("sittings", sa.Column("site", sa.String(), nullable=True))
    op.create_index("ix_sittings_region_site", "sittings", ["region", "site"])
    op.create_index("ix_parties_region_id_number", "parties", ["region", "id_number"])
    op.create_index("ix_parties_region_address", "parties", ["region", "address"])
    backfill_0005.fill(op.get_bind())
    with op.batch_alter_table("cases") as batch:
        for name, kind in _FILLED.items():
            batch.alter_column(name, existing_type=kind, nullable=False)
    _indexes_of_queues()


def _columns_of_cases() -> None:
    for name, kind in _FILLED.items():
        op.add_column("cases", sa.Column(name, kind, nullable=True))
    for column in (
        sa.Column("duty_due", sa.Date(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("holder", IDENTITY, nullable=True),
        sa.Column("holder_name", sa.String(), nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("issue_due", sa.Date(), nullable=True),
        sa.Column("delivered_at", sa.String(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
    ):
        op.add_column("cases", column)


def _indexes_of_queues() -> None:
    for rest in (
        ["due_on", "received_epoch"],
        ["state", "due_on"],
        ["team", "state", "due_on"],
        ["holder", "state", "due_on"],
    ):
        op.create_index("_".join(["ix_cases_region", *rest]), "cases", ["region", *rest])


def _proceeding_tables() -> None:
    op.create_table(
        "acts",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("done_by", IDENTITY, nullable=True),
        sa.Column("done_by_name", sa.String(), nullable=True),
        sa.Column("body_kind", sa.String(), nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "case_id"],
            ["cases.region", "cases.id"],
            name="fk_acts_region_case_id_cases",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_acts"),
        sa.UniqueConstraint("region", "case_id", "seq", name="uq_acts_region_case_id_seq"),
    )
    op.create_table(
        "bars",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("id_number", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("region", "id", name="pk_bars"),
    )
    op.create_index("ix_bars_region_id_number", "bars", ["region", "id_number"])
    op.create_table(
        "scans",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("sitting_id", IDENTITY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("material", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("media", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", IDENTITY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "sitting_id"],
            ["sittings.region", "sittings.id"],
            name="fk_scans_region_sitting_id_sittings",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "id", name="pk_scans"),
    )
    op.create_index(
        "ix_scans_region_sitting_id_position", "scans", ["region", "sitting_id", "position"]
    )

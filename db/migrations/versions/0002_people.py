"""People: accounts with roles, drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.types import DOCUMENT, IDENTITY

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=True),
        sa.Column("staff_no", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("pin_hash", sa.String(), nullable=True),
        sa.Column("must_change", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.SmallInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("region", "id", name="pk_accounts"),
        sa.UniqueConstraint("region", "name", name="uq_accounts_region_name"),
    )
    op.create_table(
        "account_roles",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("account_id", IDENTITY, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region", "account_id"],
            ["accounts.region", "accounts.id"],
            name="fk_account_roles_region_account_id_accounts",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("region", "account_id", "role", name="pk_account_roles"),
    )
    op.create_table(
        "drafts",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("account_id", IDENTITY, nullable=False),
        sa.Column("station", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("region", "id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_region_account_id", "drafts", ["region", "account_id"])

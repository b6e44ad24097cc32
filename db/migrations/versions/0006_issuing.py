"""Issuing: certificates, their printings, blanks, seals, calibrations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.types import DOCUMENT, IDENTITY, ORDERED

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _seals()
    _certificates()
    _what_stands_by_certificates()
    op.create_table(
        "calibrations",
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("offset_x", sa.Float(53), nullable=False),
        sa.Column("offset_y", sa.Float(53), nullable=False),
        sa.Column("scale_x", sa.Float(53), nullable=False),
        sa.Column("scale_y", sa.Float(53), nullable=False),
        sa.Column("rotation", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("layout", "printer", "tray", name="pk_calibrations"),
    )


def _seals() -> None:
    op.create_table(
        "seals",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("decider", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("sample", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("region", "id", name="pk_seals"),
    )


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("layout", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("licence_id", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("holder_id", sa.String(), nullable=True),
        sa.Column("decider", sa.String(), nullable=True),
        sa.Column("entries", DOCUMENT, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("made_epoch", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces", IDENTITY, nullable=True),
        sa.Column("paper_id", IDENTITY, nullable=True),
        sa.Column("seal_id", IDENTITY, nullable=True),
        sa.Column("sample", sa.SmallInteger(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("ended_ground", sa.String(), nullable=True),
        sa.Column("practice", sa.SmallInteger(), nullable=False),
        _reference("certificates", "case_id", "cases"),
        _reference("certificates", "paper_id", "papers"),
        _reference("certificates", "seal_id", "seals"),
        sa.PrimaryKeyConstraint("region", "id", name="pk_certificates"),
    )
    for rest in (
        ["case_id"],
        ["number"],
        ["licence_id"],
        ["holder_id"],
        ["state", "valid_until"],
    ):
        name = "_".join(["ix_certificates_region", *rest])
        op.create_index(name, "certificates", ["region", *rest])
    op.create_table(
        "certificate_licences",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("certificate_id", IDENTITY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("licence", IDENTITY, nullable=False),
        _reference("certificate_licences", "certificate_id", "certificates"),
        _reference("certificate_licences", "licence", "certificates"),
        sa.PrimaryKeyConstraint(
            "region", "certificate_id", "position", name="pk_certificate_licences"
        ),
    )
    op.create_index(
        "ix_certificate_licences_region_licence", "certificate_licences", ["region", "licence"]
    )


def _what_stands_by_certificates() -> None:
    op.create_table(
        "certificate_prints",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("certificate_id", IDENTITY, nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("counted_copy", sa.Integer(), nullable=True),
        sa.Column("blank", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("printed_at", sa.String(), nullable=False),
        sa.Column("printed_epoch", sa.BigInteger(), nullable=False),
        sa.Column("printed_by", IDENTITY, nullable=False),
        sa.Column("failed", sa.SmallInteger(), nullable=False),
        _reference("certificate_prints", "certificate_id", "certificates"),
        sa.PrimaryKeyConstraint("region", "id", name="pk_certificate_prints"),
        sa.UniqueConstraint(
            "region",
            "certificate_id",
            "counted_copy",
            name="uq_certificate_prints_region_certificate_id_counted_copy",
        ),
    )
    op.create_table(
        "blanks",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", ORDERED, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("certificate_id", IDENTITY, nullable=True),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("used_at", sa.String(), nullable=True),
        sa.Column("used_by", IDENTITY, nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        _reference("blanks", "certificate_id", "certificates"),
        sa.PrimaryKeyConstraint("region", "kind", "number", name="pk_blanks"),
    )
    op.create_index("ix_blanks_region_kind_state", "blanks", ["region", "kind", "state"])


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["region", column],
        [f"{to}.region", f"{to}.id"],
        name=f"fk_{table}_region_{column}_{to}",
        initially="DEFERRED",
        deferrable=True,
    )

"""The catalogue: definitions, search, uses, bureau file, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.types import DOCUMENT, IDENTITY, ORDERED

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "definitions",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("data", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "version", name="pk_definitions"),
    )
    op.create_table(
        "search_entries",
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name_key", ORDERED, nullable=False),
        sa.Column("short_key", sa.String(), nullable=True),
        sa.Column("code_key", ORDERED, nullable=True),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=True),
        sa.Column("pinyin", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("rank", name="pk_search_entries"),
        sa.UniqueConstraint("kind", "key", name="uq_search_entries_kind_key"),
    )
    op.create_index("ix_search_entries_code_key", "search_entries", ["code_key"])
    op.create_index("ix_search_entries_key", "search_entries", ["key"])
    op.create_index("ix_search_entries_name_key", "search_entries", ["name_key"])
    op.create_table(
        "search_uses",
        sa.Column("hall", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "key", name="pk_search_uses"),
    )
    op.create_index("ix_search_uses_hall_uses", "search_uses", ["hall", "uses"])
    op.create_table(
        "bureau_versions",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", DOCUMENT, nullable=False),
        sa.Column("put_at", sa.String(), nullable=False),
        sa.Column("put_by", IDENTITY, nullable=True),
        sa.PrimaryKeyConstraint("version", name="pk_bureau_versions"),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", DOCUMENT, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )

    if op.get_bind().dialect.name == "sqlite":
        for table in ("search_grams", "search_grams_used"):
            op.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5("
                "grams, content='', detail=none, columnsize=0, "
                "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
            )

"""Alembic's entry: runs on the connection handed over by `db.schema`."""

from __future__ import annotations

from alembic import context
from sqlalchemy.sql.schema import SchemaItem

from db.tables import metadata


def ours(
    item: SchemaItem,
    name: str | None,
    kind: str,
    *_rest: object,
) -> bool:
    """Leave out the full-text table of SQLite and the tables that it keeps behind itself."""
    del item
    return not (kind == "table" and (name or "").startswith("search_grams"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    include_object=ours,
)
with context.begin_transaction():
    context.run_migrations()

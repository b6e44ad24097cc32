"""The state of a database: empty, ours in some revision, too new, or somebody else's."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from app.errors import Problem
from db.migrations import REVISIONS

HEAD = REVISIONS[-1]


def revision(connection: Connection, place: str) -> str | None:
    """Return the revision of a database, None when it is empty.

    Raises Problem `store.not-ours` for tables without a revision and `store.too-new` (params:
    revision) for a revision that this program does not know.
    """
    inspector = inspect(connection)
    if not inspector.has_table("alembic_version"):
        if inspector.get_table_names():
            raise Problem("store.not-ours", place=place)
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        return None
    if found not in REVISIONS:
        raise Problem("store.too-new", place=place, revision=found)
    return str(found)


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration over an open connection; the files come from the package."""
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision, inside the caller's transaction."""
    command.upgrade(configuration(connection), HEAD)

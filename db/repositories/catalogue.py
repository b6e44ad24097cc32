"""Definitions in all their versions, and the search over what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, Select, func, insert, select

from app.ports.stored import SearchEntry, SearchHit, StoredDefinition
from db.repositories.search import SqlSearch
from db.repositories.search_index import SqlSearchIndex
from db.tables.catalogue import definitions


class SqlCatalogue:
    """Implements `CatalogueReads` and `CatalogueWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection
        self._search = SqlSearch(connection)
        self._index = SqlSearchIndex(connection)

    def in_force(self, on: date) -> tuple[StoredDefinition, ...]:
        """Return every definition in force on a day, by kind and key."""
        place = (
            func.row_number()
            .over(
                partition_by=(definitions.c.kind, definitions.c.key),
                order_by=(definitions.c.valid_from.desc(), definitions.c.version.desc()),
            )
            .label("place")
        )
        newest = (
            select(definitions.c.kind, definitions.c.key, definitions.c.version, place)
            .where(definitions.c.valid_from <= on)
            .subquery("newest")
        )
        return self._all(
            select(definitions)
            .join(
                newest,
                (newest.c.kind == definitions.c.kind)
                & (newest.c.key == definitions.c.key)
                & (newest.c.version == definitions.c.version),
            )
            .where(newest.c.place == 1)
        )

    def version(self, kind: str, key: str, version: int) -> StoredDefinition | None:
        """Return one version of one definition."""
        found = self._all(
            select(definitions).where(
                definitions.c.kind == kind,
                definitions.c.key == key,
                definitions.c.version == version,
            )
        )
        return found[0] if found else None

    def versions(self) -> tuple[StoredDefinition, ...]:
        """Return all versions of all definitions, by kind, key and version."""
        return self._all(select(definitions))

    def search(self, text: str, *, hall: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Search items and bundles as typed, most used in this hall first.

        Several terms, separated by spaces, must all match. Nothing typed: what the hall uses most.
        """
        return self._search.search(text, hall=hall, limit=limit)

    def put(self, definition: StoredDefinition) -> None:
        """Store one new version; ValueError when it is not the next one of its key."""
        newest = self._connection.execute(
            select(func.max(definitions.c.version)).where(
                definitions.c.kind == definition.kind, definitions.c.key == definition.key
            )
        ).scalar()
        if definition.version != (newest or 0) + 1:
            raise ValueError(definition.key, definition.version)
        row = vars(definition) | {"data": dict(definition.data)}
        self._connection.execute(insert(definitions), [row])

    def index(self, entries: Iterable[SearchEntry]) -> None:
        """Replace the search index by these entries."""
        self._index.index(entries)

    def count_use(self, hall: str, keys: Sequence[str]) -> None:
        """Count one use of each key in a hall."""
        self._index.count_use(hall, keys)

    def _all(self, statement: Select[tuple[object, ...]]) -> tuple[StoredDefinition, ...]:
        """Return the definitions of a statement, by kind, key and version."""
        rows = self._connection.execute(statement).mappings()
        found = [StoredDefinition(**row) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.kind, one.key, one.version)))

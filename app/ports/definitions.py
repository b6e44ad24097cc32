"""The store's part for the catalogue: definitions by version, and the search over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from app.ports.stored import SearchEntry, SearchHit, StoredDefinition


class CatalogueReads(Protocol):
    """Reading definitions and searching."""

    def in_force(self, on: date) -> tuple[StoredDefinition, ...]:
        """Return every definition in force on a day."""
        ...

    def version(self, kind: str, key: str, version: int) -> StoredDefinition | None:
        """Return one version of one definition."""
        ...

    def versions(self) -> tuple[StoredDefinition, ...]:
        """Return all versions of all definitions, by kind, key and version."""
        ...

    def search(self, text: str, *, hall: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Search items and bundles as typed, most used in this hall first."""
        ...


class CatalogueWrites(CatalogueReads, Protocol):
    """Changing definitions."""

    def put(self, definition: StoredDefinition) -> None:
        """Store one new version."""
        ...

    def index(self, entries: Iterable[SearchEntry]) -> None:
        """Replace the search index by these entries."""
        ...

    def count_use(self, hall: str, keys: Sequence[str]) -> None:
        """Count one use of each key in a hall."""
        ...

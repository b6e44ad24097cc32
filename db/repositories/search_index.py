"""Search as you type: the index written, and uses counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from app.ports.stored import SearchEntry
from db.repositories.grams import Keys, keys_of
from db.repositories.search_statements import COLUMNS
from db.tables.catalogue import search_entries, search_uses

_BATCH = 2_000

_USES = search_uses.c
_USES_OF_ALL = select(_USES.key, func.sum(_USES.uses).label("uses")).group_by(_USES.key)
_ADD = text("INSERT INTO search_grams (rowid, grams) VALUES (:rank, :grams)")
_ADD_USED = text("INSERT INTO search_grams_used (rowid, grams) VALUES (:rank, :grams)")
_OPTIMISE = text("INSERT INTO search_grams (search_grams) VALUES ('optimize')")
_EMPTY = (
    text("INSERT INTO search_grams (search_grams) VALUES ('delete-all')"),
    text("INSERT INTO search_grams_used (search_grams_used) VALUES ('delete-all')"),
)


class SqlSearchIndex:
    """Writes the searchable entries, with full text on SQLite."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection
        self._full_text = connection.dialect.name == "sqlite"

    def index(self, entries: Iterable[SearchEntry]) -> None:
        """Replace the index: the most used first, then short names before long ones."""
        uses = {row.key: row.uses for row in self._connection.execute(_USES_OF_ALL)}
        ranked = sorted(
            entries,
            key=lambda entry: (-uses.get(entry.key, 0), len(entry.name), entry.name, entry.key),
        )
        self._connection.execute(delete(search_entries))
        if self._full_text:
            for statement in _EMPTY:
                self._connection.execute(statement)
        numbered = iter(enumerate(ranked, start=1))
        while batch := [(rank, entry, keys_of(entry)) for rank, entry in islice(numbered, _BATCH)]:
            self._connection.execute(insert(search_entries), [_row(*line) for line in batch])
            if self._full_text:
                self._add_grams(batch, uses.keys())
        if self._full_text:
            self._connection.execute(_OPTIMISE)

    def count_use(self, hall: str, keys: Sequence[str]) -> None:
        """Count one use of each key in a hall."""
        for key in keys:
            counted = self._connection.execute(
                update(search_uses)
                .where(_USES.hall == hall, _USES.key == key)
                .values(uses=_USES.uses + 1)
            ).rowcount
            if not counted:
                if self._full_text:
                    self._note_first_use(key)
                self._connection.execute(
                    insert(search_uses), [{"hall": hall, "key": key, "uses": 1}]
                )

    def _add_grams(
        self, batch: list[tuple[int, SearchEntry, Keys]], used_keys: Iterable[str]
    ) -> None:
        """Write entries into the full-text tables."""
        used_keys = frozenset(used_keys)
        grams = [_tokens(rank, keys) for rank, _entry, keys in batch]
        self._connection.execute(_ADD, grams)
        used = [
            line
            for line, (_rank, entry, _keys) in zip(grams, batch, strict=True)
            if entry.key in used_keys
        ]
        if used:
            self._connection.execute(_ADD_USED, used)

    def _note_first_use(self, key: str) -> None:
        """Put an entry that no hall has used before among those that were ever used."""
        if self._connection.execute(select(_USES.key).where(_USES.key == key).limit(1)).first():
            return
        rows = self._connection.execute(select(*COLUMNS).where(search_entries.c.key == key)).all()
        if rows:
            self._connection.execute(
                _ADD_USED, [_tokens(row.rank, _keys_of_row(row)) for row in rows]
            )


def _tokens(rank: int, keys: Keys) -> dict[str, object]:
    """Return the row of a full-text table."""
    return {"rank": rank, "grams": " ".join(keys.tokens())}


def _keys_of_row(row: Row[Any]) -> Keys:
    """Return the folded parts of an entry that is in the index."""
    return Keys(
        name=row.name_key,
        short=row.short_key or "",
        code=row.code_key or "",
        text=row.text_key,
        initials=row.initials or "",
        pinyin=row.pinyin or "",
    )


def _row(rank: int, entry: SearchEntry, keys: Keys) -> dict[str, object]:
    """Return the row of an entry."""
    return {
        "rank": rank,
        "kind": entry.kind,
        "key": entry.key,
        "name": entry.name,
        "department": entry.department,
        "code": entry.code,
        "name_key": keys.name,
        "short_key": keys.short,
        "code_key": keys.code or None,
        "text_key": keys.text,
        "initials": keys.initials,
        "pinyin": keys.pinyin,
    }

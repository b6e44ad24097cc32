"""Search as you type: the index written, and hits found, best first.

Candidates come from four short lists: the first matches by rank, the entries that this hall uses
most, names that begin with the text, codes that begin with it. Ranked together: by uses in the
hall, then whole names, then beginnings of names, then rank. On SQLite the first list comes from a
full-text table without content whose rowid is the rank, so that it stops after a screenful
however common the characters are; PostgreSQL reads the rows in the order of rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    table,
    text,
    update,
)

from app.ports.store import SearchEntry, SearchHit
from db.repositories.grams import Keys, Query, keys_of, query_of
from db.tables.catalogue import search_entries, search_uses

_BY_RANK = 200
_BY_USE = 300
_BY_START = 50
_BATCH = 2_000
_LAST = "\U0010ffff"

_ENTRY = search_entries.c
_USES = search_uses.c
_COLUMNS = (
    *(_ENTRY[name] for name in ("rank", "kind", "key", "name", "department", "code")),
    *(_ENTRY[name] for name in ("name_key", "short_key", "code_key", "text_key")),
    *(_ENTRY[name] for name in ("initials", "pinyin")),
    func.coalesce(_USES.uses, 0).label("uses"),
)
_OF_HALL = and_(_USES.key == _ENTRY.key, _USES.hall == bindparam("hall"))
_CANDIDATES = select(*_COLUMNS).outerjoin_from(search_entries, search_uses, _OF_HALL)


def _loose(term: str) -> ColumnElement[bool]:
    """Return a condition that every match of the bound term meets, and some others."""
    part: BindParameter[str] = bindparam(term)
    return or_(
        _ENTRY.text_key.contains(part),
        _ENTRY.initials.contains(part),
        func.replace(_ENTRY.pinyin, " ", "").contains(part),
        _ENTRY.code_key.startswith(part),
    )


def _beginning(key: ColumnElement[str]) -> Select[Any]:
    """Return the candidates of which a key begins with the bound text."""
    return (
        _CANDIDATES.where(key >= bindparam("low"), key < bindparam("high"))
        .order_by(key, _ENTRY.rank)
        .limit(_BY_START)
    )


_USED = (
    select(*_COLUMNS)
    .join_from(search_uses, search_entries, _USES.key == _ENTRY.key)
    .where(_USES.hall == bindparam("hall"))
    .order_by(_USES.uses.desc(), _USES.key)
    .limit(_BY_USE)
)
_NAMES = _beginning(_ENTRY.name_key)
_CODES = _beginning(_ENTRY.code_key)
_PAGE = _CANDIDATES.where(_ENTRY.rank > bindparam("after")).order_by(_ENTRY.rank).limit(_BY_RANK)
_GRAMS = table("search_grams", column("rowid"))
_MATCHED = (
    select(_GRAMS.c.rowid)
    .where(text("search_grams MATCH :expression"), _GRAMS.c.rowid > bindparam("after"))
    .order_by(_GRAMS.c.rowid)
    .limit(_BY_RANK)
)
_MATCHED_PAGE = _CANDIDATES.where(_ENTRY.rank.in_(_MATCHED)).order_by(_ENTRY.rank)
_ADD_GRAMS = text("INSERT INTO search_grams (rowid, grams) VALUES (:rank, :grams)")
_EMPTY_GRAMS = text("INSERT INTO search_grams (search_grams) VALUES ('delete-all')")


class SqlSearch:
    """The searchable entries and their uses."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection
        self._full_text = connection.dialect.name == "sqlite"

    def search(self, typed: str, *, hall: str, limit: int) -> tuple[SearchHit, ...]:
        """Return the best hits; nothing typed: what the hall uses most."""
        query = query_of(typed)
        if typed.strip() and not query.terms:
            return ()
        found: dict[int, Row[Any]] = {}
        for rows in self._lists(query, hall):
            found.update((row.rank, row) for row in rows)
        best = sorted(found.values(), key=lambda row: _order(row, query.whole))
        return tuple(
            SearchHit(row.key, row.kind, row.name, row.department, row.code, row.uses)
            for row in best[:limit]
        )

    def index(self, entries: Iterable[SearchEntry]) -> None:
        """Replace the index: the most used first, then short names before long ones."""
        self._connection.execute(delete(search_entries))
        if self._full_text:
            self._connection.execute(_EMPTY_GRAMS)
        uses = dict(
            self._connection.execute(
                select(_USES.key, func.sum(_USES.uses)).group_by(_USES.key)
            ).all()
        )
        ranked = sorted(
            entries,
            key=lambda entry: (-uses.get(entry.key, 0), len(entry.name), entry.name, entry.key),
        )
        numbered = iter(enumerate(ranked, start=1))
        while batch := [(rank, entry, keys_of(entry)) for rank, entry in islice(numbered, _BATCH)]:
            self._connection.execute(insert(search_entries), [_row(*line) for line in batch])
            if self._full_text:
                self._connection.execute(
                    _ADD_GRAMS,
                    [
                        {"rank": rank, "grams": " ".join(keys.tokens())}
                        for rank, _entry, keys in batch
                    ],
                )

    def count_use(self, hall: str, keys: Sequence[str]) -> None:
        """Count one use of each key in a hall."""
        for key in keys:
            counted = self._connection.execute(
                update(search_uses)
                .where(_USES.hall == hall, _USES.key == key)
                .values(uses=_USES.uses + 1)
            ).rowcount
            if not counted:
                self._connection.execute(
                    insert(search_uses), [{"hall": hall, "key": key, "uses": 1}]
                )

    def _lists(self, query: Query, hall: str) -> Iterator[Sequence[Row[Any]]]:
        """Yield the lists of candidates, each row a match."""
        start = {"hall": hall, "low": query.whole, "high": query.whole + _LAST}
        yield self._by_rank(query, hall)
        yield self._matching(query, _USED, {"hall": hall})
        if query.terms:
            yield self._matching(query, _NAMES, start)
            yield self._matching(query, _CODES, start)

    def _by_rank(self, query: Query, hall: str) -> list[Row[Any]]:
        """Return the first matches in the order of rank, read by the page."""
        statement, params = self._page(query)
        found: list[Row[Any]] = []
        after = 0
        while len(found) < _BY_RANK:
            page = self._connection.execute(
                statement, {**params, "hall": hall, "after": after}
            ).all()
            found.extend(row for row in page if _is_match(query, row))
            if len(page) < _BY_RANK:
                break
            after = page[-1].rank
        return found

    def _page(self, query: Query) -> tuple[Select[Any], Mapping[str, object]]:
        """Return the statement for a page of likely matches, and the terms bound to it."""
        if self._full_text and query.terms:
            return _MATCHED_PAGE, {"expression": query.expression}
        terms = {f"term_{place}": term for place, term in enumerate(query.terms)}
        return _PAGE.where(*map(_loose, terms)), terms

    def _matching(
        self, query: Query, statement: Select[Any], params: Mapping[str, object]
    ) -> list[Row[Any]]:
        """Return the matches among the rows of a statement."""
        rows = self._connection.execute(statement, params)
        return [row for row in rows if _is_match(query, row)]


def _is_match(query: Query, row: Row[Any]) -> bool:
    """Tell whether a candidate matches."""
    return query.matches(row.code_key or "", row.text_key, row.initials, row.pinyin)


def _order(row: Row[Any], whole: str) -> tuple[int, int, int]:
    """Return the place of a hit among others: uses, whole name, beginning, rank."""
    if whole in (row.name_key, row.short_key, row.code_key):
        nearness = 0
    elif row.name_key.startswith(whole) or row.short_key.startswith(whole):
        nearness = 1
    else:
        nearness = 2
    return -row.uses, nearness, row.rank


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

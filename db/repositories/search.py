"""Search as you type: hits found, best first.

Candidates come from four short lists: the first matches by rank, the matches that this hall has
used, names that begin with the text, codes that begin with it. Ranked together: by uses in the
hall, then whole names, then beginnings of names, then rank.

On SQLite the first two lists come from full-text tables without content, whose rowid is the rank:
one of everything, which stops after a screenful however common the characters are, and a small one
of what was ever used. PostgreSQL reads the rows in the order of rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Executable, Row

from app.ports.stored import SearchHit
from db.repositories import search_statements
from db.repositories.grams import Query, query_of

_SPARE = 10
"""How many candidates beyond what is asked for: so many may fail to match at no cost."""

_LAST = "\U0010ffff"


class SqlSearch:
    """Searches the entries that `SqlSearchIndex` wrote."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def search(self, typed: str, *, hall: str, limit: int) -> tuple[SearchHit, ...]:
        """Return the best hits; nothing typed: what the hall uses most."""
        query = query_of(typed)
        whole = query.whole
        if typed.strip() and not whole:
            return ()
        page = limit + _SPARE
        params = {"hall": hall, "page": page, "after": 0, "low": whole, "high": whole + _LAST}
        if whole and self._connection.dialect.name == "sqlite":
            candidates = self._by_full_text(query, params | {"expression": query.expression}, page)
        else:
            terms = {f"term_{place}": term for place, term in enumerate(query.terms)}
            candidates = self._by_reading(query, params | terms, [*terms], page)
        found = {row.rank: row for row in candidates}
        best = sorted(found.values(), key=lambda row: _order(row, whole))
        return tuple(
            SearchHit(row.key, row.kind, row.name, row.department or "", row.code or "", row.uses)
            for row in best[:limit]
        )

    def _by_full_text(
        self, query: Query, params: Mapping[str, object], page: int
    ) -> Iterator[Row[Any]]:
        """Yield the matches; where some candidates did not match, read on by rank."""
        rows = self._connection.execute(search_statements.MATCHED, params).all()
        matches = [row for row in rows if _is_match(query, row)]
        yield from matches
        if len(rows) - len(matches) > _SPARE:
            yield from self._by_rank(query, search_statements.MATCHED_BY_RANK, params, page)

    def _by_reading(
        self, query: Query, params: Mapping[str, object], terms: list[str], page: int
    ) -> Iterator[Row[Any]]:
        """Yield the matches without full text; without terms everything matches."""
        likely = [search_statements.likely(term) for term in terms]
        yield from self._by_rank(query, search_statements.BY_RANK.where(*likely), params, page)
        lists: list[Executable] = [search_statements.USED.where(*likely)]
        if terms:
            lists += [search_statements.BY_NAME, search_statements.BY_CODE]
        for statement in lists:
            rows = self._connection.execute(statement, params).all()
            yield from (row for row in rows if _is_match(query, row))

    def _by_rank(
        self, query: Query, statement: Executable, params: Mapping[str, object], page: int
    ) -> Iterator[Row[Any]]:
        """Yield the first matches in the order of rank, at least a page, read by the page."""
        found, after = 0, 0
        while found < page:
            rows = self._connection.execute(statement, {**params, "after": after}).all()
            matches = [row for row in rows if _is_match(query, row)]
            yield from matches
            if len(rows) < page:
                return
            found += len(matches)
            after = rows[-1].rank


def _is_match(query: Query, row: Row[Any]) -> bool:
    """Tell whether a candidate matches."""
    return query.matches(row.code_key or "", row.text_key, row.initials or "", row.pinyin or "")


def _order(row: Row[Any], whole: str) -> tuple[int, int, int]:
    """Return the place of a hit among others: uses, whole name, beginning, rank."""
    short = row.short_key or ""
    if whole in (row.name_key, short, row.code_key):
        nearness = 0
    elif row.name_key.startswith(whole) or short.startswith(whole):
        nearness = 1
    else:
        nearness = 2
    return -row.uses, nearness, row.rank

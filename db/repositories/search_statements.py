"""The statements of search: one set for every engine, one for SQLite's full text.

Each yields candidates with their uses in a hall (`:hall`), at most `:page` of a kind: by rank
after `:after`, those the hall has used, names and codes that begin with a text (`:low` … `:high`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    type_coerce,
)

from db.tables.catalogue import search_entries, search_uses

_ENTRY = search_entries.c
_USES = search_uses.c
_NAMES = ("rank", "kind", "key", "name", "department", "code")
_KEYS = ("name_key", "short_key", "code_key", "text_key", "initials", "pinyin")

COLUMNS = (
    _ENTRY.rank,
    *(type_coerce(_ENTRY[name], String).label(name) for name in (*_NAMES[1:], *_KEYS)),
)
"""The columns of a candidate as plain text: NULL is dealt with where it can be, not in each row."""

_OF_HALL = and_(_USES.key == _ENTRY.key, _USES.hall == bindparam("hall"))
_CANDIDATES = select(*COLUMNS, func.coalesce(_USES.uses, 0).label("uses")).outerjoin_from(
    search_entries, search_uses, _OF_HALL
)


def likely(term: str) -> ColumnElement[bool]:
    """Return a condition that every match of the term bound as `term` meets, and some others."""
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
        .limit(bindparam("page"))
    )


BY_RANK = (
    _CANDIDATES.where(_ENTRY.rank > bindparam("after"))
    .order_by(_ENTRY.rank)
    .limit(bindparam("page"))
)
USED = (
    select(*COLUMNS, _USES.uses)
    .join_from(search_entries, search_uses, _OF_HALL)
    .order_by(_USES.uses.desc(), _ENTRY.rank)
    .limit(bindparam("page"))
)
BY_NAME = _beginning(_ENTRY.name_key)
BY_CODE = _beginning(_ENTRY.code_key)

_MATCHED = (
    "SELECT rowid AS rank FROM search_grams "
    "WHERE search_grams MATCH :expression AND rowid > :after ORDER BY rowid LIMIT :page"
)
_WITH_USES = ", ".join(f"e.{name}" for name in (*_NAMES, *_KEYS)) + ", coalesce(u.uses, 0) AS uses"
_ENTRIES = (
    "CROSS JOIN search_entries e ON e.rank = found.rank "
    "LEFT JOIN search_uses u ON u.hall = :hall AND u.key = e.key"
)
MATCHED_BY_RANK = text(
    f"SELECT {_WITH_USES} FROM ({_MATCHED}) AS found {_ENTRIES} ORDER BY found.rank"  # noqa: S608 - constants only
)
"""`BY_RANK` over full text."""

MATCHED = text(
    f"SELECT {_WITH_USES} FROM ("  # noqa: S608 - our own columns
    f"SELECT rank FROM ({_MATCHED}) "
    "UNION SELECT rank FROM (SELECT e.rank FROM search_grams_used g "
    "CROSS JOIN search_entries e ON e.rank = g.rowid "
    "CROSS JOIN search_uses u ON u.hall = :hall AND u.key = e.key "
    "WHERE search_grams_used MATCH :expression ORDER BY u.uses DESC, e.rank LIMIT :page) "
    "UNION SELECT rank FROM (SELECT rank FROM search_entries "
    "WHERE name_key >= :low AND name_key < :high ORDER BY name_key, rank LIMIT :page) "
    "UNION SELECT rank FROM (SELECT rank FROM search_entries "
    "WHERE code_key >= :low AND code_key < :high ORDER BY code_key, rank LIMIT :page)"
    f") AS found {_ENTRIES}"
)
"""All four kinds at once over full text; CROSS JOIN keeps SQLite to the order written here."""

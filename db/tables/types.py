"""Column types that read the same on SQLite, PostgreSQL and engines derived from it.

Three rules make them portable: an empty string never carries a meaning (Oracle-minded engines
turn it into NULL), a truth value is a small integer, and a time is text that keeps its offset
(SQLite has no time type, and a notice prints the local time at which something happened).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, SmallInteger, String, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_NAMELESS = "∅"


class Moment(TypeDecorator[datetime]):
    """An aware time as ISO 8601 text with its offset; order by an epoch column, never by this."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write a time; ValueError for one without an offset."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        return value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read a time back with the offset it was written with."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """A truth value as 0 or 1."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001 - SQLAlchemy's signature
        """Write 0 or 1."""
        del dialect
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read a truth value."""
        del dialect
        return None if value is None else bool(value)


class Words(TypeDecorator[str]):
    """Text that may be absent: the empty string outside is NULL inside."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write NULL for nothing."""
        del dialect
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:
        """Read nothing as the empty string."""
        del dialect
        return value or ""


class Name(TypeDecorator[str]):
    """Text in a key, where NULL is impossible: the empty string outside is a mark inside."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write the mark for nothing."""
        del dialect
        return value or _NAMELESS

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:
        """Read the mark as the empty string."""
        del dialect
        return "" if value is None or value == _NAMELESS else value


Document = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON data: text in SQLite, JSONB in PostgreSQL."""

Identity = Uuid(native_uuid=False)
"""A UUID as 32 hexadecimal characters on every engine."""

Ordered = String().with_variant(String(collation="C"), "postgresql")
"""Text that is searched by range: code-point order on every engine."""

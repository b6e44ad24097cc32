"""What the store hands out besides the domain's own records: plain, frozen, free of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.domain.paper import SeriesKey


@dataclass(frozen=True)
class StoredDefinition:
    """A catalogue definition as stored: parsed package data in one version.

    `kind`: `item`, `bundle` or `vocabulary` (one row for the concepts file, key `concepts`).
    `content_hash`: SHA-256 over the canonical JSON of `data`. Versions of a key count from 1 without
    gaps. In force on a day: the version with the latest `valid_from` not after that day (the
    higher version wins a tie).
    """

    kind: str
    key: str
    version: int
    valid_from: date
    content_hash: str
    data: Mapping[str, object]


@dataclass(frozen=True)
class SearchEntry:
    """One searchable thing: an item or a bundle.

    `initials`: every reading's pinyin initials, `pinyin`: every reading's full pinyin with one space
    between syllables; several readings are several strings.
    """

    key: str
    kind: str
    name: str
    short_name: str
    code: str
    department: str
    initials: tuple[str, ...]
    pinyin: tuple[str, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchHit:
    """One hit of a search, best first."""

    key: str
    kind: str
    name: str
    department: str
    code: str
    uses: int


@dataclass(frozen=True)
class SittingLine:
    """A line of a list of sittings or cases."""

    sitting_id: UUID
    number: str
    applicant: str
    received_at: datetime
    cases: int
    concluded: bool
    clerk_name: str
    practice: bool


@dataclass(frozen=True)
class DraftRecord:
    """An unfinished intake, saved while it is typed. `body` is `Draft.to_json()`."""

    region: str
    id: UUID
    account_id: UUID
    station: str
    label: str
    saved_at: datetime
    body: Mapping[str, object]


@dataclass(frozen=True)
class ChainHead:
    """The last link of a station's hash chain. `seq` counts from 1 without gaps; 0: empty."""

    station: str
    seq: int
    hash: str


@dataclass(frozen=True)
class SeriesAccount:
    """The account of one number series: issued + void + free == leased, always."""

    key: SeriesKey
    leased: int
    issued: int
    void: int
    free: int


@dataclass(frozen=True)
class StoreInfo:
    """Facts about an open store, for the command line and the status bar."""

    url: str
    schema_revision: str
    facts: Mapping[str, object] = field(default_factory=dict)

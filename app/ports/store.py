"""The store: what the services ask of a database, as protocols.

One `UnitOfWork` is one transaction and lives on one thread; leaving it without `commit` rolls
back. A `Reader` sees committed data only and never waits behind a writer. Every key begins with
the region. `db` implements all of this for SQLite and PostgreSQL alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.actor import Account
from app.domain.case import Event
from app.domain.paper import Paper, SeriesKey
from app.ports.cases import CaseReads, CaseWrites
from app.ports.definitions import CatalogueReads, CatalogueWrites
from app.ports.issuing import (
    BlankReads,
    BlankWrites,
    CalibrationReads,
    CalibrationWrites,
    CertificateReads,
    CertificateWrites,
    SealReads,
    SealWrites,
)
from app.ports.proceeding import (
    ActReads,
    ActWrites,
    BarReads,
    BarWrites,
    ScanReads,
    ScanWrites,
)
from app.ports.stored import (
    ChainHead,
    DraftRecord,
    SeriesAccount,
    StoreInfo,
)


class BureauReads(Protocol):
    """Reading the bureau file in force."""

    def current(self) -> Mapping[str, object] | None:
        """Return the bureau file's data in force, None before the first import."""
        ...


class BureauWrites(BureauReads, Protocol):
    """Changing the bureau file."""

    def put(self, data: Mapping[str, object], at: datetime, by: UUID | None) -> int:
        """Store the next version of the bureau file and return its version number."""
        ...


class AccountReads(Protocol):
    """Reading accounts."""

    def by_name(self, region: str, name: str) -> Account | None:
        """Return the account of a sign-in name."""
        ...

    def get(self, region: str, account_id: UUID) -> Account | None:
        """Return an account by id."""
        ...

    def all(self, region: str) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        ...


class AccountWrites(AccountReads, Protocol):
    """Changing accounts."""

    def put(self, account: Account) -> None:
        """Insert or replace an account with its roles."""
        ...


class PaperReads(Protocol):
    """Reading papers."""

    def get(self, region: str, paper_id: UUID) -> Paper | None:
        """Return one paper with its bytes."""
        ...

    def of_sitting(self, region: str, sitting_id: UUID) -> tuple[Paper, ...]:
        """Return the papers of a sitting and its cases, in the order they were made."""
        ...


class PaperWrites(PaperReads, Protocol):
    """Keeping papers."""

    def put(self, paper: Paper) -> None:
        """Insert a paper."""
        ...

    def void(self, region: str, paper_id: UUID) -> None:
        """Mark a paper void: it stays in the file, and counts no longer."""
        ...

    def count_print(self, region: str, paper_id: UUID, at: datetime, by: UUID) -> int:
        """Record one printing and return how often the paper was printed before (0: first)."""
        ...


class Numbers(Protocol):
    """Number series taken from leased blocks."""

    def take(self, key: SeriesKey, station: str) -> int:
        """Take the next number of a series for a station, leasing a block when none is left."""
        ...

    def take_several(self, key: SeriesKey, station: str, count: int) -> tuple[int, ...]:
        """Take the next numbers of a series at once; where a block ends the next one goes on."""
        ...

    def void(self, key: SeriesKey, number: int, reason: str) -> None:
        """Record that a number of a leased block will never be issued."""
        ...

    def accounts(self) -> tuple[SeriesAccount, ...]:
        """Return the account of every series."""
        ...


class JournalReads(Protocol):
    """Reading the journal."""

    def events(self, region: str, subject: UUID | None = None) -> tuple[Event, ...]:
        """Return the events of a subject (of everything when None), oldest first."""
        ...

    def last_recorded(self) -> Mapping[str, datetime]:
        """Return, for every station, when the last event of its chain was recorded."""
        ...

    def verify_chain(self, station: str) -> ChainHead:
        """Walk a station's chain; raise Problem `journal.chain-broken` (params: seq) if it breaks."""
        ...

    def outbox_waiting(self) -> int:
        """Return how many outbox rows no central database has acknowledged."""
        ...


class Journal(JournalReads, Protocol):
    """Writing the journal: event, outbox row and chain link in the same transaction."""

    def add(self, event: Event, *more: Event) -> ChainHead:
        """Append events in their order; returns the chain head of the last one's station."""
        ...


class DraftReads(Protocol):
    """Reading unfinished intakes."""

    def of_account(self, region: str, account_id: UUID) -> tuple[DraftRecord, ...]:
        """Return an account's drafts, newest first."""
        ...


class DraftWrites(DraftReads, Protocol):
    """Saving unfinished intakes."""

    def put(self, draft: DraftRecord) -> None:
        """Insert or replace a draft."""
        ...

    def remove(self, region: str, draft_id: UUID) -> None:
        """Delete a draft; deleting what is not there does nothing."""
        ...


class SettingReads(Protocol):
    """Reading settings and small facts of this store."""

    def get(self, key: str) -> object | None:
        """Return a setting's value as JSON data, None when never set."""
        ...


class SettingWrites(SettingReads, Protocol):
    """Changing settings."""

    def put(self, key: str, value: object) -> None:
        """Set a value (JSON data)."""
        ...


class Reader(Protocol):
    """Committed data, read-only."""

    @property
    def catalogue(self) -> CatalogueReads:
        """Definitions and search."""
        ...

    @property
    def bureau(self) -> BureauReads:
        """The bureau file."""
        ...

    @property
    def accounts(self) -> AccountReads:
        """Accounts."""
        ...

    @property
    def cases(self) -> CaseReads:
        """Visits, sittings, cases."""
        ...

    @property
    def papers(self) -> PaperReads:
        """Papers."""
        ...

    @property
    def journal(self) -> JournalReads:
        """The journal."""
        ...

    @property
    def drafts(self) -> DraftReads:
        """Unfinished intakes."""
        ...

    @property
    def settings(self) -> SettingReads:
        """Settings."""
        ...

    @property
    def acts(self) -> ActReads:
        """Acts of cases."""
        ...

    @property
    def bars(self) -> BarReads:
        """Bars on applicants."""
        ...

    @property
    def scans(self) -> ScanReads:
        """Scanned materials."""
        ...

    @property
    def certificates(self) -> CertificateReads:
        """Certificates."""
        ...

    @property
    def blanks(self) -> BlankReads:
        """Blank certificates."""
        ...

    @property
    def seals(self) -> SealReads:
        """The seal register."""
        ...

    @property
    def calibrations(self) -> CalibrationReads:
        """Calibrations of printers for blanks."""
        ...


class UnitOfWork(Protocol):
    """One writing transaction."""

    @property
    def catalogue(self) -> CatalogueWrites:
        """Definitions and search."""
        ...

    @property
    def bureau(self) -> BureauWrites:
        """The bureau file."""
        ...

    @property
    def accounts(self) -> AccountWrites:
        """Accounts."""
        ...

    @property
    def cases(self) -> CaseWrites:
        """Visits, sittings, cases."""
        ...

    @property
    def papers(self) -> PaperWrites:
        """Papers."""
        ...

    @property
    def numbers(self) -> Numbers:
        """Number series."""
        ...

    @property
    def journal(self) -> Journal:
        """The journal."""
        ...

    @property
    def drafts(self) -> DraftWrites:
        """Unfinished intakes."""
        ...

    @property
    def settings(self) -> SettingWrites:
        """Settings."""
        ...

    @property
    def acts(self) -> ActWrites:
        """Acts of cases."""
        ...

    @property
    def bars(self) -> BarWrites:
        """Bars on applicants."""
        ...

    @property
    def scans(self) -> ScanWrites:
        """Scanned materials."""
        ...

    @property
    def certificates(self) -> CertificateWrites:
        """Certificates."""
        ...

    @property
    def blanks(self) -> BlankWrites:
        """Blank certificates."""
        ...

    @property
    def seals(self) -> SealWrites:
        """The seal register."""
        ...

    @property
    def calibrations(self) -> CalibrationWrites:
        """Calibrations of printers for blanks."""
        ...

    def commit(self) -> None:
        """Make everything done so far permanent (synced to disk before it returns)."""
        ...


class Store(Protocol):
    """An open database."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open a writing transaction; leaving without `commit` rolls back."""
        ...

    def read(self) -> AbstractContextManager[Reader]:
        """Open a read-only view of committed data."""
        ...

    def info(self) -> StoreInfo:
        """Describe the store."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...

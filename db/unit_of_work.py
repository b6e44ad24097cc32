"""One transaction over all repositories, and the read-only view of the same."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from db.repositories.accounts import SqlAccounts
from db.repositories.acts import SqlActs
from db.repositories.bars import SqlBars
from db.repositories.blanks import SqlBlanks
from db.repositories.bureau import SqlBureau
from db.repositories.cases import SqlCases
from db.repositories.catalogue import SqlCatalogue
from db.repositories.certificates import SqlCertificates
from db.repositories.drafts import SqlDrafts
from db.repositories.journal import SqlJournal
from db.repositories.numbers import SqlNumbers
from db.repositories.papers import SqlPapers
from db.repositories.scans import SqlScans
from db.repositories.seals import SqlCalibrations, SqlSeals
from db.repositories.settings import SqlSettings


class SqlReader:
    """Committed data; implements `app.ports.store.Reader`."""

    def __init__(self, connection: Connection) -> None:
        """Read over this connection."""
        self._connection = connection

    @cached_property
    def catalogue(self) -> SqlCatalogue:
        """Definitions and search."""
        return SqlCatalogue(self._connection)

    @cached_property
    def bureau(self) -> SqlBureau:
        """The bureau file."""
        return SqlBureau(self._connection)

    @cached_property
    def accounts(self) -> SqlAccounts:
        """Accounts."""
        return SqlAccounts(self._connection)

    @cached_property
    def cases(self) -> SqlCases:
        """Visits, sittings, cases."""
        return SqlCases(self._connection)

    @cached_property
    def papers(self) -> SqlPapers:
        """Papers."""
        return SqlPapers(self._connection)

    @cached_property
    def journal(self) -> SqlJournal:
        """The journal."""
        return SqlJournal(self._connection)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """Unfinished intakes."""
        return SqlDrafts(self._connection)

    @cached_property
    def settings(self) -> SqlSettings:
        """Settings."""
        return SqlSettings(self._connection)

    @cached_property
    def acts(self) -> SqlActs:
        """Acts of cases."""
        return SqlActs(self._connection)

    @cached_property
    def bars(self) -> SqlBars:
        """Bars on applicants."""
        return SqlBars(self._connection)

    @cached_property
    def scans(self) -> SqlScans:
        """Scanned materials."""
        return SqlScans(self._connection)

    @cached_property
    def certificates(self) -> SqlCertificates:
        """Certificates."""
        return SqlCertificates(self._connection)

    @cached_property
    def blanks(self) -> SqlBlanks:
        """Blank certificates."""
        return SqlBlanks(self._connection)

    @cached_property
    def seals(self) -> SqlSeals:
        """The seal register."""
        return SqlSeals(self._connection)

    @cached_property
    def calibrations(self) -> SqlCalibrations:
        """Calibrations of printers for blanks."""
        return SqlCalibrations(self._connection)


class SqlUnitOfWork(SqlReader):
    """One writing transaction; implements `app.ports.store.UnitOfWork`.

    The transaction begins with the first statement; the connection rolls back what is not
    committed when the caller leaves.
    """

    @cached_property
    def numbers(self) -> SqlNumbers:
        """Number series."""
        return SqlNumbers(self._connection)

    def commit(self) -> None:
        """Make everything done so far permanent (synced to disk before it returns)."""
        self._connection.commit()

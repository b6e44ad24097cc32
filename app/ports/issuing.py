"""The store's part for issuing: certificates, their printings, blanks, seals, calibrations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from app.domain.certificate import (
    Blank,
    BlankBalance,
    Calibration,
    Certificate,
    CertificatePrint,
    Seal,
)


class CertificateReads(Protocol):
    """Reading certificates and their printings."""

    def get(self, region: str, certificate_id: UUID) -> Certificate | None:
        """Return one certificate."""
        ...

    def by_number(self, region: str, number: str) -> tuple[Certificate, ...]:
        """Return the versions of a certificate by its number or licence identifier, oldest first."""
        ...

    def of_case(self, region: str, case_id: UUID) -> tuple[Certificate, ...]:
        """Return the certificates made in a case, oldest first."""
        ...

    def listing(self, region: str, certificate_id: UUID) -> tuple[Certificate, ...]:
        """Return the industry certificates that list a licence."""
        ...

    def prints(self, region: str, certificate_id: UUID) -> tuple[CertificatePrint, ...]:
        """Return the printings of a certificate, oldest first."""
        ...

    def expiring(self, region: str, before: date) -> tuple[Certificate, ...]:
        """Return the valid certificates whose term ends before a day."""
        ...


class CertificateWrites(CertificateReads, Protocol):
    """Changing certificates."""

    def hold(self, region: str, case_id: UUID) -> None:
        """Let no other transaction change a case's certificates until this one has ended."""
        ...

    def put(self, certificate: Certificate) -> None:
        """Insert or replace a certificate."""
        ...

    def put_print(self, printing: CertificatePrint) -> None:
        """Insert or replace a printing.

        Problem `certificate.printed-meanwhile` where a printing of that copy that did not fail exists
        under another id: two presses make one original.
        """
        ...


class BlankReads(Protocol):
    """Reading blanks."""

    def get(self, region: str, kind: str, number: str) -> Blank | None:
        """Return one blank."""
        ...

    def stock(self, region: str, kind: str, limit: int = 50) -> tuple[Blank, ...]:
        """Return blanks in stock, in the order of their numbers."""
        ...

    def balance(self, region: str, day: date) -> tuple[BlankBalance, ...]:
        """Return the balance of every kind for a day, by kind."""
        ...


class BlankWrites(BlankReads, Protocol):
    """Changing blanks."""

    def put(self, blanks: Iterable[Blank]) -> None:
        """Insert or replace blanks."""
        ...


class SealReads(Protocol):
    """Reading the seal register."""

    def all(self, region: str) -> tuple[Seal, ...]:
        """Return every seal, retired ones too, the newest first."""
        ...


class SealWrites(SealReads, Protocol):
    """Changing the seal register."""

    def put(self, seal: Seal) -> None:
        """Insert or replace a seal."""
        ...


class CalibrationReads(Protocol):
    """Reading calibrations."""

    def get(self, layout: str, printer: str, tray: str) -> Calibration:
        """Return the calibration of a layout on a printer's tray (an even one when never set)."""
        ...


class CalibrationWrites(CalibrationReads, Protocol):
    """Changing calibrations."""

    def put(self, calibration: Calibration) -> None:
        """Insert or replace a calibration."""
        ...

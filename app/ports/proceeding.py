"""The store's part for what follows the window: acts, bars, scans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from app.domain.acts import Act
from app.domain.certificate import Bar, Scan


class ActReads(Protocol):
    """Reading acts."""

    def of_case(self, region: str, case_id: UUID) -> tuple[Act, ...]:
        """Return a case's acts in their order."""
        ...

    def of_cases(self, region: str, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Act, ...]]:
        """Return the acts of several cases at once, each in their order."""
        ...


class ActWrites(ActReads, Protocol):
    """Adding acts."""

    def add(self, *acts: Act) -> None:
        """Insert acts; Problem `case.changed-meanwhile` where the `seq` of one is taken already."""
        ...


class BarReads(Protocol):
    """Reading bars."""

    def of(self, region: str, id_number: str) -> tuple[Bar, ...]:
        """Return every bar on a person or body, the newest first."""
        ...

    def all(self, region: str) -> tuple[Bar, ...]:
        """Return all bars, the newest first."""
        ...


class BarWrites(BarReads, Protocol):
    """Changing bars."""

    def put(self, bar: Bar) -> None:
        """Insert or replace a bar."""
        ...


class ScanReads(Protocol):
    """Reading scans."""

    def of_sitting(self, region: str, sitting_id: UUID) -> tuple[Scan, ...]:
        """Return a sitting's scans in the order they were added, each without its bytes (empty)."""
        ...

    def get(self, region: str, scan_id: UUID) -> Scan | None:
        """Return one scan with its bytes."""
        ...


class ScanWrites(ScanReads, Protocol):
    """Keeping scans."""

    def put(self, scan: Scan) -> None:
        """Insert a scan."""
        ...

    def remove(self, region: str, scan_id: UUID) -> None:
        """Delete a scan; deleting what is not there does nothing."""
        ...

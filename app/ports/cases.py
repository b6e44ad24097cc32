"""The store's part for visits, sittings and cases, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from app.domain.case import Case, CaseState, Sitting, SubmissionRound, Visit
from app.ports.stored import SittingLine


@dataclass(frozen=True)
class CaseLine:
    """A line of a queue. Dates as in `Case`; `due` is the nearest day that something is due."""

    case_id: UUID
    sitting_id: UUID
    number: str
    item_id: str
    item_name: str
    applicant: str
    state: CaseState
    step: int
    team: str
    holder: UUID | None
    holder_name: str
    received_at: datetime
    due: date | None
    legal_due: date | None
    stopped: bool
    provisional: bool
    practice: bool


@dataclass(frozen=True)
class QueueFilter:
    """What a queue shows; every part that is set narrows it.

    `states`: only these (all when empty). `teams`: only these (all when empty); the empty name stands
    for cases of no team. `holder`: only this person's. `unclaimed`: only what nobody has. `due_by`:
    due on or before this day. `text`: number, barcode or applicant. Order: the nearest due day first,
    then the oldest.
    """

    states: frozenset[CaseState] = frozenset()
    teams: frozenset[str] = frozenset()
    holder: UUID | None = None
    unclaimed: bool = False
    due_by: date | None = None
    text: str = ""
    limit: int = 200


class CaseReads(Protocol):
    """Reading visits, sittings, cases, rounds."""

    def sitting(self, region: str, sitting_id: UUID) -> Sitting | None:
        """Return one sitting."""
        ...

    def sitting_by_draft(self, region: str, draft_id: UUID) -> Sitting | None:
        """Return the sitting made from a draft, for a second press."""
        ...

    def cases_of(self, region: str, sitting_id: UUID) -> tuple[Case, ...]:
        """Return the cases of a sitting, by number."""
        ...

    def case(self, region: str, case_id: UUID) -> Case | None:
        """Return one case."""
        ...

    def case_by_number(self, region: str, text: str) -> Case | None:
        """Return the case of a number, a barcode, or the number or barcode of one of its papers."""
        ...

    def waiting_for(self, region: str, case_id: UUID) -> tuple[Case, ...]:
        """Return the cases that wait for a case's result."""
        ...

    def queue(self, region: str, wanted: QueueFilter) -> tuple[CaseLine, ...]:
        """List cases for a queue, the nearest due day first."""
        ...

    def earlier(
        self, region: str, *, id_number: str, address: str, but: UUID, limit: int = 20
    ) -> tuple[CaseLine, ...]:
        """List other cases of the same person or body, or at the same address, newest first."""
        ...

    def due_by_law(self, region: str, today: date) -> tuple[Case, ...]:
        """Return the open cases with a notice, duty, owed or decision day before or on a day."""
        ...

    def promises_over(self, region: str, before: date) -> tuple[Case, ...]:
        """Return the granted cases whose broken promise was to be put right before a day."""
        ...

    def rounds_of(self, region: str, case_id: UUID) -> tuple[SubmissionRound, ...]:
        """Return the submission rounds of a case, by number."""
        ...

    def lines(
        self, region: str, *, day: date | None, text: str, limit: int
    ) -> tuple[SittingLine, ...]:
        """List sittings, newest first; `text` matches number, barcode or the applicant's name."""
        ...


class CaseWrites(CaseReads, Protocol):
    """Changing visits, sittings, cases, rounds."""

    def put_visit(self, visit: Visit) -> None:
        """Insert a visit."""
        ...

    def put_sitting(self, sitting: Sitting) -> None:
        """Insert or replace a sitting."""
        ...

    def put_cases(self, cases: Iterable[Case]) -> None:
        """Insert or replace cases."""
        ...

    def put_rounds(self, rounds: Iterable[SubmissionRound]) -> None:
        """Insert submission rounds."""
        ...

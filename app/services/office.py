"""The office: everything a verb needs, handed to it as its first argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.documents import PaperMaker
from app.domain.working_days import WorkCalendar
from app.ports.clock import Clock
from app.ports.secrets import Secrets
from app.ports.store import Store


@dataclass(frozen=True)
class Office:
    """An open program: its store, clock, secrets, calendar, paper maker, and folder of data.

    `paper_maker` loads the PDF library and the fonts on its first call and answers the same maker
    afterwards; it is called on the documents' thread only.
    """

    store: Store
    clock: Clock
    secrets: Secrets
    calendar: WorkCalendar
    paper_maker: Callable[[], PaperMaker]
    home: Path

    def now(self) -> datetime:
        """Return the present."""
        return self.clock.now()

    def today(self) -> date:
        """Return the present day."""
        return self.clock.now().date()

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
from app.services.published_days import PublishedDays


@dataclass(frozen=True)
class Office:
    """An open program: its store, clock, secrets, published days, paper maker, and folder of data.

    `paper_maker` loads the PDF library and the fonts on its first call and answers the same maker
    afterwards; it is called on the documents' thread only.
    """

    store: Store
    clock: Clock
    secrets: Secrets
    published: PublishedDays
    paper_maker: Callable[[], PaperMaker]
    home: Path

    @property
    def calendar(self) -> WorkCalendar:
        """Return the working days in force: those that ship and those of imported notices."""
        return self.published.calendar()

    def now(self) -> datetime:
        """Return the present."""
        return self.clock.now()

    def today(self) -> date:
        """Return the present day."""
        return self.clock.now().date()

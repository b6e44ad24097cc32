"""The clock: the only place that reads the machine's time and randomness."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from typing import Protocol
from uuid import UUID

from app.domain.identity import uuid7

BEIJING = timezone(timedelta(hours=8), "CST")
"""The time of the law and of every bureau: China has one zone and no summer time.

A desk whose zone is set wrongly must not move a receipt into another day.
"""


class Clock(Protocol):
    """Where the program gets its time and its identities."""

    def now(self) -> datetime:
        """Return the present, as an aware time of Beijing to the second."""
        ...

    def new_id(self) -> UUID:
        """Return a fresh version-7 UUID."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present, as an aware time of Beijing to the second."""
        return datetime.now(BEIJING).replace(microsecond=0)  # noqa: TID251 - the one clock

    def new_id(self) -> UUID:
        """Return a fresh version-7 UUID."""
        return uuid7(time.time_ns() // 1_000_000, os.urandom(10))

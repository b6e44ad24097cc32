"""The clock: the only place that reads the machine's time and randomness."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.identity import uuid7


class Clock(Protocol):
    """Where the program gets its time and its identities."""

    def now(self) -> datetime:
        """Return the present, as an aware local time to the second."""
        ...

    def new_id(self) -> UUID:
        """Return a fresh version-7 UUID."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present, as an aware local time to the second."""
        return datetime.now().astimezone().replace(microsecond=0)  # noqa: TID251 - the one clock

    def new_id(self) -> UUID:
        """Return a fresh version-7 UUID."""
        return uuid7(time.time_ns() // 1_000_000, os.urandom(10))

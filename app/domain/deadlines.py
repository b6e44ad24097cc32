"""Due dates, each explaining its own arithmetic day by day.

The day of the event does not count; counting starts the next day (CC 201). Agency limits are
working days (AL 82) unless the item's law writes otherwise; units are never exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DayStep:
    """One day on the way to a due date.

    `counted`: which day of the limit it is, or None when it does not count. `reason`: a code:
    `working`, `make-up`, `weekend`, `holiday`, `calendar`, `unpublished-working`, `unpublished-weekend`,
    `start`, `moved`, `stopped` (a clock stood still: the day would count otherwise).
    """

    day: date
    counted: int | None
    reason: str


@dataclass(frozen=True)
class Due:
    """A due date. `provisional`: it relies on a year whose holidays are not published."""

    day: date
    amount: int
    unit: str
    provisional: bool
    steps: tuple[DayStep, ...] = ()

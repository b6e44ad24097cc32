"""The ground that a case stands on: what the law and the bureau say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.domain.bureau import Decider, ItemRule, OwedEnd
from app.domain.catalogue import Limit
from app.domain.certificate import Bar, BarGround
from app.domain.regime import Regime
from app.domain.working_days import WorkCalendar

_FROM_LAW = frozenset({BarGround.FALSE_MATERIALS, BarGround.FRAUD})


@dataclass(frozen=True)
class CaseLimits:
    """The limits that hold for one case; None where there is none."""

    promised: Limit | None
    legal: Limit | None
    correction: Limit | None


@dataclass(frozen=True)
class Ground:
    """What the law and the bureau say about a case.

    `waits_conditionally`: what needs another item's result counts as handed in when that arrives.
    `rule`: the bureau's rule for the item. `certificate`: name of the certificate that a grant ends in,
    by the bureau's rule or the catalogue's result (empty: in none). `unified`: several items under one long limit (AL 42(2)).
    `duty`: the bureau's own day for the correction notice, without effect in law. `owed_end`: how a
    case ends whose owed materials did not come. `rest_day_next`: what comes on a rest day counts
    from the next working day. `resubmit`: the applicant's term after a correction notice. `bars`: on
    the applicant. `clerk_id`: who took the receipt (for four eyes).
    """

    regime: Regime
    decider: Decider
    limits: CaseLimits
    calendar: WorkCalendar
    waits_conditionally: bool
    rule: ItemRule = field(default_factory=ItemRule)
    certificate: str = ""
    unified: bool = False
    duty: Limit | None = None
    owed_end: OwedEnd = OwedEnd.WITHDRAWN
    rest_day_next: bool = True
    resubmit: Limit | None = None
    bars: tuple[Bar, ...] = ()
    clerk_id: UUID | None = None

    def bars_on(self, item_id: str, day: date) -> tuple[Bar, ...]:
        """Return the bars on the applicant that hold for an item on a day."""
        return tuple(bar for bar in self.bars if bar.holds(day) and bar.item_id in ("", item_id))

    def bar_by_law(self, item_id: str, day: date) -> Bar | None:
        """Return the bar that shuts a matter of public safety (AL 78, 79), None where none does."""
        found = (bar for bar in self.bars_on(item_id, day) if bar.ground in _FROM_LAW)
        return next(found, None) if self.rule.safety else None

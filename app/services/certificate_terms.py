"""How long a certificate holds: the decision's own term, else what the catalogue says of the item."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.domain.act_bodies import Decision
from app.domain.catalogue import ItemDefinition
from app.errors import Problem

_YEARS = re.compile(r"(?:最长)?(?:不超过)?(\d{1,2})年")
_ENDLESS = "长期"


def term_of(item: ItemDefinition, decision: Decision, decided: date) -> tuple[date, date | None]:
    """Return the first and the last day of a certificate's term (None: without end).

    The decision goes first. The item's rule counts in whole years; the last day is the one before
    the anniversary. Raises Problem `certificate.term-unclear` (params: item, validity) where
    neither says it.
    """
    first = decision.valid_from or decided
    if decision.valid_until is not None:
        return first, decision.valid_until
    years = years_of(item)
    if years is not None:
        return first, last_day(first, years)
    if item.result.validity.startswith(_ENDLESS) or decision.valid_from is not None:
        return first, None
    raise Problem("certificate.term-unclear", item=item.name, validity=item.result.validity)


def next_last_day(item: ItemDefinition, first: date, next_first: date) -> date:
    """Return the last day of a term that follows the one begun on `first`, as long again.

    The item's rule counts first; where it names no years, as many whole years as before, or else as
    many days.
    """
    years = years_of(item) or next_first.year - first.year
    if last_day(first, years) + timedelta(days=1) == next_first or years_of(item):
        return last_day(next_first, years)
    return next_first + (next_first - first) - timedelta(days=1)


def years_of(item: ItemDefinition) -> int | None:
    """Return for how many years the catalogue lets an item's certificate hold, None for no number."""
    found = _YEARS.match(item.result.validity.strip())
    return int(found[1]) if found else None


def last_day(first: date, years: int) -> date:
    """Return the day before an anniversary; a term begun on 29 February ends on the 28th."""
    try:
        return first.replace(year=first.year + years) - timedelta(days=1)
    except ValueError:
        return date(first.year + years, 2, 28)

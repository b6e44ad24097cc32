"""Which of a case's days counts in which state: one table for the queues and for the law's own acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from app.domain.case import Case, CaseState
from db.tables.intake import cases

NEVER = date.max
"""Stands in the rows of cases with nothing due, so that an index puts them last everywhere."""

_DECISION = ("promised_due", "legal_due")

_SHOWN: Mapping[CaseState, tuple[str, ...]] = {
    CaseState.RECEIVED: ("notice_due",),
    CaseState.ACCEPTED: _DECISION,
    CaseState.ACCEPTED_OWING: (*_DECISION, "owed_due"),
    CaseState.GRANTED: ("issue_due",),
}
_HELD = (CaseState.GRANTED, CaseState.ISSUED)
_BY_LAW: Mapping[CaseState, tuple[str, ...]] = {
    CaseState.RECEIVED: ("notice_due", "duty_due"),
    CaseState.ACCEPTED: _DECISION,
    CaseState.ACCEPTED_OWING: (*_DECISION, "owed_due"),
}
"""The duty is shown by its own warning: it has no effect in law, and a queue tells what has."""


def nearest_due(case: Case) -> date | None:
    """Return the nearest day that something is due, None where nothing is."""
    days = (getattr(case, name) for name in _SHOWN.get(case.state, ()))
    return min((day for day in days if day is not None), default=None)


def owed_after_grant(before: date) -> ColumnElement[bool]:
    """Return that a granted case owes something since before a day: a promise not put right."""
    return and_(cases.c.state.in_([state.value for state in _HELD]), cases.c.owed_due < before)


def due_by_law(today: date) -> ColumnElement[bool]:
    """Return that a case has a day of the law, or of the bureau's duty, before or on a day."""
    return and_(
        cases.c.state.in_([state.value for state in _BY_LAW]),  # said once more, for the index
        or_(
            *(
                and_(cases.c.state == state.value, or_(*(cases.c[name] <= today for name in names)))
                for state, names in _BY_LAW.items()
            )
        ),
    )

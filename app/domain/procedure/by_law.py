"""What happens by operation of law: silence accepts, owed materials lapse (AL 32(1)(4))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.act_bodies import Acceptance, Body, Ending
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.clocks import counting_day
from app.domain.procedure.standing import Standing
from app.domain.working_days import working_days_between


def due_acts(standing: Standing) -> tuple[tuple[ActKind, Body, datetime], ...]:
    """Return what the law itself does by `now`: kind, body, and when it happened in law.

    Nothing once it is done, and the same after a week switched off: an acceptance bears the day of
    the handing-in; the days lost are those that the decision's clock had run unnoticed.
    """
    return (*_acceptance(standing), *_lapse(standing))


def _acceptance(standing: Standing) -> Iterator[tuple[ActKind, Body, datetime]]:
    case, ground = standing.case, standing.ground
    notice = standing.clocks.notice
    silent = case.state is CaseState.RECEIVED and ground.regime.deemed_accepted
    if not silent or notice is None or case.handed_in_at is None or standing.today <= notice.day:
        return
    handed_in = case.handed_in_at
    day = counting_day(handed_in, ground.calendar, rest_day_next=ground.rest_day_next)
    lost = working_days_between(day, standing.today, ground.calendar)
    yield ActKind.ACCEPT_BY_LAW, Acceptance(day, lost_days=lost), handed_in


def _lapse(standing: Standing) -> Iterator[tuple[ActKind, Body, datetime]]:
    case = standing.case
    owing = case.state is CaseState.ACCEPTED_OWING
    if owing and case.owed_due is not None and standing.today > case.owed_due:
        yield ActKind.OWED_LAPSED, Ending("owed-lapsed", ""), standing.now


def acceptance_by_law_tomorrow(standing: Standing) -> bool:
    """Tell whether today is the last day for a notice, so that silence accepts tomorrow."""
    case, notice = standing.case, standing.clocks.notice
    waits = case.state is CaseState.RECEIVED and standing.ground.regime.deemed_accepted
    return waits and notice is not None and notice.day == standing.today

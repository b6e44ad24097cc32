"""What the results of a sitting's cases are to those that wait for them.

Decides what happens next to a case that waits; `proceeding` lets it happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.act_bodies import Arrival, Body, Ending
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.procedure import NO_RESULT, TABLE, Result, result_of
from app.ports.store import Reader, UnitOfWork
from app.services.sitting_view import SittingView
from app.services.standing import certified_by
from app.wording.papers import NO_RESULT_WORDS


@dataclass(frozen=True)
class Awaited:
    """A case whose result another one waits for, and how far that result is."""

    case: Case
    result: Result


def result_for(seen: SittingView, case: Case, acts: tuple[Act, ...]) -> Result:
    """Return how far the result of a case of a sitting is."""
    ends_in = certified_by(seen.catalogue.items[case.item_id], seen.bureau)
    return result_of(case, acts, ends_in.kind if ends_in else "")


def awaited_by(records: Reader | UnitOfWork, seen: SittingView, case: Case) -> tuple[Awaited, ...]:
    """Return what a case waits for, in the order of the sitting's numbers."""
    others = [other for other in seen.cases if other.id in case.waits_for]
    acts = records.acts.of_cases(case.region, [other.id for other in others]) if others else {}
    return tuple(Awaited(one, result_for(seen, one, acts[one.id])) for one in others)


def next_step(
    seen: SittingView, case: Case, acts: tuple[Act, ...], awaited: tuple[Awaited, ...], last: UUID
) -> tuple[ActKind, Body] | None:
    """Return what the results so far do to a case that waits for them, None where they do nothing.

    `last`: whose result came last. The last one outstanding arrives, once, and an application that was
    handed in conditionally counts as made. Where one will not come, there is nothing to decide on such
    an application: its handling ends, and it may be asked for anew (what is not yet made in law is
    not refused).
    """
    results = {one.case.id: one.result for one in awaited}
    if case.state is CaseState.WAITING and Result.LOST in results.values():
        return ActKind.TERMINATE, Ending(NO_RESULT, NO_RESULT_WORDS)
    here = {act.body.from_case for act in acts if isinstance(act.body, Arrival)}
    missing = any(results.get(other) is not Result.GIVEN for other in case.waits_for)
    if missing or case.state not in TABLE[ActKind.RESULT_ARRIVED].sources:
        return None
    if here & set(case.waits_for):
        return None
    given = next(one.case for one in awaited if one.case.id == last)
    return ActKind.RESULT_ARRIVED, Arrival(
        last, seen.catalogue.items[given.item_id].result.document
    )

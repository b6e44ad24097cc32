"""What becomes of each case of a received sitting: what is proposed, and what the law forbids to the barred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import Case, Outcome, OutcomeKind, Sitting
from app.errors import Problem
from app.services import bars, outcomes, proceeding

if TYPE_CHECKING:  # the office's room is heavy and opens on the writer's thread
    from app.services.office import Office

_ACTS = {
    OutcomeKind.ACCEPT: ActKind.ACCEPT,
    OutcomeKind.ACCEPT_OWING: ActKind.ACCEPT_OWING,
}
"""The outcomes that need no words of the clerk's, so that it is known beforehand if they are lawful."""


@dataclass(frozen=True)
class Offer:
    """The proposals for a sitting, and by item the outcomes that are refused, with the reason."""

    proposed: tuple[Outcome, ...]
    refused: Mapping[str, Mapping[OutcomeKind, Problem]]


def offer(office: Office, actor: Actor, sitting: Sitting, cases: tuple[Case, ...]) -> Offer:
    """Return what the clerk decides on. Raises as `outcomes.propose` does.

    What the law forbids is asked only for who is barred: nobody else has to wait for it.
    """
    proposed = outcomes.propose(office, actor, sitting.id)
    if not bars.of_applicant(office, actor, sitting.applicant.id_number):
        return Offer(proposed, {})
    possible = {
        case.item_id: proceeding.view_case(office, actor, case.id).possible for case in cases
    }
    return Offer(proposed, {item: _refused(acts) for item, acts in possible.items()})


def _refused(possible: Mapping[ActKind, Problem | None]) -> Mapping[OutcomeKind, Problem]:
    told = {outcome: possible.get(act) for outcome, act in _ACTS.items()}
    return {outcome: problem for outcome, problem in told.items() if problem is not None}

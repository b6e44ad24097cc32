"""The procedure: what may be done on a case, by whom, and what it leads to.

One door to the table (`procedure_table`), its guards, its effects and what happens by operation of
law. No screen and no store decides anything of it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.bureau import OwedEnd
from app.domain.law import Ground
from app.domain.paper import PaperKind
from app.domain.procedure_by_law import acceptance_by_law_tomorrow, due_acts
from app.domain.procedure_effects import applied, folded, opened, projected
from app.domain.procedure_guards import check_order, check_right, check_state
from app.domain.procedure_row import Stage, Transition
from app.domain.procedure_standing import Question, Standing
from app.domain.procedure_table import TABLE, stage_of
from app.errors import Problem

__all__ = [
    "TABLE",
    "Stage",
    "Standing",
    "Transition",
    "acceptance_by_law_tomorrow",
    "applied",
    "check",
    "due_acts",
    "folded",
    "opened",
    "paper_of",
    "possible",
    "projected",
    "refusal",
    "stage_of",
]

_DECISIONS = frozenset({ActKind.GRANT, ActKind.REFUSE})
_REGISTRATION = "registration"


def check(standing: Standing, act: Act, actor: Actor | None) -> None:
    """Refuse an act that is not lawful; `actor` is None where the law itself acts.

    Raises a Problem whose sentence names the article: the right, the state, the order of acts, the
    guards of the row, then what the act must say. Raises TypeError for a body of another kind.
    """
    row = TABLE[act.kind]
    _check_now(standing, row, actor)
    ask = Question(standing, act.kind, actor, row.article, act)
    check_order(ask, act)
    for guard in (*row.guards, *row.demands):
        guard(ask)


def _check_now(standing: Standing, row: Transition, actor: Actor | None) -> None:
    check_right(actor, row.roles, by_law=row.by_law)
    check_state(Question(standing, row.kind, actor, row.article), row.sources)


def refusal(standing: Standing, kind: ActKind, actor: Actor) -> Problem | None:
    """Return why a person may not do this now, None where nothing forbids it (what greys a button)."""
    row = TABLE[kind]
    ask = Question(standing, kind, actor, row.article)
    try:
        _check_now(standing, row, actor)
        for guard in row.guards:
            guard(ask)
    except Problem as problem:
        return problem
    return None


def possible(standing: Standing, actor: Actor) -> Mapping[ActKind, Problem | None]:
    """Return, for every kind of act that concerns the case's stage, why it may not be done now.

    What only the law does, and the receipt, are no buttons and stand out.
    """
    stage, state = stage_of(standing.case.state), standing.case.state
    return {
        kind: refusal(standing, kind, actor)
        for kind, row in TABLE.items()
        if row.roles
        and kind is not ActKind.RECEIVE
        and (row.stage is stage or state in row.sources)
    }


def paper_of(act: Act, ground: Ground) -> PaperKind | None:
    """Return the paper that an act calls for, by its row, its regime and the bureau's rule."""
    if act.kind in _DECISIONS and ground.regime.code == _REGISTRATION:
        return PaperKind.REGISTRATION
    if act.kind is ActKind.OWED_LAPSED and ground.owed_end is OwedEnd.REFUSED:
        return PaperKind.REFUSAL
    return TABLE[act.kind].paper

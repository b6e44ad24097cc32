"""Checking an act against the table: whether it is lawful, which buttons are grey, which paper it calls for."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.act_bodies import CertificateAct, Decision, NonAcceptance, PromiseCheck
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.bureau import OwedEnd
from app.domain.certificate import BarGround
from app.domain.law import Ground
from app.domain.paper import PaperKind
from app.domain.procedure.every_act import check_order, check_right, check_state
from app.domain.procedure.row import Transition
from app.domain.procedure.standing import Question, Standing
from app.domain.procedure.table import TABLE, stage_of
from app.errors import Problem

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


def bar_of(act: Act, ground: Ground) -> BarGround | None:
    """Return the bar that the law itself puts on the applicant for an act (AL 69(2), 78, 79)."""
    grounds = ground.regime.procedure.bars if ground.rule.safety else frozenset()
    bar = _bar_ground(act)
    return bar if bar and bar.value in grounds else None


def _bar_ground(act: Act) -> BarGround | None:
    match act.body:
        case NonAcceptance(false_materials=True) | Decision(false_materials=True):
            refused = act.kind in (ActKind.NOT_ACCEPT, ActKind.REFUSE)
            return BarGround.FALSE_MATERIALS if refused else None
        case CertificateAct(change="revoked", ground="fraud"):
            return BarGround.FRAUD
    return None


def paper_of(act: Act, ground: Ground) -> PaperKind | None:
    """Return the paper that an act calls for, by its row, its regime and the bureau's rule.

    A promise that is kept calls for none: only a broken one is ordered to be put right.
    """
    if act.kind in _DECISIONS and ground.regime.code == _REGISTRATION:
        return PaperKind.REGISTRATION
    if act.kind is ActKind.OWED_LAPSED and ground.owed_end is OwedEnd.REFUSED:
        return PaperKind.REFUSAL
    if isinstance(act.body, PromiseCheck) and act.body.kept:
        return None
    return TABLE[act.kind].paper

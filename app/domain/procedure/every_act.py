"""Guards that every act passes: the state, the right, the time, the order of acts."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.case import CaseState
from app.domain.procedure.standing import Question, Standing
from app.errors import Problem

_NOT_NOW: Mapping[CaseState, str] = {
    CaseState.RECEIVED: "case.not-while-received",
    CaseState.WAITING: "case.not-while-waiting",
    CaseState.CORRECTION: "case.not-while-correction",
    CaseState.ACCEPTED: "case.not-while-accepted",
    CaseState.ACCEPTED_OWING: "case.not-while-owing",
    CaseState.NOT_ACCEPTED: "case.not-after-non-acceptance",
    CaseState.NOT_NEEDED: "case.not-after-not-needed",
    CaseState.WITHDRAWN: "case.not-after-withdrawal",
    CaseState.GRANTED: "case.not-after-grant",
    CaseState.REFUSED: "case.not-after-refusal",
    CaseState.TERMINATED: "case.not-after-termination",
    CaseState.ISSUED: "case.not-after-issue",
}
_NO_NOTICE = frozenset({CaseState.CORRECTION})
AFTER_CLOSING = frozenset(
    {
        ActKind.AMEND_CERTIFICATE,
        ActKind.END_CERTIFICATE,
        ActKind.CHECK_PROMISE,
        ActKind.DELIVER,
        ActKind.SERVE,
    }
)
"""What may still be done on a case that lies in the archive: its certificate lives on."""


def check_right(actor: Actor | None, roles: frozenset[Role], *, by_law: bool) -> None:
    """Refuse an act to whom it is not given. Raises Problem `right.missing`."""
    allowed = by_law if actor is None else bool(actor.roles & roles)
    if not allowed:
        raise Problem("right.missing")


def check_state(ask: Question, sources: frozenset[CaseState]) -> None:
    """Refuse an act that the case's state does not allow.

    Raises a Problem that says what is missing (`case.no-notice`, `case.not-delivered`), else one that
    names the state (`case.not-while-…`, `case.not-after-…`), or `case.closed`.
    """
    case = ask.case
    if case.state not in sources:
        raise Problem(_not_now(case.state, sources), item=ask.item, article=ask.article)
    if case.closed_at is not None and ask.kind not in AFTER_CLOSING:
        raise Problem("case.closed", item=ask.item, article=ask.article)


def _not_now(state: CaseState, sources: frozenset[CaseState]) -> str:
    """Return what hinders an act: first what would have to come before it."""
    if sources == _NO_NOTICE and state is CaseState.RECEIVED:
        return "case.no-notice"
    if state is CaseState.GRANTED and CaseState.ISSUED in sources:
        return "case.not-delivered"
    return _NOT_NOW[state]


def check_order(ask: Question, act: Act) -> None:
    """Refuse an act out of its order or at an impossible time.

    Raises Problem `case.changed-meanwhile`, `case.in-future`, `case.before-last-act` (params: last).
    What happens by operation of law may be back-dated; nobody's act is.
    """
    standing = ask.standing
    case = standing.case
    if act.case_id != case.id or act.seq != case.acts + 1:
        raise Problem("case.changed-meanwhile")
    if act.at > standing.now:
        raise Problem("case.in-future", item=ask.item, article=ask.article)
    last = max((one.at for one in standing.acts), default=None)
    if last is not None and act.at < last and act.by is not None:
        raise Problem(
            "case.before-last-act",
            item=ask.item,
            article=ask.article,
            last=last.isoformat(" ", "minutes"),
        )


def written(*texts: str) -> bool:
    """Tell whether every text says something."""
    return all(text.strip() for text in texts)


def not_held(ask: Question) -> None:
    """Refuse what another person has in hand. Raises Problem `case.held` (params: holder)."""
    holder = ask.case.holder
    if holder is not None and holder != ask.person:
        raise Problem("case.held", item=ask.item, holder=ask.case.holder_name, article=ask.article)


def last_act(standing: Standing, *kinds: ActKind) -> Act | None:
    """Return the latest act of some kinds."""
    return next((act for act in reversed(standing.acts) if act.kind in kinds), None)

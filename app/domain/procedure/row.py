"""What a row of the procedure's table says, and the states and roles that rows share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.paper import PaperKind
from app.domain.procedure.standing import Guard


class Stage(StrEnum):
    """Where in the house a case is: a stage's buttons stand together."""

    WINDOW = "window"
    REVIEW = "review"
    ISSUING = "issuing"


@dataclass(frozen=True)
class Transition:
    """One row: what an act of a kind needs and does.

    `target`: None where the state stays or is told by the act itself (`effects`). `paper`:
    what is printed for it; see `paper_of` for what depends on the regime. `event`: its name in the
    journal. `roles`: to whom it is given; `by_law`: the law itself may act. `guards` need no body and
    grey the button, `demands` are put to the whole act.
    """

    kind: ActKind
    sources: frozenset[CaseState]
    target: CaseState | None
    article: str
    paper: PaperKind | None
    event: str
    roles: frozenset[Role]
    stage: Stage
    guards: tuple[Guard, ...] = ()
    demands: tuple[Guard, ...] = ()
    by_law: bool = False


HANDED = frozenset({CaseState.RECEIVED, CaseState.WAITING})
BEFORE = HANDED | {CaseState.CORRECTION}
RUNNING = frozenset({CaseState.ACCEPTED, CaseState.ACCEPTED_OWING})
OPEN = BEFORE | RUNNING
OVER = frozenset(
    {
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_NEEDED,
        CaseState.WITHDRAWN,
        CaseState.REFUSED,
        CaseState.TERMINATED,
    }
)
HELD = frozenset({CaseState.GRANTED, CaseState.ISSUED})
CLERK = frozenset({Role.CLERK})
REVIEW = frozenset({Role.REVIEWER, Role.APPROVER})
DECIDE = frozenset({Role.APPROVER, Role.CLERK})
DESK = frozenset({Role.ISSUER, Role.CLERK})
LAW: frozenset[Role] = frozenset()
STAFF = frozenset(
    {Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.ISSUER, Role.SUPERVISOR}
)

"""The table of the procedure: for every kind of act, from where to where, for whom, on what ground.

`domain`: AL 29 to 70 for licences. The `article` of a row is what it rests on under the licensing
law; other regimes name their own (`Procedure.articles`), and so do the sentences. Reading the table
is reading the program's law: nothing else decides what may be done.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.procedure.issue_rows import ISSUE_ROWS
from app.domain.procedure.review_rows import REVIEW_ROWS
from app.domain.procedure.row import BEFORE, HELD, OVER, RUNNING, Stage, Transition
from app.domain.procedure.window_rows import WINDOW_ROWS

TABLE: Mapping[ActKind, Transition] = {
    row.kind: row for row in (*WINDOW_ROWS, *REVIEW_ROWS, *ISSUE_ROWS)
}
"""Every kind of act has its row."""

_STAGES: Mapping[CaseState, Stage] = {
    **dict.fromkeys(BEFORE, Stage.WINDOW),
    **dict.fromkeys(RUNNING, Stage.REVIEW),
    **dict.fromkeys(HELD | OVER, Stage.ISSUING),
}


def stage_of(state: CaseState) -> Stage:
    """Return where in the house a case of a state is."""
    return _STAGES[state]

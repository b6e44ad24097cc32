"""The procedure: what may be done on a case, by whom, and what it leads to.

One door to the table (`table`, its rows beside it), the guards of its rows (`…_guards`, and
`every_act` for what all acts pass), its effects, and what happens by operation of law. No screen and
no store decides anything of it again.
"""

from app.domain.procedure.by_law import acceptance_by_law_tomorrow, due_acts
from app.domain.procedure.checking import bar_of, check, paper_of, possible, refusal
from app.domain.procedure.decision_guards import extension_of, hearing_until, is_instant
from app.domain.procedure.effects import applied, folded, opened, projected
from app.domain.procedure.issue_guards import RENEWED, SILENCE
from app.domain.procedure.promise_guards import PROMISE_BROKEN
from app.domain.procedure.results import Result, result_of
from app.domain.procedure.row import Stage, Transition
from app.domain.procedure.standing import Standing
from app.domain.procedure.table import TABLE, stage_of
from app.domain.procedure.window_guards import NO_RESULT, is_so, still_owed, to_return

__all__ = [
    "NO_RESULT",
    "PROMISE_BROKEN",
    "RENEWED",
    "SILENCE",
    "TABLE",
    "Result",
    "Stage",
    "Standing",
    "Transition",
    "acceptance_by_law_tomorrow",
    "applied",
    "bar_of",
    "check",
    "due_acts",
    "extension_of",
    "folded",
    "hearing_until",
    "is_instant",
    "is_so",
    "opened",
    "paper_of",
    "possible",
    "projected",
    "refusal",
    "result_of",
    "stage_of",
    "still_owed",
    "to_return",
]

"""What a guard looks at: where a case stands, and the question put to the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from app.domain.act_bodies import Opinion
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.case import Case
from app.domain.clocks import CaseClocks, case_clocks
from app.domain.law import Ground
from app.domain.outcomes import CaseFacts

_Body = TypeVar("_Body")


@dataclass(frozen=True)
class Standing:
    """Where a case stands: its acts, the law and the bureau's rules, and the moment.

    `facts`: what the form and the materials look like; None where nobody looked at them. `lost`: a
    result that the case waits for will not come.
    """

    case: Case
    acts: tuple[Act, ...]
    ground: Ground
    now: datetime
    facts: CaseFacts | None = None
    lost: bool = False

    @property
    def today(self) -> date:
        """Return the day of the moment."""
        return self.now.date()

    @property
    def clocks(self) -> CaseClocks:
        """Return the clocks as they show today."""
        return case_clocks(self.case, self.acts, self.ground, self.today)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the names of the review's steps: the bureau's rule, else the regime's."""
        return self.ground.rule.review_steps or self.ground.regime.procedure.review_steps

    @property
    def opinions(self) -> tuple[Act, ...]:
        """Return the acts by which the review spoke."""
        return tuple(act for act in self.acts if isinstance(act.body, Opinion))


@dataclass(frozen=True)
class Question:
    """May this be done now, by this person? `act` is None while there is only a button to press.

    `actor` is None where the law itself acts. `article`: what the kind of act rests on.
    """

    standing: Standing
    kind: ActKind
    actor: Actor | None
    citation: str
    act: Act | None = None

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.standing.case

    @property
    def ground(self) -> Ground:
        """Return the law and the bureau's rules."""
        return self.standing.ground

    @property
    def item(self) -> str:
        """Return the item's name, for the sentence."""
        return self.standing.case.item_name

    @property
    def article(self) -> str:
        """Return the article of this kind of act under the case's regime."""
        return self.ground.regime.procedure.article(self.kind.value) or self.citation

    def article_on(self, point: str) -> str:
        """Return the article on a point that several kinds share (`four-eyes`, `bar`, `credit` …)."""
        return self.ground.regime.procedure.article(point) or self.citation

    @property
    def deed(self) -> Act:
        """Return the act; only asked where there is one."""
        assert self.act is not None  # demands are put to acts only
        return self.act

    def body(self, kind: type[_Body]) -> _Body:
        """Return what the act says. Raises TypeError where it is another kind of body."""
        body = self.deed.body
        if not isinstance(body, kind):
            raise TypeError(self.kind, type(body))
        return body

    @property
    def person(self) -> UUID | None:
        """Return whose act it is."""
        return self.actor.account_id if self.actor else None


Guard = Callable[[Question], None]
"""Raises a Problem where the law forbids the act; returns where it does not."""

"""What may be decided about a received case at the window, and what it leads to.

Pure guards after AL 32 and the regime: an outcome that the law does not allow is refused with a
code; the sentence names the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.case import Case, CaseState, HandedIn, MaterialRecord, Outcome, OutcomeKind
from app.domain.clocks import DecisionDues, owed_due
from app.domain.law import Ground
from app.errors import Problem

__all__ = ["FALSE_MATERIALS", "CaseFacts", "Ground", "check_outcome", "owed_until"]

_ACTS = {
    OutcomeKind.ACCEPT: "accept",
    OutcomeKind.ACCEPT_OWING: "accept-owing",
    OutcomeKind.CORRECT: "ask-correction",
    OutcomeKind.REFUSE: "not-accept",
    OutcomeKind.NOT_NEEDED: "not-needed",
    OutcomeKind.WAIT: "receive",
}
"""The kind of act whose article an outcome rests on."""
FALSE_MATERIALS = "false-materials"
"""The ground of a non-acceptance for hidden facts or false materials (AL 78)."""
_LACKING = frozenset({HandedIn.LACKING, HandedIn.DEFECTIVE})


@dataclass(frozen=True)
class CaseFacts:
    """What a case looks like when its outcome is decided.

    `faults`: labels of the item's fields that are empty or wrong. `materials`: the records that
    serve this item. `tolerance`: material key → working days it may be owed.
    """

    case: Case
    faults: tuple[str, ...]
    materials: tuple[MaterialRecord, ...]
    tolerance: dict[str, int]

    @property
    def lacking(self) -> tuple[MaterialRecord, ...]:
        """Return the materials that are missing or defective."""
        return tuple(record for record in self.materials if record.state in _LACKING)

    @property
    def owed(self) -> tuple[MaterialRecord, ...]:
        """Return the materials that are to be supplied later."""
        return tuple(record for record in self.materials if record.state is HandedIn.OWED)


def check_outcome(facts: CaseFacts, outcome: Outcome, ground: Ground, on: date) -> None:
    """Refuse an outcome that is not lawful.

    Raises `case.already-decided`, `case.waits`, `case.waits-for-nothing`, `case.fields-missing`
    (params: fields), `case.materials-missing` (materials), `case.owes` (materials),
    `case.owes-nothing`, `case.not-tolerated` (materials), `case.no-defects`, `case.defect-unclear`
    (place), `case.no-reason`, `case.no-competent-body`, `case.false-and-elsewhere`,
    `case.refusal-without-basis`, `case.no-remedies` (decider), `case.notice-late` (due). All carry
    `item` and `article`.
    """
    _Check(facts, outcome, ground, on).run()


@dataclass(frozen=True)
class _Check:
    """An outcome put to the law of its case's regime."""

    facts: CaseFacts
    outcome: Outcome
    ground: Ground
    on: date

    def run(self) -> None:
        if self.facts.case.state not in (CaseState.RECEIVED, CaseState.WAITING):
            raise self._problem("case.already-decided")
        checks = {
            OutcomeKind.ACCEPT: self._accept,
            OutcomeKind.ACCEPT_OWING: self._accept_owing,
            OutcomeKind.CORRECT: self._correct,
            OutcomeKind.REFUSE: self._refuse,
            OutcomeKind.NOT_NEEDED: self._not_needed,
            OutcomeKind.WAIT: self._wait,
        }
        checks[self.outcome.kind]()

    def _problem(self, code: str, point: str = "", **params: Any) -> Problem:
        """Return a refusal that names the article of the outcome's act, or of a point of law."""
        article = self.ground.regime.procedure.article(point or _ACTS[self.outcome.kind])
        return Problem(code, item=self.facts.case.item_name, article=article, **params)

    def _complete(self) -> None:
        facts = self.facts
        if facts.case.state is CaseState.WAITING and self.ground.waits_conditionally:
            raise self._problem("case.waits", "result-arrived")
        if facts.faults:
            raise self._problem("case.fields-missing", fields="、".join(facts.faults))
        if facts.lacking:
            raise self._problem("case.materials-missing", materials=_labels(facts.lacking))

    def _accept(self) -> None:
        self._complete()
        if self.facts.owed:
            raise self._problem("case.owes", materials=_labels(self.facts.owed))

    def _accept_owing(self) -> None:
        self._complete()
        if not self.facts.owed:
            raise self._problem("case.owes-nothing")
        strict = tuple(one for one in self.facts.owed if one.key not in self.facts.tolerance)
        if strict:
            raise self._problem("case.not-tolerated", materials=_labels(strict))

    def _correct(self) -> None:
        if not self.outcome.defects:
            raise self._problem("case.no-defects")
        for place, defect in enumerate(self.outcome.defects, 1):
            if not (defect.subject.strip() and defect.what.strip() and defect.standard.strip()):
                raise self._problem("case.defect-unclear", place=place)
        due = self.facts.case.notice_due
        if due is not None and self.on > due and self.ground.regime.deemed_accepted:
            raise self._problem("case.notice-late", due=str(due))

    def _refuse(self) -> None:
        """Name the competent body where the agency has no power (AL 32(1)(2)), and only there.

        False materials (AL 78), and whom the law bars, no other body would serve either.
        """
        outcome, ground = self.outcome, self.ground
        self._reasoned()
        if outcome.false_materials:
            self._false()
        elif not outcome.competent.strip():
            self._barred()
        if ground.regime.remedies and not (ground.decider.remedy_body and ground.decider.court):
            raise self._problem("case.no-remedies", decider=ground.decider.name)

    def _false(self) -> None:
        named = self.ground.regime.procedure.ground_of("not-accepted", FALSE_MATERIALS)
        if self.outcome.competent.strip():
            raise self._problem("case.false-and-elsewhere", FALSE_MATERIALS)
        if named is None and not self.outcome.basis.strip():
            raise self._problem("case.refusal-without-basis")

    def _barred(self) -> None:
        if self.ground.bar_by_law(self.facts.case.item_id, self.on) is None:
            raise self._problem("case.no-competent-body")
        if not self.outcome.basis.strip():
            raise self._problem("case.refusal-without-basis")

    def _not_needed(self) -> None:
        self._reasoned()

    def _reasoned(self) -> None:
        if not self.outcome.reason.strip():
            raise self._problem("case.no-reason")

    def _wait(self) -> None:
        if not (self.facts.case.waits_for and self.ground.waits_conditionally):
            raise self._problem("case.waits-for-nothing", "result-arrived")


def _labels(records: tuple[MaterialRecord, ...]) -> str:
    return "、".join(record.label for record in records)


def owed_until(facts: CaseFacts, ground: Ground, day: date, dues: DecisionDues) -> date | None:
    """Return until when what a case owes is to be supplied, accepted from `day` on."""
    days = [facts.tolerance[record.key] for record in facts.owed if record.key in facts.tolerance]
    return owed_due(day, min(days), dues, ground.calendar) if days else None

"""What may be decided about a received case at the window, and what it leads to.

Pure guards after AL 32 and the regime: an outcome that the law does not allow is refused with a
code; the sentence names the article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.case import Case, CaseState, HandedIn, MaterialRecord, Outcome, OutcomeKind
from app.domain.clocks import DecisionDues, decision_dues, owed_due
from app.domain.law import Ground
from app.errors import Problem

__all__ = ["CaseFacts", "Ground", "check_outcome", "decided", "owed_until"]

_STATES = {
    OutcomeKind.ACCEPT: CaseState.ACCEPTED,
    OutcomeKind.ACCEPT_OWING: CaseState.ACCEPTED_OWING,
    OutcomeKind.CORRECT: CaseState.CORRECTION,
    OutcomeKind.REFUSE: CaseState.NOT_ACCEPTED,
    OutcomeKind.NOT_NEEDED: CaseState.NOT_NEEDED,
    OutcomeKind.WAIT: CaseState.WAITING,
}
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
    `case.owes-nothing`, `case.not-tolerated` (materials), `case.no-defects`, `case.defect-unclear`,
    `case.no-reason`, `case.no-competent-body`, `case.no-remedies` (decider), `case.notice-late`
    (due). All carry `item`.
    """
    case = facts.case
    if case.state not in (CaseState.RECEIVED, CaseState.WAITING):
        raise Problem("case.already-decided", item=case.item_name)
    checks = {
        OutcomeKind.ACCEPT: _check_accept,
        OutcomeKind.ACCEPT_OWING: _check_accept_owing,
        OutcomeKind.CORRECT: _check_correct,
        OutcomeKind.REFUSE: _check_refuse,
        OutcomeKind.NOT_NEEDED: _check_not_needed,
        OutcomeKind.WAIT: _check_wait,
    }
    checks[outcome.kind](facts, outcome, ground, on)


def _check_complete(facts: CaseFacts, ground: Ground) -> None:
    item = facts.case.item_name
    if facts.case.state is CaseState.WAITING and ground.waits_conditionally:
        raise Problem("case.waits", item=item)
    if facts.faults:
        raise Problem("case.fields-missing", item=item, fields="、".join(facts.faults))
    if facts.lacking:
        raise Problem("case.materials-missing", item=item, materials=_labels(facts.lacking))


def _check_accept(facts: CaseFacts, _outcome: Outcome, ground: Ground, _on: date) -> None:
    _check_complete(facts, ground)
    if facts.owed:
        raise Problem("case.owes", item=facts.case.item_name, materials=_labels(facts.owed))


def _check_accept_owing(facts: CaseFacts, _outcome: Outcome, ground: Ground, _on: date) -> None:
    _check_complete(facts, ground)
    item = facts.case.item_name
    if not facts.owed:
        raise Problem("case.owes-nothing", item=item)
    strict = tuple(record for record in facts.owed if record.key not in facts.tolerance)
    if strict:
        raise Problem("case.not-tolerated", item=item, materials=_labels(strict))


def _check_correct(facts: CaseFacts, outcome: Outcome, ground: Ground, on: date) -> None:
    case = facts.case
    if not outcome.defects:
        raise Problem("case.no-defects", item=case.item_name)
    for defect in outcome.defects:
        if not (defect.subject.strip() and defect.what.strip() and defect.standard.strip()):
            raise Problem("case.defect-unclear", item=case.item_name, subject=defect.subject)
    late = case.notice_due is not None and on > case.notice_due
    if late and ground.regime.deemed_accepted:
        raise Problem("case.notice-late", item=case.item_name, due=str(case.notice_due))


def _check_refuse(facts: CaseFacts, outcome: Outcome, ground: Ground, _on: date) -> None:
    item = facts.case.item_name
    if not outcome.reason.strip():
        raise Problem("case.no-reason", item=item)
    if not outcome.competent.strip():
        raise Problem("case.no-competent-body", item=item)
    if ground.regime.remedies and not (ground.decider.remedy_body and ground.decider.court):
        raise Problem("case.no-remedies", item=item, decider=ground.decider.name)


def _check_not_needed(facts: CaseFacts, outcome: Outcome, _ground: Ground, _on: date) -> None:
    if not outcome.reason.strip():
        raise Problem("case.no-reason", item=facts.case.item_name)


def _check_wait(facts: CaseFacts, _outcome: Outcome, ground: Ground, _on: date) -> None:
    if not (facts.case.waits_for and ground.waits_conditionally):
        raise Problem("case.waits-for-nothing", item=facts.case.item_name)


def _labels(records: tuple[MaterialRecord, ...]) -> str:
    return "、".join(record.label for record in records)


def decided(
    facts: CaseFacts, outcome: Outcome, ground: Ground, at: datetime, counts_from: date
) -> Case:
    """Return the case after a lawful outcome, with its clocks.

    `at`: when it was decided; `counts_from`: the day that its limits count from.
    """
    case = replace(facts.case, state=_STATES[outcome.kind], outcome=outcome)
    if outcome.kind not in (OutcomeKind.ACCEPT, OutcomeKind.ACCEPT_OWING):
        return case
    dues = decision_dues(counts_from, ground.limits, ground.calendar)
    return replace(
        case,
        accepted_at=at,
        promised_due=dues.promised.day if dues.promised else None,
        legal_due=dues.legal.day if dues.legal else None,
        owed_due=owed_until(facts, ground, counts_from, dues)
        if outcome.kind is OutcomeKind.ACCEPT_OWING
        else None,
        provisional=dues.provisional,
    )


def owed_until(facts: CaseFacts, ground: Ground, day: date, dues: DecisionDues) -> date | None:
    """Return until when what a case owes is to be supplied, accepted from `day` on."""
    days = [facts.tolerance[record.key] for record in facts.owed if record.key in facts.tolerance]
    return owed_due(day, min(days), dues, ground.calendar) if days else None

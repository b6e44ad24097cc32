"""What inspectors look for in a case's file (案卷评查), and in which order the file is bound.

One case is one file. Its score lines and their points are those of a usual inspection sheet; a line
either does not apply, or is passed, or says what is missing. Nothing is scored that a case did not
need: no correction notice, no line about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.act_bodies import (
    Acceptance,
    Correction,
    Decision,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    NonAcceptance,
    Opinion,
    PromiseCheck,
    Resumption,
    Verdict,
)
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.paper import PaperKind
from app.domain.served import FiledPaper, proved, unserved_of
from app.errors import Finding

INSPECTORS = 2
"""The fewest officers of a field check (AL 34(3))."""

ORDER = (
    PaperKind.FILE,
    PaperKind.APPLICATION,
    PaperKind.COMMITMENT,
    PaperKind.AUTHORITY,
    PaperKind.RECEIPT,
    PaperKind.CORRECTION,
    PaperKind.ACCEPTANCE,
    PaperKind.TOLERANCE,
    PaperKind.NOT_ACCEPTED,
    PaperKind.NOT_NEEDED,
    PaperKind.FEE,
    PaperKind.FIELD_CHECK,
    PaperKind.HEARING,
    PaperKind.SPECIAL,
    PaperKind.EXTENSION,
    PaperKind.GRANT,
    PaperKind.REFUSAL,
    PaperKind.REGISTRATION,
    PaperKind.CERTIFICATE,
    PaperKind.AMENDMENT,
    PaperKind.RECTIFY,
    PaperKind.ENDING,
    PaperKind.WITHDRAWAL,
    PaperKind.TERMINATION,
    PaperKind.DELIVERY,
)
"""The order of a file: application, authority, receipt, acceptance, [materials], review and field
records, special procedures, decision, certificate, delivery. Slips, lists and what moves between desks are no part of it."""

BEFORE_MATERIALS = ORDER[: ORDER.index(PaperKind.FEE)]
"""What stands before the scanned materials."""

_DECISIONS = frozenset({PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.REGISTRATION})
_CALLED_FOR: Mapping[ActKind, frozenset[PaperKind]] = {
    ActKind.ASK_CORRECTION: frozenset({PaperKind.CORRECTION}),
    ActKind.ACCEPT: frozenset({PaperKind.ACCEPTANCE}),
    ActKind.ACCEPT_OWING: frozenset({PaperKind.ACCEPTANCE}),
    ActKind.ACCEPT_BY_LAW: frozenset({PaperKind.ACCEPTANCE}),
    ActKind.NOT_ACCEPT: frozenset({PaperKind.NOT_ACCEPTED}),
    ActKind.NOT_NEEDED: frozenset({PaperKind.NOT_NEEDED}),
    ActKind.CHECK_PROMISE: frozenset({PaperKind.RECTIFY}),
    ActKind.STOP: frozenset({PaperKind.SPECIAL}),
    ActKind.EXTEND: frozenset({PaperKind.EXTENSION}),
    ActKind.TELL_HEARING: frozenset({PaperKind.HEARING}),
    ActKind.FIELD_CHECK: frozenset({PaperKind.FIELD_CHECK}),
    ActKind.GRANT: _DECISIONS,
    ActKind.REFUSE: _DECISIONS,
    ActKind.WITHDRAW: frozenset({PaperKind.TERMINATION, PaperKind.WITHDRAWAL}),
    ActKind.TERMINATE: frozenset({PaperKind.TERMINATION}),
    ActKind.OWED_LAPSED: _DECISIONS | {PaperKind.TERMINATION},
    ActKind.DEMAND_FEE: frozenset({PaperKind.FEE}),
    ActKind.SERVE: frozenset({PaperKind.DELIVERY}),
    ActKind.DELIVER: frozenset({PaperKind.DELIVERY}),
}
_DELIVERED = frozenset(
    {
        CaseState.GRANTED,
        CaseState.ISSUED,
        CaseState.REFUSED,
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_NEEDED,
        CaseState.TERMINATED,
    }
)


@dataclass(frozen=True)
class FileFacts:
    """Everything that a file is scored by.

    `papers`: those in force, void ones and drafts left out. `steps`: names of the review's steps.
    `field_check`: a grant needs one. `fee_fen`: what the item costs in fen. `lacking`: labels of the
    materials still lacking or owed. `events`: how many entries the journal has about the case.
    """

    case: Case
    acts: tuple[Act, ...]
    papers: tuple[FiledPaper, ...]
    steps: tuple[str, ...] = ()
    field_check: bool = False
    fee_fen: int = 0
    lacking: tuple[str, ...] = ()
    events: int = 0

    def done(self, *kinds: ActKind) -> tuple[Act, ...]:
        """Return the acts of some kinds in their order."""
        return tuple(act for act in self.acts if act.kind in kinds)

    def has(self, *kinds: PaperKind) -> bool:
        """Tell whether a paper of one of the kinds is in the file."""
        return any(paper.kind in kinds for paper in self.papers)

    def unwitnessed(self, *kinds: ActKind) -> tuple[Act, ...]:
        """Return the acts of some kinds whose paper is not in the file."""
        return tuple(act for act in self.done(*kinds) if not self._witnessed(act))

    def _witnessed(self, act: Act) -> bool:
        """Tell whether an act has its paper; one made before acts were kept names no act."""
        return any(
            paper.kind in _CALLED_FOR[act.kind] and paper.act_id in {act.id, None}
            for paper in self.papers
        )


@dataclass(frozen=True)
class ScoredLine:
    """One line of the sheet. `missing`: None where the line does not apply, empty where passed."""

    code: str
    points: int
    missing: tuple[Finding, ...] | None


def scored(facts: FileFacts) -> tuple[ScoredLine, ...]:
    """Return every line of the inspectors' sheet for a case's file."""
    return tuple(ScoredLine(code, points, look(facts)) for code, points, look in _SHEET)


def missing(lines: Iterable[ScoredLine]) -> tuple[Finding, ...]:
    """Return everything that is missing, line by line."""
    return tuple(finding for line in lines for finding in line.missing or ())


_Missing = tuple[Finding, ...] | None


def _acceptance(facts: FileFacts) -> _Missing:
    """Look for a receipt and a paper about acceptance, each with number and day (AL 32(2))."""
    found = [] if facts.has(PaperKind.RECEIPT) else [_finding("no-receipt")]
    accepted = facts.unwitnessed(
        ActKind.ACCEPT, ActKind.ACCEPT_OWING, ActKind.ACCEPT_BY_LAW, ActKind.NOT_ACCEPT
    )
    if accepted and not _on_the_spot(facts):
        found.append(_finding("no-acceptance-paper"))
    return tuple(found)


def _correction(facts: FileFacts) -> _Missing:
    """Everything told once and in time (AL 32(1)(4)); what was taken back counts as not told."""
    recalled = {
        getattr(act.body, "correction", None) for act in facts.done(ActKind.RECALL_CORRECTION)
    }
    asked = [act for act in facts.done(ActKind.ASK_CORRECTION) if act.id not in recalled]
    if not asked:
        return None
    unwitnessed = {act.id for act in facts.unwitnessed(ActKind.ASK_CORRECTION)}
    found = [
        _finding("no-correction-paper", day=_day(act)) for act in asked if act.id in unwitnessed
    ]
    for act in asked:
        body = act.body
        if isinstance(body, Correction) and body.second and not body.why.strip():
            found.append(_finding("second-correction-unexplained", day=_day(act)))
    return tuple(found)


def _reasons(facts: FileFacts) -> _Missing:
    """Who refuses says why and on what basis (AL 38(2), 72)."""
    refusals = facts.done(ActKind.NOT_ACCEPT, ActKind.NOT_NEEDED, ActKind.REFUSE)
    if not refusals:
        return None
    return tuple(_finding("no-reasons", day=_day(act)) for act in refusals if not _reasoned(act))


def _reasoned(act: Act) -> bool:
    body = act.body
    if isinstance(body, Decision):
        return all(text.strip() for text in (body.facts, body.reasons, body.basis))
    if isinstance(body, NonAcceptance):
        # False materials, or a bar with its basis, are no question of who is competent.
        barred = body.false_materials or bool(body.basis.strip())
        elsewhere = act.kind is ActKind.NOT_ACCEPT and not barred
        return bool(body.reason.strip() and (body.competent.strip() or not elsewhere))
    return False


def _in_time(facts: FileFacts) -> _Missing:
    """Told, decided and handed over within the law's limits; an extension approved (AL 42, 44)."""
    case, found = facts.case, []
    for act in facts.done(ActKind.ACCEPT_BY_LAW):
        lost = act.body.lost_days if isinstance(act.body, Acceptance) else 0
        found.append(_finding("accepted-by-law", day=_day(act), lost=lost))
    if case.decided_at and case.legal_due and case.decided_at.date() > case.legal_due:
        found.append(_finding("decided-late", due=str(case.legal_due)))
    if case.delivered_at and case.issue_due and case.delivered_at.date() > case.issue_due:
        found.append(_finding("issued-late", due=str(case.issue_due)))
    unwitnessed = {act.id for act in facts.unwitnessed(ActKind.EXTEND)}
    for act in facts.done(ActKind.EXTEND):
        approved = isinstance(act.body, Extension) and act.body.approver.strip()
        if not approved or act.id in unwitnessed:
            found.append(_finding("extension-unapproved", day=_day(act)))
    applies = case.decided_at or case.accepted_at
    return tuple(found) if applies else None


def _opinions(facts: FileFacts) -> _Missing:
    """Every step of the review has spoken; what was sent back was looked at again."""
    decided = facts.done(ActKind.GRANT, ActKind.REFUSE)
    if not decided or _on_the_spot(facts):
        return None
    last: dict[int, Opinion] = {}
    for act in facts.done(ActKind.OPINE):
        if isinstance(act.body, Opinion):
            last[act.body.step] = act.body
    silent = (
        name
        for step, name in enumerate(facts.steps)
        if step not in last or last[step].verdict is Verdict.RETURN
    )
    return tuple(_finding("no-opinion", step=name) for name in silent)


def _inspection(facts: FileFacts) -> _Missing:
    """At least two officers with their card numbers, and a record (AL 34(3))."""
    checks = facts.done(ActKind.FIELD_CHECK)
    granted = facts.case.state in {CaseState.GRANTED, CaseState.ISSUED}
    if not checks:
        return (_finding("no-field-check"),) if facts.field_check and granted else None
    unwitnessed = {act.id for act in facts.unwitnessed(ActKind.FIELD_CHECK)}
    found = [_finding("no-field-record", day=_day(act)) for act in checks if act.id in unwitnessed]
    for act in checks:
        body = act.body
        named = isinstance(body, FieldCheck) and [
            one for one in body.officers if one.card_no.strip()
        ]
        if not named or len(named) < INSPECTORS:
            found.append(_finding("too-few-inspectors", day=_day(act), least=INSPECTORS))
    return tuple(found)


def _special(facts: FileFacts) -> _Missing:
    """Time not counted was told in writing and has ended (AL 45); owed materials were promised."""
    stops, owing = facts.done(ActKind.STOP), facts.done(ActKind.ACCEPT_OWING)
    if not stops and not owing and not facts.has(PaperKind.COMMITMENT):
        return None
    ended = {
        act.body.stop for act in facts.done(ActKind.RESUME) if isinstance(act.body, Resumption)
    }
    found = [_finding("stop-untold", day=_day(act)) for act in facts.unwitnessed(ActKind.STOP)]
    found += [_finding("stop-open", day=_day(act)) for act in stops if act.id not in ended]
    if owing and not facts.has(PaperKind.TOLERANCE):
        found.append(_finding("no-tolerance-paper"))
    found += [
        _finding("rectify-untold", day=_day(act))
        for act in facts.unwitnessed(ActKind.CHECK_PROMISE)
        if isinstance(act.body, PromiseCheck) and not act.body.kept
    ]
    return tuple(found)


def _hearing(facts: FileFacts) -> _Missing:
    """Parties told of their right in writing, and heard before the decision (AL 36, 47)."""
    told = facts.done(ActKind.TELL_HEARING)
    if not told:
        return None
    found = [
        _finding("hearing-untold", day=_day(a)) for a in facts.unwitnessed(ActKind.TELL_HEARING)
    ]
    decided = facts.case.decided_at
    for act in told:
        until = act.body.until if isinstance(act.body, HearingNotice) else None
        if decided and until and decided.date() <= until:
            found.append(_finding("decided-before-hearing", until=str(until)))
    return tuple(found)


def _fees(facts: FileFacts) -> _Missing:
    """Nothing asked without a basis, nothing left unpaid or without a receipt (AL 58, 59)."""
    asked = _fee_bodies(facts.done(ActKind.DEMAND_FEE))
    paid = _fee_bodies(facts.done(ActKind.PAY_FEE))
    granted = facts.case.state in {CaseState.GRANTED, CaseState.ISSUED}
    if not asked and not paid and not (facts.fee_fen and granted):
        return None
    found = [_finding("fee-untold", day=_day(act)) for act in facts.unwitnessed(ActKind.DEMAND_FEE)]
    if not asked:
        found.append(_finding("fee-not-asked"))
    found += [_finding("fee-without-basis") for fee in asked if not fee.basis.strip()]
    found += [_finding("fee-without-receipt") for fee in paid if not fee.receipt_no.strip()]
    owed = sum(fee.amount for fee in asked) - sum(fee.amount for fee in paid)
    if owed > 0:
        found.append(_finding("fee-unpaid", amount=f"{owed / 100:.2f}"))
    return tuple(found)


def _fee_bodies(acts: Iterable[Act]) -> tuple[Fee, ...]:
    return tuple(act.body for act in acts if isinstance(act.body, Fee))


def _supervision(facts: FileFacts) -> _Missing:
    """Every act is on record without a gap, each with who did it (AL 10)."""
    whole = [act.seq for act in facts.acts] == list(range(1, facts.case.acts + 1))
    return () if whole and facts.events >= len(facts.acts) else (_finding("record-has-gaps"),)


def _delivery(facts: FileFacts) -> _Missing:
    """Look whether what was decided was handed over, and how the record proves it (AL 44).

    Silence that renewed a licence (AL 50) decided without a paper: there is nothing to hand over.
    """
    handed = facts.done(ActKind.DELIVER, ActKind.SERVE)
    unserved = unserved_of(facts.papers, facts.acts)
    needless = facts.case.state not in _DELIVERED or facts.done(ActKind.RENEW_BY_LAW)
    if needless and not handed and not unserved:
        return None
    found = [_finding("notice-unserved", number=number) for number in unserved]
    if not needless and not facts.done(ActKind.DELIVER):
        found.insert(0, _finding("not-delivered"))
    unwitnessed = facts.unwitnessed(ActKind.DELIVER, ActKind.SERVE)
    found += [_finding("no-delivery-record", day=_day(act)) for act in unwitnessed]
    found += [_finding("delivery-unproved", day=_day(act)) for act in handed if not proved(act)]
    return tuple(found)


def _binding(facts: FileFacts) -> _Missing:
    """One case, one file, whole: the application first, no material outstanding."""
    found = [] if facts.has(PaperKind.APPLICATION) else [_finding("no-application")]
    granted = facts.case.state in {CaseState.GRANTED, CaseState.ISSUED}
    if facts.lacking and granted:
        found.append(_finding("materials-outstanding", materials="、".join(facts.lacking)))
    if facts.unwitnessed(ActKind.GRANT, ActKind.REFUSE):
        found.append(_finding("no-decision-paper"))
    if facts.unwitnessed(ActKind.WITHDRAW, ActKind.TERMINATE, ActKind.OWED_LAPSED):
        found.append(_finding("no-ending-paper"))
    return tuple(found)


def _on_the_spot(facts: FileFacts) -> bool:
    """Tell whether the case was decided at the window, where no slip of acceptance is needed."""
    decided = facts.done(ActKind.GRANT, ActKind.REFUSE)
    return any(isinstance(act.body, Decision) and act.body.on_the_spot for act in decided)


def _day(act: Act) -> date:
    return act.at.date()


def _finding(code: str, **params: object) -> Finding:
    return Finding(f"case-file.{code}", {name: str(value) for name, value in params.items()})


_SHEET: tuple[tuple[str, int, Callable[[FileFacts], _Missing]], ...] = (
    ("acceptance", 5, _acceptance),
    ("correction", 10, _correction),
    ("reasons", 6, _reasons),
    ("in-time", 6, _in_time),
    ("opinions", 15, _opinions),
    ("inspection", 6, _inspection),
    ("special", 5, _special),
    ("hearing", 10, _hearing),
    ("fees", 19, _fees),
    ("supervision", 10, _supervision),
    ("delivery", 5, _delivery),
    ("binding", 12, _binding),
)

"""Guards of extension, hearing, field check, decision and end (AL 8, 34 to 38, 42, 47)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.act_bodies import (
    CertificateAct,
    Decision,
    Extension,
    FieldCheck,
    HearingNotice,
    Opinion,
    Rank,
    Verdict,
)
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.catalogue import Limit
from app.domain.clocks import case_clocks, open_stops
from app.domain.law import Ground
from app.domain.procedure.every_act import last_act, written
from app.domain.procedure.issue_guards import RENEWED, SILENCE
from app.domain.procedure.standing import Question, Standing
from app.domain.procedure.window_guards import accepted_in_form, credit_allows_promise
from app.domain.working_days import due
from app.errors import Problem

_INSPECTORS = 2
"""At least two officers inspect (AL 34(3))."""
_ANY_DAY = date(2026, 1, 5)


def is_instant(ground: Ground) -> bool:
    """Tell whether an item is decided at the window: the bureau's word, else a promise of at once."""
    if ground.rule.instant is not None:
        return ground.rule.instant
    limit = ground.limits.promised
    if limit is None:
        return False
    reckoned = due(_ANY_DAY, limit, ground.calendar)
    return reckoned is not None and reckoned.day == _ANY_DAY


def extension_of(ground: Ground) -> tuple[Limit | None, Rank]:
    """Return how long the limit may be extended, and by whom (AL 42(1), (2))."""
    procedure = ground.regime.procedure
    if ground.unified and ground.regime.unified_limit is not None:
        return procedure.unified_extension, Rank.GOVERNMENT_HEAD
    return procedure.extension, Rank.AGENCY_HEAD


def may_be_extended(ask: Question) -> None:
    """Once, and while the limit runs.

    Raises Problem `case.no-extension`, `case.no-legal-limit`, `case.extended-already`,
    `case.extension-late` (params: due).
    """
    limit, _ = extension_of(ask.ground)
    if limit is None:
        raise Problem("case.no-extension", item=ask.item, article=ask.article)
    legal = ask.standing.clocks.legal
    if legal is None:
        raise Problem("case.no-legal-limit", item=ask.item, article=ask.article)
    if ask.case.extended_days:
        raise Problem("case.extended-already", item=ask.item, article=ask.article)
    if ask.standing.today > legal.day:
        raise Problem("case.extension-late", item=ask.item, due=str(legal.day), article=ask.article)


def extension_is_approved(ask: Question) -> None:
    """Within the limit, by the right rank, with reason and, of the government, the approval's number.

    Raises Problem `case.extension-rank`, `case.extension-days` (params: most),
    `case.extension-unclear`, `case.extension-number`, `case.extension-not-today`,
    `case.extension-date` (params: due).
    """
    body = ask.body(Extension)
    limit, rank = extension_of(ask.ground)
    assert limit is not None  # `may_be_extended` has seen it
    if body.rank is not rank:
        government = rank is Rank.GOVERNMENT_HEAD
        code = "case.extension-rank-government" if government else "case.extension-rank-agency"
        raise Problem(code, item=ask.item, article=ask.article)
    if not 1 <= body.days <= (limit.value or 0):
        raise Problem("case.extension-days", item=ask.item, most=limit.value, article=ask.article)
    if not written(body.reason, body.approver):
        raise Problem("case.extension-unclear", item=ask.item, article=ask.article)
    if rank is Rank.GOVERNMENT_HEAD and not written(body.approval_no):
        raise Problem("case.extension-number", item=ask.item, article=ask.article)
    if ask.deed.at.date() != ask.deed.recorded_at.date():
        raise Problem("case.extension-not-today", item=ask.item, article=ask.article)
    new = extended_due(ask.standing, body.days)
    if body.new_due is not None and body.new_due != new:
        raise Problem("case.extension-date", item=ask.item, due=str(new), article=ask.article)


def extended_due(standing: Standing, days: int) -> date | None:
    """Return the legal day after an extension by some working days."""
    case = replace(standing.case, extended_days=standing.case.extended_days + days)
    legal = case_clocks(case, standing.acts, standing.ground, standing.today).legal
    return legal.day if legal else None


def hearing_is_told_whole(ask: Question) -> None:
    """Who was told, in what matter, and until when a hearing may be asked for (AL 36, 47).

    Raises Problem `case.hearing-unclear`, `case.hearing-until` (params: due).
    """
    body = ask.body(HearingNotice)
    if not body.parties or not written(*body.parties, body.matter):
        raise Problem("case.hearing-unclear", item=ask.item, article=ask.article)
    least = hearing_until(ask.standing, ask.deed.at.date())
    if body.hearing and least is not None and (body.until is None or body.until < least):
        raise Problem("case.hearing-until", item=ask.item, due=str(least), article=ask.article)


def hearing_until(standing: Standing, on: date) -> date | None:
    """Return the last day to ask for a hearing told on a day (None: the regime knows no such term)."""
    limit = standing.ground.regime.procedure.hearing_request
    last = due(on, limit, standing.ground.calendar, move_last=True) if limit else None
    return last.day if last else None


def field_check_is_by_two(ask: Question) -> None:
    """Two officers or more with their cards, where, when, what they found (AL 34(3)).

    Raises Problem `case.officers-too-few`, `case.officer-unclear`, `case.field-check-unclear`,
    `case.field-check-time`.
    """
    body = ask.body(FieldCheck)
    if not all(written(officer.name, officer.card_no) for officer in body.officers):
        raise Problem("case.officer-unclear", item=ask.item, article=ask.article)
    people = {officer.name.strip() for officer in body.officers}
    cards = {officer.card_no.strip() for officer in body.officers}
    if min(len(people), len(cards)) < _INSPECTORS:
        raise Problem("case.officers-too-few", item=ask.item, article=ask.article)
    if not written(body.place, body.findings):
        raise Problem("case.field-check-unclear", item=ask.item, article=ask.article)
    if not ask.case.received_at <= body.began <= body.ended <= ask.standing.now:
        raise Problem("case.field-check-time", item=ask.item, article=ask.article)


def nothing_stands_still(ask: Question) -> None:
    """Nothing is decided while a special procedure runs. Raises Problem `case.stopped`."""
    if open_stops(ask.standing.acts):
        raise Problem("case.stopped", item=ask.item, article=ask.article_on("stop"))


def nothing_owed(ask: Question) -> None:
    """Nothing is granted while materials are owed. Raises Problem `case.still-owes`."""
    if ask.case.state is CaseState.ACCEPTED_OWING:
        raise Problem("case.still-owes", item=ask.item, article=ask.article_on("accept-owing"))


def hearing_term_over(ask: Question) -> None:
    """Wait until a hearing may no longer be asked for (AL 47). Raises Problem `case.hearing-open` (until)."""
    untils = [
        act.body.until
        for act in ask.standing.acts
        if isinstance(act.body, HearingNotice) and act.body.hearing and act.body.until
    ]
    if untils and ask.standing.today <= max(untils):
        article = ask.article_on("tell-hearing")
        raise Problem("case.hearing-open", item=ask.item, until=str(max(untils)), article=article)


def field_check_passed(ask: Question) -> None:
    """Where the bureau's rule asks for a field check, the last one passed.

    Raises Problem `case.field-check-missing`, `case.field-check-failed`.
    """
    if not ask.ground.rule.field_check:
        return
    last = last_act(ask.standing, ActKind.FIELD_CHECK)
    article = ask.article_on("field-check")
    if last is None:
        raise Problem("case.field-check-missing", item=ask.item, article=article)
    if isinstance(last.body, FieldCheck) and not last.body.passed:
        raise Problem("case.field-check-failed", item=ask.item, article=article)


def review_has_spoken(ask: Question) -> None:
    """All steps spoke and the last one decides, or an instant item is decided at the window.

    Raises Problem `case.review-open` (params: step), `case.decided-otherwise`,
    `case.decision-not-yours`, `case.not-instant`, `case.four-eyes`, and what an acceptance refuses.
    """
    if at_the_window(ask):
        if ask.case.state is CaseState.RECEIVED and ask.kind is ActKind.GRANT:
            accepted_in_form(ask)
            credit_allows_promise(ask)
        return
    if ask.case.state is CaseState.RECEIVED:
        raise Problem("case.not-instant", item=ask.item, article=ask.article)
    steps, step = ask.standing.steps, ask.case.step
    if step < len(steps):
        raise Problem("case.review-open", item=ask.item, step=steps[step], article=ask.article)
    last = ask.standing.opinions[-1] if ask.standing.opinions else None
    if last is None or not isinstance(last.body, Opinion):
        return
    wanted = Verdict.GRANT if ask.kind is ActKind.GRANT else Verdict.REFUSE
    if last.body.verdict is not wanted:
        raise Problem("case.decided-otherwise", item=ask.item, article=ask.article)
    if last.by != ask.person:
        raise Problem("case.decision-not-yours", item=ask.item, article=ask.article)


def at_the_window(ask: Question) -> bool:
    """Tell whether a clerk decides an instant item on the spot (AL 34(2)).

    Raises Problem `case.not-instant`, `case.four-eyes`.
    """
    body = ask.act.body if ask.act else None
    clerk = ask.actor is not None and Role.CLERK in ask.actor.roles
    instant = is_instant(ask.ground)
    if isinstance(body, Decision) and not body.on_the_spot:
        return False
    if not (instant and clerk):
        if isinstance(body, Decision):
            raise Problem("case.not-instant", item=ask.item, article=ask.article)
        return False
    if ask.ground.rule.four_eyes:
        raise Problem("case.four-eyes", item=ask.item, article=ask.article_on("four-eyes"))
    return True


def silence_renews(ask: Question) -> None:
    """Let silence renew only where the regime says so (AL 50). Raises `case.no-renewal-by-law`."""
    if not ask.ground.regime.procedure.renewed_by_silence:
        raise Problem("case.no-renewal-by-law", item=ask.item, article=ask.article)


def renewal_is_by_silence(ask: Question) -> None:
    """Ask which certificate was renewed, and by nothing but silence. Raises as `silence_renews`."""
    body = ask.body(CertificateAct)
    if (body.change, body.ground) != (RENEWED, SILENCE):
        raise Problem("case.no-renewal-by-law", item=ask.item, article=ask.article)


def grant_says_what(ask: Question) -> None:
    """Raise Problem `case.content-missing`, `case.term-wrong`."""
    body = ask.body(Decision)
    if not written(body.content):
        raise Problem("case.content-missing", item=ask.item, article=ask.article)
    if body.valid_from and body.valid_until and body.valid_until < body.valid_from:
        raise Problem("case.term-wrong", item=ask.item, article=ask.article)


def refusal_has_remedies(ask: Question) -> None:
    """Ask for the remedies (AL 38(2)). Raises Problem `case.no-remedies` (decider)."""
    decider = ask.ground.decider
    if ask.ground.regime.remedies and not (decider.remedy_body and decider.court):
        raise Problem("case.no-remedies", item=ask.item, decider=decider.name, article=ask.article)


def refusal_says_why(ask: Question) -> None:
    """Facts, reasons and basis are compulsory (AL 38(2)). Raises Problem `case.refusal-unclear`."""
    body = ask.body(Decision)
    if not written(body.facts, body.reasons, body.basis):
        raise Problem("case.refusal-unclear", item=ask.item, article=ask.article)

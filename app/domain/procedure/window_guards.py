"""Guards of the window: receipt, correction, acceptance, repair (AL 29 to 32)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.act_bodies import (
    Acceptance,
    ApplicantChange,
    Arrival,
    Correction,
    Ending,
    ItemChange,
    NonAcceptance,
    PromiseCheck,
    Recall,
    SpotCorrection,
    Supplement,
)
from app.domain.acts import Act, ActKind
from app.domain.case import CaseState, HandedIn, Outcome, OutcomeKind
from app.domain.certificate import Bar, BarGround
from app.domain.clocks import counting_day
from app.domain.outcomes import CaseFacts, check_outcome
from app.domain.procedure.every_act import last_act, written
from app.domain.procedure.standing import Question, Standing
from app.domain.working_days import due
from app.errors import Problem

NO_RESULT = "no-result"
"""The ground on which a case ends whose needed result was not given."""
NOT_SUPPLIED = "not-supplied"
"""The ground on which a case ends whose applicant let the term of a correction notice pass."""
OWED_LAPSED = "owed-lapsed"
"""The ground on which the law itself ends a case whose owed supplements did not come."""
_FREES = frozenset({ActKind.CHANGE_ITEM, ActKind.RENEW_BY_LAW, ActKind.END_CERTIFICATE})


def first_act(ask: Question) -> None:
    """Let a receipt be a case's first act. Raises Problem `case.already-received`."""
    if ask.case.acts:
        raise Problem("case.already-received", item=ask.item, article=ask.article)


def result_is_waited_for(ask: Question) -> None:
    """Let a result arrive only where the case needs it. Raises Problem `case.result-not-waited-for`."""
    body = ask.body(Arrival)
    if body.from_case not in ask.case.waits_for:
        raise Problem("case.result-not-waited-for", item=ask.item, article=ask.article)


def spot_correction_says_what(ask: Question) -> None:
    """Ask what was corrected. Raises Problem `case.what-missing`."""
    if not written(ask.body(SpotCorrection).what):
        raise Problem("case.what-missing", item=ask.item, article=ask.article)


def notice_in_time(ask: Question) -> None:
    """Where silence accepts, no notice after its last day. Raises Problem `case.notice-late`."""
    notice = ask.standing.clocks.notice
    deemed = ask.ground.regime.deemed_accepted
    if deemed and notice is not None and ask.standing.today > notice.day:
        raise Problem("case.notice-late", item=ask.item, due=str(notice.day), article=ask.article)


def notice_once(ask: Question) -> None:
    """Ask for papers handed in since the last notice. Raises Problem `case.notice-again`."""
    last = last_act(ask.standing, ActKind.ASK_CORRECTION, ActKind.RECALL_CORRECTION)
    told = last is not None and last.kind is ActKind.ASK_CORRECTION
    since = last_act(ask.standing, ActKind.SUPPLEMENT, ActKind.CHANGE_ITEM)
    if told and last is not None and (since is None or since.seq < last.seq):
        raise Problem("case.notice-again", item=ask.item, article=ask.article_on("one-notice"))


def correction_is_whole(ask: Question) -> None:
    """All defects at once, each with its standard; a second notice is flagged and says why.

    Raises what `check_outcome` refuses, and Problem `case.round-wrong`, `case.returned-wrong`,
    `case.second-notice-flag`, `case.second-notice-why`, `case.second-notice-old` (params: subjects).
    """
    body = ask.body(Correction)
    _as_outcome(ask, Outcome(ask.case.item_id, OutcomeKind.CORRECT, defects=body.defects))
    if body.round != ask.case.round:
        raise Problem("case.round-wrong", item=ask.item, article=ask.article)
    if set(body.returned) != set(to_return(ask.standing)):
        raise Problem("case.returned-wrong", item=ask.item, article=ask.article)
    second = ask.case.corrections > 0
    if body.second != second:
        raise Problem("case.second-notice-flag", item=ask.item, article=ask.article)
    if second:
        if not written(body.why):
            raise Problem("case.second-notice-why", item=ask.item, article=ask.article)
        _only_new_papers(ask, body)


def _only_new_papers(ask: Question, body: Correction) -> None:
    """Keep a second notice to papers of the new round: what was there before was to be told at once.

    Each defect names its paper; a field of the form, or any other thing, was there before.
    """
    facts = ask.standing.facts
    handed = last_act(ask.standing, ActKind.SUPPLEMENT)
    if facts is None or handed is None or not isinstance(handed.body, Supplement):
        return
    labels = [one.label for one in facts.materials if one.key in handed.body.materials]
    subjects = [defect.subject for defect in body.defects]
    told = [subject for subject in subjects if not any(label in subject for label in labels)]
    if labels and told:
        raise Problem(
            "case.second-notice-old",
            item=ask.item,
            subjects="、".join(told),
            article=ask.article_on("one-notice"),
        )


def recalls_the_last_notice(ask: Question) -> None:
    """Raise Problem `case.recall-of-another`, `case.why-missing`."""
    body = ask.body(Recall)
    last = last_act(ask.standing, ActKind.ASK_CORRECTION)
    if last is None or body.correction != last.id:
        raise Problem("case.recall-of-another", item=ask.item, article=ask.article)
    _why(ask, body.why)


def supplement_opens_a_round(ask: Question) -> None:
    """Ask for all that was returned, under a regime that returns defective papers.

    Raises Problem `case.nothing-handed-in`, `case.returned-missing` (params: materials),
    `case.round-wrong`.
    """
    body = ask.body(Supplement)
    if not body.materials:
        raise Problem("case.nothing-handed-in", item=ask.item, article=ask.article)
    lacking = [key for key in _returned(ask) if key not in body.materials]
    if lacking:
        facts = ask.standing.facts
        labels = {one.key: one.label for one in (facts.materials if facts else ())}
        named = "、".join(labels.get(key, key) for key in lacking)
        article = ask.article_on("ask-correction")
        raise Problem("case.returned-missing", item=ask.item, materials=named, article=article)
    if body.round != ask.case.round + 1:
        raise Problem("case.round-wrong", item=ask.item, article=ask.article)


def _returned(ask: Question) -> tuple[str, ...]:
    """Return the keys of the materials that the last notice gave back."""
    last = last_act(ask.standing, ActKind.ASK_CORRECTION)
    return last.body.returned if last and isinstance(last.body, Correction) else ()


def to_return(standing: Standing) -> tuple[str, ...]:
    """Return the keys of what a notice now gives back: the defective papers, where they go back."""
    facts, procedure = standing.facts, standing.ground.regime.procedure
    if facts is None or not procedure.correction_returns:
        return ()
    return tuple(one.key for one in facts.materials if one.state is HandedIn.DEFECTIVE)


def accepted_in_form(ask: Question) -> None:
    """Everything that an acceptance needs (AL 32(1)(5)); raises what `check_outcome` refuses."""
    if ask.standing.facts is None:
        assert ask.act is None  # nobody accepts what nobody looked at
        return
    owing = ask.kind is ActKind.ACCEPT_OWING
    kind = OutcomeKind.ACCEPT_OWING if owing else OutcomeKind.ACCEPT
    _as_outcome(ask, Outcome(ask.case.item_id, kind))


def counts_from_its_day(ask: Question) -> None:
    """Count the limits from the day of acceptance. Raises Problem `case.counts-from-wrong`."""
    act = ask.deed
    body = ask.body(Acceptance)
    rest = ask.ground.rest_day_next
    day = counting_day(act.at, ask.ground.calendar, rest_day_next=rest)
    if body.counts_from != day:
        raise Problem("case.counts-from-wrong", item=ask.item, day=str(day), article=ask.article)


def owes_until_a_day(ask: Question) -> None:
    """Ask what is owed and until when. Raises Problem `case.owes-nothing`."""
    body = ask.body(Acceptance)
    if not body.owed or body.owed_until is None:
        raise Problem("case.owes-nothing", item=ask.item, article=ask.article)


def not_barred(ask: Question) -> None:
    """Who is barred from a matter of public safety may not be admitted to it (AL 78, 79).

    Raises Problem `case.barred` (params: until); its article is the bar's own basis.
    """
    bar = ask.ground.bar_by_law(ask.case.item_id, ask.standing.today)
    if bar is not None:
        raise Problem("case.barred", item=ask.item, until=str(bar.ends or ""), article=bar.basis)


def credit_allows_owing(ask: Question) -> None:
    """Bad credit shuts 容缺 until repaired. Raises Problem `case.credit-owing` (params: basis)."""
    credit_allows_promise(ask)
    for bar in _bad_credit(ask):
        article = ask.article_on("credit")
        raise Problem("case.credit-owing", item=ask.item, basis=bar.basis, article=article)


def credit_allows_promise(ask: Question) -> None:
    """Bad credit shuts 告知承诺 until repaired. Raises Problem `case.credit-promise` (params: basis)."""
    facts = ask.standing.facts
    if facts is None or all(one.state is not HandedIn.PROMISED for one in facts.materials):
        return
    for bar in _bad_credit(ask):
        article = ask.article_on("credit")
        raise Problem("case.credit-promise", item=ask.item, basis=bar.basis, article=article)


def _bad_credit(ask: Question) -> tuple[Bar, ...]:
    bars = ask.ground.bars_on(ask.case.item_id, ask.standing.today)
    return tuple(bar for bar in bars if bar.ground is BarGround.BAD_CREDIT)


def silence_lapsed(ask: Question) -> None:
    """Let the law accept only after its days went by without a notice (AL 32(1)(4)).

    Raises Problem `case.no-acceptance-by-law`.
    """
    notice = ask.standing.clocks.notice
    lapsed = notice is not None and ask.standing.today > notice.day
    if not (ask.ground.regime.deemed_accepted and lapsed):
        raise Problem("case.no-acceptance-by-law", item=ask.item, article=ask.article)


def dated_back(ask: Question) -> None:
    """Date an acceptance by law back to the receipt. Raises Problem `case.counts-from-wrong`."""
    handed_in = ask.case.handed_in_at
    if handed_in is not None and ask.deed.at != handed_in:
        day = str(handed_in.date())
        raise Problem("case.counts-from-wrong", item=ask.item, day=day, article=ask.article)


def refusal_is_reasoned(ask: Question) -> None:
    """Reason, basis and the competent body (AL 32(1), 72(7), 78); raises what `check_outcome` refuses."""
    body = ask.body(NonAcceptance)
    not_needed = ask.kind is ActKind.NOT_NEEDED
    kind = OutcomeKind.NOT_NEEDED if not_needed else OutcomeKind.REFUSE
    _as_outcome(
        ask,
        Outcome(
            ask.case.item_id,
            kind,
            reason=body.reason,
            basis=body.basis,
            competent=body.competent,
            false_materials=body.false_materials,
        ),
    )


def nothing_examined_yet(ask: Question) -> None:
    """Change no item whose examination began. Raises Problem `case.examined-already`."""
    begun = last_act(
        ask.standing, ActKind.OPINE, ActKind.STOP, ActKind.FIELD_CHECK, ActKind.DEMAND_FEE
    )
    if begun is not None:
        raise Problem("case.examined-already", item=ask.item, article=ask.article)


def item_change_is_real(ask: Question) -> None:
    """Raise Problem `case.item-same`, `case.why-missing`."""
    body = ask.body(ItemChange)
    if body.old_item == body.new_item:
        raise Problem("case.item-same", item=ask.item, article=ask.article)
    _why(ask, body.why)


def applicant_change_is_real(ask: Question) -> None:
    """Raise Problem `case.applicant-same`, `case.why-missing`."""
    body = ask.body(ApplicantChange)
    if body.old_digest == body.new_digest:
        raise Problem("case.applicant-same", item=ask.item, article=ask.article)
    _why(ask, body.why)


def owed_in_time(ask: Question) -> None:
    """Take what is owed until its day, that day included. Raises Problem `case.owed-late`."""
    until = ask.case.owed_due
    if until is not None and ask.standing.today > until:
        raise Problem("case.owed-late", item=ask.item, due=str(until), article=ask.article)


def supplies_what_is_owed(ask: Question) -> None:
    """Raise Problem `case.nothing-handed-in`, `case.not-owed`."""
    body = ask.body(Supplement)
    if not body.materials:
        raise Problem("case.nothing-handed-in", item=ask.item, article=ask.article)
    if not still_owed(ask.standing.acts).keys() >= set(body.materials):
        raise Problem("case.not-owed", item=ask.item, article=ask.article)


def still_owed(acts: Sequence[Act]) -> Mapping[str, date]:
    """Return what an accepted case still owes: key of the material → its last day.

    Promises found broken are owed like materials; a promise found kept is owed no more, and nothing
    is where another item was meant, the licence was renewed by silence, or is gone.
    """
    owed: dict[str, date] = {}
    for act in acts:
        if act.kind in _FREES:
            owed = {}
        match act.body:
            case Acceptance(owed=keys, owed_until=until):
                owed = dict.fromkeys(keys, until) if until else {}
            case PromiseCheck(materials=keys, until=until) if until:
                owed |= dict.fromkeys(keys, until)
            case PromiseCheck(materials=keys):
                owed = _without(owed, keys)
            case Supplement(materials=keys) if act.kind is ActKind.SUPPLY_OWED:
                owed = _without(owed, keys)
    return owed


def _without(owed: Mapping[str, date], keys: tuple[str, ...]) -> dict[str, date]:
    return {key: until for key, until in owed.items() if key not in keys}


def owed_lapsed(ask: Question) -> None:
    """Only after the last day, that day included. Raises Problem `case.owed-not-lapsed`."""
    until = ask.case.owed_due
    if until is None or ask.standing.today <= until:
        raise Problem("case.owed-not-lapsed", item=ask.item, article=ask.article)


def withdrawal_is_signed(ask: Question) -> None:
    """Raise Problem `case.withdrawal-unsigned`."""
    if not ask.body(Ending).signed:
        raise Problem("case.withdrawal-unsigned", item=ask.item, article=ask.article)


def termination_has_ground(ask: Question) -> None:
    """Ask for a listed ground that is so; the law ends only what waits for a result that will not come.

    Raises Problem `case.ground-unknown`, `case.ground-not-so` (params: ground), `case.why-missing`.
    """
    body = ask.body(Ending)
    known = ask.ground.regime.procedure.ground_of("terminated", body.ground)
    by_law = body.ground == NO_RESULT and ask.case.state is CaseState.WAITING
    if known is None or (ask.actor is None and not by_law):
        raise Problem("case.ground-unknown", item=ask.item, article=ask.article)
    if ask.actor is not None and not is_so(ask.standing, body.ground, ask.deed.at.date()):
        raise Problem("case.ground-not-so", item=ask.item, ground=known.name, article=known.article)
    _why(ask, body.why)


def is_so(standing: Standing, ground: str, on: date) -> bool:
    """Tell whether a person may end a case on a ground on a day, as far as the case itself shows it.

    Of a person's death, say, it shows nothing: that is for who writes it. What is owed and does not
    come is the law's own act.
    """
    if ground == NOT_SUPPLIED:
        return _term_has_passed(standing, on)
    return ground != OWED_LAPSED and (ground != NO_RESULT or standing.lost)


def _term_has_passed(standing: Standing, on: date) -> bool:
    """Tell whether a correction was asked for and the applicant's term for it is over."""
    asked, limit = last_act(standing, ActKind.ASK_CORRECTION), standing.ground.resubmit
    if standing.case.state is not CaseState.CORRECTION or asked is None:
        return False
    if limit is None:
        return True
    last = due(asked.at.date(), limit, standing.ground.calendar, move_last=True)
    return last is None or on > last.day


def _why(ask: Question, why: str) -> None:
    if not written(why):
        raise Problem("case.why-missing", item=ask.item, article=ask.article)


def _as_outcome(ask: Question, outcome: Outcome) -> None:
    """Put a window act to the guards of AL 32 (`check_outcome`)."""
    facts = ask.standing.facts or CaseFacts(ask.case, (), (), {})
    check_outcome(replace(facts, case=ask.case), outcome, ask.ground, ask.standing.today)

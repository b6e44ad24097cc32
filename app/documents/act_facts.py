"""What papers say of the act that they witness: stops, extensions, decisions, endings, delivery.

Every function answers empty where the subject has no act, or one whose body does not say it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from app.documents.act_grounds import body_of, elsewhere, ground_of_act, warned
from app.documents.asked import asked_change
from app.documents.certificate_layouts import certified
from app.documents.law_names import bracketed, rests_on_own_laws
from app.documents.limits import due_day, item_of
from app.documents.money import amount_in_words, amount_text
from app.documents.subject import PaperSubject
from app.documents.words import (
    clause_of,
    date_text,
    joined,
    limit_text,
    moment_text,
    printed,
    sentence_of,
    word,
    word_for,
)
from app.domain.act_bodies import (
    Assignment,
    CertificateAct,
    Decision,
    Delivery,
    DeliveryWay,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    Stop,
)
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.paper import PaperKind

Fact = Callable[[PaperSubject], object]

_FORMS = {
    ActKind.ACCEPT_BY_LAW: "by-law",
    ActKind.SUPPLEMENT: "supplement",
    ActKind.SUPPLY_OWED: "owed",
}
_ON_PAPER = "on-paper"
_DIGEST_SHOWN = 16


def variant(subject: PaperSubject) -> str:
    """Return which form of its kind a paper takes, empty for the usual one.

    A regime may keep its title and basis under `kind.variant`.
    """
    if change := body_of(subject, CertificateAct):
        return change.change
    if extension := body_of(subject, Extension):
        return extension.rank.value
    if notice := body_of(subject, HearingNotice):
        return "" if notice.hearing else "statement"
    if decision := body_of(subject, Decision):
        return asked_change(subject) or ("on-the-spot" if decision.on_the_spot else "")
    return _FORMS.get(subject.act.kind, "") if subject.act else ""


def kind_key(subject: PaperSubject) -> str:
    """Return under which kind of paper a regime keeps title and basis.

    The decision of a registrar is one kind of paper, but grants or refuses; what grants a change or a
    renewal is told like the change of a certificate.
    """
    kind = subject.kind
    if kind is PaperKind.REGISTRATION:
        kind = PaperKind.REFUSAL if refused(subject) else PaperKind.GRANT
    decided = body_of(subject, Decision) is not None
    changes = decided and kind is PaperKind.GRANT and asked_change(subject)
    return (PaperKind.AMENDMENT if changes else kind).value


def refused(subject: PaperSubject) -> bool:
    """Tell whether the paper refuses."""
    return subject.kind is PaperKind.REFUSAL or _is(subject, ActKind.REFUSE)


def withdrawn(subject: PaperSubject) -> bool:
    """Tell whether the applicant himself ended it."""
    return _is(subject, ActKind.WITHDRAW)


def supplies_owed(subject: PaperSubject) -> bool:
    """Tell whether materials were handed in that an accepted case still owed."""
    return _is(subject, ActKind.SUPPLY_OWED)


def _lapsed(subject: PaperSubject) -> str:
    """Return what happened where owed materials did not come: the law acts without words."""
    if not _is(subject, ActKind.OWED_LAPSED):
        return ""
    name = "owed_withdrawn" if subject.bureau.owed_end is OwedEnd.WITHDRAWN else "owed_lapsed"
    return word(name, date=date_text(due_day(subject, "owed")))


def _why(subject: PaperSubject) -> object:
    return _body("why", clause_of)(subject) or _lapsed(subject)


def _facts_found(subject: PaperSubject) -> object:
    return _body("facts", sentence_of)(subject) or sentence_of(_lapsed(subject))


def _reasons(subject: PaperSubject) -> object:
    return _body("reasons", sentence_of)(subject) or (_lapsed(subject) and word("owed_reasons"))


def _is(subject: PaperSubject, kind: ActKind) -> bool:
    return subject.act is not None and subject.act.kind is kind


def _body(name: str, change: Callable[[str], str] = str) -> Fact:
    """Return the reading of a text or number of whatever body the act has."""

    def fact(subject: PaperSubject) -> str:
        value = getattr(subject.act.body, name, None) if subject.act else None
        return change(str(value)) if value else ""

    return fact


def _when(name: str) -> Fact:
    """Return the reading of a day or a moment of whatever body the act has."""

    def fact(subject: PaperSubject) -> str:
        value = getattr(subject.act.body, name, None) if subject.act else None
        if isinstance(value, datetime):
            return moment_text(value)
        return date_text(value) if isinstance(value, date) else ""

    return fact


def named(kind: type[object], name: str, words: str) -> Fact:
    """Return the reading of a code of a body as its word."""

    def fact(subject: PaperSubject) -> str:
        body = body_of(subject, kind)
        return word_for(words, str(getattr(body, name))) if body else ""

    return fact


def _stop_effect(subject: PaperSubject) -> str:
    stop = body_of(subject, Stop)
    return word("stop_of_promise" if stop.promise_only else "stop_of_limits") if stop else ""


def _approver(subject: PaperSubject) -> str:
    extension = body_of(subject, Extension)
    if extension is None or not extension.approver:
        return ""
    rank = word_for("ranks", extension.rank.value)
    return word("approver", rank=rank, name=extension.approver)


def _new_due(subject: PaperSubject) -> str:
    extension = body_of(subject, Extension)
    return date_text(extension.new_due or due_day(subject, "legal")) if extension else ""


def _conclusion(subject: PaperSubject) -> str:
    check = body_of(subject, FieldCheck)
    return word("check_passed" if check.passed else "check_failed") if check else ""


def _parties(subject: PaperSubject) -> str:
    notice = body_of(subject, HearingNotice)
    return joined(notice.parties) if notice else ""


def _hearing_term(subject: PaperSubject) -> str:
    """Return how long a hearing may be asked for after being told of it (AL 47), where the law says so."""
    told = body_of(subject, HearingNotice)
    return limit_text(subject.regime.procedure.hearing_request) if told and subject.regime else ""


def _granted(subject: PaperSubject) -> str:
    """Return what is granted: in the decider's words, else the item as it was applied for."""
    decision = body_of(subject, Decision)
    if decision is None:
        return ""
    return sentence_of(decision.content or printed(subject.case.item_name if subject.case else ""))


def _term(subject: PaperSubject) -> str:
    """Return how long a grant holds; where the decision does not say, its certificate does."""
    decision = body_of(subject, Decision)
    if decision is None:
        return ""
    if decision.valid_from is None:
        return word("term_of_certificate" if is_certified(subject) else "term_open")
    return span(decision.valid_from, decision.valid_until)


def span(begins: date, ends: date | None) -> str:
    """Return a term in words; `ends` None: without end."""
    if ends is None:
        return word("term_endless", begins=date_text(begins))
    return word("term", begins=date_text(begins), ends=date_text(ends))


def is_certified(subject: PaperSubject) -> bool:
    """Tell whether the item ends in a certificate, not only in the decision itself."""
    item = item_of(subject)
    own = subject.bureau.rule(item.id).certificate_kind if item else None
    return item is not None and certified(item.result.document, own) is not None


def document_of(subject: PaperSubject) -> str:
    """Return the name of the document that the item results in."""
    item = item_of(subject)
    return printed(item.result.document) if item else ""


def _of_law(words: str) -> Fact:
    """Return the reading of what a regime calls something."""
    return lambda s: word_for(words, s.regime.code if s.regime else "", "其他")


def _decides(subject: PaperSubject) -> object:
    says = "refusing" if refused(subject) else "granting"
    if asked := asked_change(subject):
        named_object = str(_of_law("objects")(subject))
        return word(f"{says}_change", change=word_for("changes", asked), object=named_object)
    return _of_law(says)(subject)


def _signature(subject: PaperSubject) -> str:
    delivery = body_of(subject, Delivery)
    if delivery is None or delivery.signature in {"", _ON_PAPER}:
        return ""
    return word("signed_on_screen", digest=delivery.signature[:_DIGEST_SHOWN])


def _left_behind(subject: PaperSubject) -> bool:
    """Tell whether the papers were left before a witness, as the receiver refused them."""
    delivery = body_of(subject, Delivery)
    return delivery is not None and delivery.way is DeliveryWay.LEFT


def _fee(show: Callable[[int], str]) -> Fact:
    def fact(subject: PaperSubject) -> str:
        fee = body_of(subject, Fee)
        return show(fee.amount) if fee and fee.amount > 0 else ""

    return fact


def _submitted(subject: PaperSubject) -> str:
    """Return on which day the materials that the act speaks of were handed in."""
    if subject.sitting is None:
        return ""
    before = subject.act.seq if subject.act else 0
    rounds = [a.at for a in subject.acts if a.kind is ActKind.SUPPLEMENT and a.seq < before]
    return date_text((rounds[-1] if rounds else subject.sitting.received_at).date())


def _decided_date(subject: PaperSubject) -> str:
    moment = subject.case.decided_at if subject.case else None
    return date_text(moment.date()) if moment else ""


def _decision_basis(subject: PaperSubject) -> str:
    decision = body_of(subject, Decision)
    if decision is None:
        return word("owed_basis") if _lapsed(subject) else ""
    return bracketed(clause_of(decision.basis))


def _taker(subject: PaperSubject) -> str:
    """Return to whom papers go: the person they are handed to, else the team of the cases."""
    handed = body_of(subject, Assignment)
    names = {team.id: team.name for team in subject.bureau.teams}
    teams = joined(dict.fromkeys(names.get(case.team, case.team) for case in subject.cases))
    return (handed.holder_name if handed else "") or teams or word("review_desk")


def _hander(subject: PaperSubject) -> str:
    handed = subject.act is not None and body_of(subject, Assignment) is not None
    return subject.act.by_name if handed and subject.act else ""


ACT_TEXTS: Mapping[str, Fact] = {
    "act_date": lambda s: date_text(s.act.at.date()) if s.act else "",
    "act_moment": lambda s: moment_text(s.act.at) if s.act else "",
    "act_by": lambda s: s.act.by_name if s.act else "",
    "why": _why,
    "submitted_date": _submitted,
    "procedure": _body("name", clause_of),
    "planned_days": _body("planned_days"),
    "stop_begins": _when("begins"),
    "stop_until": lambda s: date_text(due_day(s, "stop")),
    "stop_effect": _stop_effect,
    "extension_days": _body("days"),
    "approver": _approver,
    "approval": _body("approval_no", lambda number: word("approval", number=number)),
    "new_due": _new_due,
    "parties": _parties,
    "hearing_matter": _body("matter", clause_of),
    "hearing_until": _when("until"),
    "hearing_term": _hearing_term,
    "check_place": _body("place"),
    "check_began": _when("began"),
    "check_ended": _when("ended"),
    "findings": _body("findings", sentence_of),
    "conclusion": _conclusion,
    "witness": _body("witness"),
    "granted_content": _granted,
    "grant_conditions": _body("conditions", sentence_of),
    "term": _term,
    "facts_found": _facts_found,
    "reasons": _reasons,
    "decision_basis": _decision_basis,
    "decides": _decides,
    "object": _of_law("objects"),
    "decided_date": _decided_date,
    "issue_due": lambda s: date_text(due_day(s, "issue")),
    "ground": lambda s: clause_of(ground_of_act(s)[0]),
    "delivery_way": named(Delivery, "way", "delivery_ways"),
    "receiver": _body("receiver"),
    "receiver_is": named(Delivery, "receiver_is", "receivers"),
    "id_tail": _body("id_tail"),
    "delivery_place": _body("place"),
    "tracking_no": _body("tracking_no"),
    "refusal": _body("refusal", clause_of),
    "relation": _body("relation", clause_of),
    "served_by": _body("entrusted"),
    "e_address": _body("address"),
    "e_consent": _body("consent", clause_of),
    "mismatch_reason": _body("mismatch_reason", clause_of),
    "signature": _signature,
    "fee": _fee(amount_text),
    "fee_in_words": _fee(amount_in_words),
    "taker": _taker,
    "hander": _hander,
}
"""How every text of an act is read."""

ACT_FLAGS: Mapping[str, Fact] = {
    "elsewhere": elsewhere,
    "warned": warned,
    "own_basis": lambda s: rests_on_own_laws(ground_of_act(s)[1]),
    "by_law": lambda s: _is(s, ActKind.ACCEPT_BY_LAW),
    "second": lambda s: bool(_body("second")(s)),
    "returned": lambda s: bool(_body("returned")(s)),
    "hearing": lambda s: bool(_body("hearing")(s)),
    "on_the_spot": lambda s: bool(_body("on_the_spot")(s)),
    "refused": refused,
    "withdrawn": withdrawn,
    "left_behind": _left_behind,
    "supplies_owed": supplies_owed,
    "front_part": lambda s: s.part != "notes",
    "notes_part": lambda s: s.part != "front",
}
"""How every truth about an act is read."""

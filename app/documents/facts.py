"""The variables of layouts: how each is read from a subject.

Three kinds: texts, flags (for `when`) and lists of rows (for tables). Labels and types for people
stand in `resources/layouts/variables.json`; a test holds the two together. Every function takes
what it is asked from and answers empty where the subject does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.documents.act_facts import (
    ACT_FLAGS,
    ACT_TEXTS,
    Fact,
    kind_key,
    refused,
    variant,
    withdrawn,
)
from app.documents.act_grounds import basis_of_act, body_of
from app.documents.certificate_facts import CERTIFICATE_TEXTS
from app.documents.law_names import bracketed, first_law, own_laws
from app.documents.limits import due_day, item_of, limit_of, limits
from app.documents.promise_facts import PROMISE_TEXTS
from app.documents.subject import PaperSubject
from app.documents.words import (
    clause_of,
    date_text,
    instant_unit,
    is_instant,
    joined,
    limit_text,
    masked,
    masked_name,
    moment_text,
    printed,
    sentence_of,
    word,
    word_for,
    words_of,
)
from app.domain.act_bodies import Correction, Decision, Supplement
from app.domain.case import ApplicantKind, Case
from app.domain.catalogue import ItemDefinition
from app.domain.paper import PaperKind

_ACCEPTING = frozenset({
    PaperKind.RECEIPT, PaperKind.ACCEPTANCE, PaperKind.CORRECTION, PaperKind.NOT_ACCEPTED,
    PaperKind.NOT_NEEDED,
})  # fmt: skip
"""Papers that say whether an application was received and accepted (AL 32(2))."""
_APPLICATION_FORM = "系统生成"
"""The catalogue's word for a material that the program prints."""


def _title(subject: PaperSubject) -> str:
    if subject.kind is PaperKind.APPLICATION:
        return _application_title(item_of(subject))
    return _of_regime(subject, "titles")


def _application_title(item: ItemDefinition | None) -> str:
    if item is None:
        return ""
    own = next((m.name for m in item.materials if m.exemption == _APPLICATION_FORM), "")
    return printed(own or word("application_title", item=item.name))


def _of_regime(subject: PaperSubject, table: str) -> str:
    """Return what the regime has for the paper's form of its kind, else for its kind."""
    if subject.regime is None:
        return ""
    words: Mapping[str, str] = getattr(subject.regime, table)
    kind = kind_key(subject)
    return words.get(f"{kind}.{variant(subject)}", words.get(kind, ""))


def _basis(subject: PaperSubject) -> str:
    """Return what the paper rests on: what the act names, else the regime.

    What changes a certificate rests on the regime's article for it; that of the ground speaks of the
    applicant's part.
    """
    if subject.kind is PaperKind.AMENDMENT and (own := _of_regime(subject, "bases")):
        return own
    outcome = subject.case.outcome if subject.case else None
    own = basis_of_act(subject) or bracketed(outcome.basis if outcome else "")
    return own or _of_regime(subject, "bases")


def _by_basis(subject: PaperSubject) -> str:
    """Return the basis as the beginning of a sentence; rules are not called a rule's rule."""
    basis = _basis(subject)
    named = word("by_rules" if basis.endswith(word("rules")) else "by_basis", basis=basis)
    return named if basis else ""


def _renewal_basis(subject: PaperSubject) -> str:
    """Return the article after which what is granted for a term is to be renewed in time."""
    decision = body_of(subject, Decision)
    if subject.regime is None or decision is None or decision.valid_until is None:
        return ""
    return subject.regime.bases.get(f"{PaperKind.AMENDMENT}.renewed", "")


def _clerk(subject: PaperSubject) -> str:
    if not subject.clerk_name or not subject.clerk_no:
        return subject.clerk_name
    return word("clerk", name=subject.clerk_name, number=subject.clerk_no)


def _window(subject: PaperSubject) -> str:
    window = next((w for w in subject.bureau.windows if w.id == _place(subject, "window")), None)
    if window is None:
        return ""
    hall = next((h.name for h in subject.bureau.halls if h.id == window.hall), "")
    return word("window", hall=hall, number=window.number)


def _received_moment(subject: PaperSubject) -> str:
    """Return when the papers came that the receipt is for."""
    if subject.act is not None and body_of(subject, Supplement) is not None:
        return moment_text(subject.act.at)
    return moment_text(subject.sitting.received_at) if subject.sitting else ""


def _place(subject: PaperSubject, name: str) -> str:
    return str(getattr(subject.sitting, name, ""))


def _hall(subject: PaperSubject, name: str) -> str:
    halls = subject.bureau.halls
    own = next((h for h in halls if h.id == _place(subject, "hall")), halls[0] if halls else None)
    return str(getattr(own, name, ""))


def _case(name: str, show: Callable[[object], str] = str) -> Fact:
    def fact(subject: PaperSubject) -> str:
        value = getattr(subject.case, name, None)
        return "" if value is None else show(value)

    return fact


def _day(name: str) -> Fact:
    def fact(subject: PaperSubject) -> str:
        value = getattr(subject.case, name, None)
        return "" if value is None else date_text(value.date())

    return fact


def _said(name: str, change: Callable[[str], str]) -> Fact:
    """Return the reading of what the act says, else of what was decided at the window."""

    def fact(subject: PaperSubject) -> str:
        outcome = subject.case.outcome if subject.case else None
        own = getattr(subject.act.body, name, "") if subject.act else ""
        return change(str(own or getattr(outcome, name, "")))

    return fact


def _not_needed(subject: PaperSubject) -> str:
    code = subject.regime.code if subject.regime else ""
    return word_for("not_needed", code, "其他")


def _said_not_needed(subject: PaperSubject) -> bool:
    """Tell whether the clerk's reason itself says that the item is not needed."""
    reason = str(_said("reason", str)(subject))
    return any(said in reason for said in words_of("said_not_needed"))


def _applicant(name: str, change: Callable[[str], str] = str) -> Fact:
    return lambda subject: change(
        str(getattr(subject.sitting.applicant, name)) if subject.sitting else ""
    )


def _agent(name: str, change: Callable[[str], str] = str) -> Fact:
    def fact(subject: PaperSubject) -> str:
        agent = subject.sitting.agent if subject.sitting else None
        return "" if agent is None else change(str(getattr(agent, name)))

    return fact


def _agent_until(subject: PaperSubject) -> str:
    agent = subject.sitting.agent if subject.sitting else None
    return date_text(agent.until) if agent else ""


def _powers(subject: PaperSubject) -> str:
    agent = subject.sitting.agent if subject.sitting else None
    return (joined(agent.powers) or word("powers")) if agent else ""


def _conditions_of_law(subject: PaperSubject) -> str:
    law = first_law(subject)
    return word("conditions_of_law", law=law) if law else word("legal_conditions")


def _item_names(subject: PaperSubject) -> str:
    names = [case.item_name for case in subject.cases] or [i.name for i in subject.items.values()]
    return joined(word("quoted", text=printed(name)) for name in names)


def _item_name(subject: PaperSubject) -> str:
    name = subject.case.item_name if subject.case else getattr(item_of(subject), "name", "")
    return printed(name)


def _special(subject: PaperSubject) -> str:
    """Return the procedures that stop the clock; that a case is done at once is none of them."""
    item = item_of(subject)
    names = map(printed, item.special_procedures if item else ())
    return joined(name for name in names if not is_instant(name) and not instant_unit(name))


def _remedies(subject: PaperSubject) -> bool:
    """Tell whether the paper names remedies: not for what the applicant wanted himself.

    Where the regime asks for none, they are named if the decider has them: nobody is harmed by being
    told, and who is not told has ten months more (Administrative Reconsideration Law 20).
    """
    wanted = withdrawn(subject) or (subject.kind is PaperKind.REGISTRATION and not refused(subject))
    asked = subject.regime is None or subject.regime.remedies
    return not wanted and (asked or bool(subject.decider.remedy_body and subject.decider.court))


def _seal_kind(subject: PaperSubject) -> str:
    """Return the seal on the paper: for what is said about acceptance the decider's own, if it has one."""
    accepting = subject.decider.acceptance_seal_kind if subject.kind in _ACCEPTING else ""
    return accepting or subject.decider.seal_kind


def _collected(subject: PaperSubject) -> str:
    """Return what is to be collected: the item's document, else the decision itself."""
    item = item_of(subject)
    document = printed(item.result.document) if item else ""
    return document or (subject.regime.titles.get(PaperKind.GRANT, "") if subject.regime else "")


def _applicant_shown(subject: PaperSubject) -> str:
    """Return the applicant for a slip that anybody may pick up: of a person only the first character."""
    applicant = subject.sitting.applicant if subject.sitting else None
    if applicant is None or applicant.kind is not ApplicantKind.PERSON:
        return applicant.name if applicant else ""
    return masked_name(applicant.name)


def _returned_names(subject: PaperSubject) -> str:
    """Return the materials that go back with a correction notice, where the regime returns them."""
    notice = body_of(subject, Correction)
    returned = notice.returned if notice else ()
    records = subject.sitting.materials if subject.sitting else ()
    return joined(word("quoted", text=printed(r.label)) for r in records if r.key in returned)


def _waits(case: Case) -> bool:
    return bool(case.waits_for) and case.handed_in_at is None


TEXTS: Mapping[str, Fact] = {
    "title": _title,
    "letterhead": lambda s: s.decider.letterhead,
    "agency": lambda s: s.decider.name,
    "bureau": lambda s: s.bureau.name,
    "number": lambda s: s.number,
    "barcode": lambda s: s.barcode,
    "made_date": lambda s: date_text(s.made_at.date()),
    "made_moment": lambda s: moment_text(s.made_at),
    "clerk": _clerk,
    "phone": lambda s: s.decider.phone,
    "complaint_phone": lambda s: s.decider.complaint_phone,
    "agency_address": lambda s: s.decider.address,
    "window": _window,
    "hall": lambda s: _hall(s, "name"),
    "hall_address": lambda s: _hall(s, "address"),
    "opening_hours": lambda s: _hall(s, "opening_hours"),
    "privacy": lambda s: s.bureau.privacy_notice,
    "pickup": lambda s: sentence_of(s.bureau.pickup),
    "query_code": lambda s: s.sitting.query_code if s.sitting else "",
    "sitting_number": lambda s: s.sitting.number if s.sitting else "",
    "received_moment": _received_moment,
    "received_date": lambda s: date_text(s.sitting.received_at.date()) if s.sitting else "",
    "applicant": _applicant("name"),
    "applicant_id_type": _applicant("id_type"),
    "applicant_id": _applicant("id_number"),
    "applicant_id_masked": _applicant("id_number", masked),
    "applicant_phone": _applicant("phone"),
    "applicant_address": _applicant("address"),
    "contact": lambda s: _agent("name")(s) or _applicant("name")(s),
    "contact_phone": lambda s: _agent("phone")(s) or _applicant("phone")(s),
    "agent": _agent("name"),
    "agent_id_type": _agent("id_type"),
    "agent_id": _agent("id_number"),
    "agent_id_masked": _agent("id_number", masked),
    "agent_phone": _agent("phone"),
    "powers": _powers,
    "agent_until": _agent_until,
    "item": _item_name,
    "item_names": _item_names,
    "item_count": lambda s: str(len(s.cases) or len(s.items)),
    "department": lambda s: getattr(item_of(s), "former_department", ""),
    "result": lambda s: printed(item.result.document) if (item := item_of(s)) else "",
    "laws": own_laws,
    "conditions_of_law": _conditions_of_law,
    "returned_names": _returned_names,
    "collected": _collected,
    "applicant_shown": _applicant_shown,
    "special": _special,
    "subject_word": lambda s: s.regime.subject_word if s.regime else "",
    "basis": _basis,
    "by_basis": _by_basis,
    "renewal_basis": _renewal_basis,
    "case_number": _case("number"),
    "handed_in_date": _day("handed_in_at"),
    "accepted_date": _day("accepted_at"),
    "promised_limit": lambda s: limit_of(s, "promised"),
    "legal_limit": lambda s: limit_of(s, "legal"),
    "limits": limits,
    "promised_due": lambda s: date_text(due_day(s, "promised")),
    "legal_due": lambda s: date_text(due_day(s, "legal")),
    "notice_due": lambda s: date_text(due_day(s, "notice")),
    "owed_due": lambda s: date_text(due_day(s, "owed")),
    "resubmit_due": lambda s: date_text(due_day(s, "resubmit")),
    "reason": _said("reason", sentence_of),
    "reason_clause": _said("reason", clause_of),
    "not_needed": _not_needed,
    "competent": _said("competent", clause_of),
    "remedy_body": lambda s: s.decider.remedy_body,
    "court": lambda s: s.decider.court,
    "consequence": lambda _s: word("consequence_of_promise"),
    "visits": lambda s: str(s.visits),
    "path": lambda s: word("plus").join(filter(None, map(limit_text, s.path))),
    "seal_kind": _seal_kind,
    "state": lambda s: word_for("case_states", s.case.state.value) if s.case else "",
    "delivered_date": _day("delivered_at"),
    "paper_count": lambda s: str(len(s.listed)),
    "page_count": lambda s: str(sum(paper.pages for paper in s.listed)),
    **ACT_TEXTS,
    **CERTIFICATE_TEXTS,
    **PROMISE_TEXTS,
}

FLAGS: Mapping[str, Fact] = {
    "provisional": lambda s: bool(
        (s.case and s.case.provisional) or any(due.provisional for due in s.dues.values())
    ),
    "remedies": _remedies,
    "deemed_accepted": lambda s: any(
        r.deemed_accepted for c in s.cases if (r := s.regimes.get(c.regime))
    ),
    "taken_in_for": lambda s: not s.decider.inside,
    "waiting": lambda s: any(_waits(case) for case in s.cases),
    "said_not_needed": _said_not_needed,
    **ACT_FLAGS,
}

"""The variables of layouts: how each is read from a subject.

Three kinds: texts, flags (for `when`) and lists of rows (for tables). Labels and types for people
stand in `resources/layouts/variables.json`; a test holds the two together. Every function takes
what it is asked from and answers empty where the subject does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.documents.subject import PaperSubject
from app.documents.words import date_text, joined, limit_text, masked, moment_text, word
from app.domain.case import Case
from app.domain.catalogue import ItemDefinition, Limit
from app.domain.paper import PaperKind
from app.domain.regime import Regime

Fact = Callable[[PaperSubject], object]

_APPLICATION_FORM = "系统生成"
"""The catalogue's word for a material that the program prints."""


def item_of(subject: PaperSubject) -> ItemDefinition | None:
    """Return the item of a paper about one item."""
    if subject.case is not None:
        return subject.items.get(subject.case.item_id)
    return next(iter(subject.items.values())) if len(subject.items) == 1 else None


def due_day(subject: PaperSubject, name: str) -> date | None:
    """Return a due date: the one given, else the case's own."""
    given = subject.dues.get(name)
    if given is not None:
        return given.day
    own: date | None = getattr(subject.case, f"{name}_due", None)
    return own


def _limit(subject: PaperSubject, name: str) -> str:
    given = subject.dues.get(name)
    if given is not None:
        return limit_text(Limit(given.amount, given.unit))
    item = item_of(subject)
    if item is None:
        return ""
    if name == "promised":
        return limit_text(_promised(subject, item))
    own = limit_text(item.statutory_limit)
    return own or limit_text(subject.regime.legal_limit if subject.regime else None)


def _promised(subject: PaperSubject, item: ItemDefinition) -> Limit:
    return subject.bureau.rule(item.id).promised_limit or item.promised_limit


def _title(subject: PaperSubject) -> str:
    if subject.kind is PaperKind.APPLICATION:
        return _application_title(item_of(subject))
    return _of_regime(subject.regime, "titles", subject.kind)


def _application_title(item: ItemDefinition | None) -> str:
    if item is None:
        return ""
    own = next((m.name for m in item.materials if m.exemption == _APPLICATION_FORM), "")
    return own or word("application_title", item=item.name)


def _of_regime(regime: Regime | None, table: str, kind: PaperKind) -> str:
    if regime is None:
        return ""
    words: Mapping[str, str] = getattr(regime, table)
    return words.get(kind.value, "")


def _basis(subject: PaperSubject) -> str:
    outcome = subject.case.outcome if subject.case else None
    own = outcome.basis if outcome else ""
    return own or _of_regime(subject.regime, "bases", subject.kind)


def _window(subject: PaperSubject) -> str:
    window = next((w for w in subject.bureau.windows if w.id == _place(subject, "window")), None)
    if window is None:
        return ""
    hall = next((h.name for h in subject.bureau.halls if h.id == window.hall), "")
    return word("window", hall=hall, number=window.number)


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


def _outcome(name: str) -> Fact:
    return lambda subject: str(getattr(getattr(subject.case, "outcome", None), name, ""))


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


def _laws(subject: PaperSubject) -> str:
    item = item_of(subject)
    bases = item.legal_basis if item else ()
    return word("semicolon").join(f"《{_bare(b.law)}》{b.articles}" for b in bases)


def _bare(law: str) -> str:
    return law.strip("《》")


def _item_names(subject: PaperSubject) -> str:
    names = [case.item_name for case in subject.cases] or [i.name for i in subject.items.values()]
    return joined(word("quoted", text=name) for name in names)


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
    "clerk": lambda s: word("clerk", name=s.clerk_name, number=s.clerk_no) if s.clerk_name else "",
    "phone": lambda s: s.decider.phone,
    "complaint_phone": lambda s: s.decider.complaint_phone,
    "agency_address": lambda s: s.decider.address,
    "window": _window,
    "hall": lambda s: _hall(s, "name"),
    "hall_address": lambda s: _hall(s, "address"),
    "opening_hours": lambda s: _hall(s, "opening_hours"),
    "privacy": lambda s: s.bureau.privacy_notice,
    "pickup": lambda s: s.bureau.pickup,
    "query_code": lambda s: s.sitting.query_code if s.sitting else "",
    "sitting_number": lambda s: s.sitting.number if s.sitting else "",
    "received_moment": lambda s: moment_text(s.sitting.received_at) if s.sitting else "",
    "received_date": lambda s: date_text(s.sitting.received_at.date()) if s.sitting else "",
    "applicant": _applicant("name"),
    "applicant_id_type": _applicant("id_type"),
    "applicant_id": _applicant("id_number"),
    "applicant_id_masked": _applicant("id_number", masked),
    "applicant_phone": _applicant("phone"),
    "applicant_address": _applicant("address"),
    "agent": _agent("name"),
    "agent_id_type": _agent("id_type"),
    "agent_id": _agent("id_number"),
    "agent_id_masked": _agent("id_number", masked),
    "agent_phone": _agent("phone"),
    "powers": _powers,
    "agent_until": _agent_until,
    "item": lambda s: s.case.item_name if s.case else getattr(item_of(s), "name", ""),
    "item_names": _item_names,
    "item_count": lambda s: str(len(s.cases) or len(s.items)),
    "department": lambda s: getattr(item_of(s), "former_department", ""),
    "result": lambda s: item.result.document if (item := item_of(s)) else "",
    "laws": _laws,
    "special": lambda s: joined(item.special_procedures) if (item := item_of(s)) else "",
    "subject_word": lambda s: s.regime.subject_word if s.regime else "",
    "basis": _basis,
    "case_number": _case("number"),
    "handed_in_date": _day("handed_in_at"),
    "accepted_date": _day("accepted_at"),
    "promised_limit": lambda s: _limit(s, "promised"),
    "legal_limit": lambda s: _limit(s, "legal"),
    "promised_due": lambda s: date_text(due_day(s, "promised")),
    "legal_due": lambda s: date_text(due_day(s, "legal")),
    "notice_due": lambda s: date_text(due_day(s, "notice")),
    "owed_due": lambda s: date_text(due_day(s, "owed")),
    "resubmit_due": lambda s: date_text(due_day(s, "resubmit")),
    "reason": _outcome("reason"),
    "competent": _outcome("competent"),
    "remedy_body": lambda s: s.decider.remedy_body,
    "court": lambda s: s.decider.court,
    "consequence": lambda _s: word("consequence_of_promise"),
    "visits": lambda s: str(s.visits),
    "path": lambda s: word("plus").join(filter(None, map(limit_text, s.path))),
}

FLAGS: Mapping[str, Fact] = {
    "provisional": lambda s: bool(
        (s.case and s.case.provisional) or any(due.provisional for due in s.dues.values())
    ),
    "remedies": lambda s: s.regime is None or s.regime.remedies,
    "deemed_accepted": lambda s: any(
        r.deemed_accepted for c in s.cases if (r := s.regimes.get(c.regime))
    ),
    "waiting": lambda s: any(_waits(case) for case in s.cases),
}

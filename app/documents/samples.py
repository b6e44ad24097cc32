"""Made-up subjects, so that every layout can be looked at without a case.

The facts stand in `resources/layouts/sample.json`; the bureau is marked as a sample, so every page
bears 示例. A variable's sample value is what it says for the sample of a kind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from app.documents.sample_acts import (
    sample_act,
    sample_acts,
    sample_certificates,
    sample_list,
)
from app.documents.subject import ApplicationRow, PaperSubject
from app.documents.words import LAYOUTS
from app.domain.bureau import Bureau, Decider, Hall, Team, Window
from app.domain.case import (
    Agent,
    Applicant,
    ApplicantKind,
    Case,
    CaseState,
    Defect,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
    Sitting,
)
from app.domain.catalogue import (
    Column,
    ItemDefinition,
    ItemResult,
    LegalBasis,
    Limit,
    MaterialRequirement,
)
from app.domain.deadlines import Due
from app.domain.merged_form import (
    ChosenItem,
    Disposition,
    MaterialAsker,
    MergedForm,
    MergedMaterial,
    Savings,
    Selection,
)
from app.domain.paper import PaperKind
from app.domain.regime import LegalGround, Procedure, Regime

_OUTCOMES = {
    PaperKind.CORRECTION: (OutcomeKind.CORRECT, CaseState.CORRECTION),
    PaperKind.NOT_ACCEPTED: (OutcomeKind.REFUSE, CaseState.NOT_ACCEPTED),
    PaperKind.NOT_NEEDED: (OutcomeKind.NOT_NEEDED, CaseState.NOT_NEEDED),
}
_OF_SITTING = frozenset({PaperKind.RECEIPT, PaperKind.SLIP, PaperKind.AUTHORITY})
_WITH_LIST = frozenset({PaperKind.DELIVERY, PaperKind.FILE})
_WITH_CERTIFICATES = frozenset({PaperKind.AMENDMENT, PaperKind.ENDING})
_STATES = {
    "produced": Disposition.PRODUCED,
    "exempt-sharing": Disposition.EXEMPT_SHARING,
    "generated": Disposition.GENERATED,
}

_Facts = Mapping[str, Any]


@cache
def _facts() -> _Facts:
    facts: _Facts = json.loads((LAYOUTS / "sample.json").read_text(encoding="utf-8"))
    return facts


def sample(kind: PaperKind) -> PaperSubject:
    """Return a made-up subject of a kind of paper, complete in everything its layout shows."""
    facts = _facts()
    cases = _cases(kind)
    registers = kind is PaperKind.REGISTRATION
    regime = _regime(facts["registration" if registers else "regime"])
    alone = kind not in _OF_SITTING | {PaperKind.TRANSFER, PaperKind.CONSULTATION}
    return PaperSubject(
        kind=kind, bureau=_bureau(facts["bureau"]), decider=_decider(facts["decider"]),
        number=facts["number"], barcode=facts["barcode"], made_at=_moment(),
        clerk_name=facts["clerk_name"], clerk_no=facts["clerk_no"], regime=regime,
        sitting=None if kind is PaperKind.CONSULTATION else _sitting(),
        case=cases[0 if registers else 1] if alone else None, cases=() if kind is PaperKind.CONSULTATION else cases,
        items={item.id: item for item in _items()}, regimes={regime.code: regime},
        form=_form(), projected=tuple(_row(row) for row in facts["rows"]),
        dues=_dues() if alone else {}, visits=2,
        path=(Limit(3, "工作日"), Limit(5, "工作日")), act=sample_act(facts, kind.value, _moment()),
        acts=sample_acts(facts, _moment()) if kind is PaperKind.FILE else (),
        certificates=sample_certificates(facts, _moment()) if kind in _WITH_CERTIFICATES else (),
        listed=sample_list(facts) if kind in _WITH_LIST else (),
    )  # fmt: skip


def _moment() -> datetime:
    return datetime.fromisoformat(_facts()["made_at"])


def _day(name: str) -> date:
    return date.fromisoformat(_facts()["dates"][name])


def _dues() -> dict[str, Due]:
    item, dates = _facts()["item"], _facts()["dates"]
    limits = {"promised": item["promised_limit"], "legal": item["statutory_limit"]}
    other = {"value": 5, "unit": "工作日"}
    pairs = {name: limits.get(name, other) for name in dates}
    return {n: Due(_day(n), p["value"], p["unit"], provisional=False) for n, p in pairs.items()}


def _bureau(facts: _Facts) -> Bureau:
    decider = _decider(_facts()["decider"])
    return Bureau(
        region=facts["region"], name=facts["name"], short=facts["short"],
        decider=facts["decider"], halls=tuple(Hall(**hall) for hall in facts["halls"]),
        windows=tuple(Window(**window) for window in facts["windows"]), stations=(),
        deciders={decider.id: decider}, privacy_notice=facts["privacy_notice"],
        pickup=facts["pickup"], sample=True, teams=(Team(**_facts()["team"]),),
    )  # fmt: skip


def _decider(facts: _Facts) -> Decider:
    return Decider(**facts, inside=True)


def _regime(facts: _Facts) -> Regime:
    return Regime(
        code=facts["code"], name=facts["name"], subject_word=facts["subject_word"], item_types=(),
        titles=facts["titles"], bases=facts["bases"], correction=Limit(**facts["correction"]),
        deemed_accepted=True, legal_limit=Limit(**facts["legal_limit"]), unified_limit=None,
        remedies=True, procedure=Procedure(grounds=_grounds(facts["grounds"])),
    )  # fmt: skip


def _grounds(facts: Mapping[str, list[Any]]) -> dict[str, tuple[LegalGround, ...]]:
    return {name: tuple(LegalGround(**one) for one in listed) for name, listed in facts.items()}


def _items() -> tuple[ItemDefinition, ...]:
    shared = _facts()["item"]
    return tuple(
        ItemDefinition(
            id=own["id"], name=own["name"], short_name=own["short_name"],
            former_department=shared["former_department"], linkage="", transferred=True,
            type=shared["type"], service_object=shared["service_object"],
            legal_basis=tuple(LegalBasis(**basis) for basis in shared["legal_basis"]),
            statutory_limit=Limit(**shared["statutory_limit"]),
            promised_limit=Limit(**shared["promised_limit"]), fee=shared["fee"],
            result=ItemResult(own["document"]), conditions=tuple(shared["conditions"]),
            questions=(), fields=(), materials=(),
            special_procedures=tuple(shared["special_procedures"]),
        )
        for own in _facts()["items"]
    )  # fmt: skip


def _cases(kind: PaperKind) -> tuple[Case, ...]:
    first, second = (_case(number, kind) for number in (1, 2))
    return first, second


def _case(number: int, kind: PaperKind) -> Case:
    item = _items()[number - 1]
    outcome, state = _OUTCOMES.get(kind, (OutcomeKind.ACCEPT_OWING, CaseState.ACCEPTED_OWING))
    waits = kind in _OF_SITTING and number == 2  # noqa: PLR2004 - the second sample case
    if kind in _OF_SITTING:
        state = CaseState.WAITING if waits else CaseState.RECEIVED
    return Case(
        region=_facts()["bureau"]["region"], id=UUID(int=number), sitting_id=UUID(int=9),
        item_id=item.id, item_version=1, item_hash="", item_name=item.name,
        department=item.former_department, decider=_facts()["decider"]["id"], regime=_facts()["regime"]["code"],
        number=f"{_facts()['number']}-{number}", barcode=f"{_facts()['barcode']}-{number}",
        **{"state": state, **_progress(kind)}, received_at=_moment(), handed_in_at=None if waits else _moment(),
        accepted_at=_moment(), waits_for=(UUID(int=1),) if waits else (),
        notice_due=_day("notice"), owed_due=_day("owed"), outcome=_outcome(outcome, kind, item.id),
        team=_facts()["team"]["id"],
    )  # fmt: skip


def _progress(kind: PaperKind) -> dict[str, Any]:
    """Return how far the sample case has come for a case file."""
    if kind is not PaperKind.FILE:
        return {}
    decided = _moment() + timedelta(days=7)
    return {"state": CaseState.ISSUED, "decided_at": decided, "delivered_at": decided}


def _outcome(outcome: OutcomeKind, kind: PaperKind, item_id: str) -> Outcome:
    facts = _facts()
    reason = facts["reason_not_needed" if kind is PaperKind.NOT_NEEDED else "reason"]
    defects = tuple(Defect(**defect) for defect in facts["defects"])
    return Outcome(item_id, outcome, defects, reason, competent=facts["competent"])


def _sitting() -> Sitting:
    facts = _facts()
    agent = {**facts["agent"], "powers": tuple(facts["agent"]["powers"])}
    agent["until"] = date.fromisoformat(agent["until"])
    return Sitting(
        region=facts["bureau"]["region"], id=UUID(int=9), visit_id=UUID(int=8),
        draft_id=UUID(int=7), number=facts["number"], barcode=facts["barcode"],
        applicant=Applicant(ApplicantKind.ORGANISATION, **facts["applicant"]),
        agent=Agent(**agent), bundle_id=None, bundle_answers={}, answers={}, values={}, ticks={},
        decisions={}, materials=tuple(_material(material) for material in facts["materials"]),
        received_at=_moment(), recorded_at=_moment(), hall="h1", window="w12", station="s1",
        clerk_id=UUID(int=6), clerk_name=facts["clerk_name"], clerk_no=facts["clerk_no"],
        query_code=facts["query_code"],
    )  # fmt: skip


def _material(facts: _Facts) -> MaterialRecord:
    until = facts.get("owed_until")
    return MaterialRecord(
        facts["key"], facts["label"], HandedIn(facts["state"]), facts["originals"],
        facts["copies"], tuple(facts["items"]), date.fromisoformat(until) if until else None,
        facts.get("note", ""),
    )  # fmt: skip


def _row(facts: _Facts) -> ApplicationRow:
    columns = tuple(Column(label, kind) for label, kind in facts.get("columns", ()))
    options = tuple(facts.get("options", ()))
    own = {**facts, "columns": columns, "options": options}
    return ApplicationRow(**own)


def _form() -> MergedForm:
    first, second = _items()
    chosen = tuple(
        ChosenItem(i.id, i.name, i.short_name, i.former_department, 1, waits)
        for i, waits in ((first, ()), (second, (first.id,)))
    )
    materials = tuple(_wanted(material) for material in _facts()["materials"])
    selection = Selection((first.id, second.id))
    return MergedForm(selection, chosen, (), (), {}, materials, Savings(), frozenset())


def _wanted(facts: _Facts) -> MergedMaterial:
    requirement = MaterialRequirement(
        facts["key"], facts["label"], "", facts["copies"], "申请人自备", "", None,
        tolerance_allowed=False, note=facts.get("note", ""),
    )  # fmt: skip
    askers = tuple(MaterialAsker(item, "", requirement) for item in facts["items"])
    disposition = _STATES.get(facts["state"], Disposition.HAND_IN)
    return MergedMaterial(
        facts["key"], facts["label"], (facts["label"],), askers, disposition,
        facts["originals"], facts["copies"],
    )  # fmt: skip

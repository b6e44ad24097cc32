"""The agent of a filled sitting: who acts for the applicant, checked like anything typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.checks import FIELD_TYPES, CheckContext, Spec
from app.domain.case import Agent
from app.domain.concept_keys import AGENT
from app.domain.questions import group_key
from app.errors import Finding, Severity
from app.forms.draft import Draft
from app.forms.parties import RESIDENT_CARD

_KEYS = {"name", "id_type", "id_number", "phone", "powers", "until"}
_NEEDED = ("name", "id_number")
_FIELDS = {
    "name": Spec("text", rules={"rules": ["name"]}),
    "id_number": Spec("id_number", rules={"rules": ["by_id_type"]}),
    "phone": Spec("phone", rules={"rules": ["mobile_or_landline"]}),
    "until": Spec("date"),
}


def authorise(draft: Draft, told: Mapping[str, object], faults: list[Finding]) -> None:
    """Enter a file's agent: into the form where items ask for one, and onto the sitting itself.

    `told`: `name`, `id_number`, and optionally `id_type`, `phone`, `powers` (list), `until` (ISO
    day). Every fault is collected.
    """
    if not told:
        return
    faults += [
        Finding("sitting-file.unknown-key", {"key": key}) for key in told if key not in _KEYS
    ]
    faults += [
        Finding("sitting-file.field-empty", {"label": f"agent.{key}"})
        for key in _NEEDED
        if not told.get(key)
    ]
    found = _checked(draft, told, faults)
    _answer_that_one_acts(draft)
    for key, value in found.items():
        if f"{AGENT}.{key}" in draft.form.fields and value is not None:
            draft.set_value(f"{AGENT}.{key}", value)
    until = found.get("until")
    powers = told.get("powers")
    draft.authorised = Agent(
        name=str(found.get("name") or ""),
        id_type=str(told.get("id_type") or RESIDENT_CARD),
        id_number=str(found.get("id_number") or ""),
        phone=str(found.get("phone") or ""),
        powers=tuple(map(str, powers)) if isinstance(powers, list) else (),
        until=date.fromisoformat(until) if isinstance(until, str) and _is_day(until) else None,
    )


def _checked(draft: Draft, told: Mapping[str, object], faults: list[Finding]) -> dict[str, object]:
    id_type = str(told.get("id_type") or RESIDENT_CARD)
    found: dict[str, object] = {"id_type": id_type}
    context = CheckContext(
        draft.came_at.date(), value_of=lambda _key: id_type, key=f"{AGENT}.id_number"
    )
    for key, spec in _FIELDS.items():
        if told.get(key) is None:
            continue
        checked = FIELD_TYPES[spec.type].read(told[key], spec, context)
        found[key] = checked.value
        faults += [
            Finding(one.code, one.params, one.severity, f"agent.{key}")
            for one in checked.findings
            if one.severity is Severity.ERROR
        ]
    return found


def _answer_that_one_acts(draft: Draft) -> None:
    """Give every item that asks for an agent under a condition the answer that opens its fields."""
    for item in draft.form.items:
        definition = draft.catalogue.items[item.item_id]
        questions = {f"q.{question.id}": question for question in definition.questions}
        for field in definition.fields:
            if field.concept != f"{AGENT}.name" or field.when is None:
                continue
            for name, value in field.when.comparisons:
                if name in questions:
                    draft.answer(group_key(questions[name]), str(value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

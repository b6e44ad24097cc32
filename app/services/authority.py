"""The agent typed at the window where no item asks for one: read and checked like any field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.checks import FIELD_TYPES, CheckContext, Spec, is_empty
from app.domain.case import Agent
from app.domain.catalogue import Catalogue, Concept
from app.domain.concept_keys import AGENT, AGENT_POWERS, AGENT_UNTIL
from app.errors import Finding, Severity

NAME, ID_TYPE, ID_NUMBER = f"{AGENT}.name", f"{AGENT}.id_type", f"{AGENT}.id_number"
PHONE = f"{AGENT}.phone"
NEEDED = (NAME, ID_NUMBER)
"""Without these nobody can be told who acts."""

_ASKED = (NAME, ID_TYPE, ID_NUMBER, PHONE, AGENT_POWERS, AGENT_UNTIL)


def asked_of_agent(catalogue: Catalogue) -> tuple[Concept, ...]:
    """Return the facts about an agent that the catalogue's vocabulary knows, in their order."""
    known = catalogue.vocabulary.concepts
    return tuple(known[key] for key in _ASKED if key in known)


def options_of(catalogue: Catalogue, concept: Concept) -> tuple[str, ...]:
    """Return what a fact is chosen from: its own options, or a code dictionary's; else nothing."""
    own = concept.validation.get("options")
    if isinstance(own, list | tuple):
        return tuple(map(str, own))
    name = str(concept.validation.get("dict", ""))
    return tuple(entry.label for entry in catalogue.vocabulary.dictionaries.get(name, ()))


def as_typed(agent: Agent | None) -> dict[str, object]:
    """Return an agent as values by concept key, all of them empty for None."""
    if agent is None:
        return {}
    return {
        NAME: agent.name,
        ID_TYPE: agent.id_type,
        ID_NUMBER: agent.id_number,
        PHONE: agent.phone,
        AGENT_POWERS: list(agent.powers),
        AGENT_UNTIL: agent.until.isoformat() if agent.until else "",
    }


def read_agent(
    catalogue: Catalogue, typed: Mapping[str, object], today: date
) -> tuple[Agent, dict[str, Finding]]:
    """Return the agent that was typed, and the first error of each fact, by concept key.

    Needed and empty is `agent.fact-missing` (params: label). An agent with errors is not to be used.
    """
    values: dict[str, object] = {}
    errors: dict[str, Finding] = {}
    for concept in asked_of_agent(catalogue):
        raw = typed.get(concept.key)
        if is_empty(raw):
            if concept.key in NEEDED:
                errors[concept.key] = Finding("agent.fact-missing", {"label": concept.label})
            continue
        spec = Spec(concept.type, options=options_of(catalogue, concept), rules=concept.validation)
        context = CheckContext(today, value_of=values.get, key=concept.key)
        checked = FIELD_TYPES[concept.type].read(raw, spec, context)
        values[concept.key] = checked.value
        wrong = (one for one in checked.findings if one.severity is Severity.ERROR)
        if first := next(wrong, None):
            errors[concept.key] = first
    powers = values.get(AGENT_POWERS)
    agent = Agent(
        name=str(values.get(NAME) or ""),
        id_type=str(values.get(ID_TYPE) or ""),
        id_number=str(values.get(ID_NUMBER) or ""),
        phone=str(values.get(PHONE) or ""),
        powers=tuple(map(str, powers)) if isinstance(powers, list) else (),
        until=None if errors else _day(values.get(AGENT_UNTIL)),
    )
    return agent, errors


def _day(value: object) -> date | None:
    """Return a day; an authority without end (`长期`) has none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None

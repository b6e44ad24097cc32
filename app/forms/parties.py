"""Who applies and who acts for the applicant, read out of the form by the shared vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain.case import Agent, Applicant, ApplicantKind
from app.domain.concept_keys import (
    AGENT,
    AGENT_POWERS,
    AGENT_UNTIL,
    ORG_ADDRESSES,
    ORG_NAME,
    ORG_PERSON,
    ORG_PHONES,
    ORG_USCC,
    PERSONS,
)
from app.domain.merged_form import MergedForm, Values
from app.forms.snapshot import Origin

USCC = "统一社会信用代码"
RESIDENT_CARD = "居民身份证"
"""The kind of document where the form asks for a number without asking for its kind."""

_READ_BY = {Origin.CARD: "card", Origin.LICENCE: "licence"}


def applicant_of(
    form: MergedForm, values: Values, origins: Mapping[str, Origin] | None = None
) -> Applicant | None:
    """Return the applicant, None while nobody is named.

    An organisation where the form asks for one: with its credit code, or, while it is not
    registered yet, with the document of the person behind it. Else the first natural person.
    """
    facts = _Facts(form, values, origins or {})
    if ORG_NAME in form.fields or ORG_USCC in form.fields:
        return _organisation(facts)
    for prefix in PERSONS:
        if facts.text(f"{prefix}.name"):
            return _person(facts, prefix)
    return None


def agent_of(form: MergedForm, values: Values) -> Agent | None:
    """Return who acts for the applicant, None where nobody does."""
    facts = _Facts(form, values, {})
    name = facts.text(f"{AGENT}.name")
    if not name:
        return None
    powers = values.get(AGENT_POWERS)
    return Agent(
        name=name,
        id_type=facts.text(f"{AGENT}.id_type") or RESIDENT_CARD,
        id_number=facts.text(f"{AGENT}.id_number"),
        phone=facts.text(f"{AGENT}.phone"),
        powers=tuple(map(str, powers)) if isinstance(powers, list | tuple) else (),
        until=_day(facts.text(AGENT_UNTIL)),
    )


class _Facts:
    """The form's values as text; what is no field of the form is empty."""

    def __init__(self, form: MergedForm, values: Values, origins: Mapping[str, Origin]) -> None:
        self._form = form
        self._values = values
        self._origins = origins

    def text(self, key: str) -> str:
        value = self._values.get(key) if key in self._form.fields else None
        return value.strip() if isinstance(value, str) else ""

    def first(self, keys: Iterable[str]) -> str:
        return next((text for key in keys if (text := self.text(key))), "")

    def read_by(self, key: str) -> str:
        origin = self._origins.get(key)
        return _READ_BY.get(origin, "typed") if origin else "typed"


def _organisation(facts: _Facts) -> Applicant | None:
    name, code = facts.text(ORG_NAME), facts.text(ORG_USCC)
    person = f"{ORG_PERSON}.id_number"
    if not name:
        return None
    return Applicant(
        kind=ApplicantKind.ORGANISATION,
        name=name,
        id_type=USCC if code else facts.text(f"{ORG_PERSON}.id_type") or RESIDENT_CARD,
        id_number=code or facts.text(person),
        phone=facts.first(ORG_PHONES),
        address=facts.first(ORG_ADDRESSES),
        read_by=facts.read_by(ORG_USCC if code else person),
    )


def _person(facts: _Facts, prefix: str) -> Applicant:
    return Applicant(
        kind=ApplicantKind.PERSON,
        name=facts.text(f"{prefix}.name"),
        id_type=facts.text(f"{prefix}.id_type") or RESIDENT_CARD,
        id_number=facts.text(f"{prefix}.id_number"),
        phone=facts.text(f"{prefix}.phone"),
        address=facts.first((f"{prefix}.residence_address", f"{prefix}.hukou_address")),
        read_by=facts.read_by(f"{prefix}.id_number"),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def agent_to_plain(agent: Agent | None) -> dict[str, Any] | None:
    """Return an agent as JSON data."""
    if agent is None:
        return None
    until = agent.until.isoformat() if agent.until else None
    return {**vars(agent), "powers": list(agent.powers), "until": until}


def agent_from_plain(data: Mapping[str, Any] | None) -> Agent | None:
    """Return an agent from JSON data. Raises KeyError, TypeError or ValueError for other data."""
    if data is None:
        return None
    until = date.fromisoformat(data["until"]) if data["until"] else None
    return Agent(**{**data, "powers": tuple(data["powers"]), "until": until})

"""Filling in what is already known: answers, facts derived from a number, defaults, the date.

What was given by hand or read from a card always stands. Then follow, in this order: the answer of
a scenario question, a fact that an identity number states, the default from another field (which
follows that field until it is changed by hand), and the system's own date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.checks.identity import derive_from_id
from app.domain.answered import merged_answer, own_answer
from app.domain.catalogue import Vocabulary
from app.domain.merged_form import MergedField, MergedForm
from app.forms.snapshot import Origin
from app.forms.state import DraftState, Given

_FREE_TEXT = frozenset({"text", "longtext"})
_SYSTEM = "system"


@dataclass(frozen=True)
class FillPlan:
    """What a form can fill in by itself; worked out once per merge.

    `answered`: field key → value; `ticked`: never-shared key → item id → answered truth; `derived`:
    field key → (key of the identity number, fact); `defaults`: field key → possible sources, first
    first; `dates`: fields that hold the system's date.
    """

    form: MergedForm
    answered: Mapping[str, object]
    ticked: Mapping[str, Mapping[str, bool]]
    derived: Mapping[str, tuple[str, str]]
    defaults: Mapping[str, tuple[str, ...]]
    dates: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """The values in force by field key, and where each came from. Empty fields are absent."""

    values: Mapping[str, object]
    origins: Mapping[str, Origin]


def plan_filling(form: MergedForm, vocabulary: Vocabulary) -> FillPlan:
    """Work out what a form can fill in by itself."""
    fields = form.fields.values()
    own = [field for field in fields if not field.per_item]
    answers = {field.key: merged_answer(form, field) for field in own if field.answered_by}
    return FillPlan(
        form=form,
        answered={key: value for key, value in answers.items() if value is not None},
        ticked={field.key: _answered_ticks(form, field) for field in fields if field.per_item},
        derived={field.key: source for field in own if (source := _derivation(form, field))},
        defaults={field.key: _sources(form, field) for field in own if field.default_from},
        dates=tuple(field.key for field in own if _is_system_date(field, vocabulary)),
        shared=tuple(field.key for field in own),
    )


def _answered_ticks(form: MergedForm, field: MergedField) -> dict[str, bool]:
    by_id = {item.item_id: item for item in form.items}
    return {
        asker.item_id: own_answer(form, field, by_id[asker.item_id], asker.definition) is True
        for asker in field.askers
        if asker.definition.answered_by
    }


def _derivation(form: MergedForm, field: MergedField) -> tuple[str, str] | None:
    """Find the identity number that states this fact: `X.id_number` for `X.gender` and the like."""
    if field.rules.get("check") != "id_number":
        return None
    source = f"{field.key.rpartition('.')[0]}.id_number"
    if source not in form.fields:
        return None
    return source, "birth_date" if field.type == "date" else "gender"


def _sources(form: MergedForm, field: MergedField) -> tuple[str, ...]:
    fitting = {field.type} if field.type not in _FREE_TEXT else _FREE_TEXT | {"address"}
    return tuple(key for key in field.default_from if form.fields[key].type in fitting)


def _is_system_date(field: MergedField, vocabulary: Vocabulary) -> bool:
    concept = vocabulary.concepts.get(field.concept or "")
    return concept is not None and concept.prefill == _SYSTEM and concept.type == "date"


def fill_in(plan: FillPlan, state: DraftState, today: date) -> Filled:
    """Return the values in force under a state."""
    filling = _Filling(plan, state.given, today)
    for key in plan.shared:
        filling.settle(key)
    for key in plan.ticked:
        ticks = ticks_of(plan, state, key)
        if all(asker.item_id in ticks for asker in plan.form.fields[key].askers):
            filling.values[key] = True
            filling.origins[key] = Origin.TYPED if key in state.ticks else Origin.ANSWERED
    return Filled(filling.values, filling.origins)


def ticks_of(plan: FillPlan, state: DraftState, key: str) -> frozenset[str]:
    """Return the items ticked in a never-shared field: by hand, else by the item's own answer."""
    by_hand = state.ticks.get(key, {})
    answered = plan.ticked.get(key, {})
    return frozenset(
        asker.item_id
        for asker in plan.form.fields[key].askers
        if by_hand.get(asker.item_id, answered.get(asker.item_id, False))
    )


class _Filling:
    """One filling under way; what is being settled is not asked again."""

    def __init__(self, plan: FillPlan, given: Mapping[str, Given], today: date) -> None:
        self.values: dict[str, object] = {}
        self.origins: dict[str, Origin] = {}
        self._plan = plan
        self._given = given
        self._today = today
        self._settled: set[str] = set()

    def settle(self, key: str) -> None:
        """Fill one field, its sources first."""
        if key in self._settled:
            return
        self._settled.add(key)
        given = self._given.get(key)
        found = (given.value, given.origin) if given else self._found(key)
        if found is not None and found[0] is not None:
            self.values[key], self.origins[key] = found

    def _found(self, key: str) -> tuple[object, Origin] | None:
        plan = self._plan
        if key in plan.answered:
            return plan.answered[key], Origin.ANSWERED
        if key in plan.derived:
            source, fact = plan.derived[key]
            number = self._sound(source)
            return derive_from_id(str(number or ""), self._today).get(fact), Origin.DERIVED
        for source in plan.defaults.get(key, ()):
            value = self._sound(source)
            if value is not None:
                return value, Origin.DEFAULTED
        if key in plan.dates:
            return self._today.isoformat(), Origin.SYSTEM
        return None

    def _sound(self, key: str) -> object:
        """Return another field's value unless it could not be read."""
        given = self._given.get(key)
        if given is not None and given.wrong:
            return None
        self.settle(key)
        return self.values.get(key)

"""What the chosen items ask under the present answers: conditions evaluated, nothing merged yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.domain.catalogue import FieldDefinition, ItemDefinition, MaterialRequirement, Vocabulary
from app.domain.conditions import Condition, Lookup
from app.domain.merged_form import Values
from app.domain.questions import answers_of, group_key

_QUESTION = "q."
_NUMBERS = frozenset({"integer", "decimal", "money"})


@dataclass(frozen=True)
class Asking:
    """One chosen item with its answers, and the fields and materials it asks for right now."""

    item: ItemDefinition
    answers: Mapping[str, str]
    fields: tuple[FieldDefinition, ...]
    materials: tuple[MaterialRequirement, ...]


def field_key(item_id: str, definition: FieldDefinition) -> str:
    """Return the merged form's key of an item's field: its concept, else `ITEM/field`."""
    return definition.concept or f"{item_id}/{definition.key}"


def ask(
    items: Sequence[ItemDefinition],
    answers: Mapping[str, str],
    values: Values,
    vocabulary: Vocabulary,
) -> tuple[Asking, ...]:
    """Return what each item asks; abolished proofs are never asked for.

    `answers`: question group key → value. A condition sees its item's own answers, and values of
    fields that are themselves asked; everything else is absent.
    """
    world = _World(items, answers, values)
    return tuple(
        Asking(
            item,
            world.answers[item.id],
            tuple(field for field in item.fields if world.holds(item, field.when)),
            tuple(
                material
                for material in item.materials
                if not _abolished(material, vocabulary) and world.holds(item, material.when)
            ),
        )
        for item in items
    )


def _abolished(material: MaterialRequirement, vocabulary: Vocabulary) -> bool:
    shared = vocabulary.materials.get(material.concept)
    return material.abolished or (shared is not None and shared.abolished)


def names_looked_at(items: Sequence[ItemDefinition]) -> frozenset[str]:
    """Return the field keys and question group keys that the items' conditions look at."""
    seen: set[str] = set()
    for item in items:
        conditions = [field.when for field in item.fields]
        conditions += [material.when for material in item.materials]
        names = {name for when in conditions if when is not None for name in when.names}
        if names:
            own = _own_keys(item)
            groups = {_QUESTION + question.id: group_key(question) for question in item.questions}
            seen.update(groups.get(name, own.get(name, name)) for name in names)
    return frozenset(seen)


def _own_keys(item: ItemDefinition) -> dict[str, str]:
    return {definition.key: field_key(item.id, definition) for definition in item.fields}


def _number(value: object) -> object:
    """Turn a number kept as text into one that can be compared; anything else stays."""
    try:
        return Decimal(value) if isinstance(value, str) else value
    except InvalidOperation:
        return value


class _World:
    """The present answers, as the conditions of every item see them."""

    def __init__(
        self, items: Sequence[ItemDefinition], answers: Mapping[str, str], values: Values
    ) -> None:
        self.answers = {item.id: answers_of(item, answers) for item in items}
        self._items = items
        self._values = values
        self._lookups: dict[str, Lookup] = {}
        self._asked: dict[str, bool] = {}

    def holds(self, item: ItemDefinition, when: Condition | None) -> bool:
        if when is None:
            return True
        lookup = self._lookups.get(item.id)
        if lookup is None:
            lookup = self._lookups[item.id] = self._lookup(item)
        return when.holds(lookup)

    def _lookup(self, item: ItemDefinition) -> Lookup:
        answers = {_QUESTION + question_id: a for question_id, a in self.answers[item.id].items()}
        own = _own_keys(item)
        numbers = {field.key for field in item.fields if field.type in _NUMBERS}
        numbers |= {
            field.concept for field in item.fields if field.concept and field.key in numbers
        }

        def look(name: str) -> object:
            if name.startswith(_QUESTION):
                return answers.get(name)
            key = own.get(name, name)
            value = self._values.get(key)
            if value is None or not self._is_asked(key):
                return None
            return _number(value) if name in numbers else value

        return look

    def _is_asked(self, key: str) -> bool:
        """Tell whether a field is asked by any item; a ring of conditions takes it as asked."""
        known = self._asked.get(key)
        if known is None:
            self._asked[key] = True
            known = self._asked[key] = any(
                self.holds(item, definition.when)
                for item in self._items
                for definition in item.fields
                if field_key(item.id, definition) == key
            )
        return known

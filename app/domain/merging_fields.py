"""Merging fields: a fact that several departments ask is one row that all of them stand behind.

Where two items disagree, the stricter rule holds: required beats optional, the common options
remain, the largest minimum and the smallest maximum count. Where no rule can serve both (no common
option, different units, a minimum above a maximum) the row carries a dispute for the clerk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from app.domain.asking import Asking, field_key
from app.domain.catalogue import Catalogue, Column, Concept, FieldDefinition, Required
from app.domain.concept_keys import BUSINESS_LICENCE, LICENCE_PREFILL
from app.domain.merged_form import Asker, Dispute, MergedField, MergeRules, Source
from app.domain.ordering import Waits
from app.domain.questions import group_key
from app.domain.sections import section_of

Asked = tuple[Asking, FieldDefinition]
FieldGroups = Mapping[str, Sequence[Asked]]
"""Merged field key → everything that asks it, in the order of the items."""

_AUTOMATIC = frozenset({"idcard", "derived", "system"})
_LARGEST = frozenset({"min", "min_length", "min_rows"})
_SMALLEST = frozenset({"max", "max_length", "max_rows"})
_RANGES = (("min", "max"), ("min_length", "max_length"), ("min_rows", "max_rows"))


def group_fields(askings: Iterable[Asking]) -> dict[str, list[Asked]]:
    """Return everything that is asked by merged field key, first asked first."""
    groups: dict[str, list[Asked]] = {}
    for asking in askings:
        for definition in asking.fields:
            groups.setdefault(field_key(asking.item.id, definition), []).append(
                (asking, definition)
            )
    return groups


@dataclass(frozen=True)
class _Case:
    """One group on its way to a row."""

    key: str
    asked: Sequence[Asked]
    concept: Concept | None
    definitions: Sequence[FieldDefinition]
    defaults: tuple[str, ...]
    awaits: tuple[str, ...]


@dataclass(frozen=True)
class MergeSetting:
    """What the rows of one merge have in common.

    `registered`: the applicant's licence states what it states. `producers`: shared material →
    chosen items whose result stands for it.
    """

    catalogue: Catalogue
    rules: MergeRules
    waits: Waits
    producers: Mapping[str, tuple[str, ...]]
    registered: bool

    @property
    def automatic(self) -> frozenset[str]:
        """Return the prefill sources that need no typing."""
        return _AUTOMATIC | {LICENCE_PREFILL} if self.registered else _AUTOMATIC

    def dictionary(self, concept: Concept | None) -> tuple[str, ...]:
        """Return the labels of the code dictionary that a choice names, if it names one."""
        name = str(concept.validation.get("dict", "")) if concept else ""
        entries = self.catalogue.vocabulary.dictionaries.get(name, ()) if name else ()
        return tuple(entry.label for entry in entries)


RowMemory = dict[str, tuple[object, MergedField]]
"""Rows of earlier merges by field key, each with a mark of all that it was made from."""


def merge_fields(
    groups: FieldGroups, setting: MergeSetting, memory: RowMemory
) -> dict[str, MergedField]:
    """Return one row per group; a row made from the same demands before is the same object."""
    concepts = setting.catalogue.vocabulary.concepts
    rows: dict[str, MergedField] = {}
    for key, asked in groups.items():
        concept = concepts.get(key)
        defaults = tuple(k for k in concept.default_from if k in groups) if concept else ()
        awaits = _awaits(concept, asked, setting)
        mark = (setting.registered, defaults, awaits, _made_from(asked))
        known = memory.get(key)
        if known is None or known[0] != mark:
            case = _Case(key, asked, concept, [own for _, own in asked], defaults, awaits)
            known = memory[key] = (mark, _row(case, setting))
        rows[key] = known[1]
    return rows


def _made_from(asked: Sequence[Asked]) -> list[tuple[str, int]]:
    """Name the demands by identity: definitions live as long as the catalogue in the setting."""
    return [(asking.item.id, id(own)) for asking, own in asked]


def _row(case: _Case, setting: MergeSetting) -> MergedField:
    concept, (asking, first) = case.concept, case.asked[0]
    options, options_dispute = _options(case, setting)
    unit, unit_dispute = _unit(case)
    validation, range_dispute = _rules(case)
    askers = tuple(
        Asker(asked.item.id, asked.item.former_department, own, must_fill(own))
        for asked, own in case.asked
    )
    return MergedField(
        key=case.key,
        concept=first.concept,
        label=concept.label if concept else first.label,
        type=first.type,
        section=section_of(first.concept, asking.item.id, setting.rules),
        askers=askers,
        required=any(asker.required for asker in askers),
        source=_source(case, setting.automatic),
        options=options,
        columns=_columns(case),
        unit=unit,
        help="\n".join(dict.fromkeys(own.help for own in case.definitions if own.help)),
        default_from=case.defaults,
        answered_by=_answered_by(case),
        per_item=concept is not None and concept.never_share,
        dispute=options_dispute or unit_dispute or range_dispute,
        rules=validation,
        awaits=case.awaits,
    )


def _awaits(
    concept: Concept | None, asked: Sequence[Asked], setting: MergeSetting
) -> tuple[str, ...]:
    """Return the makers of the licence that will state this fact, if all who need it wait for one.

    A fact of the licence that the licensing item itself asks for is needed now.
    """
    makers = setting.producers.get(BUSINESS_LICENCE, ())
    if not makers or concept is None or concept.prefill != LICENCE_PREFILL:
        return ()
    needing = [asking.item.id for asking, own in asked if must_fill(own)]
    asking_all = needing or [asking.item.id for asking, _ in asked]
    waiting = all(set(makers) & set(setting.waits[item_id]) for item_id in asking_all)
    return makers if waiting else ()


def must_fill(definition: FieldDefinition) -> bool:
    """Tell whether an asked field must be filled: a conditional one must while it is asked."""
    return definition.required is not Required.NEVER


def _source(case: _Case, automatic: frozenset[str]) -> Source:
    """Classify as the reference report does: automatic, answered, defaulted, else typed."""
    if case.concept is not None and case.concept.prefill in automatic:
        return Source.AUTOMATIC
    if any(own.answered_by for own in case.definitions):
        return Source.ANSWERED
    return Source.DEFAULTED if case.defaults else Source.TYPED


def _answered_by(case: _Case) -> tuple[str, ...]:
    keys = (
        group_key(question)
        for asking, own in case.asked
        if own.answered_by
        for question in asking.item.questions
        if question.id == own.answered_by
    )
    return tuple(dict.fromkeys(keys))


def _sides(
    case: _Case, of: Callable[[FieldDefinition], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return what each item demands, as text; items that demand nothing are absent."""
    sides: dict[str, tuple[str, ...]] = {}
    for asking, own in case.asked:
        if demand := of(own):
            sides[asking.item.id] = demand
    return sides


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else ()


def _options(case: _Case, setting: MergeSetting) -> tuple[tuple[str, ...], Dispute | None]:
    shared = _texts(case.concept.validation.get("options")) if case.concept else ()
    demands = [own.options or shared for own in case.definitions]
    lists = [demand for demand in demands if demand]
    if not lists:
        return setting.dictionary(case.concept), None
    common = tuple(option for option in lists[0] if all(option in other for other in lists[1:]))
    if common:
        return common, None
    everything = tuple(dict.fromkeys(option for demand in lists for option in demand))
    return everything, Dispute("options", _sides(case, lambda own: own.options or shared))


def _unit(case: _Case) -> tuple[str, Dispute | None]:
    shared = str(case.concept.validation.get("unit") or "") if case.concept else ""
    demands = [own.unit or shared for own in case.definitions]
    units = list(dict.fromkeys(unit for unit in demands if unit))
    if len(units) <= 1:
        return (units[0] if units else ""), None

    def demand(own: FieldDefinition) -> tuple[str, ...]:
        unit = own.unit or shared
        return (unit,) if unit else ()

    return units[0], Dispute("unit", _sides(case, demand))


def _rules(case: _Case) -> tuple[Mapping[str, object], Dispute | None]:
    if not any(own.constraints for own in case.definitions):
        return (case.concept.validation if case.concept else {}), None
    rules: dict[str, object] = dict(case.concept.validation) if case.concept else {}
    for own in case.definitions:
        for name, value in own.constraints.items():
            rules[name] = _stricter(name, rules.get(name), value)
    clash = next((pair for pair in _RANGES if _crossed(rules, *pair)), None)
    if clash is None:
        return rules, None

    def demand(own: FieldDefinition) -> tuple[str, ...]:
        signs = zip(clash, ("≥", "≤"), strict=True)
        return tuple(
            f"{sign}{own.constraints[name]}" for name, sign in signs if name in own.constraints
        )

    return rules, Dispute("range", _sides(case, demand))


def _stricter(name: str, known: object, new: object) -> object:
    if not _is_number(known) or not _is_number(new):
        return new if known is None else known
    if name in _LARGEST:
        return max(known, new)
    return min(known, new) if name in _SMALLEST else known


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _crossed(rules: Mapping[str, object], low: str, high: str) -> bool:
    least, most = rules.get(low), rules.get(high)
    return _is_number(least) and _is_number(most) and least > most


def _columns(case: _Case) -> tuple[Column, ...]:
    """Unite the columns of every asker by label, in the first asker's order."""
    united: dict[str, Column] = {}
    for own in case.definitions:
        for column in own.columns:
            known = united.get(column.label)
            if known is None or (column.options and not known.options):
                united[column.label] = column
    return tuple(united.values()) or _shared_columns(case.concept)


def _shared_columns(concept: Concept | None) -> tuple[Column, ...]:
    columns = concept.validation.get("columns") if concept else None
    if not isinstance(columns, list | tuple):
        return ()
    return tuple(
        Column(str(column["label"]), str(column["type"]), _texts(column.get("options")))
        for column in columns
        if isinstance(column, Mapping)
    )

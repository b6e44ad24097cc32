"""What the merge saves, counted exactly as the catalogue's reference report counts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.asking import Asking
from app.domain.catalogue import FieldDefinition, Limit
from app.domain.concept_keys import DECLARATION
from app.domain.merged_form import MergedField, MergedMaterial, Savings, Source
from app.domain.merging_fields import must_fill
from app.domain.merging_materials import all_exempt, any_promise, insisting
from app.domain.ordering import Waits, critical_path


@dataclass(frozen=True)
class MaterialCount:
    """The reference report's figures about materials. `physical`: keys still to be handed in."""

    separate: int
    merged: int
    internal_flow: int
    exempt: int
    commit_replaceable: int
    physical: tuple[str, ...]


def count_materials(materials: Sequence[MergedMaterial]) -> MaterialCount:
    """Count the lines that somebody insists on; papers the program prints count as handed in."""
    asked = {m.key: insisting(m.askers) for m in materials if not m.optional}
    produced = {m.key for m in materials if m.key in asked and m.produced_by}
    exempt = {key for key, askers in asked.items() if key not in produced and all_exempt(askers)}
    physical = tuple(sorted(asked.keys() - produced - exempt))
    return MaterialCount(
        separate=sum(len(askers) for askers in asked.values()),
        merged=len(asked),
        internal_flow=len(produced),
        exempt=len(exempt),
        commit_replaceable=sum(any_promise(asked[key]) for key in physical),
        physical=physical,
    )


def count_savings(
    askings: Sequence[Asking],
    fields: Mapping[str, MergedField],
    materials: Sequence[MergedMaterial],
    waits: Waits,
) -> Savings:
    """Count everything. A disputed fact counts once; a never-shared row counts as one row."""
    asked = [definition for asking in askings for definition in asking.fields]
    sources = Counter(field.source for field in fields.values())
    signatures = sum(definition.concept == DECLARATION for definition in asked)
    papers = count_materials(materials)
    statutory = {asking.item.id: _days(asking.item.statutory_limit) for asking in askings}
    promised = {asking.item.id: _days(asking.item.promised_limit) for asking in askings}
    return Savings(
        forms=len(askings),
        departments=len({asking.item.former_department for asking in askings}),
        fields_separate=len(asked),
        fields_merged=len(fields),
        fields_required_separate=required_count(asked),
        fields_required_merged=sum(field.required for field in fields.values()),
        fields_auto=sources[Source.AUTOMATIC],
        fields_answered=sources[Source.ANSWERED],
        fields_default=sources[Source.DEFAULTED],
        fields_to_type=sources[Source.TYPED],
        shared_concepts=sum(
            len(field.askers) > 1 and bool(field.concept) for field in fields.values()
        ),
        signatures_separate=signatures,
        signatures_merged=min(signatures, 1),
        materials_separate=papers.separate,
        materials_merged=papers.merged,
        materials_internal_flow=papers.internal_flow,
        materials_exempt=papers.exempt,
        materials_commit_replaceable=papers.commit_replaceable,
        materials_physical=len(papers.physical),
        days_statutory_sequential=sum(statutory.values()),
        days_statutory_critical_path=max(critical_path(waits, statutory).values(), default=0),
        days_promised_sequential=sum(promised.values()),
        days_promised_critical_path=max(critical_path(waits, promised).values(), default=0),
    )


def required_count(asked: Sequence[FieldDefinition]) -> int:
    """Count the fields that must be filled."""
    return sum(must_fill(definition) for definition in asked)


def _days(limit: Limit) -> int:
    """Return a limit's number whatever its unit: a figure for comparison only, never a due date."""
    return limit.value or 0

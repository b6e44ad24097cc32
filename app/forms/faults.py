"""What hinders a form: fields that are empty, wrong, undecided or not ticked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.checks.contradictions import check_form
from app.checks.registry import check_value
from app.checks.results import CheckContext
from app.domain.merged_form import MergedField, MergedForm, Values
from app.domain.projection import unit_in_force
from app.errors import Finding, Problem, Severity

UNDECIDED = "field.undecided"
"""Finding (params: label): the items disagree and nobody has decided."""


@dataclass(frozen=True)
class Fault:
    """One fault of a field. `label`: the asking item's wording; `finding`: None when it is empty."""

    key: str
    label: str
    finding: Finding | None = None


def decided(field: MergedField, decisions: Mapping[str, str]) -> MergedField:
    """Return a disputed field as the clerk decided it; any other field unchanged."""
    side = decisions.get(field.key)
    dispute = field.dispute
    if dispute is None or side is None or side not in dispute.sides:
        return field
    if dispute.aspect == "options":
        return replace(field, options=dispute.sides[side])
    if dispute.aspect == "unit":
        return replace(field, unit=unit_in_force(field, decisions))
    own = next(asker.definition for asker in field.askers if asker.item_id == side)
    return replace(field, rules={**field.rules, **_open_range(field), **own.constraints})


def _open_range(field: MergedField) -> dict[str, object]:
    """Forget every asker's limits, so that the chosen side's alone remain."""
    return {name: None for asker in field.askers for name in asker.definition.constraints}


def is_undecided(field: MergedField, decisions: Mapping[str, str]) -> bool:
    """Tell whether the items disagree about a field and nobody has decided."""
    return field.dispute is not None and decisions.get(field.key) not in field.dispute.sides


def is_open(
    field: MergedField, values: Values, ticks: Collection[str], item_id: str | None = None
) -> bool:
    """Tell whether a required field is still empty, or a required tick still missing.

    `item_id`: look at this item's demand alone. What this sitting's own result will state may stay
    empty; what an item's scenario answer says needs no tick.
    """
    demanding = [
        asker
        for asker in field.askers
        if asker.required and (item_id is None or asker.item_id == item_id)
    ]
    if field.per_item:
        return any(
            asker.item_id not in ticks and not asker.definition.answered_by for asker in demanding
        )
    return bool(demanding) and values.get(field.key) is None and not field.awaits


def has_error(findings: Collection[Finding]) -> bool:
    """Tell whether any finding forbids the value."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def faults_of_item(
    form: MergedForm,
    item_id: str,
    values: Values,
    ticks: Mapping[str, Collection[str]],
    decisions: Mapping[str, str],
    today: date,
) -> tuple[Fault, ...]:
    """Return everything that hinders one item's own form, in the form's order and its department's words.

    Raises Problem `item.not-chosen` (params: item).
    """
    if all(item.item_id != item_id for item in form.items):
        raise Problem("item.not-chosen", item=item_id)
    contradictions = check_form(form, values, today)
    context = CheckContext(today, value_of=values.get)
    found: list[Fault] = []
    for field in form.fields.values():
        asker = next((asker for asker in field.askers if asker.item_id == item_id), None)
        if asker is None:
            continue
        label = asker.definition.label
        if is_undecided(field, decisions):
            found.append(Fault(field.key, label, Finding(UNDECIDED, {"label": field.label})))
        elif is_open(field, values, ticks.get(field.key, ()), item_id):
            found.append(Fault(field.key, label))
        elif not field.per_item and field.key in values:
            checked = check_value(decided(field, decisions), values[field.key], context)
            errors = (*checked.findings, *contradictions.get(field.key, ()))
            found += [
                Fault(field.key, label, one) for one in errors if one.severity is Severity.ERROR
            ]
    return tuple(found)

"""An item's own application form, read out of the merged values.

Its department's fields in its department's order and words. What the clerk decided about a disputed
field is shown in every form, with the unit that was decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.answered import merged_answer, own_answer
from app.domain.asking import field_key
from app.domain.catalogue import Column, FieldDefinition
from app.domain.merged_form import ChosenItem, MergedField, MergedForm, Values
from app.domain.merging_fields import must_fill
from app.errors import Problem


@dataclass(frozen=True)
class ProjectedField:
    """One field of an item's own form.

    `key`: the merged form's key. `label`: the department's wording. `value`: as merged; a table's
    rows hold only this item's columns. `section`: title of the merged form's section. `unit`: the
    one in force. `declared`: never shared; its value is this item's own tick.
    """

    key: str
    definition: FieldDefinition
    label: str
    value: object
    section: str
    required: bool
    unit: str
    options: tuple[str, ...]
    columns: tuple[Column, ...]
    declared: bool = False


def project(
    form: MergedForm,
    values: Values,
    ticks: Mapping[str, Collection[str]],
    item_id: str,
    decisions: Mapping[str, str] | None = None,
) -> tuple[ProjectedField, ...]:
    """Return one item's fields as its department asks them.

    `ticks`: never-shared field key → items ticked; `decisions`: disputed field key → the item whose
    demand was chosen. Raises Problem `item.not-chosen` (params: item).
    """
    item = next((chosen for chosen in form.items if chosen.item_id == item_id), None)
    if item is None:
        raise Problem("item.not-chosen", item=item_id)
    titles = {key: section.title for section in form.sections for key in section.field_keys}
    filled = _Filled(form, item, values, ticks, decisions or {})
    return tuple(
        filled.field(form.fields[key], own, titles[key])
        for own in item.asks
        for key in (field_key(item_id, own),)
    )


@dataclass(frozen=True)
class _Filled:
    """The filled form, as one item sees it."""

    form: MergedForm
    item: ChosenItem
    values: Values
    ticks: Mapping[str, Collection[str]]
    decisions: Mapping[str, str]

    def field(self, merged: MergedField, own: FieldDefinition, section: str) -> ProjectedField:
        columns = own.columns or merged.columns
        return ProjectedField(
            key=merged.key,
            definition=own,
            label=own.label,
            value=self._value(merged, own, columns),
            section=section,
            required=must_fill(own),
            unit=unit_in_force(merged, self.decisions),
            options=own.options or merged.options,
            columns=columns,
            declared=merged.per_item,
        )

    def _value(
        self, merged: MergedField, own: FieldDefinition, columns: tuple[Column, ...]
    ) -> object:
        if merged.per_item:
            return self.item.item_id in self.ticks.get(merged.key, ())
        value = self.values.get(merged.key)
        if own.answered_by and value == merged_answer(self.form, merged):
            return own_answer(self.form, merged, self.item, own)
        if own.type == "table" and isinstance(value, list | tuple):
            labels = [column.label for column in columns]
            return [
                {label: row.get(label) for label in labels}
                for row in value
                if isinstance(row, Mapping)
            ]
        return value


def unit_in_force(merged: MergedField, decisions: Mapping[str, str]) -> str:
    """Return a field's unit: the one decided on where the items disagree, else the common one."""
    dispute = merged.dispute
    if dispute is None or dispute.aspect != "unit":
        return merged.unit
    return next(iter(dispute.sides.get(decisions.get(merged.key, ""), ())), merged.unit)

"""The merge: several items, one form, each fact and each paper asked once.

A pure function of the installed catalogue, what was chosen, and what is known so far. The order in
which items were chosen does not matter; merging what was merged changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.asking import Asking, ask, names_looked_at
from app.domain.catalogue import Catalogue
from app.domain.merged_form import ChosenItem, MergedForm, MergeRules, Selection, Values
from app.domain.merging_fields import MergeSetting, RowMemory, group_fields, merge_fields
from app.domain.merging_materials import merge_materials
from app.domain.ordering import Waits, producers_among, waits_for, working_order
from app.domain.questions import chosen_item, question_groups
from app.domain.savings import count_savings
from app.domain.sections import arrange


@dataclass(frozen=True)
class _Chosen:
    """The chosen items in working order."""

    askings: tuple[Asking, ...]
    waits: Waits


def merge(
    catalogue: Catalogue, selection: Selection, values: Values, rules: MergeRules
) -> MergedForm:
    """Return the one form that serves all chosen items.

    `values`: what is known so far by field key; only what conditions look at matters
    (`MergedForm.depends_on`). The result's selection lists the items in working order.

    Raises Problem `item.unknown` (params: item) for an item that is not installed.
    """
    return Merger(catalogue, rules).merge(selection, values)


class Merger:
    """Merges again and again under one catalogue; rows that did not change stay the same objects."""

    def __init__(self, catalogue: Catalogue, rules: MergeRules) -> None:
        self._catalogue = catalogue
        self._rules = rules
        self._rows: RowMemory = {}

    def merge(self, selection: Selection, values: Values) -> MergedForm:
        """Return what `app.domain.merging.merge` returns, sooner. Raises Problem as it does."""
        catalogue, rules = self._catalogue, self._rules
        chosen = _choose(catalogue, selection, values)
        items = [asking.item for asking in chosen.askings]
        makers = producers_among(chosen.askings)
        setting = MergeSetting(catalogue, rules, chosen.waits, makers, selection.registered)
        merged = merge_fields(group_fields(chosen.askings), setting, self._rows)
        sections = arrange(merged, items, rules)
        materials = merge_materials(chosen.askings, catalogue, rules)
        return MergedForm(
            selection=replace(selection, items=tuple(item.id for item in items)),
            items=tuple(_entry(asking, chosen.waits) for asking in chosen.askings),
            questions=question_groups(items, selection.answers),
            sections=sections,
            fields={key: merged[key] for section in sections for key in section.field_keys},
            materials=materials,
            savings=count_savings(chosen.askings, merged, materials, chosen.waits),
            depends_on=names_looked_at(items),
        )


def _choose(catalogue: Catalogue, selection: Selection, values: Values) -> _Chosen:
    items = [chosen_item(catalogue, item_id) for item_id in sorted(set(selection.items))]
    asked = ask(items, selection.answers, values, catalogue.vocabulary)
    waits = waits_for(catalogue, asked, selection)
    by_id = {asking.item.id: asking for asking in asked}
    return _Chosen(tuple(by_id[item_id] for item_id in working_order(waits)), waits)


def _entry(asking: Asking, waits: Waits) -> ChosenItem:
    item = asking.item
    return ChosenItem(
        item_id=item.id,
        name=item.name,
        short_name=item.short_name,
        department=item.former_department,
        version=item.version,
        waits_for=waits[item.id],
        answers=asking.answers,
        asks=asking.fields,
    )

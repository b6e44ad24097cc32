"""From a filled sitting to a draft: the same draft, checks and merge as behind the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.admin.sitting_file import FilledSitting, MaterialLine
from app.domain.case import Defect, HandedIn, Outcome, OutcomeKind
from app.domain.questions import spread_answers
from app.errors import Finding, Problem, Severity
from app.forms.draft import Draft
from app.forms.snapshot import MaterialEntry, Origin
from app.wording.papers import FIELD_STANDARD, MATERIAL_DEFECTIVE


def fill(draft: Draft, filled: FilledSitting) -> Draft:
    """Fill a clean draft from a file.

    Raises Problem `sitting-file.refused` whose findings name every value that cannot be used,
    every empty mandatory field of an item that the file does not ask to be corrected, and every
    name that the form does not know.
    """
    faults: list[Finding] = []
    _choose(draft, filled, faults)
    _answer(draft, filled)
    _type(draft, filled, faults)
    _hand_in(draft, filled, faults)
    faults += _open_faults(draft, filled)
    if faults:
        raise Problem("sitting-file.refused", findings=tuple(faults), count=len(faults))
    return draft


def _choose(draft: Draft, filled: FilledSitting, faults: list[Finding]) -> None:
    known = draft.catalogue.items
    unknown = [item for item in filled.items if item not in known]
    faults += [Finding("sitting-file.unknown-item", {"item": item}) for item in unknown]
    if filled.bundle is not None:
        if filled.bundle in draft.catalogue.bundles:
            draft.choose_bundle(filled.bundle, filled.answers)
        else:
            faults.append(Finding("sitting-file.unknown-bundle", {"bundle": filled.bundle}))
    if not filled.items:
        return
    chosen = {item.item_id for item in draft.form.items}
    draft.add_items(*(item for item in filled.items if item in known and item not in chosen))
    draft.remove_items(*(item for item in chosen if item not in filled.items))


def _answer(draft: Draft, filled: FilledSitting) -> None:
    items = tuple(item.item_id for item in draft.form.items)
    for key, value in spread_answers(draft.catalogue, items, filled.item_answers).items():
        draft.answer(key, value)


def _type(draft: Draft, filled: FilledSitting, faults: list[Finding]) -> None:
    """Enter every value; a value may open further fields, so the form is asked each time."""
    for key, value in _values(draft, filled, faults):
        field = draft.form.fields.get(key)
        if field is None or value is None:
            continue
        if field.per_item:
            # The file states the declaration for the whole sitting: every item without an answer
            # of its own gets its own tick.
            draft.fill({key: value}, Origin.TYPED)
        else:
            draft.set_value(key, value)


def _values(
    draft: Draft, filled: FilledSitting, faults: list[Finding]
) -> Iterable[tuple[str, object]]:
    for concept, value in filled.values_by_concept.items():
        if concept in draft.catalogue.vocabulary.concepts:
            yield concept, value
        else:
            faults.append(Finding("sitting-file.unknown-concept", {"key": concept}))
    for item, values in filled.values_by_item.items():
        definition = draft.catalogue.items.get(item)
        fields = {one.key: one for one in definition.fields} if definition else {}
        for key, value in values.items():
            if key in fields:
                yield fields[key].concept or f"{item}/{key}", value
            else:
                faults.append(Finding("sitting-file.unknown-field", {"item": item, "key": key}))


def _hand_in(draft: Draft, filled: FilledSitting, faults: list[Finding]) -> None:
    """Take materials as the file says; those not named count as handed in as asked."""
    listed = {material.key for material in draft.form.materials}
    faults += [
        Finding("sitting-file.unknown-material", {"key": key})
        for key in filled.materials
        if key not in listed
    ]
    for key in draft.open_materials():
        if key not in filled.materials:
            draft.set_material(key, replace(draft.material(key), state=HandedIn.HANDED_IN))
    for key, line in filled.materials.items():
        if key in listed:
            draft.set_material(key, _entry(draft, key, line))


def _entry(draft: Draft, key: str, line: MaterialLine) -> MaterialEntry:
    present = draft.material(key)
    return replace(
        present,
        state=line.state,
        originals=present.originals if line.originals is None else line.originals,
        copies=present.copies if line.copies is None else line.copies,
        note=line.note,
        standard=line.standard,
    )


def _open_faults(draft: Draft, filled: FilledSitting) -> Iterable[Finding]:
    for key in draft.faults():
        field = draft.form.fields[key]
        if all(asker.item_id in filled.corrections for asker in field.askers):
            continue
        wrong = [one for one in draft.findings(key) if one.severity is Severity.ERROR]
        if not wrong:
            yield Finding("sitting-file.field-empty", {"label": field.label}, where=key)
        for finding in wrong:
            yield replace(finding, where=f"{key}（{field.label}）")


def decide(
    proposed: tuple[Outcome, ...], corrections: Mapping[str, tuple[Defect, ...]]
) -> tuple[Outcome, ...]:
    """Return the outcomes: what the file wants corrected is corrected, the rest as proposed."""

    def one(outcome: Outcome) -> Outcome:
        named = corrections.get(outcome.item_id)
        if not named:
            return outcome
        found = outcome.defects if outcome.kind is OutcomeKind.CORRECT else ()
        return Outcome(outcome.item_id, OutcomeKind.CORRECT, (*map(_whole, named), *found))

    return tuple(one(outcome) for outcome in proposed)


def _whole(defect: Defect) -> Defect:
    """Complete a defect that the file names in short: the notice must state a standard."""
    return Defect(
        defect.subject,
        defect.what or MATERIAL_DEFECTIVE,
        defect.standard or FIELD_STANDARD.format(label=defect.subject),
    )

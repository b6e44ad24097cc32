"""From a filled sitting to a draft: the same draft, checks and merge as behind the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.admin.authority import authorise
from app.admin.sitting_file import FilledSitting, MaterialLine
from app.domain.bureau import Waiting
from app.domain.case import Defect, HandedIn, Outcome, OutcomeKind
from app.domain.merged_form import MergedField
from app.domain.questions import spread_answers
from app.errors import Finding, Problem, Severity
from app.forms.draft import Draft
from app.forms.snapshot import MaterialEntry, Origin
from app.wording.papers import FIELD_STANDARD, MATERIAL_DEFECTIVE, SITTING_SUBJECT

_FROM_A_DOCUMENT = frozenset({"idcard", "licence"})
_IDENTITIES = frozenset({"id_number", "uscc"})
_LISTED = frozenset({"table", "multi"})


def fill(draft: Draft, filled: FilledSitting, waiting: Waiting = Waiting.CONDITIONAL) -> Draft:
    """Fill a clean draft from a file.

    `waiting`: the bureau's way with items that wait for another's result; what only such items need
    and a card or licence will say may come later. Raises Problem `sitting-file.refused` whose findings name every value that cannot
    be used, every empty mandatory field of an item that the file does not ask to be corrected, and
    every name that the form does not know.
    """
    faults: list[Finding] = []
    _choose(draft, filled, faults)
    _answer(draft, filled)
    authorise(draft, filled.agent, faults)
    _decide(draft, filled, faults)
    _type(draft, filled, faults)
    _hand_in(draft, filled, faults)
    faults += _open_faults(draft, filled, conditional=waiting is Waiting.CONDITIONAL)
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


def _decide(draft: Draft, filled: FilledSitting, faults: list[Finding]) -> None:
    """Take over what the file decides where items disagree."""
    for key, item in filled.decisions.items():
        try:
            draft.decide(key, item)
        except Problem as problem:
            faults.append(Finding(problem.code, problem.params, where=key))


def _type(draft: Draft, filled: FilledSitting, faults: list[Finding]) -> None:
    """Enter every value; a value may open further fields, so the form is asked each time."""
    for key, value in _values(draft, filled, faults):
        field = draft.form.fields.get(key)
        if field is None or value is None or draft.origin(key) is Origin.SYSTEM:
            continue  # the date of application is the system's
        if field.type in _LISTED and not isinstance(value, list):
            faults.append(Finding("sitting-file.no-list", {"label": field.label}, where=key))
        elif field.per_item:
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
        if key not in listed:
            continue
        try:
            draft.set_material(key, _entry(draft, key, line))
        except Problem as problem:
            faults.append(Finding(problem.code, problem.params, where=key))


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


def _open_faults(draft: Draft, filled: FilledSitting, *, conditional: bool) -> Iterable[Finding]:
    chosen = {item.item_id for item in draft.form.items}
    for item in filled.corrections:
        if item not in chosen:
            yield Finding("sitting-file.unknown-item", {"item": item}, where="corrections")
    waiting = {item.item_id for item in draft.form.items if item.waits_for and conditional}
    for key in draft.faults():
        field = draft.form.fields[key]
        askers = {asker.item_id for asker in field.askers}
        if askers <= filled.corrections.keys():
            continue
        wrong = [one for one in draft.findings(key) if one.severity is Severity.ERROR]
        if not wrong and not (askers <= waiting and _comes_with_a_result(draft, field)):
            yield _empty(field, draft)
        for finding in wrong:
            yield replace(finding, where=f"{key}（{field.label}）")


def _comes_with_a_result(draft: Draft, field: MergedField) -> bool:
    """Tell whether a fact may be what another item of the sitting first produces.

    That is an identity number, or whatever is read from a card or licence.
    """
    if field.type in _IDENTITIES:
        return True
    concept = draft.catalogue.vocabulary.concepts.get(field.concept or "")
    return concept is not None and concept.prefill in _FROM_A_DOCUMENT


def _empty(field: MergedField, draft: Draft) -> Finding:
    if field.dispute is not None and draft.decision(field.key) is None:
        sides = "、".join(field.dispute.sides)
        return Finding(
            "sitting-file.undecided", {"label": field.label, "items": sides}, where=field.key
        )
    return Finding("sitting-file.field-empty", {"label": field.label}, where=field.key)


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
    subject = defect.subject or SITTING_SUBJECT
    return Defect(
        subject,
        defect.what or MATERIAL_DEFECTIVE,
        defect.standard or FIELD_STANDARD.format(label=subject),
    )

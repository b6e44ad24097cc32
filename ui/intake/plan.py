"""The plan of the form: which rows stand in which section, worked out from the draft, without Qt.

The first section holds the scenario questions of the bundle and the items; their answers change the
form. A row's `key` is the field's own; questions and bundle questions have a prefix of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from app.domain.catalogue import Catalogue, Question
from app.domain.merged_form import MergedField, MergedForm
from app.forms.draft import Draft
from app.wording import _
from ui.forms import FieldSpec, is_wide

QUESTIONS = "questions"
_BUNDLE, _GROUP, _DISPUTE = "bundle:", "question:", "dispute:"


class RowKind(StrEnum):
    """What a row asks."""

    FIELD = "field"
    TICKS = "ticks"
    """Never shared: one tick for each item that needs its own."""
    DISPUTE = "dispute"
    """Two demands that cannot both hold; the clerk decides."""
    QUESTION = "question"
    BUNDLE_QUESTION = "bundle-question"


@dataclass(frozen=True)
class Row:
    """One row of the form. `choices`: (value, words) for questions and disputes.

    Rows are equal when they look equal: `field` is not compared.
    """

    key: str
    kind: RowKind
    spec: FieldSpec
    required: bool = False
    departments: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    field: MergedField | None = dataclass_field(default=None, compare=False)

    @property
    def wide(self) -> bool:
        """Tell whether the row takes the whole width."""
        if self.kind is RowKind.FIELD:
            return is_wide(self.spec.type)
        return self.kind in (RowKind.TICKS, RowKind.DISPUTE)

    @property
    def asks(self) -> bool:
        """Tell whether the row is a scenario question."""
        return self.kind in (RowKind.QUESTION, RowKind.BUNDLE_QUESTION)

    @property
    def target(self) -> str:
        """Return the key that the draft knows: field key, question group, or bundle question."""
        for prefix in (_BUNDLE, _GROUP, _DISPUTE):
            if self.key.startswith(prefix):
                return self.key[len(prefix) :]
        return self.key


@dataclass(frozen=True)
class SectionPlan:
    """A section with its rows."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """Return every department that asks something here, each once."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row.departments))


RowMemory = dict[str, tuple[MergedField, tuple[Row, ...]]]
"""Rows planned before by field key, each with the field that they ask."""


def plan(draft: Draft, memory: RowMemory) -> tuple[SectionPlan, ...]:
    """Return the sections of a draft's form, questions first where there are any.

    Rows of a field that is still the same object are taken from `memory`, unless it is disputed.
    """
    form = draft.form
    for key, field in form.fields.items():
        if key not in memory or memory[key][0] is not field or field.dispute is not None:
            memory[key] = (field, tuple(_rows(draft, field)))
    sections = [
        SectionPlan(
            section.key,
            section.title,
            tuple(row for key in section.field_keys for row in memory[key][1]),
        )
        for section in form.sections
    ]
    questions = tuple(_question_rows(draft.catalogue, form))
    if questions:
        sections.insert(0, SectionPlan(QUESTIONS, _("情形"), questions))
    return tuple(sections)


def _question_rows(catalogue: Catalogue, form: MergedForm) -> Iterator[Row]:
    bundle = catalogue.bundles.get(form.selection.bundle_id or "")
    if bundle is not None:
        for question in bundle.questions:
            yield _question(f"{_BUNDLE}{question.id}", RowKind.BUNDLE_QUESTION, question, ())
    departments = {item.item_id: item.department for item in form.items}
    for group in form.questions:
        asked_by = tuple(dict.fromkeys(departments[item] for item in group.askers))
        yield _question(f"{_GROUP}{group.key}", RowKind.QUESTION, group.question, asked_by)


def _question(key: str, kind: RowKind, question: Question, departments: tuple[str, ...]) -> Row:
    choices = tuple((option.value, option.label) for option in question.options)
    words = tuple(label for _value, label in choices)
    spec = FieldSpec(key, question.text, "choice", words)
    return Row(key, kind, spec, departments=departments, choices=choices)


def _rows(draft: Draft, field: MergedField) -> Iterator[Row]:
    items = draft.catalogue.items
    if field.dispute is not None:
        sides = tuple(
            (item, f"{items[item].short_name}：{'、'.join(demand)}")
            for item, demand in field.dispute.sides.items()
        )
        key = f"{_DISPUTE}{field.key}"
        caption = _("{label}的要求").format(label=field.label)
        spec = FieldSpec(key, caption, RowKind.DISPUTE)
        yield Row(key, RowKind.DISPUTE, spec, True, field.departments, sides, field)
    if field.per_item:
        spec = FieldSpec(field.key, field.label, RowKind.TICKS)
        askers = tuple((asker.item_id, items[asker.item_id].short_name) for asker in field.askers)
        yield Row(field.key, RowKind.TICKS, spec, field.required, field.departments, askers, field)
        return
    settled = draft.field(field.key)
    options = options_of(draft, settled)
    spec = FieldSpec(
        field.key, field.label, field.type, options, field.columns, settled.unit, field.help
    )
    yield Row(field.key, RowKind.FIELD, spec, field.required, field.departments, (), settled)


def options_of(draft: Draft, field: MergedField) -> tuple[str, ...]:
    """Return a field's options, a dictionary's entries where it names one."""
    if field.options:
        return field.options
    entries = draft.catalogue.vocabulary.dictionaries.get(str(field.rules.get("dict", "")), ())
    return tuple(entry.label for entry in entries)

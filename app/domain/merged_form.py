"""The merged form: what several items together ask, each fact once.

Plain results of `app.domain.merging.merge`; nothing here decides anything.

Keys. A shared fact's field key is its concept (`org.name`); a field of one item alone is
`ITEM/field` (`SCJG-03/food_items`). A question group's key is `question-id#digest`, where the digest
covers text and options, so that equal questions share an answer and merely equally named ones do
not, whatever is chosen first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.catalogue import Column, FieldDefinition, MaterialRequirement, Question

Values = Mapping[str, object]
"""Form values by field key, in the canonical shapes of `app.checks` (see its module docstring)."""


@dataclass(frozen=True)
class Selection:
    """What the applicant wants, before any form field is filled.

    `items`: chosen item ids (order does not matter for the result). `bundle_id` and
    `bundle_answers` (question id → value) when a bundle led here. `answers`: question group key →
    value. `registered`: the applicant already holds a business licence.
    """

    items: tuple[str, ...]
    bundle_id: str | None = None
    bundle_answers: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    registered: bool = False


class Source(StrEnum):
    """Where a field's value comes from when nobody types it; the report counts by it."""

    AUTOMATIC = "automatic"
    """Card, licence, derived, or the system."""
    ANSWERED = "answered"
    """A scenario question has been answered."""
    DEFAULTED = "defaulted"
    """Another field of the same form gives a changeable default."""
    TYPED = "typed"
    """The clerk has to type it."""


@dataclass(frozen=True)
class Asker:
    """One item's asking of a field: who asks, in which words, and whether it must be filled."""

    item_id: str
    department: str
    definition: FieldDefinition
    required: bool


@dataclass(frozen=True)
class Dispute:
    """Two or more items disagree in a way where no stricter rule can serve both.

    `aspect`: `options` (no common option), `unit`, or `range` (a minimum above a maximum). `sides`: item id → what it demands, as text.
    The clerk decides; the decision is kept in the draft under the field key and recorded.
    """

    aspect: str
    sides: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class MergedField:
    """One row of the merged form.

    `required`: the stricter rule of all askers. `options`: what every asker allows, in the first
    asker's order, empty for free values. `per_item`: never shared, one tick per item in `askers`.
    `section`: key of the section it stands in. `rules`: the concept's validation united with the
    askers' constraints (strictest `min` is the largest, strictest `max` the smallest).
    `awaits`: items of this sitting whose result will state the fact, for askers that wait for it
    anyway; the field may stay empty until then.
    """

    key: str
    concept: str | None
    label: str
    type: str
    section: str
    askers: tuple[Asker, ...]
    required: bool
    source: Source
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    help: str = ""
    default_from: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    per_item: bool = False
    dispute: Dispute | None = None
    rules: Mapping[str, object] = field(default_factory=dict)
    awaits: tuple[str, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the former departments that ask, each once, in the order of the form."""
        return tuple(dict.fromkeys(asker.department for asker in self.askers))


class Disposition(StrEnum):
    """What becomes of a material in this sitting, before anything is handed in."""

    PRODUCED = "produced"
    """An item of this same sitting produces it."""
    EXEMPT_LICENCE = "exempt-licence"
    """Every asker takes the e-licence instead."""
    EXEMPT_SHARING = "exempt-sharing"
    """Every asker takes shared data instead (or a mix of sharing and e-licence)."""
    GENERATED = "generated"
    """The program prints it; the applicant signs it (the application form)."""
    HAND_IN = "hand-in"
    """To be handed in at the window."""


@dataclass(frozen=True)
class MaterialAsker:
    """One item's demand for a material."""

    item_id: str
    department: str
    requirement: MaterialRequirement


@dataclass(frozen=True)
class MergedMaterial:
    """One line of the merged material list.

    `originals` and `copies` are counted by the bureau's rule: one original serves all; copies are
    the largest demand inside the bureau plus one set per decider outside. `optional`: no item
    insists (非必要). `promise`: may be replaced by 告知承诺. `tolerance_days`: may be supplied within that
    many working days (容缺), None when it may not. `produced_by`: items of this sitting.
    """

    key: str
    label: str
    names: tuple[str, ...]
    askers: tuple[MaterialAsker, ...]
    disposition: Disposition
    originals: int
    copies: int
    optional: bool = False
    promise: bool = False
    tolerance_days: int | None = None
    produced_by: tuple[str, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the former departments that ask, each once."""
        return tuple(dict.fromkeys(asker.department for asker in self.askers))


@dataclass(frozen=True)
class QuestionGroup:
    """Scenario questions of several items that are the same question, asked once.

    `key`: `id#digest`. `askers`: item ids. `value`: the answer in force (given, else the default
    of the first asker).
    """

    key: str
    question: Question
    askers: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Section:
    """A part of the merged form; `key` and `title` come from the catalogue's supplement."""

    key: str
    title: str
    field_keys: tuple[str, ...]


@dataclass(frozen=True)
class Savings:
    """What the merge saves, counted exactly as the catalogue's reference report counts it."""

    forms: int = 0
    departments: int = 0
    fields_separate: int = 0
    fields_merged: int = 0
    fields_required_separate: int = 0
    fields_required_merged: int = 0
    fields_auto: int = 0
    fields_answered: int = 0
    fields_default: int = 0
    fields_to_type: int = 0
    shared_concepts: int = 0
    signatures_separate: int = 0
    signatures_merged: int = 0
    materials_separate: int = 0
    materials_merged: int = 0
    materials_internal_flow: int = 0
    materials_exempt: int = 0
    materials_commit_replaceable: int = 0
    materials_physical: int = 0
    days_statutory_sequential: int = 0
    days_statutory_critical_path: int = 0
    days_promised_sequential: int = 0
    days_promised_critical_path: int = 0


@dataclass(frozen=True)
class ChosenItem:
    """An item of the sitting: whose results it waits for, among the chosen ones.

    `answers`: its scenario answers in force, by question id. `asks`: the fields that it asks now, in
    its department's order.
    """

    item_id: str
    name: str
    short_name: str
    department: str
    version: int
    waits_for: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[FieldDefinition, ...] = ()


@dataclass(frozen=True)
class MergedForm:
    """Everything the intake screen shows for a selection.

    `items` in the order they can be worked on (`after` first, then by id). `fields` in the order of
    the sections. `depends_on`: the field keys and question keys that `when` conditions look at; a
    change of any other value never changes the form.
    """

    selection: Selection
    items: tuple[ChosenItem, ...]
    questions: tuple[QuestionGroup, ...]
    sections: tuple[Section, ...]
    fields: Mapping[str, MergedField]
    materials: tuple[MergedMaterial, ...]
    savings: Savings
    depends_on: frozenset[str]


@dataclass(frozen=True)
class SectionRule:
    """How fields are grouped: concepts beginning with one of `prefixes` go into this section.

    The rule without prefixes takes what no other rule takes; fields without a concept follow their
    item in a section of its own (key `item:ID`, titled with the item's short name).
    """

    key: str
    title: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class MergeRules:
    """What the merge takes from the bureau and the catalogue's supplement.

    `outside`: item id → id of the decider outside the bureau; items decided inside are absent.
    `share_copies`: one set of copies serves everything decided inside.
    """

    sections: tuple[SectionRule, ...] = ()
    outside: Mapping[str, str] = field(default_factory=dict)
    share_copies: bool = True

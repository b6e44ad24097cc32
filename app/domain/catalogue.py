"""What the bureau can be asked for: items, shared concepts, shared materials, bundles.

These are the definitions as they stand in an installed catalogue, read and checked by
`app.catalogue`. A case keeps the versions of the items it was taken under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.conditions import Condition


class Required(StrEnum):
    """Whether a field must be filled."""

    ALWAYS = "always"
    NEVER = "never"
    CONDITIONAL = "conditional"
    """Required whenever the field's `when` holds."""


@dataclass(frozen=True)
class Limit:
    """A time limit in its own unit (工作日, 日, 月, 即时 …); units are not interchangeable.

    `value` is None where the source is silent; `basis` is the legal text, or the note of a promise.
    """

    value: int | None
    unit: str
    basis: str = ""


@dataclass(frozen=True)
class LegalBasis:
    """One law an item rests on."""

    law: str
    articles: str
    gist: str = ""


@dataclass(frozen=True)
class Option:
    """One answer of a scenario question: stored value and shown label."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """A scenario question (情形引导) of an item or a bundle. `default` is an option's value."""

    id: str
    text: str
    options: tuple[Option, ...]
    default: str

    def label_of(self, value: str) -> str:
        """Return the label of an option's value, or the value itself when it is no option."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Column:
    """A column of a table field; `options` only for choice columns that list them."""

    label: str
    type: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldDefinition:
    """A question of one item's application form.

    `concept`: the shared fact behind it, or None where the field belongs to this item alone.
    `options`: own options, else the concept's. `answered_by`: the id of the scenario question
    whose answer is this field's value. `constraints`: `min`, `max` … of this item.
    """

    key: str
    label: str
    type: str
    concept: str | None
    required: Required
    when: Condition | None = None
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    answered_by: str | None = None
    prefill: str = "none"
    unit: str = ""
    help: str = ""
    constraints: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class MaterialRequirement:
    """A paper that one item asks for.

    `form`: 原件, 复印件, 原件核验、留复印件, 电子件. `necessity`: 必要, 条件必要, 非必要. `exemption`:
    电子证照免交, 数据共享核验免交, 系统生成, 告知承诺可替代 or None. `abolished`: the proof was abolished and
    is never asked for.
    """

    concept: str
    name: str
    form: str
    copies: int
    source: str
    necessity: str
    exemption: str | None
    tolerance_allowed: bool
    tolerance_days: int | None = None
    when: Condition | None = None
    note: str = ""
    abolished: bool = False


@dataclass(frozen=True)
class ItemResult:
    """What an item ends in. `satisfies`: shared materials that this result stands for."""

    document: str
    validity: str = ""
    number_rule: str = ""
    satisfies: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemDefinition:
    """An approval item (事项) in one version.

    `version` counts the differing contents of this id from 1. `transferred`: the power of decision
    was transferred to the bureau (划转); otherwise the item is only stationed at its window (进驻).
    """

    id: str
    name: str
    short_name: str
    former_department: str
    linkage: str
    transferred: bool
    type: str
    service_object: str
    legal_basis: tuple[LegalBasis, ...]
    statutory_limit: Limit
    promised_limit: Limit
    fee: str
    result: ItemResult
    conditions: tuple[str, ...]
    questions: tuple[Question, ...]
    fields: tuple[FieldDefinition, ...]
    materials: tuple[MaterialRequirement, ...]
    review_points: tuple[str, ...] = ()
    special_procedures: tuple[str, ...] = ()
    base_code: str | None = None
    caveat: str = ""
    version: int = 1
    content_hash: str = ""
    valid_from: date | None = None


@dataclass(frozen=True)
class Concept:
    """A fact that several departments ask for: one key, one value.

    `validation`: rules, max_length, options, dict, unit, pattern, columns, check, min_rows as in the
    package. `prefill`: idcard, licence, derived, system, none. `default_from`: concepts whose value is
    a changeable default. `never_share`: each item needs its own (declaration, commitment, signature).
    """

    key: str
    label: str
    label_en: str
    type: str
    validation: Mapping[str, object]
    prefill: str
    default_from: tuple[str, ...] = ()
    label_variants: tuple[str, ...] = ()
    never_share: bool = False


@dataclass(frozen=True)
class SharedMaterial:
    """A paper that several items ask for; one line on the screen whoever asks."""

    key: str
    label: str
    label_en: str
    default_source: str = ""
    default_form: str = ""
    note: str = ""
    name_variants: tuple[str, ...] = ()
    abolished: bool = False


@dataclass(frozen=True)
class NearSynonyms:
    """Two concepts that look alike and must stay two fields, with the reason."""

    pair: tuple[str, str]
    rule: str


@dataclass(frozen=True)
class DictionaryEntry:
    """One entry of a code dictionary (nationalities, ethnic groups, kinds of document …)."""

    code: str
    label: str


@dataclass(frozen=True)
class Vocabulary:
    """The words that all items share."""

    concepts: Mapping[str, Concept]
    materials: Mapping[str, SharedMaterial]
    near_synonyms: tuple[NearSynonyms, ...] = ()
    dictionaries: Mapping[str, tuple[DictionaryEntry, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class BundleItem:
    """An item's place in a bundle: when it is included and whose result it needs first."""

    item: str
    include_when: Condition
    after: tuple[str, ...] = ()
    parallel_group: int = 1


@dataclass(frozen=True)
class Profile:
    """A named situation of a bundle, for reports and examples."""

    name: str
    answers: Mapping[str, str]
    item_answers: Mapping[str, str]


@dataclass(frozen=True)
class Bundle:
    """One thing (一件事): several items handled together.

    `applicant_registered`: the applicant already holds a licence by the nature of the bundle.
    """

    id: str
    name: str
    lead: str
    questions: tuple[Question, ...]
    items: tuple[BundleItem, ...]
    profiles: tuple[Profile, ...] = ()
    applicant_registered: bool = False
    note: str = ""
    version: int = 1
    content_hash: str = ""
    valid_from: date | None = None


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be asked for on one day, in the versions in force."""

    items: Mapping[str, ItemDefinition]
    bundles: Mapping[str, Bundle]
    vocabulary: Vocabulary

    def producers(self) -> Mapping[str, frozenset[str]]:
        """Return, for each shared material, the items whose result stands for it."""
        made: dict[str, set[str]] = {}
        for item in self.items.values():
            for material in item.result.satisfies:
                made.setdefault(material, set()).add(item.id)
        return {material: frozenset(ids) for material, ids in made.items()}

"""From stored definitions to the catalogue in force, as domain values.

Stored data has passed `check_package`; what is optional there has its default here.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.catalogue.dictionaries import load_dictionaries, package_dictionaries
from app.catalogue.item_building import ItemBuilder
from app.catalogue.parts import build_question, listed, words
from app.catalogue.supplement import Supplement
from app.checks.shapes import Data
from app.domain.catalogue import (
    Bundle,
    BundleItem,
    Catalogue,
    Concept,
    NearSynonyms,
    Profile,
    SharedMaterial,
    Vocabulary,
)
from app.domain.conditions import parse_condition
from app.ports.stored import StoredDefinition


def build_catalogue(definitions: Iterable[StoredDefinition], supplement: Supplement) -> Catalogue:
    """Build the catalogue from stored definitions, one version of each key."""
    by_kind: dict[str, list[StoredDefinition]] = {"vocabulary": [], "item": [], "bundle": []}
    for definition in definitions:
        by_kind[definition.kind].append(definition)
    words_data: Data = by_kind["vocabulary"][0].data if by_kind["vocabulary"] else {}
    vocabulary = _vocabulary(words_data, supplement)
    builder = ItemBuilder(vocabulary, supplement)
    return Catalogue(
        items={stored.key: builder.item(stored) for stored in by_kind["item"]},
        bundles={stored.key: _bundle(stored) for stored in by_kind["bundle"]},
        vocabulary=vocabulary,
    )


def _vocabulary(data: Data, supplement: Supplement) -> Vocabulary:
    return Vocabulary(
        concepts={
            entry["key"]: _concept(entry, supplement) for entry in listed(data.get("concepts"))
        },
        materials={
            entry["key"]: _material(entry, supplement)
            for entry in listed(data.get("shared_materials"))
        },
        near_synonyms=tuple(
            NearSynonyms((near["pair"][0], near["pair"][1]), words(near.get("rule")))
            for near in listed(data.get("near_synonyms_do_not_merge"))
        ),
        dictionaries={**load_dictionaries(), **package_dictionaries(data)},
    )


def _concept(data: Data, supplement: Supplement) -> Concept:
    return Concept(
        key=data["key"],
        label=data["label_zh"],
        label_en=words(data.get("label_en")),
        type=data["type"],
        validation=data.get("validation") or {},
        prefill=data.get("prefill") or "none",
        default_from=listed(data.get("default_from")),
        label_variants=listed(data.get("label_variants")),
        never_share=_never_shared(data, supplement),
    )


def _never_shared(data: Data, supplement: Supplement) -> bool:
    """Tell whether each item needs its own; the concept's own word goes before every rule."""
    if "never_share" in data:
        return bool(data["never_share"])
    if "must_be_true" in ((data.get("validation") or {}).get("rules") or ()):
        return True
    named = any(word in data["label_zh"] for word in supplement.never_share_words)
    return data["key"] in supplement.never_share or (data["type"] == "bool" and named)


def _material(data: Data, supplement: Supplement) -> SharedMaterial:
    return SharedMaterial(
        key=data["key"],
        label=data["label_zh"],
        label_en=words(data.get("label_en")),
        default_source=words(data.get("default_source")),
        default_form=words(data.get("default_form")),
        note=words(data.get("note")),
        name_variants=listed(data.get("name_variants")),
        abolished=bool(data.get("abolished")) or data["key"] in supplement.abolished,
    )


def _bundle(stored: StoredDefinition) -> Bundle:
    data: Data = stored.data
    return Bundle(
        id=data["id"],
        name=data["name"],
        lead=words(data.get("lead")),
        questions=tuple(build_question(entry) for entry in listed(data["questions"])),
        items=tuple(
            BundleItem(
                item=entry["item"],
                include_when=parse_condition(entry["include_when"]),
                after=listed(entry.get("after")),
                parallel_group=entry.get("parallel_group", 1),
            )
            for entry in data["items"]
        ),
        profiles=tuple(
            Profile(entry["name"], entry.get("answers") or {}, entry.get("item_answers") or {})
            for entry in listed(data.get("profiles"))
        ),
        applicant_registered=data.get("applicant_registered", False),
        note=words(data.get("note")),
        version=stored.version,
        content_hash=stored.content_hash,
        valid_from=stored.valid_from,
    )

"""Checking a package whole, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.catalogue.bundle_checks import check_bundle
from app.catalogue.dictionaries import load_dictionaries, package_dictionaries
from app.catalogue.item_checks import check_item
from app.catalogue.reading import PackageText
from app.catalogue.references import Known, check_unique, unite_vocabularies
from app.catalogue.versions import CheckedPackage, NewDefinition, content_hash, latest
from app.catalogue.vocabulary_checks import check_vocabulary
from app.checks.shapes import Data, Faults, Part, Schema, check_shape
from app.errors import Problem, Severity
from app.ports.stored import StoredDefinition

VOCABULARY_KEY = "concepts"

_SCHEMA = "catalogue_schema.json"
_ITEM, _BUNDLE, _VOCABULARY = (Schema(_SCHEMA, part) for part in ("item", "bundle", "vocabulary"))


def check_package(package: PackageText, installed: Sequence[StoredDefinition]) -> CheckedPackage:
    """Check everything that a package says, united with what is installed.

    `installed` may hold any versions; the newest of each key counts. Answers the definitions and
    the warnings. Raises Problem `catalogue.package-faulty` whose findings name every fault and
    warning with file and line.
    """
    faults = Faults(list(package.findings))
    newest = latest(installed)
    words = _vocabulary_part(package, faults)
    items = [check_shape(_ITEM, text.data, text, (), faults) for text in package.items()]
    bundles = _bundle_parts(package, faults)
    known, vocabulary = _known(words, items, newest)
    if words is not None:
        mine = {item.data.get("id") for item in items}
        others = [d.data for (kind, key), d in newest.items() if kind == "item" and key not in mine]
        check_vocabulary(words, known, others, faults)
    for part, code in ((items, "catalogue.item-id-twice"), (bundles, "catalogue.bundle-id-twice")):
        check_unique([(entry.where("id"), entry.data.get("id")) for entry in part], code, faults)
    for item in items:
        check_item(item, known, faults)
    for bundle in bundles:
        check_bundle(bundle, known, faults)
    if any(finding.severity is Severity.ERROR for finding in faults.found):
        raise Problem("catalogue.package-faulty", findings=tuple(faults.found))
    definitions = [_definition("vocabulary", VOCABULARY_KEY, vocabulary, words)] if words else []
    definitions += [_definition("item", item.data["id"], item.data, item) for item in items]
    definitions += [_definition("bundle", part.data["id"], part.data, part) for part in bundles]
    return CheckedPackage(tuple(definitions), tuple(faults.found))


def _definition(kind: str, key: str, data: Data, part: Part) -> NewDefinition:
    return NewDefinition(kind, key, content_hash(data), data, part.text.name)


def _vocabulary_part(package: PackageText, faults: Faults) -> Part | None:
    text = package.part("concepts.yaml")
    if text is None:
        return None
    return check_shape(_VOCABULARY, text.data, text, (), faults)


def _bundle_parts(package: PackageText, faults: Faults) -> list[Part]:
    text = package.part("bundles.yaml")
    if text is None:
        return []
    bundles = text.data.get("bundles") if isinstance(text.data, Mapping) else None
    if not isinstance(bundles, list):
        faults.error("catalogue.bundles-missing", text.where())
        return []
    return [
        check_shape(_BUNDLE, data, text, ("bundles", index), faults)
        for index, data in enumerate(bundles)
    ]


def _known(
    words: Part | None, items: Sequence[Part], newest: Mapping[tuple[str, str], StoredDefinition]
) -> tuple[Known, Data]:
    stored = newest.get(("vocabulary", VOCABULARY_KEY))
    vocabulary: Data = stored.data if stored is not None else {}
    if words is not None:
        vocabulary = unite_vocabularies(vocabulary, _sound_words(words))
    raw: dict[str, Data] = {key: d.data for (kind, key), d in newest.items() if kind == "item"}
    raw.update({item.data["id"]: item.data for item in items if _is_named(item)})
    lists = {**load_dictionaries(), **package_dictionaries(vocabulary)}
    known = Known(
        concepts={word["key"]: word for word in vocabulary.get("concepts") or ()},
        materials={word["key"]: word for word in vocabulary.get("shared_materials") or ()},
        dictionaries={name: frozenset(e.label for e in entries) for name, entries in lists.items()},
        items=raw,
    )
    return known, vocabulary


def _is_named(item: Part) -> bool:
    return isinstance(item.data.get("id"), str)


def _sound_words(words: Part) -> dict[str, object]:
    """Return the concepts file with its entries of wrong shape left out."""
    parts = ("concepts", "shared_materials", "near_synonyms_do_not_merge")
    kept: dict[str, object] = dict(words.data)
    for name in parts:
        if name in kept:
            kept[name] = [entry for _, entry in words.entries(name)]
    if not words.sound("dictionaries"):
        kept.pop("dictionaries", None)
    return kept

"""What the shared words must keep to beyond their shape, also towards installed items."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.catalogue.item_checks import check_lists
from app.catalogue.references import Known, check_unique, reaches, rules_of
from app.checks.shapes import Data, Faults, Part

_MAX_PATTERN = 200
_NESTED_REPEAT = re.compile(r"[+*}]\)\s*[+*{]")
"""`(a+)+` and its kin can take years on a short text; no code or number needs them."""


def check_vocabulary(words: Part, known: Known, others: Iterable[Data], faults: Faults) -> None:
    """Check the meaning of a concepts file; `others`: installed items that keep using the words."""
    for part in ("concepts", "shared_materials"):
        keys = [(words.where(part, i, "key"), entry["key"]) for i, entry in words.entries(part)]
        check_unique(keys, "catalogue.word-twice", faults)
    defaults = {key: list(word.get("default_from") or ()) for key, word in known.concepts.items()}
    for index, concept in words.entries("concepts"):
        _check_rules(words, index, concept, known, faults)
        for number, source in enumerate(concept.get("default_from") or ()):
            where = words.where("concepts", index, "default_from", number)
            if source not in known.concepts:
                faults.error("catalogue.unknown-concept", where, key=source[:60])
            elif reaches(source, concept["key"], defaults) or source == concept["key"]:
                faults.warn("catalogue.default-loop", where, key=source[:60])
    for index, near in words.entries("near_synonyms_do_not_merge"):
        for number, key in enumerate(near["pair"]):
            if key not in known.concepts:
                where = words.where("near_synonyms_do_not_merge", index, "pair", number)
                faults.error("catalogue.unknown-concept", where, key=key[:60])
    _check_users(words, others, faults)


def _check_rules(words: Part, index: int, concept: Data, known: Known, faults: Faults) -> None:
    rules = rules_of(concept)
    place = ("concepts", index, "validation")
    check_lists(words, place, rules, faults)
    name = rules.get("dict")
    if name is not None and name not in known.dictionaries:
        where = words.where(*place, "dict")
        faults.error("catalogue.unknown-dictionary", where, key=str(name)[:60])
    pattern = rules.get("pattern")
    if pattern is not None and not _usable(pattern):
        faults.error("catalogue.bad-pattern", words.where(*place, "pattern"), text=pattern[:60])


def _usable(pattern: str) -> bool:
    if len(pattern) > _MAX_PATTERN or _NESTED_REPEAT.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _check_users(words: Part, others: Iterable[Data], faults: Faults) -> None:
    """Refuse a type that installed items do not ask the concept in."""
    types = {
        concept["key"]: (index, concept["type"]) for index, concept in words.entries("concepts")
    }
    for item in others:
        for field in item.get("form_fields") or ():
            index, kind = types.get(field.get("concept"), (None, None))
            if index is not None and kind != field["type"]:
                faults.error(
                    "catalogue.type-conflict-installed",
                    words.where("concepts", index, "type"),
                    key=field["concept"],
                    type=kind,
                    item=item["id"],
                    item_type=field["type"],
                )

"""Code dictionaries: the program's own (`resources/dictionaries`) and those of packages.

Forms keep an entry's label, as it stands on the papers (`汉`, `居民身份证`); the code is for exchange
with other systems.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from app import paths
from app.checks.untrusted_yaml import parse_yaml
from app.domain.catalogue import DictionaryEntry

Dictionaries = Mapping[str, tuple[DictionaryEntry, ...]]


@cache
def load_dictionaries() -> Dictionaries:
    """Return the program's own dictionaries by name, each in the order of its file."""
    found: dict[str, tuple[DictionaryEntry, ...]] = {}
    for file in sorted((paths.RESOURCES / "dictionaries").glob("*.yaml")):
        data: Any = parse_yaml(file.read_bytes(), file.name).data
        entries = (DictionaryEntry(code, label) for code, label in data["entries"])
        found[file.name.removesuffix(".yaml")] = tuple(entries)
    return found


def package_dictionaries(vocabulary: Mapping[str, Any]) -> Dictionaries:
    """Return a vocabulary's own dictionaries, which go before the program's of the same name.

    Entries are labels or mappings with `code` and `label`; a bare label takes the code that the
    program's dictionary of that name gives it.
    """
    found: dict[str, tuple[DictionaryEntry, ...]] = {}
    for name, entries in (vocabulary.get("dictionaries") or {}).items():
        if isinstance(entries, list):
            codes = {entry.label: entry.code for entry in load_dictionaries().get(name, ())}
            found[name] = tuple(_entry(entry, codes) for entry in entries)
    return found


def _entry(entry: str | Mapping[str, str], codes: Mapping[str, str]) -> DictionaryEntry:
    if isinstance(entry, str):
        return DictionaryEntry(codes.get(entry, ""), entry)
    return DictionaryEntry(entry.get("code", codes.get(entry["label"], "")), entry["label"])

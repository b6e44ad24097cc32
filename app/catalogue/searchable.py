"""What the search index knows of items and bundles: names, codes, pinyin and initials.

The only place that loads pypinyin, and only when something is indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Any

from app.domain.catalogue import Bundle, Catalogue, ItemDefinition
from app.ports.stored import SearchEntry

MAX_READINGS = 8
"""So many readings of one name are indexed; the usual one comes first."""

_POLYPHONES = frozenset("行重长调参传单朝乐弹便降校石厦曾解盛还都量种藏会说")
"""Characters that people read both ways whatever the phrase; all their readings are indexed."""


def search_entries(catalogue: Catalogue) -> tuple[SearchEntry, ...]:
    """Return one entry per item and bundle, with every reading of their polyphonic characters."""
    items = [_of_item(item) for item in catalogue.items.values()]
    return (*items, *(_of_bundle(bundle) for bundle in catalogue.bundles.values()))


def _of_item(item: ItemDefinition) -> SearchEntry:
    initials, pinyin = _readings_of(item.name, item.short_name)
    return SearchEntry(
        key=item.id,
        kind="item",
        name=item.name,
        short_name=item.short_name,
        code=item.id,
        department=item.former_department,
        initials=initials,
        pinyin=pinyin,
        synonyms=(item.base_code,) if item.base_code else (),
    )


def _of_bundle(bundle: Bundle) -> SearchEntry:
    initials, pinyin = _readings_of(bundle.name)
    return SearchEntry(
        key=bundle.id,
        kind="bundle",
        name=bundle.name,
        short_name=bundle.name,
        code=bundle.id,
        department=bundle.lead,
        initials=initials,
        pinyin=pinyin,
    )


def _readings_of(*phrases: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the initials and the full pinyin of phrases, equal ones once."""
    readings = [reading for phrase in dict.fromkeys(phrases) for reading in readings_of(phrase)]
    initials = dict.fromkeys("".join(s[0] for s in reading) for reading in readings)
    return tuple(initials), tuple(dict.fromkeys(" ".join(reading) for reading in readings))


@lru_cache(maxsize=65536)
def readings_of(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Return a phrase's readings as lower-case syllables without tones, the usual one first.

    Letters and digits are syllables of their own; signs are left out. After the usual reading come
    those that differ in one polyphonic character, then in two, at most `MAX_READINGS` in all.
    """
    from pypinyin import Style, lazy_pinyin, pinyin

    text = "".join(sign for sign in phrase.lower() if sign.isalnum())
    if not text:
        return ()
    usual = lazy_pinyin(text, style=Style.NORMAL, errors=_apart)
    every = pinyin(text, style=Style.NORMAL, errors=_apart, heteronym=True)
    choices = []
    for sign, first, others in zip(text, usual, every, strict=True):
        alone = pinyin(sign, style=Style.NORMAL, heteronym=True)[0] if sign in _POLYPHONES else []
        choices.append(list(dict.fromkeys((first, *others, *alone))))
    return tuple(islice(_variants(choices), MAX_READINGS))


def _apart(unknown: str) -> Any:
    """Answer signs without a reading one by one (pypinyin takes a list, its types say text)."""
    return list(unknown)


def _variants(choices: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    usual = [readings[0] for readings in choices]
    yield tuple(usual)
    doubtful = [place for place, readings in enumerate(choices) if len(readings) > 1]
    for changed in (1, 2):
        for places in combinations(doubtful, changed):
            for replaced in product(*(choices[place][1:] for place in places)):
                variant = list(usual)
                for place, reading in zip(places, replaced, strict=True):
                    variant[place] = reading
                yield tuple(variant)

"""The order in which chosen items can be worked on: who waits for whose result.

The chosen bundle's `after` decides for every pair of its items. Other pairs follow the `after` of
any installed bundle that holds both, then from results that stand for a material another item asks
for. A relation that would close a ring is left out: bundles may contradict one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.asking import Asking
from app.domain.catalogue import Bundle, Catalogue
from app.domain.merged_form import Selection

OPTIONAL = "非必要"
"""The necessity of a material that nobody insists on."""

Waits = Mapping[str, tuple[str, ...]]
"""Item id → the chosen items whose results it waits for."""


def waits_for(catalogue: Catalogue, askings: Sequence[Asking], selection: Selection) -> Waits:
    """Return whose results each chosen item waits for."""
    chosen = {asking.item.id for asking in askings}
    bundle = catalogue.bundles.get(selection.bundle_id or "")
    waits: dict[str, list[str]] = {item_id: [] for item_id in sorted(chosen)}
    decided = {entry.item for entry in bundle.items} & chosen if bundle else set()
    for later, earlier in _bundle_pairs([bundle] if bundle else [], chosen):
        _add(waits, later, earlier)
    others = [other for other in catalogue.bundles.values() if other is not bundle]
    pairs = set(_bundle_pairs(others, chosen))
    agreed = sorted((later, earlier) for later, earlier in pairs if (earlier, later) not in pairs)
    for later, earlier in [*agreed, *sorted(set(_result_pairs(askings)))]:
        if not (later in decided and earlier in decided):
            _add(waits, later, earlier)
    return {item_id: tuple(sorted(earlier)) for item_id, earlier in waits.items()}


def _bundle_pairs(bundles: Iterable[Bundle], chosen: set[str]) -> Iterator[tuple[str, str]]:
    for bundle in bundles:
        for entry in bundle.items:
            if entry.item in chosen:
                yield from ((entry.item, earlier) for earlier in entry.after if earlier in chosen)


def _result_pairs(askings: Sequence[Asking]) -> Iterator[tuple[str, str]]:
    makers = producers_among(askings)
    for asking in askings:
        for material in asking.materials:
            if material.necessity != OPTIONAL:
                for maker in makers.get(material.concept, ()):
                    if maker != asking.item.id:
                        yield asking.item.id, maker


def producers_among(askings: Sequence[Asking]) -> dict[str, tuple[str, ...]]:
    """Return, for each shared material, the chosen items whose result stands for it."""
    makers: dict[str, list[str]] = {}
    for asking in askings:
        for material in asking.item.result.satisfies:
            makers.setdefault(material, []).append(asking.item.id)
    return {material: tuple(sorted(set(ids))) for material, ids in makers.items()}


def _add(waits: dict[str, list[str]], later: str, earlier: str) -> None:
    if earlier not in waits[later] and not _reaches(waits, earlier, later):
        waits[later].append(earlier)


def _reaches(waits: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    open_ends, seen = [start], {start}
    while open_ends:
        here = open_ends.pop()
        if here == goal:
            return True
        open_ends.extend(set(waits[here]) - seen)
        seen.update(waits[here])
    return False


def working_order(waits: Waits) -> tuple[str, ...]:
    """Return the items in the order they can be worked on: by depth of waiting, then by id."""
    depth = critical_path(waits, dict.fromkeys(waits, 1))
    return tuple(sorted(waits, key=lambda item_id: (depth[item_id], item_id)))


def critical_path(waits: Waits, days: Mapping[str, int]) -> dict[str, int]:
    """Return, for each item, the days until its result when nothing runs before its turn."""
    until: dict[str, int] = {}

    def reach(item_id: str) -> int:
        if item_id not in until:
            until[item_id] = days[item_id] + max((reach(e) for e in waits[item_id]), default=0)
        return until[item_id]

    for item_id in waits:
        reach(item_id)
    return until

"""What the parts of a package may refer to: the package united with what is installed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.checks.shapes import Data, Faults
from app.domain.conditions import parse_condition
from app.errors import Problem

Answers = Mapping[str, frozenset[object] | None]
"""Names that a condition may use → the values they can have, None where any."""


@dataclass(frozen=True)
class Known:
    """Everything that can be referred to, by key.

    `dictionaries`: name → labels. `items`: raw data of the package's and the installed items.
    """

    concepts: Mapping[str, Data]
    materials: Mapping[str, Data]
    dictionaries: Mapping[str, frozenset[str]]
    items: Mapping[str, Data]

    def choices(self, field: Data) -> frozenset[object] | None:
        """Return the values of a choice field (own options, concept's, dictionary); None: free."""
        if field.get("type") == "bool":
            return frozenset({True, False})
        if field.get("type") != "choice":
            return None
        rules = rules_of(self.concepts.get(str(field.get("concept")), {}))
        labels = field.get("options") or rules.get("options")
        return frozenset(labels) if labels else self.dictionaries.get(str(rules.get("dict")))


def rules_of(concept: Data) -> Data:
    """Return a concept's validation rules, empty where it has none or they have a wrong shape."""
    rules = concept.get("validation")
    return rules if isinstance(rules, Mapping) else {}


def unite_vocabularies(before: Data, package: Data) -> dict[str, Any]:
    """Return the installed vocabulary with a package's words replacing equal keys and added."""
    united = {**before, **package}
    for part in ("concepts", "shared_materials"):
        words = {word["key"]: word for word in before.get(part) or ()}
        words.update({word["key"]: word for word in package.get(part) or ()})
        united[part] = list(words.values())
    pairs = {tuple(near["pair"]): near for near in before.get(_NEAR) or ()}
    pairs.update({tuple(near["pair"]): near for near in package.get(_NEAR) or ()})
    united[_NEAR] = list(pairs.values())
    united["dictionaries"] = {
        **(before.get("dictionaries") or {}),
        **(package.get("dictionaries") or {}),
    }
    return united


_NEAR = "near_synonyms_do_not_merge"


def check_condition(
    text: str, where: str, answers: Answers, elsewhere: Container[str], faults: Faults
) -> None:
    """Check that a condition parses, names what exists, and compares with values that exist.

    `elsewhere`: names that other items ask; using one is only worth a warning.
    """
    try:
        condition = parse_condition(text)
    except Problem:
        faults.error("catalogue.condition-not-parsed", where, text=text[:80])
        return
    for name in sorted(condition.names - answers.keys()):
        if name in elsewhere:
            faults.warn("catalogue.condition-asked-elsewhere", where, name=name)
        else:
            faults.error("catalogue.condition-unknown-name", where, name=name[:60])
    for name, value in condition.comparisons:
        values = answers.get(name)
        if values is None or value in values:
            continue
        note = faults.error if name.startswith(("q.", "b.")) else faults.warn
        note("catalogue.condition-no-option", where, name=name, value=str(value)[:60])


def check_unique(places: Iterable[tuple[str, object]], code: str, faults: Faults) -> None:
    """Note every key that stands a second time; `places`: pairs of `file:line` and key."""
    seen: set[str] = set()
    for where, key in places:
        if isinstance(key, str) and key in seen:
            faults.error(code, where, key=key[:60])
        seen.add(str(key))


def reaches(start: str, goal: str, steps: Mapping[str, list[str]]) -> bool:
    """Tell whether one or more steps lead from `start` to `goal`."""
    seen: set[str] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting += steps.get(here, ())
    return False

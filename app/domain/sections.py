"""Sections of the merged form: shared facts by subject, then each item's own, then declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.catalogue import ItemDefinition
from app.domain.merged_form import MergedField, MergeRules, Section, SectionRule

_ITEM = "item:"
_REST = "other"


def section_of(concept: str | None, item_id: str, rules: MergeRules) -> str:
    """Return the key of the section of a field; the longest matching prefix wins."""
    if concept is None:
        return f"{_ITEM}{item_id}"
    best, length = _rest(rules), 0
    for rule in rules.sections:
        for prefix in rule.prefixes:
            if len(prefix) > length and concept.startswith(prefix):
                best, length = rule.key, len(prefix)
    return best


def _rest(rules: MergeRules) -> str:
    return next((rule.key for rule in rules.sections if not rule.prefixes), _REST)


def arrange(
    fields: Mapping[str, MergedField], items: Iterable[ItemDefinition], rules: MergeRules
) -> tuple[Section, ...]:
    """Return the sections that have fields, in the order of the rules.

    The items' own sections follow the shared ones; a section with declarations comes last, because
    a declaration is given about everything above it. Inside a section, fields stand in the order of
    the rule's prefixes, then as they are asked.
    """
    members: dict[str, list[MergedField]] = {}
    for field in fields.values():
        members.setdefault(field.section, []).append(field)
    shared = [*rules.sections]
    if _rest(rules) == _REST:
        shared.append(SectionRule(_REST, "", ()))
    own = [SectionRule(f"{_ITEM}{item.id}", item.short_name, ()) for item in items]
    declared = [r for r in shared if any(field.per_item for field in members.get(r.key, ()))]
    plain = [rule for rule in shared if rule not in declared]
    return tuple(
        Section(rule.key, rule.title, _in_order(members[rule.key], rule))
        for rule in (*plain, *own, *declared)
        if rule.key in members
    )


def _in_order(fields: list[MergedField], rule: SectionRule) -> tuple[str, ...]:
    def rank(field: MergedField) -> int:
        matching = [
            (len(prefix), index)
            for index, prefix in enumerate(rule.prefixes)
            if field.key.startswith(prefix)
        ]
        return max(matching)[1] if matching else len(rule.prefixes)

    return tuple(field.key for field in sorted(fields, key=rank))

"""What the one-time list (一次性告知清单) needs: who supplies what, how long it takes, how often to come.

The same form as for an application, with nothing filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.catalogue import Catalogue, Limit
from app.domain.merged_form import Disposition, MergedForm
from app.domain.ordering import critical_path

_AT_ONCE = frozenset({"即时", "当场", "当日"})
_TO_BRING = frozenset({Disposition.HAND_IN, Disposition.GENERATED})


@dataclass(frozen=True)
class Stretch:
    """One item's part of the way, in its own unit; units are not added up."""

    item_id: str
    limit: Limit


@dataclass(frozen=True)
class Consultation:
    """Answers for somebody who only asks.

    `supplies`: who provides it (申请人自备, 政府部门核发 …) → keys of the materials to bring; `optional`:
    keys nobody insists on. `statutory`, `promised`: the longest chain of items that wait for one
    another. `inspections`: item id → its special procedures (on-site checks, publication …).
    `visits`: 1 when everything is done at once, else one to hand in and one to collect.
    """

    supplies: Mapping[str, tuple[str, ...]]
    optional: tuple[str, ...]
    statutory: tuple[Stretch, ...]
    promised: tuple[Stretch, ...]
    inspections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    visits: int = 1


def consult(
    form: MergedForm, catalogue: Catalogue, promised: Mapping[str, Limit] | None = None
) -> Consultation:
    """Return what the chosen items ask of the applicant.

    `promised`: item id → the bureau's own promise where it differs from the catalogue's.
    """
    items = {item.item_id: catalogue.items[item.item_id] for item in form.items}
    own = {item_id: item.promised_limit for item_id, item in items.items()} | dict(promised or {})
    return Consultation(
        supplies=_supplies(form),
        optional=tuple(material.key for material in form.materials if material.optional),
        statutory=_longest(form, {key: item.statutory_limit for key, item in items.items()}),
        promised=_longest(form, own),
        inspections={
            key: item.special_procedures for key, item in items.items() if item.special_procedures
        },
        visits=1 if all(_at_once(limit) for limit in own.values()) else 2,
    )


def _supplies(form: MergedForm) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for material in form.materials:
        if material.disposition in _TO_BRING and not material.optional:
            found.setdefault(material.askers[0].requirement.source, []).append(material.key)
    return {source: tuple(keys) for source, keys in found.items()}


def _longest(form: MergedForm, limits: Mapping[str, Limit]) -> tuple[Stretch, ...]:
    """Follow the chain that ends last, by the plain numbers; each part keeps its own unit."""
    waits = {item.item_id: item.waits_for for item in form.items}
    until = critical_path(waits, {key: limits[key].value or 0 for key in waits})
    chain: list[Stretch] = []
    here = max(until, key=lambda key: until[key], default=None)
    while here is not None:
        chain.append(Stretch(here, limits[here]))
        here = max(waits[here], key=lambda key: until[key], default=None)
    return tuple(reversed(chain))


def _at_once(limit: Limit) -> bool:
    return limit.unit in _AT_ONCE or limit.value == 0

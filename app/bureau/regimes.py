"""The regimes that the program knows (`resources/law/regimes.yaml`), and which one an item is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from app import paths
from app.checks.untrusted_yaml import parse_yaml
from app.domain.bureau import Bureau
from app.domain.catalogue import ItemDefinition, Limit
from app.domain.regime import Regime

_GENERAL = "other-power"
"""For types that no regime names: its words and clocks claim nothing that only one law gives."""


@cache
def load_regimes() -> Mapping[str, Regime]:
    """Return every regime by its code."""
    file = paths.RESOURCES / "law" / "regimes.yaml"
    data: Any = parse_yaml(file.read_bytes(), file.name).data
    return {
        code: Regime(
            code=code,
            name=entry["name"],
            subject_word=entry["subject_word"],
            item_types=tuple(entry["item_types"]),
            titles=entry["titles"],
            bases=entry["bases"],
            correction=_limit(entry["correction"]),
            deemed_accepted=entry["deemed_accepted"],
            legal_limit=_limit(entry["legal_limit"]),
            unified_limit=_limit(entry["unified_limit"]),
            remedies=entry["remedies"],
        )
        for code, entry in data.items()
    }


def _limit(entry: Mapping[str, Any] | None) -> Limit | None:
    return None if entry is None else Limit(entry["value"], entry["unit"], entry["basis"])


def regime_for(item: ItemDefinition, bureau: Bureau, regimes: Mapping[str, Regime]) -> Regime:
    """Return an item's regime: the bureau's word, else by the beginning of the item's type."""
    named = regimes.get(bureau.rule(item.id).regime or "")
    if named is not None:
        return named
    fitting = [
        (len(beginning), regime)
        for regime in regimes.values()
        for beginning in regime.item_types
        if item.type.startswith(beginning)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else regimes[_GENERAL]

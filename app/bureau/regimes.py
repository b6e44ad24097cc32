"""The regimes that the program knows (`resources/law`), and which one an item is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from app import paths
from app.checks.untrusted_yaml import parse_yaml
from app.domain.bureau import Bureau
from app.domain.catalogue import ItemDefinition, Limit
from app.domain.regime import LegalGround, Procedure, Regime, SpecialProcedure

_GENERAL = "other-power"
"""For types that no regime names: its words and clocks claim nothing that only one law gives."""


@cache
def load_regimes() -> Mapping[str, Regime]:
    """Return every regime by its code."""
    procedures = _read("procedure.yaml")
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
            procedure=_procedure(procedures[code]),
        )
        for code, entry in _read("regimes.yaml").items()
    }


def _read(name: str) -> Mapping[str, Any]:
    file = paths.RESOURCES / "law" / name
    data: Any = parse_yaml(file.read_bytes(), file.name).data
    assert isinstance(data, dict)  # shipped with the program and read in its tests
    return data


def _procedure(entry: Mapping[str, Any]) -> Procedure:
    return Procedure(
        extension=_limit(entry["extension"]),
        unified_extension=_limit(entry["unified_extension"]),
        issue=_limit(entry["issue"]),
        hearing_request=_limit(entry["hearing_request"]),
        special=tuple(
            SpecialProcedure(one["code"], one["name"], one["basis"], one.get("promise_only", False))
            for one in entry["special"]
        ),
        grounds={
            change: tuple(LegalGround(one["code"], one["name"], one["article"]) for one in listed)
            for change, listed in entry["grounds"].items()
        },
        articles=entry["articles"],
        review_steps=tuple(entry["review_steps"]),
        renewed_by_silence=entry["renewed_by_silence"],
        correction_returns=entry["correction_returns"],
        bars=frozenset(entry["bars"]),
    )


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

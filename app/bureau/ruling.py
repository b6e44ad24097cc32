"""Who decides an item, and within which limits, by the bureau's rules and the item's own."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.bureau import Bureau, Decider
from app.domain.catalogue import Catalogue, ItemDefinition, Limit
from app.domain.regime import Regime

_NONE = "—"
"""The unit of a limit that the law does not set at all."""


def decider_for(item: ItemDefinition, bureau: Bureau) -> Decider:
    """Return who decides an item.

    The bureau's rule for the item; else the bureau's own decider for a transferred power; else the
    decider of the item's former department. Where the file names none, the department itself,
    without remedies and court, so that papers which must name them are refused.
    """
    named = bureau.deciders.get(bureau.rule(item.id).decider or "")
    if named is not None:
        return named
    if item.transferred:
        return bureau.deciders[bureau.decider]
    department = item.former_department
    for decider in bureau.deciders.values():
        if department in decider.departments:
            return decider
    return Decider(
        id=department,
        name=department,
        short=department,
        letterhead=department,
        seal_kind="",
        remedy_body="",
        court="",
        phone="",
        complaint_phone="",
        address="",
        inside=False,
        departments=(department,),
    )


def outside_deciders(catalogue: Catalogue, bureau: Bureau) -> Mapping[str, str]:
    """Return item id → decider id for every item that is not decided inside the bureau."""
    deciders = {item.id: decider_for(item, bureau) for item in catalogue.items.values()}
    return {item: decider.id for item, decider in deciders.items() if not decider.inside}


def limits_for(
    item: ItemDefinition, bureau: Bureau, regime: Regime
) -> tuple[Limit | None, Limit | None, Limit | None]:
    """Return (promised, legal, correction) limits, each in its own unit; None where there is none.

    The bureau's word goes before the item's promise, the item's before the regime's. A limit of 0
    (即时, 当场, 当日) ends on the same day; the unit `—` says that there is no limit; a legal limit
    without a value leaves it to the regime. The limit for the correction notice is the law's alone: a
    bureau's own is a duty (`duty_for`), after which nothing counts as accepted.
    """
    rule = bureau.rule(item.id)
    return (
        _set(rule.promised_limit or item.promised_limit),
        _legal(item.statutory_limit, regime),
        _set(regime.correction),
    )


def duty_for(item: ItemDefinition, bureau: Bureau) -> Limit | None:
    """Return the bureau's own limit for the correction notice of an item, None where it has none."""
    return _set(bureau.rule(item.id).correction_limit)


def team_of(item: ItemDefinition, bureau: Bureau) -> str:
    """Return the id of the team that an item's cases come to; empty where they come to everybody.

    A team that names the item goes before one that names its former department.
    """
    for team in bureau.teams:
        if item.id in team.items:
            return team.id
    for team in bureau.teams:
        if item.former_department in team.departments:
            return team.id
    return ""


def _set(limit: Limit | None) -> Limit | None:
    if limit is None or limit.value is None or limit.unit in (_NONE, ""):
        return None
    return limit


def _legal(own: Limit, regime: Regime) -> Limit | None:
    if own.value is None and own.unit != _NONE:
        return regime.legal_limit
    return _set(own)

"""Merging materials: one line per distinct paper with everybody who asks for it.

Decided per asker: an asker that takes shared data or the e-licence needs no paper; what the others
need is counted. A promise (告知承诺) or a later supply (容缺) is open only where every asker that needs
the paper allows it, because one refusal makes the applicant bring it anyway; the shortest days hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.asking import Asking
from app.domain.catalogue import Catalogue, MaterialRequirement
from app.domain.merged_form import Disposition, MaterialAsker, MergedMaterial, MergeRules
from app.domain.ordering import OPTIONAL, producers_among

_LICENCE = "电子证照免交"
_SHARING = "数据共享核验免交"
_GENERATED = "系统生成"
_PROMISE = "告知承诺可替代"
_ORIGINAL = "原件"
_COPY = "复印件"
_EXEMPT = frozenset({_LICENCE, _SHARING})


def group_materials(askings: Iterable[Asking]) -> dict[str, list[MaterialAsker]]:
    """Return everything that is asked by shared material, first asked first."""
    groups: dict[str, list[MaterialAsker]] = {}
    for asking in askings:
        for requirement in asking.materials:
            groups.setdefault(requirement.concept, []).append(
                MaterialAsker(asking.item.id, asking.item.former_department, requirement)
            )
    return groups


def merge_materials(
    askings: Sequence[Asking], catalogue: Catalogue, rules: MergeRules
) -> tuple[MergedMaterial, ...]:
    """Return one line per shared material, in the order of the items."""
    makers = producers_among(askings)
    return tuple(
        _line(key, asked, makers.get(key, ()), catalogue, rules)
        for key, asked in group_materials(askings).items()
    )


def insisting(askers: Iterable[MaterialAsker]) -> list[MaterialAsker]:
    """Return the askers that insist on the material (必要, or 条件必要 while it is asked)."""
    return [asker for asker in askers if asker.requirement.necessity != OPTIONAL]


def all_exempt(askers: Sequence[MaterialAsker]) -> bool:
    """Tell whether every asker takes shared data or the e-licence instead."""
    return all(asker.requirement.exemption in _EXEMPT for asker in askers)


def any_promise(askers: Iterable[MaterialAsker]) -> bool:
    """Tell whether some asker would take a promise instead: what the reference report counts."""
    return any(asker.requirement.exemption == _PROMISE for asker in askers)


def _line(
    key: str,
    asked: Sequence[MaterialAsker],
    makers: tuple[str, ...],
    catalogue: Catalogue,
    rules: MergeRules,
) -> MergedMaterial:
    shared = catalogue.vocabulary.materials.get(key)
    names = tuple(dict.fromkeys(asker.requirement.name for asker in asked))
    askers = insisting(asked)
    deciding = askers or asked
    disposition = _disposition(deciding, makers)
    needing = [a for a in deciding if a.requirement.exemption not in _EXEMPT] or deciding
    return MergedMaterial(
        key=key,
        label=shared.label if shared else names[0],
        names=names,
        askers=tuple(asked),
        disposition=disposition,
        originals=max(_originals(asker.requirement) for asker in needing),
        copies=_copies(needing, rules),
        optional=not askers,
        promise=disposition is Disposition.HAND_IN
        and all(asker.requirement.exemption == _PROMISE for asker in needing),
        tolerance_days=_tolerance(needing) if disposition is Disposition.HAND_IN else None,
        produced_by=makers,
    )


def _disposition(askers: Sequence[MaterialAsker], makers: Sequence[str]) -> Disposition:
    if makers:
        return Disposition.PRODUCED
    ways = {asker.requirement.exemption for asker in askers}
    if ways == {_LICENCE}:
        return Disposition.EXEMPT_LICENCE
    if ways <= _EXEMPT:
        return Disposition.EXEMPT_SHARING
    if ways <= _EXEMPT | {_GENERATED}:
        return Disposition.GENERATED
    return Disposition.HAND_IN


def _originals(requirement: MaterialRequirement) -> int:
    """Return the originals to bring; one that is only compared with its copy is one."""
    if _ORIGINAL not in requirement.form:
        return 0
    return 1 if _COPY in requirement.form else requirement.copies


def _copies(askers: Iterable[MaterialAsker], rules: MergeRules) -> int:
    """Count copies: one set serves everything inside, every outside decider gets its own."""
    demands = [
        (asker.item_id, asker.requirement.copies)
        for asker in askers
        if _COPY in asker.requirement.form
    ]
    if not rules.share_copies:
        return sum(copies for _, copies in demands)
    sets: dict[str, int] = {}
    for item_id, copies in demands:
        decider = rules.outside.get(item_id, "")
        sets[decider] = max(sets.get(decider, 0), copies)
    return sum(sets.values())


def _tolerance(askers: Sequence[MaterialAsker]) -> int | None:
    """Return the shortest days of all that need the paper; without days there is nothing to agree."""
    if not all(asker.requirement.tolerance_allowed for asker in askers):
        return None
    days = [a.requirement.tolerance_days for a in askers if a.requirement.tolerance_days]
    return min(days) if days else None

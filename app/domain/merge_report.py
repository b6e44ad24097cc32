"""The report of what merging saves, for every bundle and profile of an installed catalogue.

The same keys and the same counting as the catalogue's reference report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from app.domain.asking import Asking, ask
from app.domain.catalogue import Bundle, Catalogue, Profile
from app.domain.concept_keys import REGISTERED_MARKERS
from app.domain.merged_form import MergeRules, Selection
from app.domain.merging import merge
from app.domain.merging_materials import group_materials, insisting
from app.domain.questions import (
    RegisteredMarkers,
    is_registered,
    items_of_bundle,
    spread_answers,
)
from app.domain.savings import count_materials, required_count

_TOP = 8


def bundle_reports(
    catalogue: Catalogue, rules: MergeRules, markers: RegisteredMarkers = REGISTERED_MARKERS
) -> list[dict[str, object]]:
    """Return one report per bundle and profile, as plain data ready for JSON or YAML.

    `markers`: bundle question id → the answer that means the applicant already holds a licence.
    """
    return [
        _report(catalogue, rules, markers, bundle, profile)
        for bundle in catalogue.bundles.values()
        for profile in bundle.profiles
    ]


def _report(
    catalogue: Catalogue,
    rules: MergeRules,
    markers: RegisteredMarkers,
    bundle: Bundle,
    profile: Profile,
) -> dict[str, object]:
    ids = items_of_bundle(bundle, profile.answers)
    answers = spread_answers(catalogue, ids, profile.item_answers)
    registered = is_registered(bundle, profile.answers, markers)
    selection = Selection(ids, bundle.id, profile.answers, answers, registered)
    form = merge(catalogue, selection, {}, rules)
    askings = ask([catalogue.items[i] for i in ids], answers, {}, catalogue.vocabulary)
    return {
        "bundle": bundle.id,
        "name": bundle.name,
        "profile": profile.name,
        "items": [_item(asking) for asking in askings],
        "departments": form.savings.departments,
        **asdict(form.savings),
        "top_shared": _top_shared(askings),
        "physical_materials": list(count_materials(form.materials).physical),
    }


def _item(asking: Asking) -> dict[str, object]:
    return {
        "id": asking.item.id,
        "name": asking.item.short_name,
        "fields": len(asking.fields),
        "required": required_count(asking.fields),
        "materials": sum(len(insisting(askers)) for askers in group_materials([asking]).values()),
    }


def _top_shared(askings: tuple[Asking, ...]) -> list[dict[str, object]]:
    """Return the facts asked most often, ties in the order in which the bundle asks them."""
    asked = Counter(field.concept for asking in askings for field in asking.fields if field.concept)
    shared = [(concept, count) for concept, count in asked.most_common() if count > 1]
    return [{"concept": concept, "asked_by": count} for concept, count in shared[:_TOP]]

"""Where a case stands: the case, its acts, the law and the bureau's rules, gathered from records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.bureau import decider_for, duty_for, limits_for, regime_for
from app.documents.certificate_layouts import Certified, certified
from app.domain.acts import Act, ActKind
from app.domain.bureau import Bureau, Waiting
from app.domain.case import Case
from app.domain.catalogue import ItemDefinition
from app.domain.certificate import Bar
from app.domain.clocks import CaseLimits
from app.domain.outcomes import CaseFacts, Ground
from app.domain.procedure import Standing
from app.forms.faults import Fault, faults_of_item
from app.services import bureau as bureau_service
from app.services.office import Office
from app.services.sitting_view import SittingView


def ground_of(
    office: Office,
    seen: SittingView,
    case: Case,
    *,
    acts: Iterable[Act] = (),
    bars: Iterable[Bar] = (),
) -> Ground:
    """Return the law and the bureau's rules that hold for a case."""
    waited = bool(case.waits_for) or any(act.kind is ActKind.RESULT_ARRIVED for act in acts)
    ground = ground_for(
        office,
        seen.bureau,
        seen.catalogue.items[case.item_id],
        together=len(seen.cases),
        waited=waited,
    )
    return replace(ground, bars=tuple(bars), clerk_id=seen.sitting.clerk_id)


def ground_for(
    office: Office, bureau: Bureau, item: ItemDefinition, *, together: int, waited: bool
) -> Ground:
    """Return what holds for an item. `together`: items of its sitting; `waited`: for a result."""
    regime = regime_for(item, bureau, bureau_service.regimes())
    limits = CaseLimits(*limits_for(item, bureau, regime))
    unified = bureau.waiting is Waiting.UNIFIED and together > 1
    if unified and regime.unified_limit is not None:
        # A promise made for the item alone cannot run where another's result was waited for.
        promised = None if waited else limits.promised
        limits = replace(limits, legal=regime.unified_limit, promised=promised)
    ends_in = certified_by(item, bureau)
    return Ground(
        regime=regime,
        decider=decider_for(item, bureau),
        limits=limits,
        calendar=office.calendar,
        waits_conditionally=bureau.waiting is Waiting.CONDITIONAL,
        rule=bureau.rule(item.id),
        certificate=ends_in.kind if ends_in else "",
        unified=unified,
        duty=duty_for(item, bureau),
        owed_end=bureau.owed_end,
        rest_day_next=bureau.rest_day_next,
        resubmit=bureau.resubmit,
    )


def certified_by(item: ItemDefinition, bureau: Bureau) -> Certified | None:
    """Return how an item's result is certified, None where it ends in no certificate."""
    return certified(item.result.document, bureau.rule(item.id).certificate_kind)


def facts_of(seen: SittingView, case: Case) -> CaseFacts:
    """Return what a case looks like when it is decided at the window: faults and materials."""
    tolerance = {
        material.key: material.tolerance_days
        for material in seen.form.materials
        if material.tolerance_days is not None
    }
    return CaseFacts(
        case=case,
        faults=tuple(fault.label for fault in faults_of(seen, case)),
        materials=tuple(one for one in seen.sitting.materials if case.item_id in one.items),
        tolerance=tolerance,
    )


def faults_of(seen: SittingView, case: Case) -> tuple[Fault, ...]:
    """Return the fields of a case's own form that are empty or wrong."""
    sitting = seen.sitting
    return faults_of_item(
        seen.form,
        case.item_id,
        sitting.values,
        sitting.ticks,
        sitting.decisions,
        sitting.received_at.date(),
    )


def standing_of(
    office: Office,
    seen: SittingView,
    case: Case,
    acts: tuple[Act, ...],
    *,
    now: datetime | None = None,
    bars: Iterable[Bar] = (),
    lost: bool = False,
) -> Standing:
    """Return everything that a guard looks at. `lost`: an awaited result will not come."""
    return Standing(
        case=case,
        acts=acts,
        ground=ground_of(office, seen, case, acts=acts, bars=bars),
        now=now or office.now(),
        facts=facts_of(seen, case),
        lost=lost,
    )

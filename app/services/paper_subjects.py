"""From records to what a paper says: gathers the facts, decides nothing about looks."""

from __future__ import annotations

from collections.abc import Mapping

from app.bureau import decider_for
from app.documents import ApplicationRow, PaperSubject
from app.domain.actor import Actor
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case, CaseState
from app.domain.catalogue import Catalogue, ItemDefinition
from app.domain.clocks import counting_day, decision_dues
from app.domain.deadlines import Due
from app.domain.merged_form import MergedForm
from app.domain.paper import PaperKind
from app.domain.projection import ProjectedField, project
from app.domain.working_days import due
from app.forms.consultation import consult
from app.services import bureau as bureau_service
from app.services.office import Office
from app.services.outcomes import ground_of
from app.services.sitting_view import SittingView

# Papers that speak for the decider; everything else speaks for the accepting bureau.
_DECIDERS_OWN = frozenset(
    {
        PaperKind.ACCEPTANCE,
        PaperKind.CORRECTION,
        PaperKind.NOT_ACCEPTED,
        PaperKind.NOT_NEEDED,
        PaperKind.TOLERANCE,
        PaperKind.COMMITMENT,
        PaperKind.APPLICATION,
    }
)


def sitting_subject(
    office: Office, actor: Actor, seen: SittingView, kind: PaperKind
) -> PaperSubject:
    """Return the facts of a paper about the whole sitting (receipt, slip, authority)."""
    return PaperSubject(
        kind=kind,
        bureau=seen.bureau,
        decider=_own_decider(seen.bureau),
        number="",
        barcode="",
        made_at=office.now(),
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        sitting=seen.sitting,
        cases=seen.cases,
        items=_items(seen),
        regimes=bureau_service.regimes(),
        form=seen.form,
        practice=seen.sitting.practice,
    )


def case_subject(
    office: Office, actor: Actor, seen: SittingView, case: Case, kind: PaperKind
) -> PaperSubject:
    """Return the facts of a paper about one case."""
    item = seen.catalogue.items[case.item_id]
    decider = decider_for(item, seen.bureau)
    rows = _application_rows(seen, item) if kind is PaperKind.APPLICATION else ()
    return PaperSubject(
        kind=kind,
        bureau=seen.bureau,
        decider=decider if kind in _DECIDERS_OWN else _own_decider(seen.bureau),
        number="",
        barcode="",
        made_at=office.now(),
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        regime=bureau_service.regimes()[case.regime],
        sitting=seen.sitting,
        case=case,
        cases=seen.cases,
        items=_items(seen),
        regimes=bureau_service.regimes(),
        form=seen.form,
        projected=rows,
        dues=_dues(office, seen, case),
        practice=seen.sitting.practice,
    )


def consultation_subject(
    office: Office, actor: Actor, bureau: Bureau, catalogue: Catalogue, form: MergedForm
) -> PaperSubject:
    """Return the facts of the one-time list of everything needed."""
    rules = {item.item_id: bureau.rule(item.item_id).promised_limit for item in form.items}
    asked = consult(form, catalogue, {key: own for key, own in rules.items() if own is not None})
    return PaperSubject(
        kind=PaperKind.CONSULTATION,
        bureau=bureau,
        decider=_own_decider(bureau),
        number="",
        barcode="",
        made_at=office.now(),
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        items={item.item_id: catalogue.items[item.item_id] for item in form.items},
        regimes=bureau_service.regimes(),
        form=form,
        visits=asked.visits,
        path=tuple(stretch.limit for stretch in asked.promised),
        practice=actor.practice,
    )


def _own_decider(bureau: Bureau) -> Decider:
    return bureau.deciders[bureau.decider]


def _items(seen: SittingView) -> Mapping[str, ItemDefinition]:
    return {case.item_id: seen.catalogue.items[case.item_id] for case in seen.cases}


def _dues(office: Office, seen: SittingView, case: Case) -> Mapping[str, Due]:
    if case.state is CaseState.CORRECTION:
        return _resubmit_due(office, seen)
    if case.accepted_at is None:
        return {}
    ground = ground_of(office, seen, case)
    rest = seen.bureau.rest_day_next
    day = counting_day(case.accepted_at, office.calendar, rest_day_next=rest)
    dues = decision_dues(day, ground.limits, office.calendar)
    named = {"promised": dues.promised, "legal": dues.legal}
    return {name: one for name, one in named.items() if one is not None}


def _resubmit_due(office: Office, seen: SittingView) -> Mapping[str, Due]:
    """Return until when to hand in what is asked for: the applicant's term ends on no rest day (CC 203)."""
    concluded = seen.sitting.concluded_at
    if seen.bureau.resubmit is None or concluded is None:
        return {}
    ends = due(concluded.date(), seen.bureau.resubmit, office.calendar, move_last=True)
    return {} if ends is None else {"resubmit": ends}


def _application_rows(seen: SittingView, item: ItemDefinition) -> tuple[ApplicationRow, ...]:
    sitting = seen.sitting
    projected = project(seen.form, sitting.values, sitting.ticks, item.id, sitting.decisions)
    return tuple(_row(one) for one in projected)


def _row(one: ProjectedField) -> ApplicationRow:
    return ApplicationRow(
        section=one.section,
        label=one.label,
        type=one.definition.type,
        value=one.value,
        options=one.options,
        columns=one.columns,
        unit=one.unit,
        declared=one.declared,
    )

"""From records to what a paper says: gathers the facts, decides nothing about looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.bureau import decider_for
from app.documents import ListedPaper, PaperSubject, title_of
from app.documents.certificate_layouts import certificate_layout
from app.domain.act_bodies import Acceptance, Delivery, Stop
from app.domain.actor import Actor
from app.domain.acts import Act
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case
from app.domain.catalogue import Catalogue, ItemDefinition, Limit
from app.domain.certificate import Certificate
from app.domain.clocks import acceptance_day, case_clocks, decision_dues
from app.domain.deadlines import Due
from app.domain.law import Ground
from app.domain.merged_form import MergedForm
from app.domain.paper import Paper, PaperKind
from app.domain.working_days import due
from app.forms.consultation import consult
from app.services import bureau as bureau_service
from app.services.office import Office
from app.services.sitting_view import SittingView, application_rows
from app.services.wanted_papers import Wanted

_BUREAUS_OWN = frozenset(
    {
        PaperKind.RECEIPT,
        PaperKind.SLIP,
        PaperKind.AUTHORITY,
        PaperKind.CONSULTATION,
        PaperKind.DELIVERY,
        PaperKind.COLLECTION,
        PaperKind.TRANSFER,
    }
)
"""Papers that speak for the accepting bureau; everything else speaks for the decider."""
_WORKING_DAYS = "工作日"


@dataclass(frozen=True)
class Told:
    """What the records tell of a case besides its sitting.

    `papers`: those of the whole sitting; `certificates` of the case, oldest first; `filed`: what lies
    in its file, for the file's own cover.
    """

    ground: Ground
    acts: tuple[Act, ...] = ()
    papers: tuple[Paper, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    filed: tuple[ListedPaper, ...] = ()


def sitting_subject(
    office: Office, actor: Actor, seen: SittingView, wanted: Wanted
) -> PaperSubject:
    """Return the facts of a paper about the whole sitting, or about several of its cases."""
    return PaperSubject(
        kind=wanted.kind,
        bureau=seen.bureau,
        decider=_own_decider(seen.bureau),
        number="",
        barcode="",
        made_at=office.now(),
        clerk_name=actor.display_name,
        clerk_no=actor.staff_no,
        sitting=seen.sitting,
        cases=wanted.cases or seen.cases,
        items=_items(seen),
        regimes=bureau_service.regimes(),
        form=seen.form,
        practice=seen.sitting.practice,
        act=wanted.act,
    )


def case_subject(
    office: Office, actor: Actor, seen: SittingView, wanted: Wanted, told: Told
) -> PaperSubject:
    """Return the facts of a paper about one case, or about one act on it."""
    case = wanted.case
    assert case is not None  # the caller's: a paper of a case
    item = seen.catalogue.items[case.item_id]
    general = sitting_subject(office, actor, seen, wanted)
    subject = replace(
        general,
        decider=general.decider if wanted.kind in _BUREAUS_OWN else decider_for(item, seen.bureau),
        regime=bureau_service.regimes()[case.regime],
        case=case,
        cases=_named(seen, wanted, case),
        projected=application_rows(seen, item) if wanted.kind is PaperKind.APPLICATION else (),
        dues=_dues(office, seen, wanted, told),
        acts=told.acts,
        certificates=told.certificates,
    )
    return replace(subject, listed=_listed(subject, told))


def _named(seen: SittingView, wanted: Wanted, case: Case) -> tuple[Case, ...]:
    """Return the cases beside it: none for a receipt of what was handed in for it alone."""
    return (case,) if wanted.kind in (PaperKind.RECEIPT, PaperKind.TRANSFER) else seen.cases


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


def _dues(office: Office, seen: SittingView, wanted: Wanted, told: Told) -> Mapping[str, Due]:
    """Return the due dates that a paper may name, each as it stood with the act."""
    case, body = wanted.case, wanted.act.body if wanted.act else None
    if case is None:
        return {}
    if wanted.kind is PaperKind.CORRECTION:
        return _given(resubmit=_resubmit(office, seen, wanted, told))
    day = acceptance_day(case, told.acts, told.ground)
    if day is None:
        return {}
    if wanted.act is None or isinstance(body, Acceptance):
        at_first = decision_dues(day, told.ground.limits, office.calendar)
        return _given(promised=at_first.promised, legal=at_first.legal)
    clocks = case_clocks(case, told.acts, told.ground, office.today())
    stop = None
    if isinstance(body, Stop):
        stop = due(body.begins, Limit(body.planned_days, _WORKING_DAYS), office.calendar)
    return _given(promised=clocks.promised, legal=clocks.legal, issue=clocks.issue, stop=stop)


def _given(**named: Due | None) -> Mapping[str, Due]:
    return {name: one for name, one in named.items() if one is not None}


def _resubmit(office: Office, seen: SittingView, wanted: Wanted, told: Told) -> Due | None:
    """Return until when to hand in what is asked for: the applicant's term ends on no rest day (CC 203)."""
    asked = wanted.act.at if wanted.act else seen.sitting.concluded_at
    limit = told.ground.resubmit
    if asked is None or limit is None:
        return None
    return due(asked.date(), limit, office.calendar, move_last=True)


def _listed(subject: PaperSubject, told: Told) -> tuple[ListedPaper, ...]:
    """Return the papers that a paper names: those of the file, or those handed over."""
    body = subject.act.body if subject.act else None
    if not isinstance(body, Delivery):
        return told.filed
    papers = {
        paper.number: _line(subject, paper, told)
        for paper in told.papers
        if paper.kind is not PaperKind.CERTIFICATE
    }
    certificates = {one.number: _certificate_line(one) for one in told.certificates}
    known = {**certificates, **papers}
    return tuple(known[number] for number in body.papers if number in known)


def _line(subject: PaperSubject, paper: Paper, told: Told) -> ListedPaper:
    act = next((act for act in told.acts if act.id == paper.act_id), None)
    title = title_of(replace(subject, kind=paper.kind, act=act))
    return ListedPaper(title, paper.number, paper.made_at.date(), paper.pages)


def _certificate_line(one: Certificate) -> ListedPaper:
    sheets = len(certificate_layout(one.layout).sheets)
    return ListedPaper(one.kind, one.number, one.made_at.date(), sheets, sheets)

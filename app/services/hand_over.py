"""Hand-over: one window gives out everything that is ready, in one step, to whom it may be given.

Notices on the way that were not served yet go with it; alone they leave their case as it is. Whoever collects shows who he is; another number than recorded needs a reason, and the act says who
took it. An agent needs an authority that holds. Each case is delivered by an act of its own under
one delivery, and each has its record (送达回证): all of them or none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from app.changes import Changes
from app.documents import verify_text
from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.actor import Actor
from app.domain.case import Case, Sitting
from app.domain.certificate import Scan
from app.domain.numbering import as_written, region_of
from app.domain.paper import Paper, PaperKind, PaperState
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import certificates as certificate_service
from app.services import papers as paper_service
from app.services.certificates import CertificateLine
from app.services.collectors import (
    AGENT,
    SIGNATURE,
    Collector,
    identified,
    picture_type,
    proof_of,
)
from app.services.deliverables import Pack, deliveries, errand_of, packs_of
from app.services.helping import agent_refusal
from app.services.office import Office
from app.services.papers import PaperLine
from app.services.proceeding import READERS, Done, do_within
from app.services.rights import require
from app.services.signing import public_keys
from app.services.sitting_view import find as find_sitting
from app.wording.sentences import sentence

__all__ = ["Collector", "HandOverView", "HandedOver", "Ready", "find", "hand_over", "view"]

ON_PAPER = "on-paper"
"""What stands in a delivery instead of a signature's hash."""
_SHOWN = 60
"""So much of what was scanned is said again when nothing is found by it."""


@dataclass(frozen=True)
class Ready:
    """A case with what of it can be handed out now. `result`: False where it is notices alone."""

    case: Case
    papers: tuple[PaperLine, ...]
    certificates: tuple[CertificateLine, ...]
    result: bool = True


@dataclass(frozen=True)
class HandOverView:
    """What is there for the applicant of a sitting.

    `not_ready`: results still to come, with the day by which each is due, None where no limit runs;
    `why` says what it still lacks, by case; a notice of such a case may be ready. `handed_over`: cases of which nothing is left to give. `agent_refusal`: why the
    recorded agent may not collect what is ready, None where he may; `refused_to_agent`: the same for
    each case of which something is ready. `void`: number of the paper that
    was shown where that paper is void, empty where it holds.
    """

    sitting: Sitting
    ready: tuple[Ready, ...]
    not_ready: tuple[tuple[Case, date | None], ...]
    agent_refusal: Problem | None
    why: Mapping[UUID, Problem] = field(default_factory=dict)
    handed_over: tuple[Case, ...] = ()
    void: str = ""
    refused_to_agent: Mapping[UUID, Problem] = field(default_factory=dict)


@dataclass(frozen=True)
class HandedOver:
    """A hand-over that was done. `papers`: the delivery records, one for each case's file.

    `again`: it had been done before by an earlier press. `failures`: records that could not be made
    yet; the hand-over stands.
    """

    delivery_id: UUID
    cases: tuple[Case, ...]
    papers: tuple[Paper, ...]
    again: bool = False
    failures: tuple[tuple[PaperKind, Problem], ...] = ()
    changes: Changes = Changes(cases=True, papers=True, certificates=True)

    @property
    def paper(self) -> Paper | None:
        """Return the first delivery record."""
        return self.papers[0] if self.papers else None


def find(office: Office, actor: Actor, text: str) -> HandOverView:
    """Return what is there for whoever shows a receipt, a slip, any paper or number.

    `text`: a number, a barcode, or what a paper's QR code says. Raises `right.missing`,
    `hand-over.other-bureau` (params: text, region), `hand-over.unknown` (text).
    """
    require(actor, *READERS)
    wanted = _number_in(office, text.strip())
    plain, case = as_written(wanted), None
    with office.store.read() as reader:
        for number in dict.fromkeys(filter(None, (wanted, plain))):
            case = case or reader.cases.case_by_number(actor.region, number)
        kept = reader.papers.of_sitting(actor.region, case.sitting_id) if case else ()
    if case is None:
        shown, region = text.strip()[:_SHOWN], region_of(plain)
        if region not in {"", actor.region}:
            raise Problem("hand-over.other-bureau", text=shown, region=region)
        raise Problem("hand-over.unknown", text=shown)
    seen = view(office, actor, case.sitting_id)
    return replace(seen, void=_void_among(kept, {wanted, plain}))


def _void_among(kept: Iterable[Paper], shown: set[str]) -> str:
    """Return the number of a paper that was shown and is void."""
    void = (paper for paper in kept if paper.state is PaperState.VOID)
    return next((one.number for one in void if shown & {one.number, one.barcode}), "")


def _number_in(office: Office, text: str) -> str:
    """Return the number that a scanner meant: a QR code's signed text names it inside."""
    if "|" not in text:
        return text
    try:
        return verify_text(text, public_keys(office.store)).number
    except Problem:
        return text


def view(office: Office, actor: Actor, sitting_id: UUID) -> HandOverView:
    """Return what of a sitting can be handed out. Raises `right.missing`, `sitting.unknown`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        sitting, cases = find_sitting(reader, actor.region, sitting_id)
        packs = packs_of(office, reader, actor, cases)
        ready = tuple(pack for pack in packs if not pack.empty)
        today = office.today()

        def refused(packs: tuple[Pack, ...]) -> Problem | None:
            about = [pack.case for pack in packs]
            return agent_refusal(reader, sitting, cases, errand_of(packs), about, today)

        agents = refused(ready)
        each = {pack.case.id: why for pack in ready if (why := refused((pack,)))}
    lines = {line.id: line for line in paper_service.of_sitting(office, actor, sitting_id)}
    waiting = tuple(pack for pack in packs if pack.hindrance is not None)
    return HandOverView(
        sitting=sitting,
        ready=tuple(_ready(office, actor, pack, lines) for pack in ready),
        not_ready=tuple((pack.case, _due(pack.case)) for pack in waiting),
        agent_refusal=agents,
        why={pack.case.id: pack.hindrance for pack in waiting if pack.hindrance},
        handed_over=tuple(pack.case for pack in packs if pack.empty and pack.hindrance is None),
        refused_to_agent=each,
    )


def _ready(office: Office, actor: Actor, pack: Pack, lines: Mapping[UUID, PaperLine]) -> Ready:
    wanted = {certificate.id for certificate in pack.given_certificates}
    made = certificate_service.of_case(office, actor, pack.case.id) if wanted else ()
    return Ready(
        pack.case,
        tuple(lines[paper.id] for paper in pack.given_papers),
        tuple(line for line in made if line.id in wanted),
        pack.result,
    )


def _due(case: Case) -> date | None:
    """Return by when something of a case is to be there: the promise, else the law."""
    if case.decided_at is not None:
        return case.issue_due
    return case.promised_due or case.legal_due


def hand_over(
    office: Office,
    actor: Actor,
    sitting_id: UUID,
    case_ids: tuple[UUID, ...],
    collector: Collector,
) -> HandedOver:
    """Hand out everything that is ready of the chosen cases, all or none, and make the records.

    A second press answers the same hand-over. Makes papers, so it belongs on their thread. Raises
    `sitting.unknown`, `hand-over.nothing`, `hand-over.not-of-sitting`, `hand-over.already` (item),
    `hand-over.not-ready` (item, why), those of `collectors.identified`, those of
    `authority_terms.refusal` for an agent, and what the table refuses.
    """
    with office.store.begin() as unit:
        sitting, cases = find_sitting(unit, actor.region, sitting_id)
        packs = packs_of(office, unit, actor, _chosen(cases, case_ids))
        earlier = _earlier(packs, collector)
        if earlier is None:
            delivery = _checked(office, unit, sitting, cases, packs, collector)
            done = tuple(_deliver(office, unit, actor, pack, delivery) for pack in packs)
            _keep_proof(office, unit, actor, sitting, delivery.delivery_id, collector)
            unit.commit()
            delivery_id, acts = delivery.delivery_id, frozenset(one.act.id for one in done)
            moved = tuple(one.case for one in done)
        else:
            delivery_id, acts = earlier
            moved = tuple(pack.case for pack in packs)
    made = paper_service.make_missing(office, actor, sitting_id)
    with office.store.read() as reader:
        kept = reader.papers.of_sitting(actor.region, sitting_id)
    records = tuple(paper for paper in kept if paper.act_id in acts)
    return HandedOver(
        delivery_id, moved, records, again=earlier is not None, failures=made.failures
    )


def _chosen(cases: tuple[Case, ...], case_ids: tuple[UUID, ...]) -> tuple[Case, ...]:
    if not case_ids:
        raise Problem("hand-over.nothing")
    wanted = set(case_ids)
    if wanted - {case.id for case in cases}:
        raise Problem("hand-over.not-of-sitting")
    return tuple(case for case in cases if case.id in wanted)


def _earlier(packs: tuple[Pack, ...], collector: Collector) -> tuple[UUID, frozenset[UUID]] | None:
    """Return delivery and acts of an earlier press, None where something is still to be given.

    Raises Problem `hand-over.already` where it was another hand-over.
    """
    if not all(pack.empty for pack in packs):
        return None
    if any(pack.hindrance is not None and not deliveries(pack.acts) for pack in packs):
        return None
    last = [deliveries(pack.acts)[-1:] for pack in packs]
    found = [pair for pairs in last for pair in pairs]
    ids = {body.delivery_id for _act, body in found}
    same = all(
        (body.receiver_is, body.way) == (collector.is_, collector.way)
        and body.receiver == (collector.name.strip() or body.receiver)
        for _act, body in found
    )
    if len(found) != len(packs) or len(ids) != 1 or not same:
        raise Problem("hand-over.already", item="、".join(pack.case.item_name for pack in packs))
    return ids.pop(), frozenset(act.id for act, _body in found)


def _checked(
    office: Office,
    unit: UnitOfWork,
    sitting: Sitting,
    cases: tuple[Case, ...],
    packs: tuple[Pack, ...],
    collector: Collector,
) -> Delivery:
    """Return the delivery that is written for every case, without its papers."""
    for pack in packs:
        item = pack.case.item_name
        if pack.empty and pack.hindrance is not None:
            raise Problem("hand-over.not-ready", item=item, why=sentence(pack.hindrance))
        if pack.empty:
            raise Problem("hand-over.already", item=item)
    person = identified(sitting, collector, office.today())
    if collector.is_ == AGENT:
        about = [pack.case for pack in packs]
        errand, today = errand_of(packs), office.today()
        if refused := agent_refusal(unit, sitting, cases, errand, about, today):
            raise refused
    return Delivery(
        delivery_id=office.clock.new_id(),
        way=collector.way,
        receiver=person.name,
        receiver_is=collector.is_,
        id_tail=person.id_tail,
        place=_place(office, sitting, collector),
        papers=(),
        signature=_signature(collector),
        mismatch_reason=collector.mismatch_reason.strip() if person.differs else "",
        **proof_of(collector),
    )


def _place(office: Office, sitting: Sitting, collector: Collector) -> str:
    """Return where it is handed over: the hall, or the applicant's address."""
    bureau = bureau_service.current(office)
    hall = next((one.name for one in bureau.halls if one.id == sitting.hall), bureau.name)
    if collector.way is DeliveryWay.ELECTRONIC:
        return collector.address.strip()
    return hall if collector.way is DeliveryWay.COUNTER else sitting.applicant.address or hall


def _signature(collector: Collector) -> str:
    if collector.signature is not None:
        return hashlib.sha256(collector.signature).hexdigest()
    return ON_PAPER if collector.on_paper else ""


def _deliver(
    office: Office, unit: UnitOfWork, actor: Actor, pack: Pack, delivery: Delivery
) -> Done:
    body = replace(delivery, papers=pack.numbers)
    return do_within(office, unit, actor, pack.case.id, pack.act, body)


def _keep_proof(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    sitting: Sitting,
    delivery_id: UUID,
    collector: Collector,
) -> None:
    """Keep the captured signature beside the sitting's scans."""
    media = picture_type(collector.signature) if collector.signature else None
    if collector.signature is None or media is None:
        return
    unit.scans.put(
        Scan(
            region=sitting.region,
            id=delivery_id,
            sitting_id=sitting.id,
            material=SIGNATURE,
            name=f"{collector.name.strip()}.{media.rpartition('/')[2]}",
            media=media,
            content=collector.signature,
            sha256=hashlib.sha256(collector.signature).hexdigest(),
            pages=1,
            added_at=office.now(),
            added_by=actor.account_id,
        )
    )

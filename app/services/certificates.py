"""Certificates: made as watermarked drafts, sealed with the one seal, printed, changed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.act_bodies import CertificateAct
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Case, CaseState
from app.domain.certificate import ENDED, Certificate, CertificateState
from app.domain.procedure import refusal
from app.errors import Problem
from app.ports.cases import CaseLine, QueueFilter
from app.ports.store import Reader
from app.services.certificate_changes import (
    amend,
    end,
    industry,
    renewal_draft,
)
from app.services.certificate_making import (
    CertificateMade,
    Draft,
    act_on,
    found,
    in_hand,
    sealed,
    subject_of,
    writing,
)
from app.services.certificate_printing import (
    PrintJob,
    blank_kind,
    calibrate,
    calibration,
    kept,
    next_blank,
    print_certificate,
    print_failed,
    prints,
    ruler_page,
    spoil,
)
from app.services.journal import note
from app.services.office import Office
from app.services.proceeding import READERS, load
from app.services.renewals import renewed_by_silence
from app.services.rights import require
from app.services.standing import certified_by
from app.wording.terms import CERTIFICATE_STATES

__all__ = [
    "CertificateLine",
    "CertificateMade",
    "PrintJob",
    "amend",
    "calibrate",
    "calibration",
    "desk_queue",
    "end",
    "industry",
    "make",
    "needs_certificate",
    "next_blank",
    "of_case",
    "one",
    "picture",
    "print_certificate",
    "print_failed",
    "prints",
    "ruler_page",
    "seal",
    "spoil",
    "waiting",
]

ISSUED = "issued"


@dataclass(frozen=True)
class CertificateLine:
    """A certificate in a list.

    `originals` and `copies`: how many came out; `needs_blank`: it is printed onto a pre-printed blank.
    """

    id: UUID
    case_id: UUID
    kind: str
    number: str
    holder: str
    state: CertificateState
    copies: int
    originals: int
    needs_blank: bool


def waiting(office: Office, actor: Actor, text: str = "") -> tuple[CaseLine, ...]:
    """List the cases that are granted and not yet handed over. Raises `right.missing`."""
    require(actor, *READERS)
    wanted = QueueFilter(states=frozenset({CaseState.GRANTED}), text=text.strip())
    with office.store.read() as reader:
        return reader.cases.queue(actor.region, wanted)


@dataclass(frozen=True)
class DeskQueue:
    """What lies at the issue desk. `printed`: their originals came out; they wait for hand-over."""

    lines: tuple[CaseLine, ...]
    printed: frozenset[UUID]


def desk_queue(office: Office, actor: Actor, text: str = "") -> DeskQueue:
    """List what `waiting` lists, what still needs work first. Raises `right.missing`."""
    lines = waiting(office, actor, text)
    with office.store.read() as reader:
        printed = frozenset(
            line.case_id for line in lines if _printed(reader, actor.region, line.case_id)
        )
    ordered = sorted(lines, key=lambda line: line.case_id in printed)
    return DeskQueue(tuple(ordered), printed)


def _printed(reader: Reader, region: str, case_id: UUID) -> bool:
    """Tell whether every certificate of a case that holds has its original, and none is a draft."""
    held = [one for one in reader.certificates.of_case(region, case_id) if one.state not in ENDED]
    return bool(held) and all(
        one.state is CertificateState.VALID
        and any(
            not each.copy and not each.failed for each in reader.certificates.prints(region, one.id)
        )
        for one in held
    )


def of_case(office: Office, actor: Actor, case_id: UUID) -> tuple[CertificateLine, ...]:
    """List the certificates made in a case, oldest first. Raises `right.missing`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        held = reader.certificates.of_case(actor.region, case_id)
        return tuple(_line(reader, certificate) for certificate in held)


def _line(reader: Reader, certificate: Certificate) -> CertificateLine:
    printed = reader.certificates.prints(certificate.region, certificate.id)
    counted = [one.copy for one in printed if not one.failed]
    return CertificateLine(
        id=certificate.id,
        case_id=certificate.case_id,
        kind=certificate.kind,
        number=certificate.number,
        holder=certificate.holder,
        state=certificate.state,
        copies=sum(1 for copy in counted if copy),
        originals=counted.count(0),
        needs_blank=blank_kind(reader, certificate) is not None,
    )


def one(office: Office, actor: Actor, certificate_id: UUID) -> Certificate:
    """Return a certificate. Raises `right.missing`, `certificate.unknown`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        return found(reader, actor.region, certificate_id)


def needs_certificate(office: Office, actor: Actor, case_id: UUID) -> bool:
    """Tell whether a case ends in a certificate. Raises `right.missing`, `case.unknown`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
    return bool(loaded.standing(office, office.now()).ground.certificate)


def make(office: Office, actor: Actor, case_id: UUID, *, number: str = "") -> CertificateMade:
    """Make the draft of a granted case's certificate, its number reserved; a second call finds it.

    `number`: where another body assigns it (a credit code). A certificate that the law itself
    renewed is drafted with its new term. Raises `right.missing`, `case.unknown`,
    `certificate.none-for-item` (params: item), what the table refuses for certifying now,
    `certificate.content-missing` (contents), `certificate.term-unclear` (item, validity), and what
    `certificate_numbers` refuses.
    """
    require(actor, Role.ISSUER)
    with office.store.begin() as unit:
        unit.certificates.hold(actor.region, case_id)
        loaded = load(office, unit, actor.region, case_id)
        item = loaded.seen.catalogue.items[loaded.case.item_id]
        held = [
            each
            for each in unit.certificates.of_case(actor.region, case_id)
            if each.state not in ENDED and not each.stands_for
        ]
        renewal = renewed_by_silence(loaded.acts, held[-1]) if held else None
        if held and renewal is None:
            return CertificateMade(held[-1], again=True)
        if renewal is not None:
            draft = renewal_draft(office, loaded, held[-1], renewal)
        else:
            certified = certified_by(item, loaded.seen.bureau)
            if certified is None:
                raise Problem("certificate.none-for-item", item=item.name)
            hindrance = refusal(loaded.standing(office, office.now()), ActKind.CERTIFY, actor)
            if hindrance is not None:
                raise hindrance
            making = Draft(office, unit, actor, loaded, number)
            draft = making.draft(certified.layout, certified.kind)
        unit.certificates.put(draft)
        facts = {"number": draft.number, "kind": draft.kind, "version": draft.version}
        note(office, unit, actor, "certificate.drafted", draft.id, facts)
        unit.commit()
    return CertificateMade(draft)


def picture(office: Office, actor: Actor, certificate_id: UUID) -> bytes:
    """Return a certificate to be looked at: a draft watermarked, else the sealed file.

    One that holds no longer bears what became of it in the corner of every page. Raises `right.missing`, `certificate.unknown`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        certificate = found(reader, actor.region, certificate_id)
        if certificate.state is CertificateState.DRAFT:
            subject = subject_of(office, reader, certificate)
            return office.paper_maker().make_certificate(subject).content
        content = kept(reader, certificate)
    if certificate.state in ENDED:  # what is printed stays Chinese
        return office.paper_maker().stamp(content, CERTIFICATE_STATES[certificate.state])
    return content


@dataclass(frozen=True)
class SealedFile:
    """A certificate as a file, which equals the paper (OGS 10). `number`: the certificate's own."""

    number: str
    content: bytes


def give_file(office: Office, actor: Actor, certificate_id: UUID) -> SealedFile:
    """Hand out the sealed file of a certificate in force; the act is noted before it goes out.

    Raises `right.missing`, `certificate.unknown`, `certificate.not-valid` (params: number).
    """
    require(actor, Role.ISSUER, Role.CLERK)
    with office.store.begin() as unit:
        certificate = found(unit, actor.region, certificate_id)
        if certificate.state is not CertificateState.VALID:
            raise Problem("certificate.not-valid", number=certificate.number)
        content = kept(unit, certificate)
        note(office, unit, actor, "certificate.file-given", certificate.id)
        unit.commit()
    return SealedFile(certificate.number, content)


def seal(office: Office, actor: Actor, certificate_id: UUID) -> CertificateMade:
    """Seal a draft: it holds from now on, and its case has its certificate. A second call finds it.

    Raises `right.missing`, `certificate.unknown`, `certificate.not-valid` (params: number) for one
    that is over, `seal.none` (decider), and what the table and the seal's key refuse.
    """
    require(actor, Role.ISSUER)
    with writing(office) as unit:
        draft = in_hand(unit, actor.region, certificate_id)
        if draft.state is CertificateState.VALID:
            return CertificateMade(draft, again=True)
        if draft.state is not CertificateState.DRAFT:
            raise Problem("certificate.not-valid", number=draft.number)
        case = unit.cases.case(draft.region, draft.case_id)
        assert case is not None  # a certificate belongs to a case
        also: tuple[Case, ...] = ()
        if draft.replaces is None:
            body = CertificateAct(draft.id, draft.number, ISSUED)
            also = act_on(office, unit, actor, draft, ActKind.CERTIFY, body)
        made = sealed(office, unit, actor, draft, case.sitting_id)
        unit.commit()
    return CertificateMade(made, also=also)

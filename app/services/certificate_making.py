"""How certificates come to be: drafted from a granted case, then sealed, all inside a transaction.

The verbs are in `certificates`; this is what they share. Nothing here commits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.bureau import decider_for
from app.changes import Changes
from app.documents.certificate_layouts import (
    CertificateLayout,
    certificate_layout,
)
from app.documents.certificate_subject import (
    CertificateSubject,
    Listed,
    entries_from,
    given_facts,
    listed,
    renewed_entries,
    term_facts,
)
from app.documents.words import masked
from app.domain.act_bodies import CertificateAct, Decision
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case
from app.domain.certificate import ENDED, Certificate, CertificateState
from app.domain.concept_keys import ORG_USCC
from app.domain.licence_id import check_licence_id
from app.domain.paper import Paper, PaperKind, PaperState
from app.domain.projection import project
from app.errors import Problem
from app.forms.parties import USCC
from app.ports.store import Reader, UnitOfWork
from app.services import bureau as bureau_service
from app.services import seals
from app.services.certificate_numbers import Numbering, identifier, take
from app.services.certificate_terms import term_of
from app.services.journal import note
from app.services.office import Office
from app.services.proceeding import Loaded, do_within

HOTLINE = "12315"
"""The national line for complaints about market conduct (国市监网监〔2019〕101号)."""


@dataclass(frozen=True)
class CertificateMade:
    """A certificate that was made, sealed or changed.

    `again`: it had been done before. `also`: the cases that had waited for it and go on now.
    """

    certificate: Certificate
    again: bool = False
    changes: Changes = Changes(certificates=True, cases=True, papers=True)
    also: tuple[Case, ...] = ()


@contextmanager
def writing(office: Office) -> Iterator[UnitOfWork]:
    """Open a transaction in which papers may be made.

    The maker registers its key in a transaction of its own when it is first asked for, so it is
    opened before ours.
    """
    office.paper_maker()
    with office.store.begin() as unit:
        yield unit


def found(records: Reader | UnitOfWork, region: str, certificate_id: UUID) -> Certificate:
    """Return a certificate. Raises Problem `certificate.unknown`."""
    certificate = records.certificates.get(region, certificate_id)
    if certificate is None:
        raise Problem("certificate.unknown")
    return certificate


def in_hand(unit: UnitOfWork, region: str, certificate_id: UUID) -> Certificate:
    """Return a certificate as it stands once no other desk can change it any more.

    Raises Problem `certificate.unknown`.
    """
    unit.certificates.hold(region, found(unit, region, certificate_id).case_id)
    return found(unit, region, certificate_id)


def subject_of(
    office: Office, records: Reader | UnitOfWork, certificate: Certificate
) -> CertificateSubject:
    """Return everything that a certificate is set from."""
    bureau = bureau_service.current(office)
    return CertificateSubject(
        certificate,
        bureau,
        decider_named(bureau, certificate.decider),
        lines_of(records, bureau, certificate),
    )


def decider_named(bureau: Bureau, decider_id: str) -> Decider:
    """Return a decider by its id; a department that the bureau's file does not name stands for itself."""
    known = bureau.deciders.get(decider_id)
    if known is not None:
        return known
    own = bureau.deciders[bureau.decider]
    return replace(
        own, id=decider_id, name=decider_id, short=decider_id, letterhead=decider_id, seal_kind=""
    )


def lines_of(
    records: Reader | UnitOfWork, bureau: Bureau, certificate: Certificate
) -> tuple[Listed, ...]:
    """Return the licences that an industry certificate lists, as they stand now."""
    licences = (found(records, certificate.region, one) for one in certificate.stands_for)
    return tuple(listed(one, decider_named(bureau, one.decider).name) for one in licences)


def decision_of(acts: Iterable[Act]) -> Decision | None:
    """Return the decision that granted a case, None where none did."""
    granted = [act.body for act in acts if act.kind is ActKind.GRANT]
    return next((body for body in reversed(granted) if isinstance(body, Decision)), None)


@dataclass(frozen=True)
class Draft:
    """A case on the way to its certificate. `given`: number assigned by another body."""

    office: Office
    unit: UnitOfWork
    actor: Actor
    loaded: Loaded
    given: str = ""

    def draft(
        self,
        layout: CertificateLayout,
        kind: str,
        decider: Decider | None = None,
        decision: Decision | None = None,
    ) -> Certificate:
        """Return a new draft with its number taken.

        `decider` and `decision`: those of the case where none is given. Raises Problem
        `certificate.content-missing` (contents), `certificate.term-unclear`, and what
        `certificate_numbers` refuses.
        """
        case, seen = self.loaded.case, self.loaded.seen
        item = seen.catalogue.items[case.item_id]
        type_code = "" if decider else seen.bureau.rule(item.id).type_code  # the item's own licence
        decider = decider or decider_for(item, seen.bureau)
        decision = decision or decision_of(self.loaded.acts) or Decision()
        first, last = term_of(item, decision, (case.decided_at or self.office.now()).date())
        facts = self.facts(decision, (first, last), decider)
        numbering = Numbering(
            seen.bureau, decider, layout, facts, self.office.today(), self.actor.station,
            case.practice, self.given,
        )  # fmt: skip
        number = take(self.unit, numbering)
        facts["@number"] = number.printed
        entries = entries_from(layout, facts)
        by_itself = given_facts_of(layout, facts)
        return Certificate(
            region=case.region,
            id=self.office.clock.new_id(),
            case_id=case.id,
            kind=kind,
            layout=layout.name,
            number=number.printed,
            licence_id=identifier(seen.bureau, layout, number.serial, 1, type_code),
            holder=seen.sitting.applicant.name,
            holder_id=str(by_itself or facts.get(ORG_USCC) or seen.sitting.applicant.id_number),
            decider=decider.id,
            entries=entries,
            valid_from=first,
            valid_until=last,
            state=CertificateState.DRAFT,
            made_at=self.office.now(),
            practice=case.practice,
        )

    def facts(
        self, decision: Decision, term: tuple[date, date | None], decider: Decider
    ) -> dict[str, object]:
        """Return everything that entries may be filled from.

        The sitting's values by concept, the item's own fields by their key, what certificates of the
        same sitting brought about, and (`@`) the decision.
        """
        case, seen = self.loaded.case, self.loaded.seen
        sitting, item = seen.sitting, seen.catalogue.items[case.item_id]
        facts: dict[str, object] = dict(sitting.values)
        fields = project(seen.form, sitting.values, sitting.ticks, item.id, sitting.decisions)
        for own in fields:
            facts[own.definition.key] = own.value
            if own.definition.concept:
                facts[own.definition.concept] = own.value
        facts.update(self._brought_about())
        holder = sitting.applicant
        number = holder.id_number
        facts.update({
            "@holder": holder.name,
            "@holder_id": number if holder.id_type == USCC else masked(number),
            "@agency": decider.name,
            "@made_on": self.office.today(),
            "@valid_from": term[0],
            "@content": decision.content,
            "@conditions": decision.conditions,
            "@item": item.name,
            "@hotline": HOTLINE,
            "@industry": seen.bureau.rule(item.id).industry or "",
            **term_facts(*term),
        })  # fmt: skip
        return facts

    def _brought_about(self) -> Mapping[str, object]:
        """Return the facts that hold by the other certificates of the sitting (a credit code)."""
        facts: dict[str, object] = {}
        for case in self.loaded.seen.cases:
            for one in self.unit.certificates.of_case(case.region, case.id):
                if one.state is CertificateState.VALID:
                    facts.update(given_facts(one))
        return facts


def given_facts_of(layout: CertificateLayout, facts: Mapping[str, object]) -> object:
    """Return the credit code where the certificate itself brings it about, else nothing."""
    number = any(entry.gives == ORG_USCC for entry in layout.entries)
    return facts["@number"] if number else None


def next_version(
    office: Office,
    old: Certificate,
    bureau: Bureau,
    changed: Mapping[str, str],
    term: tuple[date, date | None],
) -> Certificate:
    """Return the draft that will take a certificate's place: same number, one version more.

    Raises Problem `certificate.entry-unknown` (params: entry).
    """
    layout = certificate_layout(old.layout)
    facts = {"@made_on": office.today(), **term_facts(*term)}
    named = check_licence_id(old.licence_id)
    return replace(
        old,
        id=office.clock.new_id(),
        entries=renewed_entries(old, facts, changed),
        licence_id=identifier(bureau, layout, named.serial, old.version + 1, named.type_code),
        holder=changed.get("name", old.holder),
        valid_from=term[0],
        valid_until=term[1],
        state=CertificateState.DRAFT,
        made_at=office.now(),
        version=old.version + 1,
        replaces=old.id,
        paper_id=None,
        seal_id=None,
        sample=False,
    )


def sealed(
    office: Office, unit: UnitOfWork, actor: Actor, draft: Certificate, sitting_id: UUID
) -> Certificate:
    """Seal a draft, keep the paper, and let what it replaces hold no longer.

    Raises Problem `seal.none` (params: decider) and what opening the key refuses.
    """
    now = office.now()
    bureau = bureau_service.current(office)
    decider = decider_named(bureau, draft.decider)
    seal = seals.usable(office, unit, actor, bureau, decider, practice=draft.practice)
    entries = renewed_entries(
        draft, {"@made_on": now.date(), **term_facts(draft.valid_from, draft.valid_until)}, {}
    )
    valid = replace(
        draft, state=CertificateState.VALID, made_at=now, entries=entries, seal_id=seal.id,
        sample=seal.sample,
    )  # fmt: skip
    subject = subject_of(office, unit, valid)
    maker = office.paper_maker()
    made = maker.make_certificate(subject)
    password = seals.password_of(office, seal)
    content = maker.seal_certificate(subject, made.content, seal, password, now)
    paper = Paper(
        region=valid.region,
        id=office.clock.new_id(),
        kind=PaperKind.CERTIFICATE,
        number=valid.number,
        barcode=valid.licence_id,
        sitting_id=sitting_id,
        case_id=valid.case_id,
        layout=made.layout,
        layout_version=made.layout_version,
        state=PaperState.ORIGINAL,
        made_at=now,
        made_by=actor.account_id,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=made.pages,
        practice=valid.practice,
    )
    unit.papers.put(paper)
    valid = replace(valid, paper_id=paper.id)
    unit.certificates.put(valid)
    if valid.replaces is not None:
        old = found(unit, valid.region, valid.replaces)
        if old.state not in ENDED:
            unit.certificates.put(ended(old, CertificateState.REPLACED, office, ""))
    facts = {"number": valid.number, "sha256": paper.sha256, "seal": str(seal.id)}
    note(office, unit, actor, "certificate.sealed", valid.id, facts)
    return valid


def ended(
    certificate: Certificate, state: CertificateState, office: Office, ground: str
) -> Certificate:
    """Return a certificate that holds no longer."""
    return replace(certificate, state=state, ended_at=office.now(), ended_ground=ground)


def act_on(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    certificate: Certificate,
    kind: ActKind,
    body: CertificateAct,
) -> tuple[Case, ...]:
    """Do the act on the certificate's case; one that the case's acts name already is not done again.

    Returns the cases that moved with it.
    """
    acts = unit.acts.of_case(certificate.region, certificate.case_id)
    if any(act.body == body for act in acts):
        return ()
    return do_within(office, unit, actor, certificate.case_id, kind, body).also

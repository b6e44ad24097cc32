"""What of a case is still to be given to the applicant, and what hinders it.

Papers that end something, and certificates that are sealed and printed; before them the notices on
the way, which have to be served too (民事诉讼法 87 by analogy) and leave the case as it is. What was
given before stands in the acts of delivery, so nothing is given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.act_bodies import Delivery
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.authority_terms import Errand
from app.domain.case import Case, CaseState
from app.domain.certificate import Certificate, CertificateState
from app.domain.paper import Paper, PaperKind, PaperState
from app.domain.procedure import TABLE, paper_of, refusal
from app.domain.served import is_notice, to_serve
from app.errors import Problem
from app.ports.store import Reader, UnitOfWork
from app.services.office import Office
from app.services.proceeding import load

_DELIVERABLE = frozenset(
    {
        PaperKind.NOT_ACCEPTED,
        PaperKind.NOT_NEEDED,
        PaperKind.GRANT,
        PaperKind.REFUSAL,
        PaperKind.REGISTRATION,
        PaperKind.AMENDMENT,
        PaperKind.ENDING,
        PaperKind.TERMINATION,
    }
)
"""Papers that end something."""


@dataclass(frozen=True)
class Pack:
    """What of a case is still to be given, and what hinders it.

    `papers`, `certificates`: its result. `notices`: what told something on the way and was not yet
    served. `hindrance`: why the result cannot be given yet; notices can always be.
    """

    case: Case
    acts: tuple[Act, ...]
    papers: tuple[Paper, ...]
    certificates: tuple[Certificate, ...]
    hindrance: Problem | None
    notices: tuple[Paper, ...] = ()

    @property
    def result(self) -> bool:
        """Tell whether something of the result can be given now."""
        return self.hindrance is None and bool(self.papers or self.certificates)

    @property
    def empty(self) -> bool:
        """Tell whether nothing can be given now."""
        return not self.notices and not self.result

    @property
    def act(self) -> ActKind:
        """Return the act by which it is given: notices alone leave the case as it is."""
        return ActKind.DELIVER if self.result else ActKind.SERVE

    @property
    def given_papers(self) -> tuple[Paper, ...]:
        """Return the papers that can be given now, notices first."""
        return (*self.notices, *self.papers) if self.result else self.notices

    @property
    def given_certificates(self) -> tuple[Certificate, ...]:
        """Return the certificates that can be given now."""
        return self.certificates if self.result else ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of everything that can be given now."""
        return (
            *(paper.number for paper in self.given_papers),
            *(certificate.number for certificate in self.given_certificates),
        )


def deliveries(acts: Iterable[Act]) -> tuple[tuple[Act, Delivery], ...]:
    """Return the acts of delivery with what they say."""
    return tuple((act, act.body) for act in acts if isinstance(act.body, Delivery))


def packs_of(
    office: Office, records: Reader | UnitOfWork, actor: Actor, cases: Iterable[Case]
) -> tuple[Pack, ...]:
    """Return what of some cases of one sitting is still to be given."""
    cases = tuple(cases)
    kept = records.papers.of_sitting(actor.region, cases[0].sitting_id) if cases else ()
    return tuple(_pack(office, records, actor, case, kept) for case in cases)


def _pack(
    office: Office,
    records: Reader | UnitOfWork,
    actor: Actor,
    case: Case,
    kept: tuple[Paper, ...],
) -> Pack:
    acts = records.acts.of_case(case.region, case.id)
    given = {number: act.at for act, body in deliveries(acts) for number in body.papers}
    own = tuple(
        paper
        for paper in kept
        if paper.case_id == case.id
        and paper.state is PaperState.ORIGINAL
        and paper.number not in given
    )
    papers = tuple(paper for paper in own if paper.kind in _DELIVERABLE)
    unserved = to_serve(acts)
    notices = tuple(paper for paper in own if is_notice(paper.kind, paper.act_id, unserved))
    certificates = tuple(
        certificate
        for certificate in records.certificates.of_case(case.region, case.id)
        if certificate.state in {CertificateState.DRAFT, CertificateState.VALID}
        and not _given(certificate, given)
    )
    hindrance = _hindrance(office, records, actor, case, acts, kept)
    hindrance = hindrance or next(
        (found for one in certificates if (found := _unfinished(records, one))), None
    )
    return Pack(case, acts, papers, certificates, hindrance, notices)


def _given(certificate: Certificate, given: Mapping[str, datetime]) -> bool:
    """Tell whether this version was given; a changed licence may keep its number."""
    at = given.get(certificate.number)
    return at is not None and at >= certificate.made_at


def _hindrance(
    office: Office,
    records: Reader | UnitOfWork,
    actor: Actor,
    case: Case,
    acts: tuple[Act, ...],
    kept: tuple[Paper, ...],
) -> Problem | None:
    """Return why nothing of a case can be given yet, None where it can."""
    if case.state not in TABLE[ActKind.DELIVER].sources:
        return Problem("hand-over.undecided")
    loaded = load(office, records, actor.region, case.id)
    standing = loaded.standing(office, office.now())
    if unlawful := refusal(standing, ActKind.DELIVER, actor):
        return unlawful
    # A paper that was made before acts were kept names none and stands for the first of its kind.
    made = {(paper.kind, paper.act_id) for paper in kept if paper.case_id == case.id}
    called_for = {(paper_of(act, standing.ground), act.id) for act in acts}
    missing = any(
        kind in _DELIVERABLE and not made & {(kind, act), (kind, None)} for kind, act in called_for
    )
    return Problem("hand-over.papers-missing") if missing else None


def _unfinished(records: Reader | UnitOfWork, certificate: Certificate) -> Problem | None:
    """Return what a certificate still needs before it may leave the hall."""
    if certificate.state is CertificateState.DRAFT:
        return Problem("hand-over.certificate-unsealed", number=certificate.number)
    prints = records.certificates.prints(certificate.region, certificate.id)
    if not any(one.copy == 0 and not one.failed for one in prints):
        return Problem("hand-over.certificate-unprinted", number=certificate.number)
    return None


def errand_of(packs: Iterable[Pack]) -> Errand:
    """Return what an agent would come for: a result, or papers alone."""
    given = {CaseState.GRANTED, CaseState.ISSUED}
    results = any(pack.result and (pack.certificates or pack.case.state in given) for pack in packs)
    return Errand.COLLECT if results else Errand.SIGN_FOR

"""Renewal by silence (AL 50): what the law does where nobody decided before the term was over.

The certificate holds on, as long as its last term, and the application for it ends with it: it can
be neither granted nor refused any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from app.domain.act_bodies import CertificateAct
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.certificate import Certificate
from app.domain.concept_keys import ACTION, RENEWAL
from app.domain.procedure import RENEWED, SILENCE
from app.ports.cases import CaseLine
from app.ports.store import Reader, UnitOfWork
from app.services.certificate_terms import next_last_day
from app.services.office import Office
from app.services.proceeding import Loaded, load, perform
from app.wording.papers import RENEWED_BY_SILENCE

_MANY = 100
_UNDECIDED = frozenset(
    {CaseState.RECEIVED, CaseState.CORRECTION, CaseState.ACCEPTED, CaseState.ACCEPTED_OWING}
)


def undecided_application(reader: Reader, certificate: Certificate) -> UUID | None:
    """Return the undecided case that asks for a renewal and came before the term was over."""
    held = reader.cases.case(certificate.region, certificate.case_id)
    last = certificate.valid_until
    if held is None or last is None:
        return None
    for line in _others_of_the_holder(reader, held, certificate):
        asked = line.item_id == held.item_id and line.state in _UNDECIDED
        if asked and line.received_at.date() <= last:
            sitting = reader.cases.sitting(held.region, line.sitting_id)
            if sitting is not None and sitting.values.get(ACTION) == RENEWAL:
                return line.case_id
    return None


def _others_of_the_holder(
    reader: Reader, held: Case, certificate: Certificate
) -> tuple[CaseLine, ...]:
    """Return other cases of the holder, by the certificate's number and by that first applied with.

    A business that applied as a person holds its licence under the number that it got since.
    """
    sitting = reader.cases.sitting(held.region, held.sitting_id)
    numbers = {certificate.holder_id, sitting.applicant.id_number if sitting else ""}
    found = (
        reader.cases.earlier(held.region, id_number=one, address="", but=held.id, limit=_MANY)
        for one in sorted(numbers)
        if one
    )
    return tuple(line for lines in found for line in lines)


def renew(
    office: Office, unit: UnitOfWork, loaded: Loaded, certificate: Certificate, asked: UUID
) -> tuple[Act, ...]:
    """Let a certificate hold on and end the application for it, where the regime knows silence.

    `loaded`: the certificate's case. `asked`: the case that asks for the renewal. Both are dated to
    the day after the old term. Raises what the table refuses.
    """
    standing = loaded.standing(office, office.now())
    if not standing.ground.regime.procedure.renewed_by_silence:
        return ()
    last = certificate.valid_until
    assert last is not None  # it ran out
    began = datetime.combine(last + timedelta(days=1), time(), office.now().tzinfo)
    item = loaded.seen.catalogue.items[loaded.case.item_id]
    longer = replace(
        certificate, valid_until=next_last_day(item, certificate.valid_from, began.date())
    )
    unit.certificates.put(longer)
    body = CertificateAct(certificate.id, certificate.number, RENEWED, SILENCE, RENEWED_BY_SILENCE)
    held, _ = perform(office, unit, None, loaded, ActKind.AMEND_CERTIFICATE, body, began)
    application = load(office, unit, certificate.region, asked)
    ended, _ = perform(office, unit, None, application, ActKind.RENEW_BY_LAW, body, began)
    return held.act, ended.act


def renewed_by_silence(acts: Iterable[Act], certificate: Certificate) -> Act | None:
    """Return the act by which the law itself renewed a certificate last, None where it did not."""
    found = [
        act
        for act in acts
        if isinstance(act.body, CertificateAct)
        and act.kind is ActKind.AMEND_CERTIFICATE
        and (act.body.change, act.body.ground) == (RENEWED, SILENCE)
        and act.body.certificate == certificate.id
    ]
    return found[-1] if found else None

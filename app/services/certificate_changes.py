"""What happens to certificates later: changed, renewed, replaced; recalled, revoked, cancelled.

A changed certificate keeps its number and gets a version more; the old one holds no longer. What a
licence loses an industry certificate (一业一证) shows: it is made again with the line saying so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from app.bureau import regime_for
from app.documents.certificate_layouts import industry_layout
from app.domain.act_bodies import CertificateAct, Decision
from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.bureau import Bureau
from app.domain.case import Case
from app.domain.certificate import ENDED, Certificate, CertificateEntry, CertificateState
from app.domain.procedure import RENEWED
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services.certificate_making import (
    CertificateMade,
    Draft,
    act_on,
    ended,
    found,
    in_hand,
    next_version,
    sealed,
    writing,
)
from app.services.certificate_terms import last_day, years_of
from app.services.journal import note
from app.services.office import Office
from app.services.proceeding import Loaded, load
from app.services.rights import require

_AMENDERS = (Role.APPROVER, Role.ISSUER)
_ENDERS = (Role.APPROVER, Role.HEAD)
_STATES = {
    "recalled": CertificateState.RECALLED,
    "revoked": CertificateState.REVOKED,
    "cancelled": CertificateState.CANCELLED,
}
_LEAST_LISTED = 2
_LICENCES_ENDED = "licence-ended"


def amend(
    office: Office,
    actor: Actor,
    certificate_id: UUID,
    change: str,
    ground: str,
    why: str,
    entries: Iterable[CertificateEntry] | None = None,
    valid_until: date | None = None,
) -> CertificateMade:
    """Change (`changed`), renew (`renewed`) or replace (`replaced`) a certificate that holds.

    The new version is sealed at once and the old one holds no longer, in one step. `entries`: those
    whose value changes. `valid_until`: the new end; a renewal without one lasts as long as the item's
    rule says, from the day after the old term. Raises `right.missing`, `certificate.not-valid`
    (params: number), `certificate.term-backward` (until), `certificate.lists-others`, and what the
    act's guards and the seal refuse.
    """
    require(actor, *_AMENDERS)
    with writing(office) as unit:
        old = _holding(unit, actor, certificate_id)
        loaded = load(office, unit, actor.region, old.case_id)
        term = _term(loaded, old, change, valid_until, office.today())
        changed = {one.key: one.value.strip() for one in entries or ()}
        draft = next_version(office, old, loaded.seen.bureau, changed, term)
        body = CertificateAct(draft.id, draft.number, change, ground, why.strip())
        act_on(office, unit, actor, draft, ActKind.AMEND_CERTIFICATE, body)
        made = sealed(office, unit, actor, draft, loaded.case.sitting_id)
        _relist(office, unit, actor, old, made)
        unit.commit()
    return CertificateMade(made)


def _holding(unit: UnitOfWork, actor: Actor, certificate_id: UUID) -> Certificate:
    certificate = in_hand(unit, actor.region, certificate_id)
    if certificate.state is not CertificateState.VALID:
        raise Problem("certificate.not-valid", number=certificate.number)
    if certificate.stands_for:
        raise Problem("certificate.lists-others", number=certificate.number)
    return certificate


def _term(
    loaded: Loaded, old: Certificate, change: str, until: date | None, today: date
) -> tuple[date, date | None]:
    if change != RENEWED:
        return old.valid_from, until or old.valid_until
    first = old.valid_until + timedelta(days=1) if old.valid_until else today
    item = loaded.seen.catalogue.items[loaded.case.item_id]
    years = years_of(item)
    last = until or (last_day(first, years) if years else None)
    if until is not None and until < first:
        raise Problem("certificate.term-backward", until=until.isoformat())
    return first, last


def renewal_draft(
    office: Office, loaded: Loaded, certificate: Certificate, renewal: Act
) -> Certificate:
    """Return the draft of a certificate that the law itself renewed, with the term that it gave."""
    term = renewal.at.date(), certificate.valid_until
    return next_version(office, certificate, loaded.seen.bureau, {}, term)


def end(
    office: Office, actor: Actor, certificate_id: UUID, change: str, ground: str, why: str
) -> CertificateMade:
    """Recall (`recalled`), revoke (`revoked`) or cancel (`cancelled`) a certificate.

    Raises `right.missing`, `certificate.not-valid` (params: number), `case.certificate-change`,
    `case.ground-unknown`, and what the act's guards refuse.
    """
    require(actor, *_ENDERS)
    with writing(office) as unit:
        old = in_hand(unit, actor.region, certificate_id)
        if old.state is not CertificateState.VALID:
            raise Problem("certificate.not-valid", number=old.number)
        if old.stands_for:
            _check_ground(office, unit, old, change, ground)
        else:
            named = _named_in_acts(unit, old)
            body = CertificateAct(named, old.number, change, ground, why.strip())
            act_on(office, unit, actor, old, ActKind.END_CERTIFICATE, body)
        over = ended(old, _STATES[change], office, ground)
        unit.certificates.put(over)
        facts = {"number": old.number, "change": change, "ground": ground}
        note(office, unit, actor, "certificate.ended", old.id, facts)
        _relist(office, unit, actor, old, None)
        unit.commit()
    return CertificateMade(over)


def _named_in_acts(unit: UnitOfWork, certificate: Certificate) -> UUID:
    """Return the version of a certificate that the case's acts name last."""
    acts = unit.acts.of_case(certificate.region, certificate.case_id)
    known = {act.body.certificate for act in acts if isinstance(act.body, CertificateAct)}
    version: Certificate | None = certificate
    while version is not None:
        if version.id in known:
            return version.id
        version = found(unit, version.region, version.replaces) if version.replaces else None
    return certificate.id


def _check_ground(
    office: Office, unit: UnitOfWork, certificate: Certificate, change: str, ground: str
) -> None:
    loaded = load(office, unit, certificate.region, certificate.case_id)
    item = loaded.seen.catalogue.items[loaded.case.item_id]
    regime = regime_for(item, loaded.seen.bureau, bureau_service.regimes())
    article = regime.procedure.article(ActKind.END_CERTIFICATE.value)
    if change not in _STATES:
        raise Problem("case.certificate-change", item=item.name, article=article)
    if regime.procedure.ground_of(change, ground) is None:
        raise Problem("case.ground-unknown", item=item.name, article=article)


def industry(office: Office, actor: Actor, sitting_id: UUID) -> CertificateMade:
    """Merge a sitting's licences of one industry into one certificate that lists them (一业一证).

    Made again, with a version more, when another licence has come or one is changed; the same one is
    returned when nothing is new. Raises `right.missing`, `sitting.unknown`,
    `certificate.industry-too-few`, and what drafting and sealing refuse.
    """
    require(actor, Role.ISSUER)
    with writing(office) as unit:
        cases = unit.cases.cases_of(actor.region, sitting_id)
        for case in cases:
            unit.certificates.hold(case.region, case.id)
        bureau = bureau_service.current(office)
        licences = _of_one_industry(unit, bureau, cases)
        if len(licences) < _LEAST_LISTED:
            raise Problem("certificate.industry-too-few")
        ids = tuple(one.id for one in licences)
        known = [
            one
            for licence in licences
            for one in unit.certificates.listing(actor.region, licence.id)
            if one.state is CertificateState.VALID
        ]
        if known:
            old = known[0]
            if set(old.stands_for) >= set(ids):
                return CertificateMade(old, again=True)
            made = _again(office, unit, actor, old, (*old.stands_for, *ids))
        else:
            made = _first(office, unit, actor, licences, ids)
        unit.commit()
    return CertificateMade(made)


def _of_one_industry(unit: UnitOfWork, bureau: Bureau, cases: Iterable[Case]) -> list[Certificate]:
    """Return the licences of the industry that most cases of a sitting belong to."""
    held: dict[str, list[Certificate]] = {}
    for case in cases:
        named = bureau.rule(case.item_id).industry
        for one in unit.certificates.of_case(case.region, case.id):
            if named and one.state is CertificateState.VALID and not one.stands_for:
                held.setdefault(named, []).append(one)
    return max(held.values(), key=len, default=[])


def _first(
    office: Office, unit: UnitOfWork, actor: Actor, licences: list[Certificate],
    ids: tuple[UUID, ...],
) -> Certificate:  # fmt: skip
    loaded = load(office, unit, actor.region, licences[0].case_id)
    layout = industry_layout()
    own = loaded.seen.bureau.deciders[loaded.seen.bureau.decider]
    draft = Draft(office, unit, actor, loaded).draft(
        layout, layout.kind, own, Decision(valid_from=office.today())
    )
    endless = replace(draft, stands_for=ids, valid_until=None)  # each licence has its own term
    return sealed(office, unit, actor, endless, loaded.case.sitting_id)


def _again(
    office: Office, unit: UnitOfWork, actor: Actor, old: Certificate, ids: Iterable[UUID]
) -> Certificate:
    """Make an industry certificate again, listing these licences, one version more."""
    bureau = bureau_service.current(office)
    case = unit.cases.case(old.region, old.case_id)
    assert case is not None  # a certificate belongs to a case
    term = (old.valid_from, old.valid_until)
    draft = next_version(office, old, bureau, {}, term)
    listed = tuple(dict.fromkeys(ids))
    return sealed(office, unit, actor, replace(draft, stands_for=listed), case.sitting_id)


def _relist(
    office: Office, unit: UnitOfWork, actor: Actor, old: Certificate, new: Certificate | None
) -> None:
    """Make the industry certificates again that list a licence which changed or ended.

    One that stands for nothing any more is cancelled (AL 70(4)).
    """
    for one in unit.certificates.listing(old.region, old.id):
        if one.state is not CertificateState.VALID:
            continue
        ids = [new.id if new and each == old.id else each for each in one.stands_for]
        if all(found(unit, one.region, each).state in ENDED for each in ids):
            unit.certificates.put(ended(one, CertificateState.CANCELLED, office, _LICENCES_ENDED))
            facts = {"number": one.number, "change": "cancelled", "ground": _LICENCES_ENDED}
            note(office, unit, actor, "certificate.ended", one.id, facts)
        else:
            _again(office, unit, actor, one, ids)

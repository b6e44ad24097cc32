"""The seal register: one seal for each body that decides (一枚印章管审批), and what came before it.

Keys stay where they are (a file, a token); the register knows their place and their certificate,
the operating system's keyring their password. A retired seal stays as history: what was sealed in
its time holds, and nothing can be sealed with it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.bureau import Bureau, Decider
from app.domain.certificate import Seal
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services.journal import note
from app.services.office import Office
from app.services.rights import require

_READERS = (Role.SYSTEM_ADMIN, Role.ISSUER, Role.HEAD, Role.SUPERVISOR, Role.AUDIT_ADMIN)
SAMPLE_SOURCE = "sample"


def register(
    office: Office,
    actor: Actor,
    *,
    source: str,
    password: str,
    decider: str,
    kind: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Seal:
    """Register a seal: its key is opened once to see that it can be, its password kept.

    `source`: `pkcs12:FILE`, `pkcs11:LIBRARY?token=…&key=…`, or `sample`. Its validity is its
    certificate's where none is given, and never longer. Raises `right.missing`,
    `seal.decider-unknown` (params: decider), `seal.in-force` (name) where the body has a usable
    seal, `seal.expired` (until), what `app.documents.seal_keys.open_key` refuses, and
    `secret.no-keyring`.
    """
    require(actor, Role.SYSTEM_ADMIN)
    from app.documents.seal_keys import open_key, validity

    bureau = bureau_service.current(office)
    owner = bureau.deciders.get(decider)
    if owner is None:
        raise Problem("seal.decider-unknown", decider=decider)
    key = open_key(source, password)
    key.close()
    first, last = validity(key.certificate)
    seal = Seal(
        region=bureau.region,
        id=office.clock.new_id(),
        decider=owner.id,
        name=owner.name,
        kind=kind or owner.seal_kind,
        source=source,
        certificate=key.certificate,
        valid_from=max(first, valid_from or office.today()),
        valid_until=min(last, valid_until or last),
        sample=source == SAMPLE_SOURCE,
    )
    if seal.valid_until < office.today():
        raise Problem("seal.expired", until=seal.valid_until.isoformat())
    if not seal.sample:
        office.secrets.keep(secret_name(seal.id), password)
    with office.store.begin() as unit:
        for other in unit.seals.all(bureau.region):
            if other.decider == owner.id and other.usable(office.today()):
                if not other.sample:
                    raise Problem("seal.in-force", name=other.name)
                unit.seals.put(replace(other, retired_on=office.today()))
        _keep(office, unit, actor, seal, "seal.registered")
        unit.commit()
    return seal


def retire(office: Office, actor: Actor, seal_id: UUID) -> Changes:
    """Retire a seal from today on. Raises `right.missing`, `seal.unknown`, `seal.retired`."""
    require(actor, Role.SYSTEM_ADMIN)
    with office.store.begin() as unit:
        seal = next((one for one in unit.seals.all(actor.region) if one.id == seal_id), None)
        if seal is None:
            raise Problem("seal.unknown")
        if seal.retired_on is not None:
            raise Problem("seal.retired", name=seal.name)
        retired = replace(seal, retired_on=office.today())
        _keep(office, unit, actor, retired, "seal.retired")
        unit.commit()
    return Changes(certificates=True)


def listing(office: Office, actor: Actor) -> tuple[Seal, ...]:
    """List the register, retired seals too, the newest first. Raises `right.missing`."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        return reader.seals.all(actor.region)


def usable(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    bureau: Bureau,
    decider: Decider,
    *,
    practice: bool,
) -> Seal:
    """Return the seal that a body seals with today.

    Practice never bears a real seal. In a sample bureau, and in practice, a body without a seal gets
    the sample one. Raises Problem `seal.none` (params: decider).
    """
    today = office.today()
    known = [one for one in unit.seals.all(bureau.region) if one.decider == decider.id]
    allowed = bureau.sample or practice
    fit = [one for one in known if one.usable(today) and (allowed if one.sample else not practice)]
    if fit:
        return min(fit, key=lambda one: one.sample)
    if not allowed:
        raise Problem("seal.none", decider=decider.name)
    from app.documents.seal_keys import sample_certificate, validity

    certificate = sample_certificate()
    seal = Seal(
        region=bureau.region,
        id=office.clock.new_id(),
        decider=decider.id,
        name=decider.name,
        kind=decider.seal_kind,
        source=SAMPLE_SOURCE,
        certificate=certificate,
        valid_from=today,
        valid_until=validity(certificate)[1],
        sample=True,
    )
    _keep(office, unit, actor, seal, "seal.registered")
    return seal


def password_of(office: Office, seal: Seal) -> Callable[[], str]:
    """Return what asks the keyring for a seal's password when its key is first opened.

    It raises Problem `seal.no-password` (params: name) where the keyring does not have it.
    """

    def ask() -> str:
        if seal.sample:
            return ""
        kept = office.secrets.get(secret_name(seal.id))
        if kept is None:
            raise Problem("seal.no-password", name=seal.name)
        return kept

    return ask


def secret_name(seal_id: UUID) -> str:
    """Return the name under which the keyring holds a seal's password."""
    return f"seal {seal_id}"


def _keep(office: Office, unit: UnitOfWork, actor: Actor, seal: Seal, event: str) -> None:
    unit.seals.put(seal)
    facts = {"decider": seal.decider, "sample": seal.sample, "until": seal.valid_until.isoformat()}
    note(office, unit, actor, event, seal.id, facts)

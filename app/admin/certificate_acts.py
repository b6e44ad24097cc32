"""The acts on a case's certificate as told on the command line: made and sealed, changed, ended.

Each goes through the verbs of the issue desk, so that an act never stands without its certificate.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.act_bodies import CertificateAct
from app.domain.actor import Actor
from app.domain.certificate import Certificate, CertificateEntry, CertificateState
from app.errors import Problem
from app.services import certificates, proceeding
from app.services.certificates import CertificateMade
from app.services.office import Office
from app.services.proceeding import Done

Said = Mapping[str, Any]


def certify(office: Office, actor: Actor, case_id: UUID, said: Said) -> Done:
    """Make the certificate and seal it. `said`: its `number`, where another body assigns it."""
    draft = certificates.make(office, actor, case_id, number=str(said.get("number") or ""))
    return _done(office, actor, certificates.seal(office, actor, draft.certificate.id))


def amend(office: Office, actor: Actor, case_id: UUID, said: Said) -> Done:
    """Change, renew or replace it. `said`: change, ground, why, `entries` (key → value), valid_until.

    Raises KeyError and ValueError for what is left out or no date.
    """
    one = held(office, actor, case_id, str(said.get("certificate") or ""))
    labels = {each.key: each.label for each in one.entries}
    entries = tuple(
        CertificateEntry(key, labels[key], str(value))
        for key, value in dict(said.get("entries", {})).items()
    )
    until = date.fromisoformat(str(said["valid_until"])) if "valid_until" in said else None
    change, ground, why = (str(said[name]) for name in ("change", "ground", "why"))
    made = certificates.amend(office, actor, one.id, change, ground, why, entries, until)
    return _done(office, actor, made)


def end(office: Office, actor: Actor, case_id: UUID, said: Said) -> Done:
    """Recall, revoke or cancel it. `said`: change, ground, why. Raises KeyError for what is left out."""
    one = held(office, actor, case_id, str(said.get("certificate") or ""))
    change, ground, why = (str(said[name]) for name in ("change", "ground", "why"))
    return _done(office, actor, certificates.end(office, actor, one.id, change, ground, why))


def held(office: Office, actor: Actor, case_id: UUID, number: str = "") -> Certificate:
    """Return the one certificate of a case that holds, or the one with a number.

    Raises Problem `certificate.which` (params: numbers) where there is none or are several.
    """
    lines = certificates.of_case(office, actor, case_id)
    found = [one.id for one in lines if one.state is CertificateState.VALID]
    if number:
        found = [one.id for one in lines if one.id in found and one.number == number]
    if len(found) != 1:
        raise Problem("certificate.which", numbers="、".join(one.number for one in lines) or "—")
    return certificates.one(office, actor, found[0])


def _done(office: Office, actor: Actor, made: CertificateMade) -> Done:
    view = proceeding.view_case(office, actor, made.certificate.case_id)
    told = next(act for act in reversed(view.acts) if isinstance(act.body, CertificateAct))
    return Done(view.case, told, made.also, made.changes)

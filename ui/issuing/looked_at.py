"""A certificate as it is looked at: its picture, and where it holds no longer, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.actor import Actor
from app.domain.certificate import ENDED, CertificateState
from app.domain.regime import LegalGround
from app.services import certificates, proceeding
from app.services.office import Office
from app.wording import _
from app.wording.terms import certificate_word

_AMENDMENTS = ("changed", "renewed", "replaced")


@dataclass(frozen=True)
class Over:
    """What a certificate that holds no longer has become, since when, and on what ground of the law."""

    state: CertificateState
    since: date | None
    ground: LegalGround | None


@dataclass(frozen=True)
class LookedAt:
    """A certificate's picture in its present state; `over` is None while it is a draft or holds."""

    content: bytes
    state: CertificateState
    over: Over | None

    @property
    def stamp(self) -> str:
        """The word across the picture, empty while the certificate holds."""
        return certificate_word(self.over.state) if self.over is not None else ""


def looked_at(office: Office, actor: Actor, certificate_id: UUID) -> LookedAt:
    """Return a certificate as it is looked at. Raises what `certificates.picture` raises."""
    content = certificates.picture(office, actor, certificate_id)
    one = certificates.one(office, actor, certificate_id)
    if one.state not in ENDED:
        return LookedAt(content, one.state, None)
    view = proceeding.view_case(office, actor, one.case_id)
    procedure = view.standing.ground.regime.procedure
    replaced = one.state is CertificateState.REPLACED
    changes = _AMENDMENTS if replaced else (one.state.value,)
    grounds = (procedure.ground_of(change, one.ended_ground) for change in changes)
    since = one.ended_at.astimezone(office.now().tzinfo).date() if one.ended_at else None
    over = Over(one.state, since, next(filter(None, grounds), None))
    return LookedAt(content, one.state, over)


def over_words(over: Over) -> str:
    """Return in one sentence what a certificate has become, since when and on what ground."""
    told = [certificate_word(over.state)]
    if over.since is not None:
        told.append(_("自 {day} 起不再有效").format(day=over.since))
    if over.ground is not None:
        words = _("依据：{name}（{article}）")
        told.append(words.format(name=over.ground.name, article=over.ground.article))
    return "；".join(told)

"""Guards of certificate, fee, hand-over and archive (AL 8, 39, 44, 49, 50, 58, 69, 70)."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.act_bodies import CertificateAct, Delivery, DeliveryWay, Fee
from app.domain.acts import Act, ActKind
from app.domain.case import CaseState
from app.domain.procedure.every_act import last_act, written
from app.domain.procedure.standing import Question
from app.errors import Problem

ISSUED = "issued"
RENEWED = "renewed"
_AMENDED = frozenset({"changed", RENEWED, "replaced"})
_ENDED = frozenset({"recalled", "revoked", "cancelled"})
_GIVES = frozenset({ActKind.CERTIFY, ActKind.AMEND_CERTIFICATE})
SILENCE = "silence"
"""The ground on which a renewal holds that was not decided before expiry (AL 50)."""
_COLLECTORS = frozenset({"applicant", "agent", "post", "substitute", "entrusted"})
_SIGNED = ("case.no-signature", ("signature", "id_tail"))
_PROOFS: Mapping[DeliveryWay, tuple[tuple[str, tuple[str, ...]], ...]] = {
    DeliveryWay.COUNTER: (_SIGNED,),
    DeliveryWay.POST: (("case.no-tracking", ("tracking_no",)),),
    DeliveryWay.LEFT: (
        ("case.no-witness", ("witness",)),
        ("case.no-refusal-reason", ("refusal",)),
    ),
    DeliveryWay.SUBSTITUTE: (("case.no-relation", ("relation",)), _SIGNED),
    DeliveryWay.ENTRUSTED: (("case.no-entrusted", ("entrusted", "tracking_no")),),
    DeliveryWay.ELECTRONIC: (("case.no-consent", ("address", "consent")),),
}
"""What each way of delivery must say to be proved (民事诉讼法 87 to 91, by analogy)."""


def valid_certificates(acts: tuple[Act, ...]) -> set[object]:
    """Return the ids of the case's certificates that hold: made, not replaced, not ended."""
    held: set[object] = set()
    for act in acts:
        if isinstance(act.body, CertificateAct):
            if act.kind is ActKind.END_CERTIFICATE:
                held.discard(act.body.certificate)
            elif act.kind in _GIVES:
                held.add(act.body.certificate)
    return held


def certificate_is_first(ask: Question) -> None:
    """Raise Problem `case.certificate-change`, `case.certificate-number`."""
    body = ask.body(CertificateAct)
    if body.change != ISSUED:
        raise Problem("case.certificate-change", item=ask.item, article=ask.article)
    if not written(body.number):
        raise Problem("case.certificate-number", item=ask.item, article=ask.article)


def has_certificate(ask: Question) -> None:
    """Raise Problem `case.no-certificate`."""
    if not valid_certificates(ask.standing.acts):
        raise Problem("case.no-certificate", item=ask.item, article=ask.article)


def amended_on_a_ground(ask: Question) -> None:
    """Raise Problem as `_on_a_ground`, and `case.certificate-number`."""
    _on_a_ground(ask, _AMENDED)
    if not written(ask.body(CertificateAct).number):
        raise Problem("case.certificate-number", item=ask.item, article=ask.article)


def ended_on_a_ground(ask: Question) -> None:
    """Raise Problem as `_on_a_ground`, and `case.certificate-unknown`."""
    _on_a_ground(ask, _ENDED)
    if ask.body(CertificateAct).certificate not in valid_certificates(ask.standing.acts):
        raise Problem("case.certificate-unknown", item=ask.item, article=ask.article)


def _on_a_ground(ask: Question, changes: frozenset[str]) -> None:
    """Raise Problem `case.certificate-change`, `case.ground-unknown`, `case.why-missing`.

    By operation of law a certificate is only renewed, by silence.
    """
    body = ask.body(CertificateAct)
    procedure = ask.ground.regime.procedure
    if body.change not in changes:
        raise Problem("case.certificate-change", item=ask.item, article=ask.article)
    ground = procedure.ground_of(body.change, body.ground)
    by_silence = (body.change, body.ground) == (RENEWED, SILENCE)
    silent = by_silence and procedure.renewed_by_silence
    if ground is None or ((by_silence or ask.actor is None) and not (silent and ask.actor is None)):
        raise Problem("case.ground-unknown", item=ask.item, article=ask.article)
    if not written(body.why) and not silent:
        raise Problem("case.why-missing", item=ask.item, article=ground.article)


def certificate_made(ask: Question) -> None:
    """Hand over the certificate with what is granted. Raises `case.certificate-missing`."""
    kind = ask.ground.certificate
    granted = ask.case.state is CaseState.GRANTED
    if granted and kind and not valid_certificates(ask.standing.acts):
        raise Problem(
            "case.certificate-missing", item=ask.item, kind=kind, article=ask.article_on("certify")
        )


def fee_is_paid(ask: Question) -> None:
    """Ask for what was demanded. Raises Problem `case.fee-unpaid`."""
    if _unpaid(ask.standing.acts) is not None:
        raise Problem("case.fee-unpaid", item=ask.item, article=ask.article_on("demand-fee"))


def has_fee(ask: Question) -> None:
    """Charge only what law allows (AL 58), once. Raises `case.no-fee`, `case.fee-open`."""
    if not ask.ground.rule.fee_fen:
        raise Problem("case.no-fee", item=ask.item, article=ask.article)
    if last_act(ask.standing, ActKind.DEMAND_FEE) is not None:
        raise Problem("case.fee-open", item=ask.item, article=ask.article)


def fee_is_lawful(ask: Question) -> None:
    """Never more than the published fee, with its basis. Raises `case.fee-wrong` (params: most)."""
    body, most = ask.body(Fee), ask.ground.rule.fee_fen
    if not (0 < body.amount <= most and written(body.basis)):
        told = f"{most / 100:.2f}"
        raise Problem("case.fee-wrong", item=ask.item, most=told, article=ask.article)


def fee_is_demanded(ask: Question) -> None:
    """Raise Problem `case.no-fee-demanded`."""
    if _unpaid(ask.standing.acts) is None:
        raise Problem("case.no-fee-demanded", item=ask.item, article=ask.article)


def payment_is_whole(ask: Question) -> None:
    """Take the sum demanded, with the receipt's number. Raises `case.payment-wrong` (params: amount)."""
    body, open_sum = ask.body(Fee), _unpaid(ask.standing.acts)
    if body.amount != open_sum or not written(body.receipt_no):
        told = f"{(open_sum or 0) / 100:.2f}"
        raise Problem("case.payment-wrong", item=ask.item, amount=told, article=ask.article)


def _unpaid(acts: tuple[Act, ...]) -> int | None:
    """Return the sum that was demanded and not yet paid, None where there is none."""
    unpaid: int | None = None
    for act in acts:
        if isinstance(act.body, Fee):
            unpaid = act.body.amount if act.kind is ActKind.DEMAND_FEE else None
    return unpaid


def delivery_is_recorded(ask: Question) -> None:
    """Who received which papers, where, and how it is witnessed.

    Raises Problem `case.delivery-unclear`, and by its way `case.no-signature`, `case.no-tracking`,
    `case.no-witness`, `case.no-refusal-reason`, `case.no-relation`, `case.no-entrusted`,
    `case.no-consent`.
    """
    body = ask.body(Delivery)
    known = body.receiver_is in _COLLECTORS
    if not (known and body.papers and written(body.receiver, body.place)):
        raise Problem("case.delivery-unclear", item=ask.item, article=ask.article)
    for code, needed in _PROOFS[body.way]:
        if not written(*(getattr(body, name) for name in needed)):
            raise Problem(code, item=ask.item, article=ask.article)

"""Which papers on the way must be served, and until when that still has a sense (送达).

A notice binds from the day on which it reaches the applicant (民事诉讼法 87 by analogy; AL 32, 42, 45,
47, 58), so each needs its record like the decision itself. What the applicant has acted upon has
reached him: a correction that was answered, a fee that was paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.acts import Act, ActKind
from app.domain.paper import PaperKind

_NOTICES: Mapping[ActKind, PaperKind] = {
    ActKind.ASK_CORRECTION: PaperKind.CORRECTION,
    ActKind.ACCEPT_BY_LAW: PaperKind.ACCEPTANCE,
    ActKind.STOP: PaperKind.SPECIAL,
    ActKind.EXTEND: PaperKind.EXTENSION,
    ActKind.TELL_HEARING: PaperKind.HEARING,
    ActKind.DEMAND_FEE: PaperKind.FEE,
    ActKind.CHECK_PROMISE: PaperKind.RECTIFY,
}
"""Acts that tell the applicant something when he is not at the window, and the paper that tells it."""
_ANSWERED_BY: Mapping[ActKind, frozenset[ActKind]] = {
    ActKind.ASK_CORRECTION: frozenset({ActKind.SUPPLEMENT, ActKind.RECALL_CORRECTION}),
    ActKind.DEMAND_FEE: frozenset({ActKind.PAY_FEE}),
}
_PROOFS: Mapping[DeliveryWay, tuple[str, ...]] = {
    DeliveryWay.COUNTER: ("signature",),
    DeliveryWay.POST: ("tracking_no",),
    DeliveryWay.LEFT: ("witness", "refusal"),
    DeliveryWay.SUBSTITUTE: ("signature", "relation"),
    DeliveryWay.ENTRUSTED: ("entrusted", "tracking_no"),
    DeliveryWay.ELECTRONIC: ("address", "consent"),
}
"""What a record of delivery is proved by, each way its own."""


@dataclass(frozen=True)
class FiledPaper:
    """A paper of a file as the inspector sees it. `act_id`: the act that it witnesses."""

    kind: PaperKind
    number: str
    act_id: UUID | None = None


def to_serve(acts: Iterable[Act]) -> Mapping[UUID, PaperKind]:
    """Return the acts whose notice must be served, each with the kind of its paper.

    What was decided about an item taken by mistake fell with it.
    """
    telling: dict[UUID, tuple[ActKind, PaperKind]] = {}
    for act in acts:
        if act.kind is ActKind.CHANGE_ITEM:
            telling.clear()
        elif act.kind in _NOTICES:
            telling[act.id] = (act.kind, _NOTICES[act.kind])
        else:
            telling = {
                told: (kind, paper)
                for told, (kind, paper) in telling.items()
                if act.kind not in _ANSWERED_BY.get(kind, ())
            }
    return {told: paper for told, (_kind, paper) in telling.items()}


def is_notice(kind: PaperKind, act_id: UUID | None, unserved: Mapping[UUID, PaperKind]) -> bool:
    """Tell whether a paper is one of the notices that must be served."""
    return act_id is not None and unserved.get(act_id) is kind


def unserved_of(papers: Iterable[FiledPaper], acts: Iterable[Act]) -> tuple[str, ...]:
    """Return the numbers of the notices that no delivery of a case names."""
    acts = tuple(acts)
    deliveries = [act.body for act in acts if isinstance(act.body, Delivery)]
    served = {number for body in deliveries for number in body.papers}
    telling = to_serve(acts)
    return tuple(
        paper.number
        for paper in papers
        if is_notice(paper.kind, paper.act_id, telling) and paper.number not in served
    )


def proved(act: Act) -> bool:
    """Tell whether a delivery says what its way needs as proof."""
    body = act.body
    if not isinstance(body, Delivery):
        return False
    return all(getattr(body, name).strip() for name in _PROOFS[body.way])

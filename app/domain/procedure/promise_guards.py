"""Guards of promises (告知承诺): the later check, the order to put right, and the end of a broken one.

A promise that is found broken before the decision is owed like a material; after the decision the
licence goes when the order's term is over and nothing was put right.
"""

from __future__ import annotations

from app.domain.act_bodies import CertificateAct, PromiseCheck
from app.domain.case import HandedIn
from app.domain.procedure.every_act import written
from app.domain.procedure.standing import Question
from app.errors import Problem

PROMISE_BROKEN = "promise-broken"
"""The ground on which a certificate is revoked whose promise was broken and not put right."""


def has_promise(ask: Question) -> None:
    """Let only promises be checked. Raises Problem `case.no-promise`."""
    if ask.standing.facts is not None and not _promised(ask):
        raise Problem("case.no-promise", item=ask.item, article=ask.article)


def promise_check_is_whole(ask: Question) -> None:
    """Ask which promises, what was found, and for a broken one until when it is to be put right.

    Raises Problem `case.promise-unknown`, `case.promise-findings`, `case.promise-term`.
    """
    body = ask.body(PromiseCheck)
    if not body.materials or not set(body.materials) <= _promised(ask):
        raise Problem("case.promise-unknown", item=ask.item, article=ask.article)
    if not written(body.findings):
        raise Problem("case.promise-findings", item=ask.item, article=ask.article)
    ordered = body.until is not None and body.until > ask.standing.today
    if ordered == body.kept or (body.kept and body.until is not None):
        raise Problem("case.promise-term", item=ask.item, article=ask.article)


def promise_stays_broken(ask: Question) -> None:
    """Revoke for a broken promise only when its order's term is over. Raises `case.promise-open`."""
    if ask.body(CertificateAct).ground != PROMISE_BROKEN:
        return
    until = ask.case.owed_due
    if until is None or ask.standing.today <= until:
        raise Problem("case.promise-open", item=ask.item, article=ask.article_on("check-promise"))


def _promised(ask: Question) -> set[str]:
    """Return the keys of the materials that a promise stands for."""
    facts = ask.standing.facts
    materials = facts.materials if facts else ()
    return {record.key for record in materials if record.state is HandedIn.PROMISED}

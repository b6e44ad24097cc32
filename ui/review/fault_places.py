"""Which field of a sheet the law's refusal is about, so that the keys go there and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.errors import Problem
from ui.review.act_forms import Ask

_NAMES = {
    "planned_days": "days",
    "approval_no": "number",
    "officers.name": "officers",
    "officers.card_no": "officers",
    "valid_from": "from",
    "valid_until": "until",
    "defects.subject": "defects",
    "defects.what": "defects",
    "defects.standard": "defects",
}
"""Names in an act's body → keys of the sheets, where they differ."""

_PLACES: Mapping[str, tuple[str, ...]] = {
    "case.comment-missing": ("comment",),
    "case.content-missing": ("content",),
    "case.extension-days": ("days",),
    "case.extension-number": ("number",),
    "case.extension-rank-agency": ("rank",),
    "case.extension-rank-government": ("rank",),
    "case.fee-wrong": ("amount",),
    "case.field-check-time": ("began",),
    "case.ground-unknown": ("ground",),
    "case.hearing-until": ("until",),
    "case.held-already": ("to",),
    "case.nothing-handed-in": ("materials",),
    "case.officer-unclear": ("officers",),
    "case.officers-too-few": ("officers",),
    "case.payment-wrong": ("receipt",),
    "case.promise-findings": ("findings",),
    "case.promise-term": ("until",),
    "case.promise-unknown": ("materials",),
    "case.result-missing": ("result",),
    "case.second-notice-old": ("defects",),
    "case.second-notice-why": ("why",),
    "case.item-same": ("item",),
    "case.stop-days": ("ends",),
    "case.stop-promise-only": ("kind",),
    "case.stop-unknown": ("kind",),
    "case.stopped-already": ("kind",),
    "case.term-wrong": ("until",),
    "case.what-missing": ("what",),
    "case.why-missing": ("why",),
    "case.withdrawal-unsigned": ("signed",),
}
_INCOMPLETE = frozenset(
    {
        "case.extension-unclear",
        "case.fee-wrong",
        "case.field-check-unclear",
        "case.hearing-unclear",
        "case.refusal-unclear",
        "case.stop-unclear",
    }
)
"""Refusals that say what must be written: the first that is needed and empty is meant."""


def place_of(problem: Problem, asks: Sequence[Ask], raw: Mapping[str, object]) -> str:
    """Return the key of the faulty field among those asked, empty where it cannot be told.

    `raw`: what stands in the fields. A problem that names its field (`field`) is believed; one of
    what was left out means the first needed field that is empty.
    """
    keys = [ask.spec.key for ask in asks]
    named = str(problem.params.get("field", ""))
    short = named.rsplit(".", 1)[-1]
    wanted = [_NAMES.get(named, named), _NAMES.get(short, short), named.split(".", 1)[0]]
    if problem.code in _INCOMPLETE:
        wanted += [ask.spec.key for ask in asks if ask.needed and _says_nothing(raw, ask)]
    wanted += _PLACES.get(problem.code, ())
    return next((key for key in wanted if key in keys), "")


def _says_nothing(raw: Mapping[str, object], ask: Ask) -> bool:
    value = raw.get(ask.spec.key)
    return not value.strip() if isinstance(value, str) else value in (None, [], ())

"""What papers say of an item's limits: the legal one with its basis, the promise, and their days."""

from __future__ import annotations

from datetime import date

from app.documents.subject import PaperSubject
from app.documents.words import date_text, is_instant, limit_text, sentence_of, word
from app.domain.bureau import Waiting
from app.domain.catalogue import ItemDefinition, Limit

_NONE = "—"
"""The unit of an item for which the catalogue says that there is no limit."""


def item_of(subject: PaperSubject) -> ItemDefinition | None:
    """Return the item of a paper about one item."""
    if subject.case is not None:
        return subject.items.get(subject.case.item_id)
    return next(iter(subject.items.values())) if len(subject.items) == 1 else None


def due_day(subject: PaperSubject, name: str) -> date | None:
    """Return a due date: the one given, else the case's own."""
    given = subject.dues.get(name)
    if given is not None:
        return given.day
    own: date | None = getattr(subject.case, f"{name}_due", None)
    return own


def limit_of(subject: PaperSubject, name: str) -> str:
    """Return the `promised` or `legal` limit in its own unit, empty where there is none."""
    given = subject.dues.get(name)
    if given is not None:
        return limit_text(Limit(given.amount, given.unit))
    item = item_of(subject)
    if item is None:
        return ""
    if name == "promised":
        return limit_text(_promised(subject, item))
    own = item.statutory_limit
    if own.value is None and own.unit != _NONE and not limit_text(own):
        return limit_text(subject.regime.legal_limit if subject.regime else None)
    return limit_text(own)


def _promised(subject: PaperSubject, item: ItemDefinition) -> Limit:
    return subject.bureau.rule(item.id).promised_limit or item.promised_limit


def limits(subject: PaperSubject) -> str:
    """Return the limits of an accepted case as one sentence, empty where there are none.

    Items handled together under one long limit name its basis (AL 42(2)); one that waits for another
    then has no promise of its own. A promise no shorter than the law is not repeated in numbers.
    """
    legal, promised = _legal(subject), _promise(subject)
    return sentence_of(word("semicolon").join(part for part in (legal, promised) if part))


def unified_limit(subject: PaperSubject) -> Limit | None:
    """Return the long limit of several items handled together, None where it does not hold."""
    together = subject.bureau.waiting is Waiting.UNIFIED and len(subject.cases) > 1
    return subject.regime.unified_limit if together and subject.regime else None


def _legal(subject: PaperSubject) -> str:
    limit, day = limit_of(subject, "legal"), due_day(subject, "legal")
    if not limit:
        return word("no_legal_limit") if item_of(subject) else ""
    if is_instant(limit):
        return word("legal_instant", limit=limit)
    unified = unified_limit(subject)
    if unified and unified.basis and limit_text(unified) == limit:
        said = word("unified_limit", limit=limit, basis=unified.basis)
    else:
        said = word("legal_limit", limit=limit)
    return said + (word("until", date=date_text(day)) if day else "")


def _promise(subject: PaperSubject) -> str:
    limit, day = limit_of(subject, "promised"), due_day(subject, "promised")
    if not limit or (unified_limit(subject) and not day):
        return ""
    if not is_instant(limit) and (limit, day) == (
        limit_of(subject, "legal"),
        due_day(subject, "legal"),
    ):
        return word("promised_legal")
    name = "promised_instant" if is_instant(limit) else "promised_limit"
    said = word(name, limit=limit)
    return said + (word("decided_by", date=date_text(day)) if day else "")

"""What papers say of promises (告知承诺, 容缺): what was promised, what was found, what follows.

A promise that was not kept is ordered to be put right; where that is not done, a case still open ends
by the bureau's rule, and what was decided is revoked (State Council Office 2020/42).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.documents.act_facts import Fact
from app.documents.act_grounds import body_of
from app.documents.subject import PaperSubject
from app.documents.words import date_text, printed, word, word_for
from app.domain.act_bodies import PromiseCheck
from app.domain.acts import ActKind
from app.domain.case import MaterialRecord


def _in_words_of_the_regime(table: str, subject: PaperSubject) -> str:
    return word_for(table, subject.regime.code if subject.regime else "", "其他")


def _refusing(subject: PaperSubject) -> str:
    return _in_words_of_the_regime("refusing", subject)


def _owed_consequence(subject: PaperSubject) -> str:
    """Return to what the applicant agrees who does not bring what he owes, by the bureau's rule."""
    agreed = word_for("owed_consequences", subject.bureau.owed_end.value)
    return agreed.format(refusing=_refusing(subject))


def _unkept_consequence(subject: PaperSubject) -> str:
    """Return what follows where a promise is not put right: before the decision, or after it."""
    if _granted_before(subject):
        return word("unkept_granted", object=_in_words_of_the_regime("objects", subject))
    ends = word_for("unkept_ends", subject.bureau.owed_end.value)
    return ends.format(refusing=_refusing(subject))


def _granted_before(subject: PaperSubject) -> bool:
    order = subject.act
    return order is not None and any(
        act.kind is ActKind.GRANT and act.seq < order.seq for act in subject.acts
    )


def _put_right_until(subject: PaperSubject) -> str:
    check = body_of(subject, PromiseCheck)
    return date_text(check.until) if check else ""


def _broken(subject: PaperSubject) -> tuple[MaterialRecord, ...]:
    """Return the promised materials that the check found not to hold."""
    check = body_of(subject, PromiseCheck)
    records = subject.sitting.materials if subject.sitting else ()
    return tuple(record for record in records if check and record.key in check.materials)


def broken_rows(subject: PaperSubject) -> tuple[Mapping[str, str], ...]:
    """Return what was promised and does not hold, numbered."""
    return tuple(
        {"n": str(number), "name": printed(record.label)}
        for number, record in enumerate(_broken(subject), 1)
    )


PROMISE_TEXTS: Mapping[str, Fact] = {
    "owed_consequence": _owed_consequence,
    "unkept_consequence": _unkept_consequence,
    "put_right_until": _put_right_until,
}
"""How every text about promises is read."""

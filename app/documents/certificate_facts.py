"""What papers say of certificates: the one that is changed or ended, and the one after it."""

from __future__ import annotations

from collections.abc import Mapping

from app.documents.act_facts import Fact, document_of, is_certified, named, span
from app.documents.act_grounds import body_of
from app.documents.subject import PaperSubject
from app.documents.words import date_text, word, word_for
from app.domain.act_bodies import CertificateAct
from app.domain.certificate import Certificate


def _certificates(subject: PaperSubject) -> tuple[Certificate | None, Certificate | None]:
    """Return the certificate that a paper is about, and the one that takes its place."""
    change, known = body_of(subject, CertificateAct), {c.id: c for c in subject.certificates}
    if change is None:
        own = (one for one in reversed(known.values()) if not one.stands_for)
        return next(own, None), None
    named = known.get(change.certificate)
    if named is not None and named.replaces in known:
        return known[named.replaces], named
    return named, next((c for c in known.values() if c.replaces == change.certificate), None)


def _certificate_number(subject: PaperSubject) -> str:
    own, change = _certificates(subject)[0], body_of(subject, CertificateAct)
    return own.number if own else change.number if change else ""


def _issued_number(subject: PaperSubject) -> str:
    """Return the number of what is issued on a grant; where it is not taken yet, where it will stand."""
    number = _certificate_number(subject)
    return number or (word("number_of_certificate") if is_certified(subject) else "")


def _certificate_kind(subject: PaperSubject) -> str:
    own = _certificates(subject)[0]
    return own.kind if own else document_of(subject)


def _certificate_from(subject: PaperSubject) -> str:
    own = _certificates(subject)[0]
    return date_text(own.valid_from) if own else ""


def _new_number(subject: PaperSubject) -> str:
    old, new = _certificates(subject)
    return new.number if old and new and new.number != old.number else ""


def _new_term(subject: PaperSubject) -> str:
    new = _certificates(subject)[1]
    return span(new.valid_from, new.valid_until) if new else ""


def _holder(subject: PaperSubject) -> str:
    own = _certificates(subject)[0]
    if own is not None:
        return own.holder
    return subject.sitting.applicant.name if subject.sitting else ""


def _effect(subject: PaperSubject) -> str:
    """Return what follows from a change, in the words of the regime where it has its own."""
    change = body_of(subject, CertificateAct)
    if change is None:
        return ""
    code = subject.regime.code if subject.regime else ""
    return word_for("effects", f"{change.change}.{code}", change.change)


CERTIFICATE_TEXTS: Mapping[str, Fact] = {
    "certificate": _certificate_kind,
    "certificate_number": _certificate_number,
    "issued_number": _issued_number,
    "certificate_from": _certificate_from,
    "holder": _holder,
    "new_number": _new_number,
    "new_term": _new_term,
    "change": named(CertificateAct, "change", "changes"),
    "effect": _effect,
}
"""How every text of a certificate is read."""

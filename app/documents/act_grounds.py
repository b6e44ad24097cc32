"""On which ground an act rests, as the paper tells that witnesses it."""

from __future__ import annotations

from typing import TypeVar

from app.documents.law_names import law_text
from app.documents.subject import PaperSubject
from app.documents.words import clause_of
from app.domain.act_bodies import CertificateAct, Ending, Fee, NonAcceptance, Stop
from app.domain.outcomes import FALSE_MATERIALS
from app.domain.paper import PaperKind

Body = TypeVar("Body")

_ENDINGS = ("withdrawn", "terminated")


def body_of(subject: PaperSubject, kind: type[Body]) -> Body | None:
    """Return the act's body when it is of a kind."""
    body = subject.act.body if subject.act else None
    return body if isinstance(body, kind) else None


def basis_of_act(subject: PaperSubject) -> str:
    """Return the basis that the act itself names, else the article of its legal ground."""
    own = body_of(subject, Stop) or body_of(subject, NonAcceptance) or body_of(subject, Fee)
    basis = clause_of(own.basis) if own else ""
    return law_text(subject, basis or ground_of_act(subject)[1])


def ground_of_act(subject: PaperSubject) -> tuple[str, str]:
    """Return name and article of the legal ground that the act names by its code."""
    change, ending = body_of(subject, CertificateAct), body_of(subject, Ending)
    if subject.regime is None:
        return "", ""
    asked = [(change.change, change.ground)] if change else []
    asked += [(PaperKind.NOT_ACCEPTED.value, FALSE_MATERIALS)] if _false(subject) else []
    asked.extend((name, ending.ground) for name in _ENDINGS if ending)
    grounds = (subject.regime.procedure.ground_of(*one) for one in asked)
    return next(((one.name, one.article) for one in grounds if one), ("", ""))


def _false(subject: PaperSubject) -> bool:
    """Tell whether nothing was accepted because facts were hidden or materials false (AL 78)."""
    said = body_of(subject, NonAcceptance)
    return said is not None and said.false_materials


def elsewhere(subject: PaperSubject) -> bool:
    """Tell whether another body is competent: neither for false materials nor for whom the law bars."""
    said = body_of(subject, NonAcceptance)
    return said is None or bool(said.competent or not (said.false_materials or said.basis))


def warned(subject: PaperSubject) -> bool:
    """Tell whether the regime warns for false materials, as the licensing law does (AL 78)."""
    bars = subject.regime.procedure.bars if subject.regime else frozenset()
    return _false(subject) and FALSE_MATERIALS in bars

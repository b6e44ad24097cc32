"""Who stands at the window: what was shown, judged while it is typed, beside what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.act_bodies import DeliveryWay
from app.domain.case import Sitting
from app.domain.concept_keys import ORG_PERSON
from app.errors import Problem, Severity
from app.services import catalogue
from app.services.authority import ID_TYPE, options_of
from app.services.collectors import AGENT, SUBSTITUTE, Collector, identified
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.numbers import public_number

_PARTS = ("name", "id_type", "id_number")
_ON_A_REASON = frozenset({"hand-over.number-differs", "hand-over.name-differs"})


def id_types(office: Office) -> tuple[str, ...]:
    """Return the documents that people show, as the catalogue calls them; a verb."""
    current = catalogue.current(office)
    concept = current.vocabulary.concepts.get(ID_TYPE)
    return options_of(current, concept) if concept is not None else ()


class Match(Enum):
    """How what is shown stands to what is recorded."""

    NONE = "none"
    """nothing is typed"""
    WRONG = "wrong"
    """it is no such number, or somebody else's"""
    OTHER = "other"
    """name or number differs: only on a reason"""
    SAME = "same"


@dataclass(frozen=True)
class Identity:
    """What is known of the person; `words` say it in one sentence, `ink` is its colour."""

    match: Match
    words: str
    ink: str


@dataclass(frozen=True)
class Person:
    """A person as the sitting records him: what can be filled in, and what must be shown."""

    name: str
    id_type: str
    id_number: str


def recorded(sitting: Sitting, is_: str) -> Person:
    """Return who is expected: the agent, the applicant, or the person behind an organisation."""
    if is_ == SUBSTITUTE:
        return Person("", "", "")
    if is_ == AGENT and sitting.agent is not None:
        return Person(sitting.agent.name, sitting.agent.id_type, sitting.agent.id_number)
    applicant = sitting.applicant
    name, id_type, number = (str(sitting.values.get(f"{ORG_PERSON}.{p}") or "") for p in _PARTS)
    if name or number:
        return Person(name, id_type, number)
    return Person(applicant.name, applicant.id_type, applicant.id_number)


def read_identity(
    sitting: Sitting, is_: str, name: str, id_type: str, typed: str, today: date
) -> Identity:
    """Judge what is shown, as handing over will judge it."""
    other = is_ == SUBSTITUTE
    if other and not typed.strip():
        return Identity(Match.NONE, _("请核对代收人的证件原件，输入或读取号码。"), "muted")
    if not typed.strip():
        held = recorded(sitting, is_)
        known = public_number(held.id_type, held.id_number) or _("空")
        words = _("请核对证件原件，输入或读取号码；登记的是 {number}。")
        return Identity(Match.NONE, words.format(number=known), "muted")
    way = DeliveryWay.SUBSTITUTE if other else DeliveryWay.COUNTER
    shown = Collector(is_, name, id_type, typed, way, on_paper=True, relation=is_)
    try:
        identified(sitting, shown, today)
    except Problem as problem:
        if problem.code in _ON_A_REASON:
            return Identity(Match.OTHER, sentence(problem), "warning")
        return Identity(Match.WRONG, _first_fault(problem), "error")
    words = _("号码无误。") if other else _("与登记的姓名和证件号码一致。")
    return Identity(Match.SAME, words, "ok")


def _first_fault(problem: Problem) -> str:
    wrong = (each for each in problem.findings if each.severity is Severity.ERROR)
    return next(map(sentence, wrong), sentence(problem))

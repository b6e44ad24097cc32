"""How far an agent's authority goes, and when it is over (CC 161 to 175).

An authority names agent, matters, powers and term (CC 165). It ends by itself when its term is over
or its business is done, and by what happens to either side (CC 173). It may be handed on only with
the principal's consent (CC 169). Who acts without it does not bind the principal (CC 171).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case import Agent
from app.errors import Problem


class Errand(StrEnum):
    """What an agent comes for."""

    HAND_IN = "hand-in"
    """提交申请材料"""
    CORRECT = "correct"
    """更正材料错误"""
    SIGN_FOR = "sign-for"
    """签收文书: papers that tell something"""
    COLLECT = "collect"
    """领取结果: certificates and what else a case ends in"""


# The words by which a power is known: powers are free text of the vocabulary. Who may collect the
# result may sign for papers, not the other way round.
_WORDS: Mapping[Errand, tuple[str, ...]] = {
    Errand.HAND_IN: ("提交", "递交", "申报"),
    Errand.CORRECT: ("更正", "补正", "修改"),
    Errand.SIGN_FOR: ("签收", "领取", "领证", "取件", "代领"),
    Errand.COLLECT: ("领取", "领证", "取件", "代领"),
}
_WHOLE = ("全权", "全部", "一切")


class AuthorityEnd(StrEnum):
    """What ends an authority before its term is over and its business done."""

    REVOKED = "revoked"
    """the principal took it back"""
    RESIGNED = "resigned"
    """the agent gave it up"""
    INCAPACITATED = "incapacitated"
    """the agent lost the capacity to act"""
    AGENT_DEAD = "agent-dead"
    PRINCIPAL_DEAD = "principal-dead"
    """ends too; the heirs may acknowledge what is done or authorise anew (CC 174)"""
    DISSOLVED = "dissolved"
    """the agent or the principal is a body that has ended"""


class Consent(StrEnum):
    """Who stands behind a further authority (CC 169)."""

    PRINCIPAL = "principal"
    """the applicant gave it himself"""
    AGREED = "agreed"
    """the agent handed his own on, and the applicant agreed"""
    NONE = "none"
    """the agent handed his own on, and nobody asked the applicant: no authority at all"""


@dataclass(frozen=True)
class Authority:
    """The authority of a sitting as it stands.

    `matters`: the items that it names; `open_matters`: those of them that are not done yet.
    `ended`, `ended_on`: what ended it before its time and when, None while nothing did.
    """

    agent: Agent
    matters: frozenset[str]
    open_matters: frozenset[str]
    ended: AuthorityEnd | None = None
    ended_on: date | None = None


def has_power(agent: Agent, errand: Errand) -> bool:
    """Tell whether the powers that an authority names cover an errand."""
    return any(word in power for power in agent.powers for word in (*_WORDS[errand], *_WHOLE))


def over(authority: Authority, today: date) -> Problem | None:
    """Return why an authority holds no longer today, None where it does (CC 173).

    The problems, all with `agent`: `authority.revoked` and so on for each `AuthorityEnd` (params:
    on), `authority.term-over` (until), `authority.done`.
    """
    agent = authority.agent
    if authority.ended is not None:
        return Problem(f"authority.{authority.ended}", agent=agent.name, on=str(authority.ended_on))
    if agent.until is not None and today > agent.until:
        return Problem("authority.term-over", agent=agent.name, until=str(agent.until))
    if not authority.open_matters:
        return Problem("authority.done", agent=agent.name)
    return None


def refusal(
    authority: Authority, errand: Errand, items: Mapping[str, str], today: date
) -> Problem | None:
    """Return why an agent may not do an errand today, None where he may (CC 165).

    `items`: item id → name of the matters that it is about. The problems are those of `over`, and
    with `agent` too `authority.other-matter` (items), `authority.no-power-collect` and so on for
    each `Errand`.
    """
    agent = authority.agent
    if ended := over(authority, today):
        return ended
    beyond = [name for item, name in items.items() if item not in authority.matters]
    if beyond:
        return Problem("authority.other-matter", agent=agent.name, items="、".join(beyond))
    if not has_power(agent, errand):
        return Problem(f"authority.no-power-{errand}", agent=agent.name)
    return None


def handing_on_refusal(agent: Agent, consent: Consent) -> Problem | None:
    """Return why an agent may not send somebody else, None where he may (CC 169)."""
    return Problem("authority.no-consent", agent=agent.name) if consent is Consent.NONE else None

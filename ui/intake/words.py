"""Words of the intake screen that several of its parts use."""

from __future__ import annotations

from app.domain.case import HandedIn, OutcomeKind
from app.wording import N_, _

STATES: dict[HandedIn, tuple[str, str, str]] = {
    HandedIn.HANDED_IN: (N_("已收"), "ok", "ok"),
    HandedIn.LACKING: (N_("未交"), "open", "muted"),
    HandedIn.DEFECTIVE: (N_("不符合要求"), "error", "error"),
    HandedIn.OWED: (N_("容缺后补"), "clock", "warning"),
    HandedIn.PROMISED: (N_("告知承诺"), "promise", "info"),
    HandedIn.PRODUCED: (N_("本次办理产生"), "link", "info"),
    HandedIn.EXEMPT_LICENCE: (N_("电子证照免交"), "sheet", "info"),
    HandedIn.EXEMPT_SHARING: (N_("数据共享免交"), "sheet", "info"),
    HandedIn.GENERATED: (N_("系统生成"), "sheet", "info"),
    HandedIn.NOT_APPLICABLE: (N_("不需要"), "dash", "muted"),
}
"""State of a material → its words, its shape, its colour."""

OUTCOMES: dict[OutcomeKind, str] = {
    OutcomeKind.ACCEPT: N_("受理"),
    OutcomeKind.ACCEPT_OWING: N_("容缺受理"),
    OutcomeKind.CORRECT: N_("一次性告知补正"),
    OutcomeKind.REFUSE: N_("不予受理"),
    OutcomeKind.NOT_NEEDED: N_("依法不需要办理"),
    OutcomeKind.WAIT: N_("等待前项结果"),
}
"""What the clerk may decide about a case."""


def state_word(state: HandedIn) -> str:
    """Return the words of a material's state."""
    return _(STATES[state][0])


def masked(number: str) -> str:
    """Return an identity number with its middle hidden, for the head of the screen."""
    if len(number) < 10:  # noqa: PLR2004 - short numbers would be all stars
        return number
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"

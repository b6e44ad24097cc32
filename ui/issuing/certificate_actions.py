"""The actions of the certificates screen, with their keys: the only list of them there is."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Role
from app.wording import N_, _
from ui.issuing.certificate_panel import CertificatePanel, Stage
from ui.issuing.waiting_panel import WaitingPanel
from ui.kit.actions import Action, Actions

_ISSUERS = frozenset({Role.ISSUER})
_COPIERS = frozenset({Role.ISSUER, Role.APPROVER})
_CHANGERS = frozenset({Role.ISSUER, Role.APPROVER, Role.HEAD})
_MAY = {
    Stage.MAKE: _ISSUERS,
    Stage.SEAL: _ISSUERS,
    Stage.PRINT: _ISSUERS,
    Stage.COPY: _COPIERS,
    Stage.OVER: _COPIERS,
}
"""Whose key it is; the service asks again."""
_WAIT = N_("正在处理，请稍候。")
_NO_RIGHT = N_("您的账户只能查看；制证、用印和打印由发证人员办理。")


class _Verbs(Protocol):
    """What the screen can do, as its actions need it."""

    waiting: WaitingPanel
    panel: CertificatePanel
    busy: bool
    actor: Actor

    def go_on(self) -> None: ...
    def make(self) -> None: ...
    def give_file(self) -> None: ...
    def spoil(self) -> None: ...
    def change(self) -> None: ...
    def receive_blanks(self) -> None: ...
    def calibrate(self) -> None: ...
    def verify(self) -> None: ...
    def industry(self) -> None: ...


def make_actions(screen: _Verbs, widget: QWidget) -> Actions:
    """Return the actions of the screen, bound to their keys while `widget` has them."""
    actions = Actions(widget, lambda why: screen.panel.verdict.say(why, "warning"))
    search = screen.waiting.search
    for action in (
        Action("search", lambda: _("查找"), search.setFocus, ("F2",), on_bar=True),
        Action("verify", lambda: _("查验文件"), screen.verify, ("F3",), on_bar=True),
        Action(
            "spoil",
            lambda: _("作废空白"),
            screen.spoil,
            ("F4",),
            reason=lambda: _no_certificate(screen) or _no_right(screen, _COPIERS),
            jump=search.setFocus,
            on_bar=True,
        ),
        Action("blanks", lambda: _("领入空白"), screen.receive_blanks, ("F5",), on_bar=True),
        Action(
            "change",
            lambda: _("变更终止"),
            screen.change,
            ("F6",),
            reason=lambda: _no_valid(screen),
            jump=search.setFocus,
            on_bar=True,
        ),
        Action(
            "industry",
            lambda: _("综合许可证"),
            screen.industry,
            ("F7",),
            reason=lambda: _no_case(screen) or _no_right(screen, _ISSUERS),
            jump=search.setFocus,
            on_bar=True,
        ),
        Action(
            "file",
            lambda: _("存电子证照"),
            screen.give_file,
            ("Ctrl+S",),
            reason=lambda: _no_file(screen),
            jump=search.setFocus,
            on_bar=True,
        ),
        Action(
            "renewal",
            lambda: _("依法视为延续的证照制证"),
            screen.make,
            reason=lambda: _no_valid(screen) or _no_right(screen, _ISSUERS),
            jump=search.setFocus,
        ),
        Action(
            "calibrate",
            lambda: _("套打校准"),
            screen.calibrate,
            ("F8",),
            reason=lambda: _no_right(screen, _ISSUERS),
            on_bar=True,
        ),
        Action(
            "go-on",
            lambda: next_step(screen.panel.stage()),
            screen.go_on,
            ("F9",),
            reason=lambda: why_not(screen),
            on_bar=True,
            main=True,
        ),
    ):
        actions.add(action)
    return actions


def next_step(stage: Stage) -> str:
    """Return what F9 does at a stage."""
    words = {
        Stage.MAKE: _("制作草稿"),
        Stage.SEAL: _("用印"),
        Stage.PRINT: _("打印正本"),
        Stage.COPY: _("打印副本"),
        Stage.OVER: _("打印副本"),
    }
    return words[stage]


def why_not(screen: _Verbs) -> str:
    """Return why F9 cannot be done just now, empty when it can."""
    if screen.busy:
        return _(_WAIT)
    if why := _no_case(screen):
        return why
    stage = screen.panel.stage()
    if stage is Stage.MAKE and screen.panel.none_needed:
        return _("这个事项不出证照，决定书可以直接到“出件”发放。")
    if stage is Stage.OVER:
        return _("这份证照已经失效，不能再打印。")
    return _no_right(screen, _MAY[stage])


def _no_right(screen: _Verbs, roles: frozenset[Role]) -> str:
    return "" if screen.actor.roles & roles else _(_NO_RIGHT)


def _no_case(screen: _Verbs) -> str:
    return "" if screen.panel.chosen else _("请先选中一件待制证的办件。")


def _no_certificate(screen: _Verbs) -> str:
    if screen.busy:
        return _(_WAIT)
    return "" if screen.panel.certificate() else _("请先选中一份证照。")


def _no_file(screen: _Verbs) -> str:
    if why := _no_certificate(screen):
        return why
    sealed = screen.panel.stage() in (Stage.PRINT, Stage.COPY)
    return "" if sealed else _("只有用过印、仍有效的证照才有电子证照。")


def _no_valid(screen: _Verbs) -> str:
    if why := _no_certificate(screen):
        return why
    stage = screen.panel.stage()
    return (
        "" if stage in (Stage.PRINT, Stage.COPY) else _("只有用过印、仍有效的证照才能变更或终止。")
    )

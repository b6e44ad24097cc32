"""One window hands out everything: scan the receipt, who collects, signature, one key."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem
from app.services import hand_over
from app.services.hand_over import HandedOver, HandOverView
from app.wording import _
from app.wording.sentences import sentence
from ui.issuing import asked_today
from ui.issuing.authority_sheet import AuthoritySheet, EndingSheet
from ui.issuing.collector_panel import CollectorPanel
from ui.issuing.identity import id_types
from ui.issuing.key_row import KeyRow
from ui.issuing.ready_panel import ReadyPanel
from ui.issuing.sheet import refusal
from ui.kit.actions import Action, Actions
from ui.kit.pages import SpeakingPage
from ui.printing.printer import Order
from ui.printing.room import PrintRoom
from ui.tasks import Desk


class HandOverScreen(SpeakingPage):
    """What is ready left, who collects it right; F9 hands over all of it in one step."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._today = date.min
        self._view: HandOverView | None = None
        self.busy = False
        self.ready = ReadyPanel()
        self.collector = CollectorPanel()
        self.room = PrintRoom(desk, actor, self)
        self.actions_ = self._make_actions()
        self.row = KeyRow(self, self.actions_)
        panels = QHBoxLayout()
        panels.setContentsMargins(12, 12, 12, 12)
        panels.setSpacing(12)
        panels.addWidget(self.ready, 1)
        panels.addWidget(self.collector, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(panels, 1)
        column.addWidget(self.row)
        self.setFocusProxy(self.ready.search)
        self.ready.sought.connect(self._seek)
        self.ready.edited.connect(self._edited)
        self.collector.edited.connect(self._edited)
        self.room.said.connect(self._say_printed)
        self._desk.changed.connect(self._on_changed)
        self._desk.read(id_types, then=self.collector.know_types)

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.ready.speak()
        self.collector.speak()
        self.row.refresh()

    def why_not(self) -> str:
        """Return why nothing can be handed over just now, empty when it can."""
        if self.busy:
            return _("正在处理，请稍候。")
        return self.ready.why_not() or self.collector.why_not()[0]

    def _edited(self) -> None:
        """Ask again what is in the way; what was said before the edit holds no longer."""
        self.collector.concern(self.ready.chosen())
        self.row.refresh()
        if self._view is not None and not self.busy:
            self.ready.verdict.clear()

    def _seek(self, text: str) -> None:
        self._desk.read(
            asked_today.find,
            self._actor,
            text,
            then=self._found,
            failed=self._not_found,
            newest="hand-over.find",
        )

    def _found(self, found: tuple[HandOverView, date]) -> None:
        view, self._today = found
        self._view = view
        self.ready.show_view(view)
        self.collector.show_view(view, self._today)
        self.collector.concern(self.ready.chosen())
        self.ready.search.clear()
        self.ready.verdict.clear()
        if view.void:
            words = _("出示的“{number}”已经作废：请收回，并核对领取人与现在登记的申请人。")
            self.ready.verdict.say(words.format(number=view.void), "warning")
        self.row.refresh()
        if view.ready:
            self.collector.number.setFocus()
        else:
            self.ready.search.setFocus()

    def _not_found(self, problem: Problem) -> None:
        self.ready.verdict.say(refusal(problem))
        self.ready.search.selectAll()
        self.ready.search.setFocus()

    def _hand_over(self) -> None:
        assert self._view is not None  # without one the action is off
        self._wait(on=True)
        self._desk.make(
            hand_over.hand_over,
            self._actor,
            self._view.sitting.id,
            self.ready.chosen(),
            self.collector.collector(),
            then=self._handed,
            failed=self._refuse,
            ended=partial(self._wait, on=False),
        )

    def _handed(self, done: HandedOver) -> None:
        self._view = None
        self.ready.show_view(None)
        self.collector.show_view(None, self._today)
        self.row.refresh()
        self.ready.search.setFocus()
        words = _("已发放 {n} 项。").format(n=len(done.cases))
        if done.failures:
            why = sentence(done.failures[0][1])
            words += _("送达回证没有做成：{why}发放不受影响，排除后在“办件记录”补做。").format(
                why=why
            )
            self.ready.verdict.say(words, "warning")
        else:
            self.ready.verdict.say(words + _("正在打印送达回证…"), "ok")
        if done.papers:
            self.room.print(tuple(Order(paper.id, paper.number) for paper in done.papers))

    def _refuse(self, problem: Problem) -> None:
        self.ready.verdict.say(refusal(problem))

    def _wait(self, *, on: bool) -> None:
        self.busy = on
        self.row.refresh()

    def _say_printed(self, text: str) -> None:
        self.ready.verdict.say(_("已发放。送达回证{text}").format(text=text), "ok")

    def _go_to_hindrance(self) -> None:
        where = self.collector.why_not()[1] if not self.ready.why_not() else self.ready.search
        if where is not None:
            where.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        """Look again what is ready; who stands there and what was typed stays."""
        if self._view is not None and (changes.cases or changes.certificates or changes.papers):
            self._desk.read(
                asked_today.view,
                self._actor,
                self._view.sitting.id,
                then=self._refreshed,
                newest="hand-over.find",
            )

    def _refreshed(self, found: tuple[HandOverView, date]) -> None:
        view, self._today = found
        if self._view is not None and view.sitting.id == self._view.sitting.id:
            self._view = view
            self.ready.refresh_view(view)
            self.collector.refresh_view(view)
            self.collector.concern(self.ready.chosen())
            self.row.refresh()

    def _make_actions(self) -> Actions:
        actions = Actions(self, lambda why: self.ready.verdict.say(why, "warning"))
        collector = self.collector
        for action in (
            Action("search", lambda: _("扫凭证"), self.ready.search.setFocus, ("F2",), on_bar=True),
            Action(
                "authorise",
                lambda: _("登记授权"),
                self._authorise,
                ("F3",),
                reason=self._no_view,
                jump=self.ready.search.setFocus,
                on_bar=True,
            ),
            Action(
                "who",
                lambda: _("领取人"),
                collector.who.setFocus,
                ("F4",),
                reason=self._no_view,
                jump=self.ready.search.setFocus,
                on_bar=True,
            ),
            Action(
                "end-authority",
                lambda: _("终止授权"),
                self._end_authority,
                ("F5",),
                reason=self._no_agent,
                jump=self.ready.search.setFocus,
                on_bar=True,
            ),
            Action(
                "sign",
                lambda: _("签收方式"),
                collector.way.setFocus,
                ("F6",),
                reason=self._no_signing,
                jump=self.ready.search.setFocus,
                on_bar=True,
            ),
            Action(
                "wipe",
                lambda: _("清除签名"),
                collector.pad.clear,
                ("F7",),
                reason=lambda: "" if not collector.pad.empty else _("签名板上没有签名。"),
                on_bar=True,
            ),
            Action(
                "hand-over",
                lambda: _("全部发放"),
                self._hand_over,
                ("F9",),
                reason=self.why_not,
                jump=self._go_to_hindrance,
                on_bar=True,
                main=True,
            ),
        ):
            actions.add(action)
        return actions

    def _no_view(self) -> str:
        return "" if self._view is not None else _("请先扫描收件凭证。")

    def _no_signing(self) -> str:
        if why := self._no_view():
            return why
        unsigned = self.collector.way.isHidden()
        return _("这样送达不在窗口签收。") if unsigned else ""

    def _no_agent(self) -> str:
        if self._view is None:
            return self._no_view()
        return "" if self._view.sitting.agent is not None else _("没有登记代理人。")

    def _authorise(self) -> None:
        if self._view is not None:
            self.authority_sheet.ask(self._view, self._today)

    def _end_authority(self) -> None:
        if self._view is not None:
            self.ending_sheet.ask(self._view, self._today)

    @cached_property
    def authority_sheet(self) -> AuthoritySheet:
        """The sheet for a new authority; like the next one it is built when it is first wanted."""
        made = AuthoritySheet(self._desk, self._actor, self)
        self.row.give_way_to(made)
        return made

    @cached_property
    def ending_sheet(self) -> EndingSheet:
        """The sheet for an authority that has ended."""
        made = EndingSheet(self._desk, self._actor, self)
        self.row.give_way_to(made)
        return made

"""An authority that is shown at the window only now, and one that has ended before its time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.domain.authority_terms import AuthorityEnd, Consent
from app.domain.case import Agent, Case, Sitting
from app.domain.catalogue import Catalogue
from app.domain.concept_keys import AGENT_POWERS
from app.services import catalogue, helping
from app.services.authority import ID_TYPE, NEEDED, options_of
from app.services.hand_over import HandOverView
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.forms import FieldContext
from ui.forms.agent import AgentRows
from ui.issuing.days import DayField
from ui.issuing.picks import Picks
from ui.issuing.ready_panel import TurningList
from ui.issuing.sheet import DeskSheet
from ui.kit.characters import has_initials
from ui.kit.pages import Rows, Words
from ui.models.lines import Line
from ui.tasks import Desk

_WIDTH = 660
_FIELD = 440
_CONSENTS = (Consent.PRINCIPAL, Consent.AGREED, Consent.NONE)
_PRINCIPAL = 0

_ENDS = {
    AuthorityEnd.REVOKED: N_("申请人取消委托"),
    AuthorityEnd.RESIGNED: N_("代理人辞去委托"),
    AuthorityEnd.INCAPACITATED: N_("代理人丧失行为能力"),
    AuthorityEnd.AGENT_DEAD: N_("代理人死亡"),
    AuthorityEnd.PRINCIPAL_DEAD: N_("申请人死亡"),
    AuthorityEnd.DISSOLVED: N_("法人、组织终止"),
}
"""What ends an authority before its time, in the order of its keys (CC 173)."""


class AuthoritySheet(DeskSheet):
    """Who acts from now on, for what, until when, and who stands behind it."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("登记授权"), size=(_WIDTH, 660))
        self._sitting: Sitting | None = None
        self._today = date.min
        self.rows: AgentRows | None = None
        self._now_recorded = Words(size="small", colour="muted")
        self._now_recorded.setWordWrap(True)
        self._caption = Words()
        self.consent = Picks(
            lambda: _("由谁授权"),
            lambda: (_("申请人本人"), _("转委托，申请人同意"), _("转委托，未经同意")),
        )
        self._caption.setBuddy(self.consent)
        for part in (self._now_recorded, self._caption, self.consent):
            self.body.addWidget(part)
        self.matters_title = Words()
        self.matters = TurningList(lambda: _("委托的事项"))
        self.matters_title.setBuddy(self.matters)
        self._cases: tuple[Case, ...] = ()
        self._left_out: set[str] = set()
        self.body.addWidget(self.matters_title)
        self.body.addWidget(self.matters, 1)
        self.consent.entered.connect(self._to_fields)
        self.matters.turned.connect(self._turn)
        self.matters.doubleClicked.connect(self._turn)

    def ask(self, view: HandOverView, today: date) -> None:
        """Open for a sitting; the words of the form come with the catalogue."""
        self._sitting, self._today = view.sitting, today
        ready, later = (one.case for one in view.ready), (case for case, _day in view.not_ready)
        self._cases = tuple({c.item_id: c for c in (*ready, *later)}.values())
        self._left_out.clear()
        self.desk.read(
            catalogue.current, then=self._open, failed=self.refuse, newest="authority.words"
        )

    def _open(self, current: Catalogue) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        if self.rows is None or self.rows.catalogue is not current:
            self._build(current)
        assert self.rows is not None  # built above
        self.rows.show_typed(_blank(current), self._today)
        agent = sitting.agent
        self._now_recorded.setText(
            _("现登记的代理人是 {name}。新的授权登记后，取代他的授权。").format(name=agent.name)
            if agent is not None
            else _("收件时没有登记代理人。请核对授权委托书原件后登记。")
        )
        self._caption.setText(_("由谁授权"))
        self.matters_title.setText(_("委托的事项（空格可去掉没有写明的）"))
        self._show_matters()
        for part in (self._caption, self.consent):
            part.setVisible(agent is not None)
        self.consent.choose(_PRINCIPAL)
        self.begin(self.consent if agent is not None else self.rows.first, _("登记"))

    def _build(self, current: Catalogue) -> None:
        """Lay out what the vocabulary knows of an agent; a new catalogue may know other words."""
        if self.rows is not None:
            self.body.removeWidget(self.rows)
            self.rows.deleteLater()
        self.rows = AgentRows(current, has_initials, width=_FIELD, needed=(*NEEDED, AGENT_POWERS))
        self.rows.entered.connect(self.go.setFocus)
        self.body.insertWidget(self.body.count() - 2, self.rows)

    def _show_matters(self) -> None:
        """Show what the authority names, and what it does not."""
        self.matters.show_lines(
            tuple(
                Line(case.item_id, case.item_name, case.number, "dash", ink="muted")
                if case.item_id in self._left_out
                else Line(case.item_id, case.item_name, case.number, "ok", ink="ok")
                for case in self._cases
            )
        )

    def _turn(self, *_index: object) -> None:
        key = self.matters.chosen()
        if key:
            self._left_out ^= {key}
            self._show_matters()

    def _to_fields(self) -> None:
        if self.rows is not None:
            self.rows.first.setFocus(Qt.FocusReason.TabFocusReason)

    def act(self) -> None:
        """Record the authority."""
        rows, sitting = self.rows, self._sitting
        if rows is None or sitting is None:
            return
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)  # a short date is spelled out on leaving
        agent, fault = rows.read(self._today)
        if fault is not None:
            self.verdict.say(sentence(fault))
        elif not agent.powers:
            rows.fields[AGENT_POWERS].show_look("error")
            rows.go_to(AGENT_POWERS)
            self.verdict.say(_("授权须写明代理权限，请选择。"), "warning")
        else:
            self._record(sitting, agent)

    def _record(self, sitting: Sitting, agent: Agent) -> None:
        matters = frozenset(c.item_id for c in self._cases) - self._left_out
        if not matters:
            self.want(_("授权须写明委托的事项，按空格选上。"), self.matters)
            return
        self.wait(on=True)
        self.desk.do(
            helping.authorise,
            self.actor,
            sitting.id,
            agent,
            _CONSENTS[self.consent.chosen],
            matters,
            then=self._done,
            failed=self.refuse,
            ended=self.wait_no_more,
        )

    def _done(self, _changes: object) -> None:
        self.shut()


class EndingSheet(DeskSheet):
    """What ended the authority, and when."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("终止授权"), size=(_WIDTH, 360))
        self._sitting: Sitting | None = None
        self._about = Words(size="small", colour="muted")
        self._about.setWordWrap(True)
        self.ground = Picks(
            lambda: _("终止的原因"), lambda: tuple(_(word) for word in _ENDS.values())
        )
        self.day = DayField(date.min)
        self._rows = Rows()
        self._rows.add(self.day)
        self.body.addWidget(self._about)
        self.body.addWidget(self.ground)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.ground.entered.connect(self.day.line.setFocus)
        self.day.entered.connect(self.go.setFocus)

    def ask(self, view: HandOverView, today: date) -> None:
        """Open for the agent of a sitting."""
        self.day.context = FieldContext(today)
        self._sitting = view.sitting
        agent = view.sitting.agent
        words = _("代理人 {name}。自终止之日起，由申请人本人或者重新授权的人领取。")
        self._about.setText(words.format(name=agent.name if agent is not None else ""))
        self._rows.speak(_("终止日期"))
        self.day.name(_("终止日期"))
        self.day.show_day(today)
        self.ground.choose(-1)
        self.begin(self.ground, _("终止"))

    def act(self) -> None:
        """Record the end."""
        day = self.day.day()
        if self.ground.chosen < 0:
            self.want(_("请选择终止的原因：按数字 1 至 6。"), self.ground)
        elif day is None:
            self.want(self.day.fault or _("请输入终止日期。"), self.day.line)
        elif self._sitting is not None:
            self.wait(on=True)
            self.desk.do(
                helping.end_authority,
                self.actor,
                self._sitting.id,
                tuple(_ENDS)[self.ground.chosen],
                day,
                then=self._done,
                failed=self.refuse,
                ended=self.wait_no_more,
            )

    def _done(self, _changes: object) -> None:
        self.shut()


def _blank(current: Catalogue) -> Mapping[str, object]:
    """Return what stands in an empty form: the document that most people show."""
    concept = current.vocabulary.concepts.get(ID_TYPE)
    options = options_of(current, concept) if concept is not None else ()
    return {ID_TYPE: options[0]} if options else {}

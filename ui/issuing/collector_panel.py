"""Who receives: applicant, agent, substitute, post, another body, a mailbox; and who that really is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.act_bodies import DeliveryWay
from app.domain.case import Sitting
from app.errors import Problem
from app.services.collectors import AGENT, APPLICANT, ENTRUSTED, POST, SUBSTITUTE, Collector
from app.services.hand_over import HandOverView
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.issuing.identity import Identity, Match, read_identity, recorded
from ui.issuing.picks import Picks
from ui.issuing.signature_pad import SignaturePad
from ui.kit.pages import Choice, Entry, Rows, Words
from ui.kit.panels import Panel


@dataclass(frozen=True)
class _Who:
    """One who may receive. `seen`: a person shows who he is and signs.

    `fields`: what else is needed, each with what is said where it is not there.
    """

    is_: str
    way: DeliveryWay
    seen: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


_WHO = (
    _Who(APPLICANT, DeliveryWay.COUNTER, seen=True),
    _Who(AGENT, DeliveryWay.COUNTER, seen=True),
    _Who(POST, DeliveryWay.POST, fields={"tracking": N_("邮寄须有单号，请扫描面单或输入。")}),
    _Who(
        SUBSTITUTE,
        DeliveryWay.SUBSTITUTE,
        seen=True,
        fields={"relation": N_("代收须写明与受送达人的关系，例如“配偶，同住成年家属”。")},
    ),
    _Who(
        ENTRUSTED,
        DeliveryWay.ENTRUSTED,
        fields={
            "entrusted": N_("委托送达须写明受托机关。"),
            "tracking": N_("委托送达须登记委托函文号，请填写。"),
        },
    ),
    _Who(
        APPLICANT,
        DeliveryWay.ELECTRONIC,
        fields={
            "address": N_("电子送达须写明受送达人确认的地址。"),
            "consent": N_("电子送达须写明受送达人同意的方式。"),
        },
    ),
)
"""In the order of the keys."""
_APPLICANT, _AGENT = range(2)
_PAD, _PAPER, _REFUSED = range(3)
_MORE = ("tracking", "relation", "entrusted", "address", "consent")


class CollectorPanel(Panel):
    """Collector, identity and signature.

    Signals:
        edited(): something that matters for handing over has changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: HandOverView | None = None
        self._today = date.min
        self._cases: tuple[UUID, ...] = ()
        self._types: tuple[str, ...] = ()
        self.title = Words(size="title", bold=True)
        self.who = Picks(
            lambda: _("领取人"),
            lambda: (
                _("申请人"),
                _("代理人"),
                _("邮寄"),
                _("他人代收"),
                _("委托送达"),
                _("电子送达"),
            ),
            per_line=3,
        )
        self.authority = Words(size="small")
        self.authority.setWordWrap(True)
        self.name, self.id_type, self.number = Entry(), Choice(), Entry()
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.why, self.tracking = Entry(), Entry()
        self.relation, self.entrusted, self.address, self.consent = (Entry() for _each in range(4))
        self.more = {name: getattr(self, name) for name in _MORE}
        self.rows = Rows()
        for part in (self.name, self.id_type, self.number, self.why, *self.more.values()):
            self.rows.add(part)
        self.told = Words(size="small", colour="muted")
        self.told.setWordWrap(True)
        self.sign_title = Words(size="title", bold=True)
        self.way = Picks(
            lambda: _("签收方式"),
            lambda: (_("签名板"), _("纸上签收"), _("拒签，留置")),
            per_line=3,
        )
        self.pad = SignaturePad()
        self.witness, self.refusal = Entry(), Entry()
        self.left = Rows()
        for entry in (self.witness, self.refusal):
            self.left.add(entry)
        self._lay_out()
        self._connect()
        self.speak()
        self.show_view(None, self._today)

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("领取人"))
        entrusted = _WHO[self.who.chosen].way is DeliveryWay.ENTRUSTED
        self.rows.speak(
            _("姓名"),
            _("证件类型"),
            _("证件号码"),
            _("不一致原因"),
            _("委托函文号") if entrusted else _("邮寄单号"),
            _("与其关系"),
            _("受托机关"),
            _("电子地址"),
            _("同意方式"),
        )
        self.number.setPlaceholderText(_("读取或输入证件原件上的号码"))
        self.why.setPlaceholderText(_("例如：已换领新证，旧号已核对"))
        self.tracking.setPlaceholderText("" if entrusted else _("扫描面单或输入"))
        self.relation.setPlaceholderText(_("例如：配偶，同住成年家属；单位收发室"))
        self.address.setPlaceholderText(_("手机号、邮箱或者平台账号"))
        self.consent.setPlaceholderText(_("例如：送达地址确认书"))
        self.sign_title.setText(_("签收"))
        self.left.speak(_("见证人"), _("拒收事由"))
        self.pad.speak()
        self._tell()

    def know_types(self, types: tuple[str, ...]) -> None:
        """Offer these documents besides the one on record."""
        self._types = types
        self._offer_types(self.id_type.currentText())

    def show_view(self, view: HandOverView | None, today: date) -> None:
        """Begin with another sitting: nobody has shown anything yet."""
        self._view, self._today = view, today
        for entry in self._entries():
            entry.clear()
        self.pad.clear()
        self.way.choose(_PAD)
        self._allow_agent()
        self.who.choose(_APPLICANT)
        self.setEnabled(view is not None)
        self._take_who()

    def refresh_view(self, view: HandOverView) -> None:
        """Take over news of the same sitting; what was typed stays.

        A new agent is the one who stands here: he is chosen, and shows himself.
        """
        before, self._view = self._sitting(), view
        self._allow_agent()
        if before is not None and view.sitting.agent != before.agent:
            self.who.choose(_AGENT)
            self._take_who()
        self._tell()

    def concern(self, cases: tuple[UUID, ...]) -> None:
        """Be told which cases are to be handed over: an agent's authority may name some alone."""
        self._cases = cases
        self._tell_authority()

    def _agent_refusal(self) -> Problem | None:
        """Return why the agent may not collect what is chosen, None where he may."""
        if self._view is None:
            return None
        refused = self._view.refused_to_agent
        found = next((refused[case] for case in self._cases if case in refused), None)
        return found if self._cases else self._view.agent_refusal

    def _allow_agent(self) -> None:
        sitting = self._sitting()
        there = sitting is not None and sitting.agent is not None
        self.who.allow(_AGENT, on=there, why="" if there else _("没有登记代理人，按 F3 登记"))

    def identity(self) -> Identity | None:
        """Return what is known of the person by now; None where nobody is seen."""
        sitting = self._sitting()
        if sitting is None or not self._seen():
            return None
        return read_identity(
            sitting,
            _WHO[self.who.chosen].is_,
            self.name.text(),
            self.id_type.currentText(),
            self.number.text(),
            self._today,
        )

    def why_not(self) -> tuple[str, Entry | SignaturePad | Picks | None]:
        """Return what is still in the way, in one sentence, and where; empty when nothing is."""
        if self._view is None:
            return _("请先扫描收件凭证。"), None
        who = _WHO[self.who.chosen]
        if self.who.chosen == _AGENT and (refused := self._agent_refusal()) is not None:
            return sentence(refused), self.who
        why, where = self._why_not_known() if who.seen else self._why_not_named()
        if why:
            return why, where
        for name, wanted in who.fields.items():
            if not self.more[name].text().strip():
                return _(wanted), self.more[name]
        return self._why_not_signed() if who.seen else ("", None)

    def collector(self) -> Collector:
        """Return who collects; `why_not` has found nothing in the way."""
        who, left = _WHO[self.who.chosen], self._refused()
        seen = self.identity()
        told = {name: self.more[name].text().strip() for name in who.fields}
        return Collector(
            is_=who.is_,
            name=self.name.text().strip(),
            id_type=self.id_type.currentText() if seen else "",
            id_number=self.number.text().strip() if seen else "",
            way=DeliveryWay.LEFT if left else who.way,
            tracking_no=told.pop("tracking", ""),
            mismatch_reason=self.why.text().strip() if _differs(seen) else "",
            signature=self.pad.content() if seen and self.way.chosen == _PAD else None,
            on_paper=seen is not None and self.way.chosen == _PAPER,
            witness=self.witness.text().strip() if left else "",
            refusal=self.refusal.text().strip() if left else "",
            **told,
        )

    def _seen(self) -> bool:
        """Tell whether a person is seen: not by post, and who refuses shows nothing."""
        return _WHO[self.who.chosen].seen and not self._refused()

    def _refused(self) -> bool:
        """Tell whether it was refused; a substitute who refuses is none."""
        return _WHO[self.who.chosen].way is DeliveryWay.COUNTER and self.way.chosen == _REFUSED

    def _why_not_named(self) -> tuple[str, Entry | None]:
        return ("", None) if self.name.text().strip() else (_("还没有收件人的姓名。"), self.name)

    def _why_not_known(self) -> tuple[str, Entry | None]:
        if not self.name.text().strip():
            return _("还没有领取人的姓名。"), self.name
        seen = self.identity()
        if seen is None or seen.match is Match.SAME:
            return "", None
        if seen.match is Match.NONE:
            return _("还没有核对领取人的身份：请读取或输入证件号码。"), self.number
        if seen.match is Match.WRONG:
            return seen.words, self.number
        return ("", None) if self.why.text().strip() else (seen.words, self.why)

    def _why_not_signed(self) -> tuple[str, Entry | SignaturePad | None]:
        if self.way.chosen == _PAD and self.pad.empty:
            return _("还没有签名：请领取人签名，或者选“纸上签收”。"), self.pad
        if self._refused() and not self.witness.text().strip():
            return _("拒签留置须有见证人。"), self.witness
        if self._refused() and not self.refusal.text().strip():
            return _("拒签留置须记明拒收的事由。"), self.refusal
        return "", None

    def _sitting(self) -> Sitting | None:
        return self._view.sitting if self._view is not None else None

    def _take_who(self, *_number: int) -> None:
        """Take over name and kind of document of the one who collects; never the number."""
        sitting, who = self._sitting(), _WHO[self.who.chosen]
        if sitting is not None:
            person = recorded(sitting, who.is_)
            self.name.setText(person.name if who.seen else sitting.applicant.name)
            self._offer_types(person.id_type)
        for name, entry in self.more.items():
            entry.clear()
            self.rows.show_row(entry, shown=name in who.fields)
        for part in (self.sign_title, self.way):
            part.setVisible(who.seen)
        self.way.allow(_REFUSED, on=who.way is DeliveryWay.COUNTER)
        if who.way is not DeliveryWay.COUNTER and self.way.chosen == _REFUSED:
            self.way.choose(_PAD)
        self.number.clear()
        self.why.clear()
        self.pad.clear()  # one person's signature never stands beside another's name
        self.speak()

    def _offer_types(self, own: str) -> None:
        self.id_type.clear()
        self.id_type.addItems(list(dict.fromkeys(filter(None, (own, *self._types)))))

    def _tell(self, *_args: object) -> None:
        """Say what the number shown is worth, and what the authority is."""
        seen = self.identity()
        self.told.setVisible(seen is not None)
        if seen is not None:
            self.told.ink(seen.ink)
            self.told.setText(seen.words)
        for shown in (self.id_type, self.number):
            self.rows.show_row(shown, shown=self._seen())
        self.rows.show_row(self.why, shown=_differs(seen))
        self._tell_authority()
        self.pad.setVisible(_WHO[self.who.chosen].seen and self.way.chosen == _PAD)
        for entry in (self.witness, self.refusal):
            self.left.show_row(entry, shown=self._refused())
        self.edited.emit()

    def _tell_authority(self) -> None:
        sitting = self._sitting()
        agent = sitting.agent if sitting is not None else None
        shown = self.who.chosen == _AGENT and agent is not None
        self.authority.setVisible(shown)
        if not shown or agent is None or self._view is None:
            return
        if (refused := self._agent_refusal()) is not None:
            self.authority.ink("error")
            self.authority.setText(sentence(refused))
            return
        until = str(agent.until) if agent.until else _("长期")
        powers = "、".join(agent.powers) or _("未列明")
        words = _("授权有效至 {until}；权限：{powers}。")
        self.authority.ink("ok")
        self.authority.setText(words.format(until=until, powers=powers))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        above: tuple[QWidget, ...] = (self.title, self.who, self.authority)
        for part in above:
            column.addWidget(part)
        column.addLayout(self.rows)
        column.addWidget(self.told)
        column.addSpacing(4)
        for part in (self.sign_title, self.way):
            column.addWidget(part)
        column.addLayout(self.left)
        column.addWidget(self.pad, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.who.picked.connect(self._take_who)
        self.who.entered.connect(self.name.setFocus)
        self.way.picked.connect(self._tell)
        self.pad.signed.connect(self._tell)
        for entry in self._entries():
            entry.textChanged.connect(self._tell)
            entry.returnPressed.connect(self._next)
        self.id_type.currentIndexChanged.connect(self._tell)

    def _entries(self) -> tuple[Entry, ...]:
        own = (self.name, self.number, self.why, self.witness, self.refusal)
        return (*own, *self.more.values())

    def _next(self) -> None:
        """Enter goes to what is still in the way."""
        _why, where = self.why_not()
        if where is not None:
            where.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.way.setFocus(Qt.FocusReason.TabFocusReason)


def _differs(seen: Identity | None) -> bool:
    return seen is not None and seen.match is Match.OTHER

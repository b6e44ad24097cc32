"""Who collects: the applicant, the agent within the authority, or the post; and who that really is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.act_bodies import DeliveryWay
from app.domain.case import Sitting
from app.services.collectors import AGENT, APPLICANT, POST, Collector
from app.services.hand_over import HandOverView
from app.wording import _
from app.wording.sentences import sentence
from ui.issuing.identity import Identity, Match, read_identity, recorded
from ui.issuing.picks import Picks
from ui.issuing.signature_pad import SignaturePad
from ui.kit.pages import Choice, Entry, Rows, Words
from ui.kit.panels import Panel

_WHO = (APPLICANT, AGENT, POST)
_APPLICANT, _AGENT, _POST = range(len(_WHO))
_PAD, _PAPER, _REFUSED = range(3)


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
        self._types: tuple[str, ...] = ()
        self.title = Words(size="title", bold=True)
        self.who = Picks(
            lambda: _("领取人"), lambda: (_("申请人"), _("代理人"), _("邮寄")), per_line=3
        )
        self.authority = Words(size="small")
        self.authority.setWordWrap(True)
        self.name, self.id_type, self.number = Entry(), Choice(), Entry()
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.why, self.tracking = Entry(), Entry()
        self.rows = Rows()
        for field in (self.name, self.id_type, self.number, self.why, self.tracking):
            self.rows.add(field)
        self.told = Words(size="small", colour="muted")
        self.told.setWordWrap(True)
        self.sign_title = Words(size="title", bold=True)
        self.way = Picks(
            lambda: _("签收方式"),
            lambda: (_("签名板"), _("纸上签收"), _("拒签，留置")),
            per_line=3,
        )
        self.pad = SignaturePad()
        self.witness = Entry()
        self.witness_caption = Words(size="small", colour="muted")
        self.witness_caption.setBuddy(self.witness)
        self._lay_out()
        self._connect()
        self.speak()
        self.show_view(None, self._today)

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("领取人"))
        self.rows.speak(_("姓名"), _("证件类型"), _("证件号码"), _("不一致原因"), _("邮寄单号"))
        self.number.setPlaceholderText(_("读取或输入证件原件上的号码"))
        self.why.setPlaceholderText(_("例如：已换领新证，旧号已核对"))
        self.tracking.setPlaceholderText(_("扫描面单或输入"))
        self.sign_title.setText(_("签收"))
        self.witness_caption.setText(_("见证人"))
        self.witness.setAccessibleName(_("见证人"))
        self.pad.speak()
        self._tell()

    def know_types(self, types: tuple[str, ...]) -> None:
        """Offer these documents besides the one on record."""
        self._types = types
        self._offer_types(self.id_type.currentText())

    def show_view(self, view: HandOverView | None, today: date) -> None:
        """Begin with another sitting: nobody has shown anything yet."""
        self._view, self._today = view, today
        for entry in (self.name, self.number, self.why, self.tracking, self.witness):
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
            _WHO[self.who.chosen],
            self.name.text(),
            self.id_type.currentText(),
            self.number.text(),
            self._today,
        )

    def why_not(self) -> tuple[str, Entry | SignaturePad | Picks | None]:
        """Return what is still in the way, in one sentence, and where; empty when nothing is."""
        if self._view is None:
            return _("请先扫描收件凭证。"), None
        if self.who.chosen == _POST:
            return self._why_not_post()
        if self.who.chosen == _AGENT and self._view.agent_refusal is not None:
            return sentence(self._view.agent_refusal), self.who
        why, where = self._why_not_known()
        return (why, where) if why else self._why_not_signed()

    def collector(self) -> Collector:
        """Return who collects; `why_not` has found nothing in the way."""
        post = self.who.chosen == _POST
        left = not post and self.way.chosen == _REFUSED
        seen = self.identity()
        return Collector(
            is_=_WHO[self.who.chosen],
            name=self.name.text().strip(),
            id_type=self.id_type.currentText() if seen else "",
            id_number=self.number.text().strip() if seen else "",
            way=DeliveryWay.POST if post else DeliveryWay.LEFT if left else DeliveryWay.COUNTER,
            tracking_no=self.tracking.text().strip() if post else "",
            mismatch_reason=self.why.text().strip() if _differs(seen) else "",
            signature=self.pad.content() if seen and self.way.chosen == _PAD else None,
            on_paper=seen is not None and self.way.chosen == _PAPER,
            witness=self.witness.text().strip() if left else "",
        )

    def _seen(self) -> bool:
        """Tell whether a person is seen: not by post, and who refuses shows nothing."""
        return self.who.chosen != _POST and self.way.chosen != _REFUSED

    def _why_not_post(self) -> tuple[str, Entry | None]:
        if not self.name.text().strip():
            return _("还没有收件人的姓名。"), self.name
        if not self.tracking.text().strip():
            return _("邮寄须有单号，请扫描面单或输入。"), self.tracking
        return "", None

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
        if self.way.chosen == _REFUSED and not self.witness.text().strip():
            return _("拒签留置须有见证人。"), self.witness
        return "", None

    def _sitting(self) -> Sitting | None:
        return self._view.sitting if self._view is not None else None

    def _take_who(self, *_number: int) -> None:
        """Take over name and kind of document of the one who collects; never the number."""
        sitting, who = self._sitting(), self.who.chosen
        if sitting is not None:
            person = recorded(sitting, _WHO[who])
            self.name.setText(sitting.applicant.name if who == _POST else person.name)
            self._offer_types(person.id_type)
        post = who == _POST
        self.rows.show_row(self.tracking, shown=post)
        for part in (self.sign_title, self.way):
            part.setVisible(not post)
        self.number.clear()
        self.why.clear()
        self.pad.clear()  # one person's signature never stands beside another's name
        self._tell()

    def _offer_types(self, own: str) -> None:
        self.id_type.clear()
        self.id_type.addItems(list(dict.fromkeys(filter(None, (own, *self._types)))))

    def _tell(self, *_args: object) -> None:
        """Say what the number shown is worth, and what the authority is."""
        post = self.who.chosen == _POST
        seen = self.identity()
        self.told.setVisible(seen is not None)
        if seen is not None:
            self.told.ink(seen.ink)
            self.told.setText(seen.words)
        for field in (self.id_type, self.number):
            self.rows.show_row(field, shown=self._seen())
        self.rows.show_row(self.why, shown=_differs(seen))
        self._tell_authority()
        self.pad.setVisible(not post and self.way.chosen == _PAD)
        refused = not post and self.way.chosen == _REFUSED
        self.witness.setVisible(refused)
        self.witness_caption.setVisible(refused)
        self.edited.emit()

    def _tell_authority(self) -> None:
        sitting = self._sitting()
        agent = sitting.agent if sitting is not None else None
        shown = self.who.chosen == _AGENT and agent is not None
        self.authority.setVisible(shown)
        if not shown or agent is None or self._view is None:
            return
        if self._view.agent_refusal is not None:
            self.authority.ink("error")
            self.authority.setText(sentence(self._view.agent_refusal))
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
        below = (self.sign_title, self.way, self.witness_caption, self.witness)
        for part in below:
            column.addWidget(part)
        column.addWidget(self.pad, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.who.picked.connect(self._take_who)
        self.who.entered.connect(self.name.setFocus)
        self.way.picked.connect(self._tell)
        self.pad.signed.connect(self._tell)
        for entry in (self.name, self.number, self.why, self.tracking, self.witness):
            entry.textEdited.connect(self._tell)
            entry.returnPressed.connect(self._next)
        self.id_type.activated.connect(self._tell)

    def _next(self) -> None:
        """Enter goes to what is still in the way."""
        _why, where = self.why_not()
        if where is not None:
            where.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.way.setFocus(Qt.FocusReason.TabFocusReason)


def _differs(seen: Identity | None) -> bool:
    return seen is not None and seen.match is Match.OTHER

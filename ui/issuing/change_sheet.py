"""A certificate that was issued is changed, renewed, replaced, recalled, revoked or cancelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.documents.certificate_layouts import certificate_layout
from app.domain.actor import Actor
from app.domain.certificate import Certificate, CertificateEntry
from app.domain.regime import LegalGround
from app.services import certificates, proceeding
from app.services.certificates import CertificateLine
from app.services.office import Office
from app.wording import _
from app.wording.terms import CERTIFICATE_CHANGES
from ui.forms import FieldContext
from ui.issuing.days import DayField
from ui.issuing.picks import Picks
from ui.issuing.sheet import DeskSheet
from ui.kit.pages import Choice, Entry, Rows, Words
from ui.styles.scroll import slim
from ui.tasks import Desk

_AMENDMENTS = ("changed", "renewed", "replaced")
_KINDS = tuple(CERTIFICATE_CHANGES)
_GRANTED = frozenset({"@content", "@conditions", "@holder", "@holder_id"})
_CHANGED, _RENEWED = "changed", "renewed"


@dataclass(frozen=True)
class ChangeFacts:
    """What a change of a certificate is decided on: the certificate, and the law's grounds by change.

    `entries`: those that can be typed over; number and term follow from the certificate itself.
    """

    certificate: Certificate
    grounds: Mapping[str, tuple[LegalGround, ...]]
    entries: tuple[CertificateEntry, ...]
    today: date


def change_facts(office: Office, actor: Actor, certificate_id: UUID) -> ChangeFacts:
    """Return a certificate with the grounds of its case's regime."""
    certificate = certificates.one(office, actor, certificate_id)
    view = proceeding.view_case(office, actor, certificate.case_id)
    layout = certificate_layout(certificate.layout)
    typed = {each.key for each in layout.entries if any(map(_may_change, each.sources))}
    entries = tuple(each for each in certificate.entries if each.key in typed)
    grounds = view.standing.ground.regime.procedure.grounds
    return ChangeFacts(certificate, grounds, entries, view.standing.today)


def _may_change(source: str) -> bool:
    """Tell whether a value is the holder's or the decision's, and not the certificate's own."""
    return not source.startswith("@") or source in _GRANTED


class ChangeSheet(DeskSheet):
    """What happens to it, on what ground of the law, and why in this case."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, actor, parent, lambda: _("变更与终止证照"), size=(760, 600))
        self._facts: ChangeFacts | None = None
        self._about = Words(size="small", colour="muted")
        self.kind = Picks(
            lambda: _("办理什么"), lambda: tuple(_(CERTIFICATE_CHANGES[kind]) for kind in _KINDS)
        )
        self.ground, self.why = Choice(), Entry()
        self.until = DayField(date.min)
        self.rows = Rows()
        self.rows.add(self.ground)
        self.rows.add(self.why)
        self.rows.add(self.until)
        self.captions: tuple[str, ...] = ()
        self.entries: dict[str, Entry] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slim(self._area)
        for part in (self._about, self.kind):
            self.body.addWidget(part)
        self.body.addLayout(self.rows)
        self.body.addWidget(self._area, 1)
        self.body.addStretch(0)
        self.kind.picked.connect(self._show_kind)
        self.kind.entered.connect(self.ground.setFocus)
        self.why.returnPressed.connect(self.focusNextChild)
        self.until.entered.connect(self.go.setFocus)

    def ask(self, line: CertificateLine) -> None:
        """Open for a certificate; what the law knows of it comes at once after."""
        self._facts = None
        self._about.setText(f"{line.kind}\u3000{line.number}\u3000{line.holder}")
        self.captions = (_("法定情形"), _("事实和理由"), _("有效期止"))
        self.rows.speak(*self.captions)
        self.until.name(_("有效期止"), _("如 20291231、+365"))
        self.why.setPlaceholderText(_("会写进决定书"))
        self.why.clear()
        self.kind.choose(-1)
        for number in range(len(_KINDS)):
            self.kind.allow(number, on=True)
        self._show_kind()
        self.begin(self.kind, _("确定"))
        self.desk.read(
            change_facts,
            self.actor,
            line.id,
            then=self._show_facts,
            failed=self.refuse,
            newest="change.facts",
        )

    def act(self) -> None:
        """Change or end the certificate."""
        facts, number = self._facts, self.kind.chosen
        if facts is None or number < 0:
            self.want(_("请先选择办理什么：按数字 1 至 6。"), self.kind)
            return
        kind, ground, why = _KINDS[number], self.ground.currentData(), self.why.text().strip()
        day = self.until.day()
        if not ground:
            self.want(_("请选择法定情形。"), self.ground)
        elif not why:
            self.want(_("请写明事实和理由，它会写进决定书。"), self.why)
        elif kind == _RENEWED and day is None:
            self.want(self.until.fault or _("请输入延续后的有效期止。"), self.until.line)
        elif kind in _AMENDMENTS:
            entries = self._entries(facts) if kind == _CHANGED else None
            until = day if kind == _RENEWED else None
            self._do(certificates.amend, facts.certificate.id, kind, ground, why, entries, until)
        else:
            self._do(certificates.end, facts.certificate.id, kind, ground, why)

    def _do(self, verb: Callable[..., object], *facts: object) -> None:
        self.wait(on=True)
        self.desk.do(
            verb, self.actor, *facts, then=self._done, failed=self.refuse, ended=self.answered
        )

    def _done(self, _made: object) -> None:
        self.shut()

    def _show_facts(self, facts: ChangeFacts) -> None:
        self._facts = facts
        self.until.context = FieldContext(facts.today)
        self.until.show_day(facts.certificate.valid_until)
        for number, kind in enumerate(_KINDS):
            why = "" if facts.grounds.get(kind) else _("这类事项没有这一法定情形")
            self.kind.allow(number, on=not why, why=why)
        self._build(facts.entries)
        self._show_kind()

    def _show_kind(self, *_number: int) -> None:
        kind = _KINDS[self.kind.chosen] if self.kind.chosen >= 0 else ""
        grounds = self._facts.grounds.get(kind, ()) if self._facts is not None else ()
        self.ground.clear()
        if len(grounds) != 1:
            self.ground.addItem(_("请选择"), "")
        for each in grounds:
            self.ground.addItem(f"{each.name}（{each.article}）", each.code)
        self.ground.setEnabled(bool(grounds))
        self.rows.show_row(self.until, shown=kind == _RENEWED)
        self._area.setVisible(kind == _CHANGED)
        self.go.setText(_(CERTIFICATE_CHANGES[kind]) if kind else _("确定"))

    def _build(self, entries: tuple[CertificateEntry, ...]) -> None:
        """Lay out the lines of the certificate, each to be typed over."""
        page, rows = QWidget(), Rows()
        self.entries = {}
        for each in entries:
            line = Entry()
            line.setText(each.value)
            line.setCursorPosition(0)
            line.returnPressed.connect(self.focusNextChild)
            rows.add(line)
            self.entries[each.key] = line
        rows.speak(*(each.label for each in entries))
        metrics = self.fontMetrics()
        captions = (*self.captions, *(each.label for each in entries))
        widest = max(map(metrics.horizontalAdvance, captions))
        for block in (self.rows, rows):  # one below the other, in one line
            block.setColumnMinimumWidth(0, widest)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        self._area.setWidget(page)
        for part in (page, self._area.viewport()):
            part.setAutoFillBackground(False)

    def _entries(self, facts: ChangeFacts) -> tuple[CertificateEntry, ...]:
        """Return the lines whose value was typed over."""
        typed = {key: line.text().strip() for key, line in self.entries.items()}
        return tuple(
            replace(each, value=typed[each.key])
            for each in facts.entries
            if typed[each.key] != each.value
        )

"""A spoiled blank is made void with its reason; the next printing goes on the next blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.documents.certificate_layouts import certificate_layout
from app.domain.actor import Actor
from app.domain.certificate import CertificatePrint
from app.services import blanks, certificates
from app.services.certificates import CertificateLine
from app.services.office import Office
from app.wording import _
from ui.issuing.picks import Picks
from ui.issuing.sheet import DeskSheet
from ui.issuing.words import spoiling_reasons
from ui.kit.pages import Entry, Words
from ui.models.lines import Line, LineList
from ui.tasks import Desk

_STOCK = "stock"


@dataclass(frozen=True)
class Printings:
    """The printings of a certificate, and the kind of blank that it is printed on."""

    prints: tuple[CertificatePrint, ...] = ()
    blank: str = ""


def printings(office: Office, actor: Actor, certificate_id: UUID) -> Printings:
    """Return the printings of a certificate; a verb."""
    layout = certificate_layout(certificates.one(office, actor, certificate_id).layout)
    return Printings(certificates.prints(office, actor, certificate_id), layout.blank)


class SpoilSheet(DeskSheet):
    """Which blank, and why: the last printing is chosen already."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("作废空白证"), size=(600, 460))
        self._found = Printings()
        self._prints: tuple[CertificatePrint, ...] = ()
        self.list = LineList(lambda: _("打印记录"))
        self.number = Entry()
        self._number_caption = Words(size="small", colour="muted")
        self._number_caption.setBuddy(self.number)
        self._why = Words(size="small", colour="muted")
        self.reason = Picks(lambda: _("作废原因"), spoiling_reasons)
        self._why.setBuddy(self.reason)
        self.body.addWidget(self.list, 1)
        for part in (self._number_caption, self.number, self._why, self.reason):
            self.body.addWidget(part)
        self.list.selectionModel().currentChanged.connect(self._show)
        self.number.returnPressed.connect(self.reason.setFocus)
        self.reason.entered.connect(self.go.click)

    def ask(self, line: CertificateLine) -> None:
        """Ask which blank of a certificate is void."""
        self._number_caption.setText(_("空白证号"))
        self.number.setAccessibleName(_("空白证号"))
        self._why.setText(_("作废原因"))
        self.reason.choose(-1)
        self.number.clear()
        self._show_prints(Printings())
        self.begin(self.reason, _("作废"))
        self.desk.read(
            printings,
            self.actor,
            line.id,
            then=self._show_prints,
            failed=self.refuse,
            newest="spoil.prints",
        )

    def act(self) -> None:
        """Make the blank void."""
        if not self.list.chosen():
            self.verdict.say(_("这份证照还没有打印过。"), "warning")
            return
        if self.reason.chosen < 0:
            self.want(_("请选择作废原因。"), self.reason)
            return
        reason = self.reason.word()
        key = self.list.chosen()
        printing = next((each for each in self._prints if str(each.id) == key), None)
        if printing is not None:
            self._do(certificates.spoil, printing.id, reason)
            return
        number = self.number.text().strip()
        if not number:
            self.want(_("请扫描或输入作废的空白证号。"), self.number)
        else:
            self._do(blanks.spoil_blank, self._found.blank, number, reason)

    def _do(self, verb: Callable[..., object], *facts: object) -> None:
        self.wait(on=True)
        self.desk.do(
            verb, self.actor, *facts, then=self._done, failed=self.refuse, ended=self.answered
        )

    def _done(self, _changes: object) -> None:
        self.shut()

    def _show_prints(self, found: Printings) -> None:
        """Show the printings that count, the newest first; it is the one that went wrong."""
        self._found = found
        self._prints = tuple(each for each in found.prints[::-1] if not each.failed)
        lines = [_entry(each) for each in self._prints]
        if found.blank:
            lines.append(Line(_STOCK, _("库存空白证"), _("没有打印过，输入号码"), "open"))
        self.list.show_lines(tuple(lines))
        if lines:
            self.list.setCurrentIndex(self.list.entries.index(0))
        self._show()

    def _show(self, *_index: object) -> None:
        stock = self.list.chosen() == _STOCK
        self.number.setVisible(stock)
        self._number_caption.setVisible(stock)


def _entry(each: CertificatePrint) -> Line:
    title = _("副本 {n}").format(n=each.copy) if each.copy else _("正本")
    blank = _("空白证 {number}").format(number=each.blank) if each.blank else _("普通纸")
    return Line(str(each.id), f"{title}　{blank}", _when(each.at), "sheet", right=each.reason)


def _when(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"

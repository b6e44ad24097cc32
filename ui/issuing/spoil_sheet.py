"""A spoiled blank is made void with its reason; the next printing goes on the next blank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.services.certificates import CertificateLine
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.domain.certificate import CertificatePrint
from app.services import blanks, certificates
from app.wording import _
from ui.issuing.picks import Picks
from ui.issuing.sheet import Sheet
from ui.issuing.words import spoiling_reasons
from ui.kit.pages import Entry, Words
from ui.models.lines import Line, LineList
from ui.tasks import Desk

_STOCK = "stock"


class SpoilSheet(Sheet):
    """Which blank, and why: the last printing is chosen already."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("作废空白证"), size=(600, 460))
        self._line: CertificateLine | None = None
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
        self._line = line
        self._number_caption.setText(_("空白证号"))
        self.number.setAccessibleName(_("空白证号"))
        self._why.setText(_("作废原因"))
        self.reason.choose(-1)
        self.number.clear()
        self._show_prints(())
        self.begin(self.reason, _("作废"))
        self.desk.read(
            certificates.prints,
            self.actor,
            line.id,
            then=self._show_prints,
            failed=self.refuse,
            newest="spoil.prints",
        )

    def act(self) -> None:
        """Make the blank void."""
        if self.reason.chosen < 0:
            self.want(_("请选择作废原因。"), self.reason)
            return
        reason = self.reason.word()
        key = self.list.chosen()
        if key != _STOCK:
            printing = next(each for each in self._prints if str(each.id) == key)
            self._do(certificates.spoil, printing.id, reason)
            return
        number = self.number.text().strip()
        if not number:
            self.want(_("请扫描或输入作废的空白证号。"), self.number)
        elif self._line is not None:
            self._do(blanks.spoil_blank, self._line.kind, number, reason)

    def _do(self, verb: Callable[..., object], *facts: object) -> None:
        self.wait(on=True)
        self.desk.do(verb, self.actor, *facts, then=self._done, failed=self.refuse)

    def _done(self, _changes: object) -> None:
        self.wait(on=False)
        self.shut()

    def _show_prints(self, prints: tuple[CertificatePrint, ...]) -> None:
        """Show the printings that count, the newest first; it is the one that went wrong."""
        self._prints = tuple(each for each in prints[::-1] if not each.failed)
        lines = [_entry(each) for each in self._prints]
        stock = Line(_STOCK, _("库存空白证"), _("没有打印过，输入号码"), "open")
        self.list.show_lines((*lines, stock))
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

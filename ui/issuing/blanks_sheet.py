"""Blanks: a series is received, the day is balanced, one of the stock is made void."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.documents.certificate_layouts import CertificateLayout
from app.domain.actor import Actor
from app.domain.certificate import BlankBalance
from app.errors import Problem
from app.services import blanks
from app.wording import _
from ui.issuing import asked_today
from ui.issuing.asked_today import DayBalance
from ui.issuing.overlaid import overlaid
from ui.issuing.sheet import DeskSheet
from ui.kit.pages import Button, Choice, Entry, Rows, Words
from ui.models.records import Column, LinesTable
from ui.tasks import Desk


def _columns() -> tuple[Column[BlankBalance], ...]:
    return (
        Column(lambda: _("种类"), lambda line: line.kind, 6),
        Column(lambda: _("上日结存"), lambda line: str(line.before), 2),
        Column(lambda: _("领入"), lambda line: str(line.received), 2),
        Column(lambda: _("使用"), lambda line: str(line.used), 2),
        Column(lambda: _("作废"), lambda line: str(line.spoiled), 2),
        Column(lambda: _("现存"), lambda line: str(line.left), 2),
    )


class BlanksSheet(DeskSheet):
    """The balance of a day above, a series to receive below."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("空白证"), size=(720, 520))
        self.day = date.min
        self._today = date.min
        self.earlier, self.later = Button(key="Alt+Left"), Button(key="Alt+Right")
        self.of_day = Words(bold=True)
        self.table: LinesTable[BlankBalance] = LinesTable(_columns(), lambda line: line.kind)
        self.kind, self.first, self.last = Choice(), Entry(), Entry()
        self.kind.setEditable(True)
        self.count = Words(size="small", colour="muted")
        self.rows = Rows()
        for field in (self.kind, self.first, self.last):
            self.rows.add(field)
        for button in (self.earlier, self.later):
            button.setEnabled(False)  # until the day is known
        head = QHBoxLayout()
        head.addWidget(self.of_day, 1)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        below = QVBoxLayout()
        below.addLayout(self.rows)
        below.addWidget(self.count)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.table.picked.connect(self._take_kind)
        for entry in (self.first, self.last):
            entry.textChanged.connect(self._count)
        self.first.returnPressed.connect(self.last.setFocus)
        self.last.returnPressed.connect(self.go.click)

    def ask(self, kind: str) -> None:
        """Open; `kind`: the blanks that are wanted, empty when it does not matter."""
        self.earlier.setText(_("前一天"))
        self.later.setText(_("后一天"))
        self.table.setAccessibleName(_("空白证结存"))
        self.table.speak(_("这一天没有空白证的收支。"))
        self.rows.speak(_("种类"), _("起始号"), _("终止号"))
        self.first.setPlaceholderText(_("整批第一张上的号码"))
        self.last.setPlaceholderText(_("整批最后一张上的号码"))
        self._read(None)
        self._count()
        self.begin(self.first, _("领入"))
        self.desk.read(overlaid, then=partial(self._offer_kinds, kind), newest="blanks.kinds")

    def act(self) -> None:
        """Receive the series."""
        kind, first = self.kind.currentText().strip(), self.first.text().strip()
        last = self.last.text().strip() or first
        if not kind:
            self.want(_("请输入空白证的种类，即证照名称。"), self.kind)
        elif not first:
            self.want(_("请输入第一张上的号码。"), self.first)
        else:
            self.wait(on=True)
            self.desk.do(
                blanks.receive,
                self.actor,
                kind,
                first,
                last,
                then=self._received,
                failed=self.refuse,
                ended=self.answered,
            )

    def _received(self, _changes: object) -> None:
        words = _("已领入 {kind} {first} 至 {last}。")
        last = self.last.text().strip() or self.first.text().strip()
        self.verdict.say(
            words.format(kind=self.kind.currentText(), first=self.first.text().strip(), last=last),
            "ok",
        )
        self.first.clear()
        self.last.clear()
        self._count()
        self._read(None if self.day == self._today else self.day)

    def _move(self, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), self._today)
        self._read(self.day)

    def _read(self, day: date | None) -> None:
        self.desk.read(
            asked_today.balance,
            self.actor,
            day,
            then=self._show,
            failed=self.refuse,
            newest="blanks.balance",
        )

    def _offer_kinds(self, kind: str, layouts: tuple[CertificateLayout, ...]) -> None:
        """Offer the blanks that the layouts know; those of the certificate shown come first."""
        typed = self.kind.currentText()
        wanted = next((each.blank for each in layouts if each.kind == kind), typed)
        self._add_kinds({each.blank for each in layouts})
        self.kind.setEditText(wanted or self.kind.itemText(0))

    def _add_kinds(self, kinds: set[str]) -> None:
        known = {self.kind.itemText(n) for n in range(self.kind.count())}
        self.kind.addItems(sorted(kinds - known))

    def _show(self, found: DayBalance) -> None:
        lines, self.day, self._today = found.lines, found.day, found.today
        self.of_day.setText(_("{day} 结存").format(day=self.day))
        self.earlier.setEnabled(True)
        self.later.setEnabled(self.day < self._today)
        typed = self.kind.currentText()
        self._add_kinds({line.kind for line in lines})
        self.kind.setEditText(typed or (lines[0].kind if lines else ""))
        self.table.show_lines(lines)

    def _take_kind(self, line: BlankBalance | None) -> None:
        if line is not None and not self.first.text():
            self.kind.setEditText(line.kind)

    def _count(self) -> None:
        first, last = self.first.text().strip(), self.last.text().strip()
        try:
            number = len(blanks.series(first, last or first)) if first else 0
        except Problem:  # not yet typed to its end; receiving says what is wrong with it
            number = 0
        self.count.setText(_("共 {n} 张").format(n=number) if number else "")

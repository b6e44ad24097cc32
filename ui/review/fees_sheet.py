"""What was paid on a day: every payment with its receipt, and the sum to settle the till by."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Role
from app.errors import Problem
from app.services import fees
from app.services.fees import DayTotal
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.overlay import Overlay
from ui.kit.pages import Words
from ui.kit.signs import Caption
from ui.review.fact_list import Fact, FactList
from ui.tasks import Desk

FEES_SEEN_BY = frozenset({Role.CLERK, Role.ISSUER, Role.HEAD, Role.SUPERVISOR})
_CENTS = 100
_ONE_DAY = timedelta(days=1)


def yuan(fen: int) -> str:
    """Return an amount of fen in yuan, as it is written."""
    return f"{fen / _CENTS:,.2f}"


def total_of(office: Office, actor: Actor, day: date | None) -> tuple[DayTotal, date]:
    """Return what was paid on a day (today where none is named), and today. Raises `right.missing`."""
    today = office.today()
    return fees.day_total(office, actor, day or today), today


class FeesSheet(Overlay):
    """Shows a day's payments; left and right go to other days."""

    def __init__(self, parent: QWidget, desk: Desk, actor: Actor) -> None:
        super().__init__(parent, lambda: _("当日收费"), width=620, height=520)
        self._desk, self._actor = desk, actor
        self._day: date | None = None
        self._today = date.min
        self.heading = Words(size="title", bold=True)
        self.list = FactList(lambda: _("当日收费"), lambda: _("这一天没有收费。"), share=0.36)
        self.sum = Words(bold=True)
        for part in (self.heading, self.sum):
            self.box.addWidget(part)
        self.box.insertWidget(1, self.list, 1)
        self.box.addWidget(
            Caption(
                lambda: _("← → 换日期　↑↓ 查看　Ctrl+C 复制　Esc 返回"),
                size="small",
                colour="muted",
            )
        )

    def open_sheet(self) -> None:
        """Open with today's payments."""
        self._day = None
        self.heading.setText(_("当日收费"))
        self.sum.setText("")
        self.list.show_facts(())
        self.open_over(self.list)
        self._read()

    def _turn(self, by: int) -> None:
        day = self._day
        if day is not None and day + by * _ONE_DAY <= self._today:
            self._day = day + by * _ONE_DAY
            self._read()

    def _read(self) -> None:
        self._desk.read(
            total_of,
            self._actor,
            self._day,
            then=self._show,
            failed=self._refuse,
            newest="review.fees",
        )

    def _show(self, found: tuple[DayTotal, date]) -> None:
        total, self._today = found
        self._day = total.day
        self.heading.setText(_("{day} 收费").format(day=total.day.isoformat()))
        row = _("{amount} 元　票据 {receipt}")
        self.list.show_facts(
            tuple(
                Fact(line.number, row.format(amount=yuan(line.amount), receipt=line.receipt_no))
                for line in total.lines
            )
        )
        words = _("共 {n} 笔，合计 {total} 元")
        self.sum.setText(words.format(n=len(total.lines), total=yuan(total.total)))

    def _refuse(self, problem: Problem) -> None:
        self.sum.setText(sentence(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to other days by left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._turn(step)
            event.accept()
        else:
            super().keyPressEvent(event)

"""The cases that wait for their certificate, the search over them, and the day's blanks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.case import CaseState
from app.ports.cases import CaseLine
from app.wording import _
from ui.issuing.balance import BalanceStrip
from ui.issuing.case_list import CaseListPanel
from ui.issuing.words import short_day
from ui.kit.pages import Words
from ui.models.lines import Line


class WaitingPanel(CaseListPanel):
    """The queue of the issue desk.

    Signals:
        picked(CaseLine | None): another case is chosen.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(lambda: _("待制证"))
        self._today = date.min
        self._printed: frozenset[UUID] = frozenset()
        self._loose = False
        self.count = Words(colour="muted", size="small")
        self.balance = BalanceStrip()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.balance)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("待制证"))
        self.search.setPlaceholderText(_("F2 申请人、编号或扫码"))
        self.search.setAccessibleName(_("查找办件或证照"))
        self.balance.speak()
        self.show_lines(self.lines, self._today, self._printed)

    def show_lines(
        self, lines: tuple[CaseLine, ...], today: date, printed: frozenset[UUID] = frozenset()
    ) -> None:
        """Show the queue; the chosen case stays chosen, else the first one is.

        `printed`: cases whose certificate came out and which wait for hand-over. A case that was found by its number stays on the screen until another is chosen.
        """
        self._today, self._printed = today, printed
        before = self.list.chosen()
        entries = (_entry(line, today, printed=line.case_id in printed) for line in lines)
        self.take(lines, tuple(entries))
        if self._loose:
            with QSignalBlocker(self.list.selectionModel()):
                self.list.setCurrentIndex(QModelIndex())
        self.count.setText(_count(len(lines) - len(printed), len(printed)))
        if self.text:
            self.empty.setText(_("待制证中没有它，按 Enter 在全部办件和证照中查找。"))
        else:
            self.empty.setText(_("没有待制证的办件。作出准予决定后会自动出现在这里。"))
        if not self._loose and self.list.chosen() != before:
            self.picked.emit(self.chosen())

    def chosen(self) -> CaseLine | None:
        """Return the case chosen in the queue."""
        key = self.list.chosen()
        return next((line for line in self.lines if str(line.case_id) == key), None)

    def let_go(self, case_id: UUID) -> None:
        """Choose a case of the queue, or none where the case shown is not in it."""
        row = self.list.entries.row_of(str(case_id))
        self._loose = row < 0
        with QSignalBlocker(self.list.selectionModel()):
            index = QModelIndex() if row < 0 else self.list.entries.index(row)
            self.list.setCurrentIndex(index)
        self.list.scheduleDelayedItemsLayout()

    def _pick(self, *_index: object) -> None:
        self._loose = False
        self.picked.emit(self.chosen())


def _count(open_: int, printed: int) -> str:
    parts = [_("{n} 件").format(n=open_)] if open_ else []
    parts.extend([_("待发证 {n}").format(n=printed)] if printed else [])
    return "　".join(parts)


def _entry(line: CaseLine, today: date, *, printed: bool) -> Line:
    late = line.due is not None and line.due < today
    icon = "clock" if late else "open"
    if line.state is CaseState.ISSUED:
        icon = "ok"
    due = _("{day} 前").format(day=short_day(line.due)) if line.due else ""
    if printed:
        icon, due = "clock" if late else "ok", _("已打印，待发证")
    ink = "error" if late else "muted"
    return Line(str(line.case_id), line.applicant, line.item_name, icon, ink=ink, right=due)

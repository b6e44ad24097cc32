"""The cases that wait for their certificate, the search over them, and the day's blanks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.case import CaseState
from app.ports.cases import CaseLine
from app.wording import _
from ui.issuing.balance import BalanceStrip
from ui.issuing.words import short_day
from ui.kit.pages import Entry, Words
from ui.kit.panels import Panel
from ui.models.lines import Line, LineList

_TYPING_PAUSE_MS = 150


class _Search(Entry):
    """The line that is typed or scanned into; the arrows walk over the list below."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class WaitingPanel(Panel):
    """The queue of the issue desk.

    Signals:
        typed(): the search has another text (after a pause in typing).
        sought(str): Enter on a text that no waiting case answers to.
        picked(CaseLine | None): another case is chosen.
    """

    typed = Signal()
    sought = Signal(str)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CaseLine, ...] = ()
        self._today = date.min
        self._loose = False
        self.title, self.count = Words(size="title", bold=True), Words(colour="muted", size="small")
        self.search = _Search()
        self.list = LineList(lambda: _("待制证"))
        self.empty = Words(colour="muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.balance = BalanceStrip()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
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
        self.search.textEdited.connect(self._pause.start)
        self.search.returnPressed.connect(self._enter)
        self.search.walked.connect(self.list.step)
        self._pause.timeout.connect(self.typed)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("待制证"))
        self.search.setPlaceholderText(_("F2 申请人、编号或扫码"))
        self.search.setAccessibleName(_("查找办件或证照"))
        self.balance.speak()
        self.show_lines(self.lines, self._today)

    def show_lines(self, lines: tuple[CaseLine, ...], today: date) -> None:
        """Show the queue; the chosen case stays chosen, else the first one is.

        A case that was found by its number stays on the screen until another is chosen.
        """
        self.lines, self._today = lines, today
        before = self.list.chosen()
        with QSignalBlocker(self.list.selectionModel()):
            self.list.show_lines(tuple(_entry(line, today) for line in lines))
            if self._loose:
                self.list.setCurrentIndex(QModelIndex())
        self.list.viewport().update()
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.count.setText(_("{n} 件").format(n=len(lines)) if lines else "")
        if self.search.text().strip():
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
        self.list.viewport().update()

    def _enter(self) -> None:
        text = self.search.text().strip()
        if text and not (self.lines and not self._pause.isActive()):
            self._pause.stop()
            self.sought.emit(text)
        elif self.lines:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, *_index: object) -> None:
        self._loose = False
        self.picked.emit(self.chosen())


def _entry(line: CaseLine, today: date) -> Line:
    late = line.due is not None and line.due < today
    icon = "clock" if late else "open"
    if line.state is CaseState.ISSUED:
        icon = "ok"
    due = _("{day} 前").format(day=short_day(line.due)) if line.due else ""
    ink = "error" if late else "muted"
    return Line(str(line.case_id), line.applicant, line.item_name, icon, ink=ink, right=due)

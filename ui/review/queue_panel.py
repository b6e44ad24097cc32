"""The queue: whose cases, how many, nearest due first; found by typing or scanning (F2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from app.ports.cases import CaseLine
from app.services.review import Queue
from app.wording import N_, _
from ui.kit.keys import tell_key
from ui.kit.pages import Entry
from ui.kit.panels import Panel
from ui.models.lines import Line, LineList
from ui.review.tab_row import Tab, TabRow
from ui.review.words import line_sign
from ui.styles.appearance import appearance

QUEUES = (Queue.MINE, Queue.TEAM, Queue.DUE_TODAY, Queue.OVERDUE, Queue.ALL)
_TITLES = {
    Queue.MINE: N_("我的"),
    Queue.TEAM: N_("本组"),
    Queue.DUE_TODAY: N_("今日到期"),
    Queue.OVERDUE: N_("已逾期"),
    Queue.ALL: N_("全部"),
}
_EMPTY = {
    Queue.MINE: N_("手上没有办件。按 → 到“本组”，用 F3 领办。"),
    Queue.TEAM: N_("本组没有待领的办件。"),
    Queue.DUE_TODAY: N_("今天没有到期的办件。"),
    Queue.OVERDUE: N_("没有逾期的办件。"),
    Queue.ALL: N_("没有在办的办件。"),
}
_ALARMS = {Queue.DUE_TODAY: ("warning", "warning"), Queue.OVERDUE: ("error", "error")}
_TYPING_PAUSE_MS = 150


class _Lines(LineList):
    """The list; says in words that it is empty."""

    empty = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or the sentence that there are none."""
        super().paintEvent(event)
        if self.entries.lines:
            return
        painter = QPainter(self.viewport())
        painter.setPen(appearance().colour("muted"))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.viewport().rect().adjusted(12, 14, -12, -12), flags, self.empty)
        painter.end()


class QueuePanel(Panel):
    """The left side of the screen.

    Signals:
        asked(): another queue or another text: the lines are to be read again.
        picked(UUID | None): this case is under the cursor, or none.
        scanned(str): Enter in the search: find exactly this number or barcode.
        entered(): Enter on a line: the keys want into the case.
    """

    asked = Signal()
    picked = Signal(object)
    scanned = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tabs = TabRow(len(QUEUES), tall=True)
        self.search = Entry()
        self.list = _Lines(lambda: _("办件队列"))
        self._quiet = False
        self._counts: Mapping[Queue, int] = {}
        self._lines: tuple[CaseLine, ...] = ()
        self._today = date.min
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._lay_out()
        self.tabs.chosen.connect(self._on_tab)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self.asked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(6)
        for part in (self.tabs, self.search):
            column.addWidget(part)
        column.addWidget(self.list, 1)

    @property
    def queue(self) -> Queue:
        """The queue that is chosen."""
        return QUEUES[self.tabs.current]

    @property
    def text(self) -> str:
        """What is typed into the search."""
        return self.search.text().strip()

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Show how many cases each queue holds."""
        self._counts = counts
        tabs = []
        for queue in QUEUES:
            number = counts.get(queue, 0)
            icon, ink = _ALARMS.get(queue, ("", "muted")) if number else ("", "muted")
            tabs.append(Tab(_(_TITLES[queue]), str(number) if counts else "", icon, ink))
        self.tabs.show_tabs(tuple(tabs))

    def show_lines(self, lines: tuple[CaseLine, ...], today: date, keep: UUID | None) -> None:
        """Show the cases of the chosen queue.

        `keep`: the case in hand; where it is not in the queue any more, the cursor waits. Without
        one the first line is picked.
        """
        self._lines, self._today = lines, today
        self._write_lines()
        if keep is not None:
            self.point_at(keep)
        else:
            self._on_current()

    @property
    def hint(self) -> str:
        """What to do where there is no case: why there is none, and the keys that lead to others."""
        if self._lines:
            return ""
        why = _("没有符合条件的办件。") if self.text else _(_EMPTY[self.queue])
        return "\n".join((why, _("按 ← → 换队列，F2 查找或扫码。")))

    def _write_lines(self) -> None:
        self.list.empty = self.hint
        if self.hint:
            self.list.setAccessibleDescription(self.hint.replace("\n", ""))
        else:
            tell_key(self.list, "Enter")
        self._quiet = True
        self.list.show_lines(tuple(_line(line, self._today) for line in self._lines))
        self._quiet = False
        self.list.viewport().update()

    def point_at(self, case_id: UUID) -> None:
        """Put the cursor on a case, or nowhere where it is not in the list; tells nobody."""
        self._point_at_row(self.list.entries.row_of(str(case_id)))

    def _point_at_row(self, row: int) -> None:
        self._quiet = True
        self.list.setCurrentIndex(self.list.entries.index(row) if row >= 0 else QModelIndex())
        if row < 0:
            self.list.clearSelection()
        self._quiet = False

    def chosen(self) -> UUID | None:
        """Return the case under the cursor."""
        key = self.list.chosen()
        return UUID(key) if key else None

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.search.setPlaceholderText(_("F2 申请人、编号或扫码"))
        self.search.setAccessibleName(_("查找办件"))
        tell_key(self.search, "F2")
        self.tabs.setAccessibleName(_("队列"))
        self.show_counts(self._counts)
        row = self.list.currentIndex().row()
        self._write_lines()
        if row < 0:
            self._point_at_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Other queues by left and right, into the case by Enter."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self.list.hasFocus():
            self.tabs.choose((self.tabs.current + step) % len(QUEUES))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_tab(self, _number: int) -> None:
        self.asked.emit()

    def _on_current(self, *_index: object) -> None:
        if not self._quiet:
            self.picked.emit(self.chosen())

    def _on_return(self) -> None:
        if self.text:
            self._pause.stop()
            self.scanned.emit(self.text)
        else:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _line(line: CaseLine, today: date) -> Line:
    word, icon, ink = line_sign(line, today)
    practice = _("练习") if line.practice else ""
    detail = "　".join(filter(None, (practice, line.item_name)))
    return Line(str(line.case_id), line.applicant, detail, icon, (), ink, word)

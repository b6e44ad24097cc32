"""The cases whose file can be closed, and any case that is searched for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.actor import Actor
from app.domain.case import CaseState
from app.ports.cases import CaseLine, QueueFilter
from app.services.office import Office
from app.services.proceeding import READERS
from app.services.rights import require
from app.wording import _
from ui.issuing.words import case_word, short_day
from ui.kit.pages import Entry, Verdict, Words
from ui.kit.panels import Panel
from ui.models.lines import Line, LineList

_ENDED = frozenset(
    {
        CaseState.ISSUED,
        CaseState.REFUSED,
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_NEEDED,
        CaseState.WITHDRAWN,
        CaseState.TERMINATED,
    }
)
_TYPING_PAUSE_MS = 150


def files(office: Office, actor: Actor, text: str) -> tuple[CaseLine, ...]:
    """List the cases that have come to an end, or all that a text matches.

    Raises Problem `right.missing`.
    """
    require(actor, *READERS)
    states = frozenset() if text.strip() else _ENDED
    with office.store.read() as reader:
        return reader.cases.queue(actor.region, QueueFilter(states=states, text=text.strip()))


class FileQueue(Panel):
    """A search and the cases it finds.

    Signals:
        typed(): the search has another text (after a pause in typing).
        sought(str): Enter on a text that no case of the list answers to (a paper's number).
        picked(UUID | None): another case is chosen.
    """

    typed = Signal()
    sought = Signal(str)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CaseLine, ...] = ()
        self.title = Words(size="title", bold=True)
        self.search = Entry()
        self.list = LineList(lambda: _("案卷"))
        self.empty = Words(colour="muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verdict = Verdict(lines=3)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.verdict)
        self.search.textEdited.connect(self._pause.start)
        self.search.returnPressed.connect(self._enter)
        self._pause.timeout.connect(self.typed)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("案卷"))
        self.search.setPlaceholderText(_("F2 申请人、编号或扫码"))
        self.search.setAccessibleName(_("查找案卷"))
        self.show_lines(self.lines)

    def show_lines(self, lines: tuple[CaseLine, ...]) -> None:
        """Show the cases; the chosen one stays chosen, else the first one is."""
        self.lines = lines
        before = self.list.chosen()
        with QSignalBlocker(self.list.selectionModel()):
            self.list.show_lines(tuple(map(_entry, lines)))
        self.list.viewport().update()
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        found = self.search.text().strip()
        self.empty.setText(
            _("没有符合条件的案卷。") if found else _("还没有办结的案卷；在办的可以按编号查找。")
        )
        if self.list.chosen() != before:
            self._pick()

    def chosen(self) -> UUID | None:
        """Return the case chosen."""
        key = self.list.chosen()
        return UUID(key) if key else None

    def _enter(self) -> None:
        text = self.search.text().strip()
        if text and (self._pause.isActive() or not self.lines):
            self.sought.emit(text)
        else:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, *_index: object) -> None:
        self.picked.emit(self.chosen())


def _entry(line: CaseLine) -> Line:
    icon = "ok" if line.state is CaseState.ISSUED else "sheet"
    day: date = line.received_at.date()
    right = _("{day} 收").format(day=short_day(day))
    detail = f"{case_word(line.state)}　{line.item_name}"
    return Line(str(line.case_id), line.applicant, detail, icon, right=right)

"""The cases whose file can be closed, and any case that is searched for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.actor import Actor
from app.domain.case import CaseState
from app.ports.cases import CaseLine, QueueFilter
from app.services.office import Office
from app.services.proceeding import READERS
from app.services.rights import require
from app.wording import _
from app.wording.terms import case_word
from ui.issuing.case_list import CaseListPanel
from ui.issuing.words import short_day
from ui.kit.pages import Verdict
from ui.models.lines import Line

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


def files(office: Office, actor: Actor, text: str) -> tuple[CaseLine, ...]:
    """List the cases that have come to an end, or all that a text matches.

    Raises Problem `right.missing`.
    """
    require(actor, *READERS)
    states = frozenset() if text.strip() else _ENDED
    with office.store.read() as reader:
        return reader.cases.queue(actor.region, QueueFilter(states=states, text=text.strip()))


class FileQueue(CaseListPanel):
    """A search and the cases it finds.

    Signals:
        picked(UUID | None): another case is chosen.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(lambda: _("案卷"))
        self.verdict = Verdict(lines=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.verdict)
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
        before = self.list.chosen()
        self.take(lines, tuple(map(_entry, lines)))
        self.empty.setText(
            _("没有符合条件的案卷。")
            if self.text
            else _("还没有办结的案卷；在办的可以按编号查找。")
        )
        if self.list.chosen() != before:
            self._pick()

    def chosen(self) -> UUID | None:
        """Return the case chosen."""
        key = self.list.chosen()
        return UUID(key) if key else None

    def _pick(self, *_index: object) -> None:
        self.picked.emit(self.chosen())


def _entry(line: CaseLine) -> Line:
    icon = "ok" if line.state is CaseState.ISSUED else "sheet"
    day: date = line.received_at.date()
    right = _("{day} 收").format(day=short_day(day))
    detail = f"{case_word(line.state)}　{line.item_name}"
    return Line(str(line.case_id), line.applicant, detail, icon, right=right)

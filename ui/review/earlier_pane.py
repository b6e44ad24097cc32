"""What was decided before for the same person, or at the same address."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.actor import Actor
from app.ports.cases import CaseLine
from app.services import proceeding
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.terms import case_word
from ui.kit.pages import SpeakingPage, Words
from ui.models.lines import Line, LineList
from ui.models.state_signs import CASE_SIGNS
from ui.tasks import Desk


class EarlierPane(SpeakingPage):
    """The list of earlier cases.

    Signals:
        opened(UUID): this case is to be looked at.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._lines: tuple[CaseLine, ...] = ()
        self._applicant = ""
        self.list = LineList(lambda: _("以往办件"))
        self.words = Words(size="small", colour="muted")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(10, 6, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        self.list.doubleClicked.connect(self._open)
        self.setFocusProxy(self.list)

    def show_case(self, view: CaseView) -> None:
        """Ask for the earlier cases of the same person or site."""
        self._applicant = view.seen.sitting.applicant.name
        self._desk.read(
            proceeding.earlier,
            self._actor,
            view.case.id,
            then=self._show,
            newest="review.earlier",
        )

    def speak(self) -> None:
        """Write every word in the language in force."""
        self._show(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self, *_index: object) -> None:
        chosen = self.list.chosen()
        if chosen:
            self.opened.emit(UUID(chosen))

    def _show(self, lines: tuple[CaseLine, ...]) -> None:
        self._lines = lines
        found = _("同一申请人或同一地址的其他办件 {n} 件，Enter 查看。").format(n=len(lines))
        none = _("没有同一申请人或同一地址的其他办件。")
        self.words.setText(found if lines else none)
        self.list.show_lines(tuple(self._line(line) for line in lines))

    def _line(self, line: CaseLine) -> Line:
        icon, ink = CASE_SIGNS[line.state]
        other = line.applicant if line.applicant != self._applicant else ""
        detail = "　".join(filter(None, (case_word(line.state), other, line.number)))
        day = f"{line.received_at:%Y-%m-%d}"
        return Line(str(line.case_id), line.item_name, detail, icon, (), ink, day)

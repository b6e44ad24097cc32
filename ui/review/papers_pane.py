"""The papers of a case: made by its acts, looked at and printed beside it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.actor import Actor, Role
from app.services import papers
from app.services.papers import PaperLine, PapersMade
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.terms import PAPERS
from ui.kit.pages import Button, Choice, SpeakingPage, Verdict
from ui.models.records import Column, LinesTable
from ui.printing.preview import Preview
from ui.printing.printer import Order
from ui.printing.room import PrintRoom
from ui.styles.appearance import appearance
from ui.tasks import Desk

_LEAST_ROWS = 4
"""The table shows its head and three papers, however low the screen is."""
_PRINTING = {Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.ISSUER}


def paper_word(line: PaperLine) -> str:
    """Return what a paper is called."""
    return _(PAPERS.get(line.kind, line.kind))


def _columns() -> tuple[Column[PaperLine], ...]:
    return (
        Column(lambda: _("文书"), paper_word, 6),
        Column(lambda: _("编号"), lambda line: line.number, 6),
        Column(
            lambda: _("打印"),
            lambda line: _("{n} 次").format(n=line.printed) if line.printed else _("未打印"),
            2,
        ),
    )


class PapersPane(SpeakingPage):
    """Papers above, the pages of the chosen one below."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._view: CaseView | None = None
        self._fresh: UUID | None = None
        self.table: LinesTable[PaperLine] = LinesTable(_columns(), lambda line: line.id)
        self.reason = Choice()
        self.print_button = Button(key="Ctrl+P", primary=True)
        self.save_button = Button(key="Ctrl+S")
        self.verdict = Verdict(lines=1)
        self.preview = Preview(desk)
        self.room = PrintRoom(desk, actor, self)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self.print_chosen)
        self.print_button.clicked.connect(self.print_chosen)
        self.save_button.clicked.connect(self._save)
        self.room.said.connect(self._say_good)
        for part in (self.print_button, self.save_button, self.reason):
            part.setVisible(bool(_PRINTING & actor.roles))
        self.speak()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setContentsMargins(8, 0, 8, 0)
        keys.addWidget(self.reason, 1)
        keys.addWidget(self.save_button)
        keys.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(4)
        self.table.setMinimumHeight(appearance().size("control") * _LEAST_ROWS)
        column.addWidget(self.table, 2)
        column.addLayout(keys)
        column.addWidget(self.verdict)
        column.addWidget(self.preview, 4)

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.table.setAccessibleName(_("文书"))
        self.table.speak(_("还没有文书；办理后在此打印。"))
        self.preview.setAccessibleName(_("文书预览"))
        self.reason.setAccessibleName(_("补打原因"))
        chosen = max(self.reason.currentIndex(), 0)
        self.reason.clear()
        self.reason.addItems([_("打印不清"), _("申请人遗失"), _("份数不足"), _("打印机故障")])
        self.reason.setCurrentIndex(chosen)
        self.save_button.setText(_("存 PDF"))
        self._head()

    def show_case(self, view: CaseView) -> None:
        """Show the papers of a case and of its sitting."""
        if self._view is None or self._view.case.id != view.case.id:
            self.verdict.clear()
            self.table.show_lines(())
        self._view = view
        self.refresh()

    def refresh(self) -> None:
        """Read the papers again."""
        if self._view is not None:
            self._desk.read(
                papers.of_sitting,
                self._actor,
                self._view.seen.sitting.id,
                then=self._show,
                newest="review.papers",
            )

    def take(self, made: PapersMade, act_id: UUID) -> None:
        """Take over what an act has made: its own paper is chosen, ready to be printed."""
        own = [paper for paper in made.papers if paper.act_id == act_id]
        self._fresh = next((paper.id for paper in (*own, *made.papers)), None)
        self.refresh()

    def print_chosen(self) -> None:
        """Print the chosen paper."""
        line = self.table.chosen()
        if line is not None and self.print_button.isEnabled():
            self.room.print((Order(line.id, line.number),), self._reason(line))

    def print_line(self, line: PaperLine) -> None:
        """Print a paper that was made on its own."""
        self.room.print((Order(line.id, line.number),), self._reason(line))

    def print_made(self, done: PapersMade) -> None:
        """Print papers that have just been made."""
        self.room.print(tuple(Order(paper.id, paper.number) for paper in done.papers))

    def _save(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.room.save((Order(line.id, line.number),), self._reason(line))

    def _reason(self, line: PaperLine) -> str:
        return self.reason.currentText() if line.printed else ""

    def _show(self, lines: tuple[PaperLine, ...]) -> None:
        if self._view is None:
            return
        own = tuple(line for line in lines if line.case_id in (None, self._view.case.id))
        latest_first = tuple(reversed(own))
        self.table.show_lines(latest_first)
        if self._fresh is not None:
            self.table.pick(self._fresh)
            self._fresh = None
        self._head()  # the same line may have been printed since

    def _pick(self, line: PaperLine | None) -> None:
        self._head()
        if line is None:
            self.preview.say(_("选中一份文书即可预览。"))
        elif self.isVisible():
            self._look(line)

    def _look(self, line: PaperLine) -> None:
        self._desk.read(
            papers.content,
            self._actor,
            line.id,
            then=self.preview.show_paper,
            newest="review.paper",
        )

    def _head(self) -> None:
        line = self.table.chosen()
        again = line is not None and line.printed > 0
        self.reason.setEnabled(again)
        self.print_button.setText(_("补打") if again else _("打印"))
        for button in (self.print_button, self.save_button):
            button.setEnabled(line is not None)

    def _say_good(self, text: str) -> None:
        self.verdict.say(text, "ok")

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the chosen paper, which may be another one since."""
        super().showEvent(event)
        self._pick(self.table.chosen())

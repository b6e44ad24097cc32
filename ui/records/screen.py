"""Records: the sittings of a day or found by a search, their papers, preview and printing."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.errors import Problem
from app.ports.stored import SittingLine
from app.services import papers, records
from app.services.office import Office
from app.services.papers import PaperLine, PapersMade
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Choice, Entry, SpeakingPage, Verdict, Words
from ui.kit.panels import Panel
from ui.models.records import LinesTable
from ui.printing.preview import Preview
from ui.printing.printer import Order
from ui.printing.room import PrintRoom
from ui.records.lists import paper_columns, paper_title, sitting_columns
from ui.tasks import Desk

_TYPING_PAUSE_MS = 150


class RecordsScreen(SpeakingPage):
    """Sittings above, papers below, the chosen paper beside them.

    Signals:
        outcomes_wanted(UUID): this received sitting is to get its outcomes now.
    """

    outcomes_wanted = Signal(object)

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._loose: PaperLine | None = None
        self._wanted: UUID | None = None
        self._told_of: UUID | None = None
        self._lacking = ""
        self._offering = False
        self.search = Entry()
        self.day = Choice()
        self.sittings: LinesTable[SittingLine] = LinesTable(
            sitting_columns(), lambda line: line.sitting_id
        )
        self.papers_title = Words(bold=True)
        self.papers: LinesTable[PaperLine] = LinesTable(paper_columns(), lambda line: line.id)
        self.reason_caption = Words(size="small", colour="muted")
        self.reason = Choice()
        self.print_button = Button(key="Ctrl+P", primary=True)
        self.all_button = Button(key="Ctrl+Shift+P")
        self.save_button = Button(key="Ctrl+S")
        self.make_button = Button(key="Ctrl+M")
        self.go_on_button = Button(key="Ctrl+R", primary=True)
        self.verdict = Verdict(lines=2)
        self.preview = Preview(desk)
        self.room = PrintRoom(desk, actor, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self.search)
        self._connect()
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the sittings again."""
        self._desk.read(
            listed,
            self._actor,
            self.day.currentData(),
            self.search.text(),
            then=self._show_sittings,
            newest="records.lines",
        )

    def offer(self, sitting_id: UUID) -> None:
        """Make the papers that a sitting calls for, and offer them for printing."""
        self._wanted, self._loose = sitting_id, None
        self._told_of = sitting_id
        self.day.setCurrentIndex(0)
        self.search.clear()
        self.verdict.say(_("正在制作文书…"), "info")
        self._desk.make(
            papers.make_missing,
            self._actor,
            sitting_id,
            then=self._made,
            failed=self._refuse,
            ended=self.verdict.clear,
        )
        self.refresh()

    def show_loose(self, line: PaperLine) -> None:
        """Show a paper that belongs to no sitting (the consultation list)."""
        self._loose = line
        self.sittings.choose_none()
        self.papers.show_lines((line,))
        self._head()
        self.print_button.setFocus()

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.search.setPlaceholderText(_("F2 申请人、编号或扫码"))
        self.search.setAccessibleName(_("查找办件"))
        self.day.setAccessibleName(_("日期"))
        before = max(self.day.currentIndex(), 0)
        with QSignalBlocker(self.day):
            self.day.clear()
            self.day.addItem(_("今天"), "today")
            self.day.addItem(_("全部"), "all")
            self.day.setCurrentIndex(before)
        self.sittings.setAccessibleName(_("本次办理"))
        self.sittings.speak(_("没有符合条件的记录。"))
        self.papers.setAccessibleName(_("文书"))
        self.papers.speak(_("没有文书；办理后在此打印。"))
        self.reason_caption.setText(_("补打原因"))
        self.reason.setAccessibleName(_("补打原因"))
        chosen = max(self.reason.currentIndex(), 0)
        self.reason.clear()
        self.reason.addItems([_("打印不清"), _("申请人遗失"), _("份数不足"), _("打印机故障")])
        self.reason.setCurrentIndex(chosen)
        self.all_button.setText(_("打印全部"))
        self.save_button.setText(_("存 PDF"))
        self.make_button.setText(_("补做文书"))
        self.go_on_button.setText(_("继续办理"))
        self._head()

    def _lay_out(self) -> None:
        left, right = Panel(), Panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        finder = QHBoxLayout()
        finder.addWidget(self.search, 3)
        finder.addWidget(self.day, 1)
        column.addLayout(finder)
        column.addWidget(self.sittings, 3)
        head = QHBoxLayout()
        head.addWidget(self.papers_title, 1)
        head.addWidget(self.go_on_button)
        column.addLayout(head)
        column.addWidget(self.papers, 5)
        why = QHBoxLayout()
        why.addWidget(self.reason_caption)
        why.addWidget(self.reason, 1)
        why.addWidget(self.make_button)
        column.addLayout(why)
        self.reason_caption.setBuddy(self.reason)
        keys = QHBoxLayout()
        for button in (self.save_button, self.all_button):
            keys.addWidget(button)
        keys.addStretch(1)
        keys.addWidget(self.print_button)
        column.addLayout(keys)
        column.addWidget(self.verdict)
        page = QVBoxLayout(right)
        page.setContentsMargins(4, 4, 4, 4)
        page.addWidget(self.preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(left, 6)
        row.addWidget(right, 5)

    def _connect(self) -> None:
        QShortcut(QKeySequence("F2"), self, self.search.setFocus)
        for button, act in (
            (self.print_button, self._print),
            (self.all_button, self._print_all),
            (self.save_button, self._save),
            (self.make_button, self._make),
            (self.go_on_button, self._go_on),
        ):
            button.clicked.connect(act)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self.sittings.setFocus)
        self._pause.timeout.connect(self.refresh)
        self.day.currentIndexChanged.connect(self.refresh)
        self.sittings.picked.connect(self._pick_sitting)
        self.sittings.opened.connect(self._open_sitting)
        self.papers.picked.connect(self._pick_paper)
        self.papers.opened.connect(self._print)
        self.room.said.connect(self._say_good)
        self._desk.changed.connect(self._on_changed)
        clerk = Role.CLERK in self._actor.roles
        for button in (self.print_button, self.all_button, self.save_button, self.make_button):
            button.setVisible(clerk)
        self.reason.setVisible(clerk)

    def _show_sittings(self, lines: tuple[SittingLine, ...]) -> None:
        if self._loose is not None:  # a late answer must not take the paper away that is shown
            with QSignalBlocker(self.sittings):
                self.sittings.show_lines(lines)
            self.sittings.choose_none()
            return
        self.sittings.show_lines(lines)
        if self._wanted is not None:
            self.sittings.pick(self._wanted)
            self._wanted = None

    def _pick_sitting(self, line: SittingLine | None) -> None:
        self.make_button.setEnabled(line is not None)
        if line is None:
            self.papers.show_lines(())
            return
        self._loose = None
        if line.sitting_id != self._told_of and self._wanted is None:
            self.verdict.clear()  # it was about another sitting
            self._told_of = line.sitting_id
        self._desk.read(
            papers.of_sitting,
            self._actor,
            line.sitting_id,
            then=self._show_papers,
            newest="records.papers",
        )
        if Role.CLERK in self._actor.roles:
            self._desk.read(
                papers.missing,
                self._actor,
                line.sitting_id,
                then=self._show_lacking,
                newest="records.lacking",
            )

    def _show_lacking(self, number: int) -> None:
        """Say that papers were never made, as after a power cut; what was said just now stands."""
        if self.verdict.text not in ("", self._lacking):
            return
        words = _("本次办理还有 {n} 份文书尚未制作，请按 Ctrl+M 补做。").format(n=number)
        self._lacking = words if number else ""
        if number:
            self.verdict.say(words, "warning")
        else:
            self.verdict.clear()

    def _show_papers(self, lines: tuple[PaperLine, ...]) -> None:
        if self._loose is None:
            self.papers.show_lines(lines)
            self._head()
        if self._offering and lines:
            self._offering = False
            if self.isVisible():  # whoever went on to the next applicant keeps the keys there
                self.all_button.setFocus()

    def _pick_paper(self, line: PaperLine | None) -> None:
        self._head()
        if line is None:
            self.preview.say(_("选中一份文书即可预览。"))
            return
        self._desk.read(
            papers.content,
            self._actor,
            line.id,
            then=self.preview.show_paper,
            newest="records.content",
        )

    def _head(self) -> None:
        line = self.papers.chosen()
        again = line is not None and line.printed > 0
        self.reason.setEnabled(again)
        self.print_button.setText(_("补打") if again else _("打印"))
        self.print_button.setEnabled(line is not None)
        self.save_button.setEnabled(line is not None)
        self.all_button.setEnabled(line is not None)
        sitting = self.sittings.chosen()
        self.make_button.setEnabled(sitting is not None)
        self.go_on_button.setVisible(
            sitting is not None and not sitting.concluded and Role.CLERK in self._actor.roles
        )
        self.papers_title.setText(paper_title(line) if line is not None else _("文书"))

    def _print(self) -> None:
        line = self.papers.chosen()
        if line is not None:
            self.room.print((_order(line),), self._reason(line))

    def _print_all(self) -> None:
        """Print every paper that has not been printed; all of them when all have been."""
        lines = self.papers.lines_model.lines
        fresh = tuple(line for line in lines if not line.printed) or lines
        self.room.print(tuple(_order(line) for line in fresh), self._reason(fresh[0]))

    def _save(self) -> None:
        line = self.papers.chosen()
        if line is not None:
            self.room.save((_order(line),), self._reason(line))

    def _reason(self, line: PaperLine) -> str:
        return self.reason.currentText() if line.printed else ""

    def _make(self) -> None:
        line = self.sittings.chosen()
        if line is not None:
            self.offer(line.sitting_id)

    def _go_on(self) -> None:
        line = self.sittings.chosen()
        if line is not None and not line.concluded:
            self.outcomes_wanted.emit(line.sitting_id)

    def _open_sitting(self) -> None:
        """Enter on a sitting: go on with one that has no outcome yet, else to its papers."""
        if self.go_on_button.isVisible():
            self._go_on()
        else:
            self.papers.setFocus()

    def _made(self, made: PapersMade) -> None:
        if made.failures:
            _kind, problem = made.failures[0]
            text = _("{n} 份文书没有做成：{why}受理不受影响，排除后按“补做文书”。")
            self.verdict.say(text.format(n=len(made.failures), why=sentence(problem)), "warning")
        elif made.papers:
            self.verdict.say(_("已做成 {n} 份文书。").format(n=len(made.papers)), "ok")
        else:
            self.verdict.say(_("文书已齐，不需要补做。"), "ok")
        self._offering = True  # the papers themselves come with the news of the change

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))

    def _say_good(self, text: str) -> None:
        self.verdict.say(text, "ok")

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases:
            self.refresh()
        elif changes.papers and self._loose is None:
            self._pick_sitting(self.sittings.chosen())


def _order(line: PaperLine) -> Order:
    return Order(line.id, line.number)


def listed(office: Office, actor: Actor, period: str, text: str) -> tuple[SittingLine, ...]:
    """Return the sittings of the office's `today`, or of `all` days. Raises Problem `right.missing`."""
    day = office.today() if period == "today" else None
    return records.lines(office, actor, day, text)

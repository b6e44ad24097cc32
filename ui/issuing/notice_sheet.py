"""The public-notice list (双公示): decisions with their seven-day term, written to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.actor import Actor
from app.services import public_notice
from app.services.public_notice import NoticeLine, Written
from app.wording import _
from app.wording.hand_over import OUTCOME_WORDS
from ui.forms import FieldContext
from ui.issuing import asked_today
from ui.issuing.asked_today import NoticeSpan
from ui.issuing.days import DayField
from ui.issuing.sheet import DeskSheet
from ui.kit.pages import Words
from ui.models.records import Column, LinesTable
from ui.tasks import Desk


def _columns() -> tuple[Column[NoticeLine], ...]:
    return (
        Column(lambda: _("文号"), lambda line: line.number, 5),
        Column(lambda: _("相对人"), lambda line: line.applicant, 5),
        Column(lambda: _("事项"), lambda line: line.item, 6),
        Column(lambda: _("决定"), lambda line: _(OUTCOME_WORDS[line.outcome]), 2),
        Column(lambda: _("决定日期"), lambda line: str(line.decided_on), 3),
        Column(lambda: _("公示期限"), lambda line: str(line.due), 3),
        Column(lambda: _("公示"), _published, 3),
    )


def _published(line: NoticeLine) -> str:
    """Return when a decision was published, or that it waits."""
    word = _("待公示") if line.published_on is None else str(line.published_on)
    return _("{word} 逾期").format(word=word) if line.overdue else word


class NoticeSheet(DeskSheet):
    """The decisions of a span of days."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("行政许可双公示"), size=(1000, 560))
        self.since, self.until = DayField(date.min), DayField(date.min)
        self._from, self._to = Words(), Words()
        self.table: LinesTable[NoticeLine] = LinesTable(
            _columns(), lambda line: (line.case_id, line.act_id)
        )
        self.dialog: QFileDialog | None = None
        span = QHBoxLayout()
        for caption, field in ((self._from, self.since), (self._to, self.until)):
            caption.setBuddy(field.line)
            field.setFixedWidth(140)
            span.addWidget(caption)
            span.addWidget(field)
            field.entered.connect(self._read)
            field.line.editingFinished.connect(self._read)
        span.addStretch(1)
        self.body.addLayout(span)
        self.body.addWidget(self.table, 1)

    def ask(self) -> None:
        """Open with the last seven days."""
        self._from.setText(_("决定日期从"))
        self._to.setText(_("至"))
        self.since.name(_("决定日期从"))
        self.until.name(_("至"))
        self.table.setAccessibleName(_("公示清单"))
        self.table.speak(_("这段时间没有要公示的许可决定。"))
        for field in (self.since, self.until):
            field.show_day(None)
        self.begin(self.table, _("写成文件"))
        self._ask_for(None)

    def act(self) -> None:
        """Ask where the list goes, then write it."""
        if not self.table.lines_model.lines:
            self.want(_("清单是空的，请换一段日期。"), self.since.line)
            return
        dialog = QFileDialog(self, _("写成文件"), _("双公示.csv"), "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        self.dialog = dialog
        dialog.open()

    def write(self, path: str) -> None:
        """Write the list to a file."""
        self.wait(on=True)
        self.desk.make(
            public_notice.write,
            self.actor,
            Path(path),
            self.since.day(),
            self.until.day(),
            then=self._written,
            failed=self.refuse,
            ended=self.wait_no_more,
        )

    def _written(self, done: Written) -> None:
        words = _("已写成 {path}，共 {n} 条。").format(path=done.path, n=done.lines)
        if done.overdue:
            words += _("其中 {n} 条已过公示期限。").format(n=done.overdue)
        self.verdict.say(words, "warning" if done.overdue else "ok")
        self._read()

    def _read(self) -> None:
        since, until = self.since.day(), self.until.day()
        fault = self.since.fault or self.until.fault
        if since is None or until is None:
            self.verdict.say(fault or _("请输入起止日期。"), "warning")
        else:
            self._ask_for((since, until))

    def _ask_for(self, span: tuple[date, date] | None) -> None:
        self.desk.read(
            asked_today.notices,
            self.actor,
            span,
            then=self._show,
            failed=self.refuse,
            newest="notice.lines",
        )

    def _show(self, found: NoticeSpan) -> None:
        for field, day in ((self.since, found.since), (self.until, found.until)):
            field.context = FieldContext(found.today)
            if not field.line.text():  # at first; afterwards a person types there
                field.show_day(day)
        self.table.show_lines(found.lines)

"""The file of a case on the screen: contents and chronology, and the inspectors' lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.acts import Act
from app.services.case_file import ScoreLine
from app.services.filed import FileEntry
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.proceeding import act_word
from app.wording.terms import case_word
from ui.kit.gauge import Gauge
from ui.kit.numbers import public_number
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.kit.signs import Elided
from ui.models.lines import Line, LineList
from ui.models.records import Column, LinesTable

_SIGNS = {True: ("ok", "ok"), False: ("error", "error"), None: ("dash", "muted")}


def _columns() -> tuple[Column[FileEntry], ...]:
    return (
        Column(lambda: _("序号"), lambda line: str(line.position), 2),
        Column(lambda: _("材料"), lambda line: line.title, 7),
        Column(lambda: _("文号"), lambda line: line.number, 8),
        Column(lambda: _("日期"), lambda line: str(line.day), 5),
        Column(lambda: _("页数"), lambda line: str(line.pages or ""), 2),
    )


class ContentsPanel(Panel):
    """Whose file it is, what is in it, and what happened."""

    def __init__(self) -> None:
        super().__init__()
        self.view: CaseView | None = None
        self.title = Words(size="title", bold=True)
        self.title.setWordWrap(True)
        self.under = Elided(size="small", colour="muted")
        self.contents_title, self.acts_title = Words(bold=True), Words(bold=True)
        self.contents: LinesTable[FileEntry] = LinesTable(_columns(), lambda line: line.position)
        self.acts = LineList(lambda: _("办理经过"))
        self.rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for part in (self.title, self.under, self.contents_title):
            column.addWidget(part)
        column.addWidget(self.contents, 5)
        column.addWidget(self.acts_title)
        column.addWidget(self.acts, 4)
        column.addWidget(self.rest, 9)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.contents.setAccessibleName(_("卷内目录"))
        self.contents.speak(_("案卷里还没有文书。"))
        self.acts_title.setText(_("办理经过"))
        self.show_view(self.view)
        self._count()

    def show_view(self, view: CaseView | None) -> None:
        """Show a case's head and chronology, the newest last."""
        self.view = view
        for part in (self.contents_title, self.contents, self.acts_title, self.acts):
            part.setVisible(view is not None)
        self.rest.setVisible(view is None)
        if view is None:
            self.title.setText(_("案卷"))
            self.under.setText(_("从左侧选一件"))
            self.acts.show_lines(())
            return
        case, applicant = view.case, view.seen.sitting.applicant
        self.title.setText(f"{applicant.name}　{case.item_name}")
        closed = _("已归档 {day}").format(day=case.closed_at.date()) if case.closed_at else ""
        number = f"{applicant.id_type} {public_number(applicant.id_type, applicant.id_number)}"
        parts = (case.number, case_word(case.state), closed, number)
        self.under.setText("　".join(filter(None, parts)))
        self.acts.show_lines(
            tuple(Line(str(act.id), act_word(act.kind), _act_detail(act)) for act in view.acts)
        )
        self.acts.scrollToTop()

    def show_contents(self, entries: tuple[FileEntry, ...]) -> None:
        """Show what is in the file."""
        self.contents.show_lines(entries)
        self._count()

    def _count(self) -> None:
        entries = self.contents.lines_model.lines
        pages = sum(entry.pages or 0 for entry in entries)
        words = _("卷内目录　{n} 件 {pages} 页").format(n=len(entries), pages=pages)
        self.contents_title.setText(words if entries else _("卷内目录"))


class ScorePanel(Panel):
    """The lines of the score sheet: passed, missing or not asked; what is missing in full below.

    The sheet is told with how many lines and points it has (`domain.md` 2.6 names twelve, 109 points
    together), and how many of them the case calls for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ScoreLine, ...] = ()
        self.title, self.sum = Words(size="title", bold=True), Words(size="title", bold=True)
        self.gauge = Gauge()
        self.sheet = Words(size="small", colour="muted")
        self.sheet.setWordWrap(True)
        self.list = LineList(lambda: _("案卷评查"))
        self.missing = Words(size="small")
        self.missing.setWordWrap(True)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.missing.setMinimumHeight(64)
        self.rest = Words(colour="muted")
        self.rest.setWordWrap(True)
        self.rest.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.gauge)
        column.addWidget(self.sheet)
        column.addWidget(self.list, 1)
        column.addWidget(self.missing)
        column.addWidget(self.rest, 1)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("案卷评查"))
        self.rest.setText(_("选中案卷后，这里逐项列出评查结果和缺少的内容。"))
        self.show_lines(self.lines)

    def show_lines(self, lines: tuple[ScoreLine, ...]) -> None:
        """Show the score; the first line that lacks something is chosen."""
        self.lines = lines
        for shown in (self.gauge, self.sheet, self.list, self.missing):
            shown.setVisible(bool(lines))
        self.rest.setVisible(not lines)
        whole = sum(line.points for line in lines if line.passed is not None)
        part = sum(line.points for line in lines if line.passed)
        self.gauge.show_part(part, whole)
        self.sum.setText(_("{part}/{whole} 分").format(part=part, whole=whole) if lines else "")
        self.sum.ink("ok" if part == whole else "error")
        words = _("评查表共 {lines} 项 {points} 分，本案涉及 {asked} 项 {whole} 分。")
        self.sheet.setText(
            words.format(
                lines=len(lines),
                points=sum(line.points for line in lines),
                asked=sum(line.passed is not None for line in lines),
                whole=whole,
            )
        )
        self.list.show_lines(tuple(map(_entry, lines)))
        first = next((n for n, line in enumerate(lines) if line.passed is False), 0)
        if lines:
            self.list.setCurrentIndex(self.list.entries.index(first))
        self._tell()

    def lacking(self) -> int:
        """Return how many lines lack something."""
        return sum(line.passed is False for line in self.lines)

    def _tell(self, *_index: object) -> None:
        key = self.list.chosen()
        line = next((each for each in self.lines if each.code == key), None)
        self.missing.ink("error" if line is not None and line.passed is False else "muted")
        self.missing.setText(_told(line))


def _act_detail(act: Act) -> str:
    """Return when and by whom; when it was entered where that is another day."""
    who = act.by_name or _("依法自动")
    parts = [f"{act.at:%Y-%m-%d %H:%M}", who]
    if act.recorded_at.date() != act.at.date():
        parts.append(_("{day} 录入").format(day=act.recorded_at.date()))
    return "　".join(parts)


def _told(line: ScoreLine | None) -> str:
    if line is None:
        return ""
    if line.missing:
        return "\n".join(line.missing)
    return _("本案不涉及，不计分。") if line.passed is None else _("符合要求。")


def _entry(line: ScoreLine) -> Line:
    icon, ink = _SIGNS[line.passed]
    words = "；".join(line.missing) or _told(line)
    return Line(
        line.code, line.title, words, icon, ink=ink, right=_("{n} 分").format(n=line.points)
    )

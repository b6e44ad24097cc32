"""The file of a case: complete or not by the inspectors' lines, closed, handed out whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.errors import Problem
from app.services import case_file, proceeding
from app.services.case_file import Exported, ScoreLine
from app.services.filed import FileEntry
from app.services.proceeding import CaseView
from app.wording import _
from ui.issuing.close_sheet import CloseSheet
from ui.issuing.file_panels import ContentsPanel, ScorePanel
from ui.issuing.file_queue import FileQueue, files
from ui.issuing.key_row import KeyRow
from ui.issuing.notice_sheet import NoticeSheet
from ui.issuing.sheet import refusal
from ui.kit.actions import Action, Actions
from ui.kit.pages import SpeakingPage
from ui.tasks import Desk

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


class FileScreen(SpeakingPage):
    """Cases left, the chosen file in the middle, its score right."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._case: UUID | None = None
        self.busy = False
        self.dialog: QFileDialog | None = None
        self.queue, self.contents, self.score = FileQueue(), ContentsPanel(), ScorePanel()
        self.actions_ = self._make_actions()
        self.row = KeyRow(self, self.actions_)
        panels = QHBoxLayout()
        panels.setContentsMargins(12, 12, 12, 12)
        panels.setSpacing(12)
        panels.addWidget(self.queue, 4)
        panels.addWidget(self.contents, 9)
        panels.addWidget(self.score, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(panels, 1)
        column.addWidget(self.row)
        self.setFocusProxy(self.queue.search)
        self.queue.typed.connect(self.refresh)
        self.queue.sought.connect(self._seek)
        self.queue.picked.connect(self._pick)
        self._desk.changed.connect(self._on_changed)
        self.refresh()

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        for part in (self.queue, self.contents, self.score):
            part.speak()
        self.row.refresh()

    def refresh(self) -> None:
        """Ask for the cases again."""
        self._desk.read(
            files,
            self._actor,
            self.queue.search.text(),
            then=self.queue.show_lines,
            failed=self._refuse,
            newest="files",
        )

    @cached_property
    def notice_sheet(self) -> NoticeSheet:
        """The sheet of the public notice, built when it is first wanted."""
        sheet = NoticeSheet(self._desk, self._actor, self)
        self.row.give_way_to(sheet)
        return sheet

    @cached_property
    def close_sheet(self) -> CloseSheet:
        """The sheet for closing a file that lacks something."""
        sheet = CloseSheet(self._desk, self._actor, self)
        self.row.give_way_to(sheet)
        return sheet

    def list_notices(self) -> None:
        """List the decisions that are to be published."""
        self.notice_sheet.ask()

    def _seek(self, text: str) -> None:
        self._desk.read(
            proceeding.find_case,
            self._actor,
            text,
            then=self._pick,
            failed=self._refuse,
            newest="files.seek",
        )

    def _pick(self, case_id: UUID | None) -> None:
        self._case = case_id
        if case_id is None:
            self.contents.show_view(None)
            self.contents.show_contents(())
            self.score.show_lines(())
            self.row.refresh()
            return
        self._read(proceeding.view_case, self._show_view, "file.view")
        self._read(case_file.contents, self._show_contents, "file.contents")
        self._read(case_file.score, self._show_score, "file.score")

    def _read(self, verb: Callable[..., object], then: Callable[..., object], newest: str) -> None:
        self._desk.read(
            verb, self._actor, self._case, then=then, failed=self._refuse, newest=newest
        )

    def _show_view(self, view: CaseView) -> None:
        self.contents.show_view(view)
        self.row.refresh()

    def _show_contents(self, entries: tuple[FileEntry, ...]) -> None:
        self.contents.show_contents(entries)

    def _show_score(self, lines: tuple[ScoreLine, ...]) -> None:
        self.score.show_lines(lines)
        self.row.refresh()

    def _close(self) -> None:
        assert self._case is not None  # without one the action is off
        if self.score.lacking():
            self.close_sheet.ask(self._case, self.score.lines)
            return
        self._wait(on=True)
        self._desk.do(
            case_file.close,
            self._actor,
            self._case,
            then=self._closed,
            failed=self._refuse,
            ended=self._ended,
        )

    def _closed(self, _done: object) -> None:
        self.queue.verdict.say(_("已归档。按 F7 或 F8 可以整卷导出。"), "ok")

    def _ask_place(self, *, one_pdf: bool) -> None:
        """Ask for the PDF's name, or for the folder in which the file gets a folder of its own."""
        if one_pdf:
            dialog = QFileDialog(self, _("导出为一份 PDF"), f"{self._name()}.pdf", "PDF (*.pdf)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
        else:
            dialog = QFileDialog(self, _("导出到文件夹"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.export, one_pdf=one_pdf))
        self.dialog = dialog
        dialog.open()

    def export(self, path: str, *, one_pdf: bool) -> None:
        """Write the whole file to a place: a folder of its papers, or one PDF."""
        target = Path(path) if one_pdf else Path(path) / self._name()
        self._wait(on=True)
        self.queue.verdict.say(_("正在导出…"), "info")
        self._desk.make(
            partial(case_file.export, one_pdf=one_pdf),
            self._actor,
            self._case,
            target,
            then=self._exported,
            failed=self._refuse,
            ended=self._ended,
        )

    def _exported(self, done: Exported) -> None:
        words = _("已导出 {n} 件 {pages} 页：{path}")
        text = words.format(n=done.papers, pages=done.pages, path=done.path)
        if done.answer_due is not None:
            words = _("作为行政复议答复的，今天收到申请书副本，须在 {day} 前提出。")
            text += "\n" + words.format(day=done.answer_due)
        self.queue.verdict.say(text, "ok")

    def _name(self) -> str:
        """Return the case's number as a name that every file system takes."""
        view = self.contents.view
        return _UNSAFE.sub("-", view.case.number) if view is not None else ""

    def _ended(self) -> None:
        """Wait no longer, however it came out; what was said meanwhile holds no longer."""
        self._wait(on=False)
        self.queue.verdict.clear()

    def _refuse(self, problem: Problem) -> None:
        self.queue.verdict.say(refusal(problem))

    def _wait(self, *, on: bool) -> None:
        self.busy = on
        self.row.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.papers or changes.certificates:
            self.refresh()
            if self._case is not None:
                self._pick(self._case)

    def _why_not(self) -> str:
        if self.busy:
            return _("正在处理，请稍候。")
        return "" if self._case is not None else _("请先从左侧选一件。")

    def _why_not_close(self) -> str:
        if why := self._why_not():
            return why
        view = self.contents.view
        if view is not None and view.case.closed_at is not None:
            return _("这份案卷已经归档。")
        lacking = 0 if Role.SUPERVISOR in self._actor.roles else self.score.lacking()
        return _("还有 {n} 项不齐，见右侧评查。").format(n=lacking) if lacking else ""

    def _make_actions(self) -> Actions:
        actions = Actions(self, lambda why: self.queue.verdict.say(why, "warning"))
        search = self.queue.search.setFocus
        for action in (
            Action("search", lambda: _("查找"), search, ("F2",), on_bar=True),
            Action("score", lambda: _("评查"), self.score.list.setFocus, ("F4",), on_bar=True),
            Action("notice", lambda: _("双公示"), self.list_notices, ("F5",), on_bar=True),
            Action(
                "folder",
                lambda: _("导出文件夹"),
                partial(self._ask_place, one_pdf=False),
                ("F7",),
                reason=self._why_not,
                jump=search,
                on_bar=True,
            ),
            Action(
                "pdf",
                lambda: _("导出 PDF"),
                partial(self._ask_place, one_pdf=True),
                ("F8",),
                reason=self._why_not,
                jump=search,
                on_bar=True,
            ),
            Action(
                "close",
                lambda: _("归档"),
                self._close,
                ("F9",),
                reason=self._why_not_close,
                jump=self.score.list.setFocus,
                on_bar=True,
                main=True,
            ),
        ):
            actions.add(action)
        return actions

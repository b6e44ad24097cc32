"""The bureau in force: who decides what, and importing another bureau file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.bureau import Bureau, Decider
from app.errors import Problem
from app.services import bureau
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Entry, SpeakingPage, Verdict, Words
from ui.kit.panels import Panel
from ui.models.records import Column, LinesTable
from ui.tasks import Desk


def _columns() -> tuple[Column[Decider], ...]:
    return (
        Column(lambda: _("决定机关"), lambda decider: decider.name, 5),
        Column(lambda: _("复议机关"), lambda decider: decider.remedy_body, 4),
        Column(lambda: _("管辖法院"), lambda decider: decider.court, 4),
        Column(lambda: _("印章"), lambda decider: decider.seal_kind, 3),
        Column(lambda: _("监督电话"), lambda decider: decider.complaint_phone, 3),
    )


class FileImport(QWidget):
    """A file's place, typed or browsed for, and the button that imports it."""

    def __init__(self, filter_: str) -> None:
        super().__init__()
        self._filter = filter_
        self.path = Entry()
        self.browse = Button(key="Alt+B")
        self.button = Button(primary=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        row.addWidget(self.button)
        self.browse.clicked.connect(self._browse)
        self.path.returnPressed.connect(self.button.click)
        self.setFocusProxy(self.path)

    def speak(self, name: str, hint: str, button: str) -> None:
        """Write every word in the language in force."""
        self.path.setAccessibleName(name)
        self.path.setPlaceholderText(hint)
        self.browse.setText(_("浏览…"))
        self.button.setText(button)

    def source(self) -> Path | None:
        """Return the place typed, None when there is none."""
        text = self.path.text().strip()
        return Path(text).expanduser() if text else None

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.path.accessibleName(), "", self._filter
        )
        if name:
            self.path.setText(name)
            self.path.setFocus()


class BureauScreen(SpeakingPage):
    """What the bureau file in force says, and the way to replace it."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._bureau: Bureau | None = None
        self.title = Words(size="title", bold=True)
        self.facts = Words(colour="muted")
        self.facts.setWordWrap(True)
        self.table: LinesTable[Decider] = LinesTable(_columns(), lambda decider: decider.id)
        self.import_title = Words(size="title", bold=True)
        self.file = FileImport("YAML (*.yaml *.yml)")
        self.verdict = Verdict()
        self.findings = QListWidget()
        self.findings.hide()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.file.button.clicked.connect(self._import)
        desk.changed.connect(self._on_changed)
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the bureau again."""
        self._desk.read(bureau.current, then=self._show, newest="bureau.screen")

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.table.setAccessibleName(_("决定机关"))
        self.table.speak(_("机构文件没有决定机关。"))
        self.import_title.setText(_("导入机构文件"))
        self.file.speak(
            _("机构文件"), _("机构文件（.yaml）的位置；有错时一处不改，并逐条说明"), _("导入")
        )
        self.findings.setAccessibleName(_("机构文件的问题"))
        self._write_facts()

    def _lay_out(self) -> None:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(9)
        for part in (self.title, self.facts):
            column.addWidget(part)
        column.addWidget(self.table, 2)
        column.addWidget(self.import_title)
        column.addWidget(self.file)
        column.addWidget(self.verdict)
        column.addWidget(self.findings, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 12, 12, 12)
        around.addWidget(panel)

    def _show(self, current: Bureau) -> None:
        self._bureau = current
        self.table.show_lines(tuple(current.deciders.values()))
        self._write_facts()

    def _write_facts(self) -> None:
        current = self._bureau
        if current is None:
            return
        self.title.setText(current.name)
        facts = _("行政区划代码 {region}，大厅 {halls} 个，窗口 {windows} 个，工位 {stations} 个。")
        self.facts.setText(
            facts.format(
                region=current.region,
                halls=len(current.halls),
                windows=len(current.windows),
                stations=len(current.stations),
            )
            + (_("这是示例机构，文书都标“示例”。") if current.sample else "")
        )

    def _import(self) -> None:
        source = self.file.source()
        if source is None:
            self.verdict.say(_("请输入机构文件的位置。"))
            self.file.path.setFocus()
            return
        self.findings.hide()
        self._desk.do(
            bureau.import_file, self._actor, source, then=self._imported, failed=self._refuse
        )

    def _imported(self, done: bureau.BureauImported) -> None:
        text = _("已导入，现行为第 {version} 版；如果更换了行政区划，请重新登录。")
        self.verdict.say(text.format(version=done.version), "ok")
        self._list([sentence(finding) for finding in done.warnings])

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))
        self._list([sentence(finding) for finding in problem.findings])

    def _list(self, texts: list[str]) -> None:
        self.findings.clear()
        self.findings.addItems(texts)
        self.findings.setVisible(bool(texts))

    def _on_changed(self, changes: Changes) -> None:
        if changes.bureau:
            self.refresh()

"""The bureau in force: who decides what; importing another bureau file, and the year's days off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.bureau import Bureau, Decider
from app.services import bureau
from app.wording import _
from ui.administration.holidays import HolidayImport
from ui.administration.importing import ImportPart
from ui.kit.pages import SpeakingPage, Words
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
        self.importing = ImportPart("YAML (*.yaml *.yml)")
        self.importing.wanted.connect(self._import)
        self.holidays = HolidayImport(desk, actor)
        self._lay_out()
        self.setFocusProxy(self.table)
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
        self.importing.speak(
            _("导入机构文件"),
            _("机构文件"),
            _("机构文件（.yaml）的位置；有错时一处不改，并逐条说明"),
            _("导入"),
        )
        self.holidays.speak()
        self._write_facts()

    def _lay_out(self) -> None:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(9)
        for part in (self.title, self.facts):
            column.addWidget(part)
        column.addWidget(self.table, 2)
        column.addWidget(self.importing, 1)
        column.addWidget(self.holidays, 1)
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

    def _import(self, source: Path) -> None:
        self._desk.do(
            bureau.import_file,
            self._actor,
            source,
            then=self._imported,
            failed=self.importing.refuse,
        )

    def _imported(self, done: bureau.BureauImported) -> None:
        text = _("已导入，现行为第 {version} 版；如果更换了行政区划，请重新登录。")
        self.importing.tell(text.format(version=done.version), done.warnings)

    def _on_changed(self, changes: Changes) -> None:
        if changes.bureau:
            self.refresh()

"""The yearly holiday notice on the screen: whether it is missing, and importing its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from app.domain.actor import Actor
from app.errors import Finding
from app.services import calendars
from app.wording import _
from app.wording.sentences import sentence
from ui.administration.importing import ImportPart
from ui.kit.pages import SpeakingPage
from ui.tasks import Desk


class HolidayImport(SpeakingPage):
    """Says from 1 October on that next year's notice is missing, and takes its file."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self.importing = ImportPart("YAML, JSON (*.yaml *.yml *.json)", key="Alt+H")
        self.importing.wanted.connect(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.importing)
        self.setFocusProxy(self.importing)
        self.refresh()

    def refresh(self) -> None:
        """Ask whether a notice is missing."""
        self._desk.read(calendars.missing, then=self._show, newest="holidays")

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.importing.speak(
            _("导入放假安排"),
            _("放假安排文件"),
            _("放假安排文件（.yaml、.json）的位置；列明 year、off、work，有错时一处不改"),
            _("导入"),
        )
        self.refresh()

    def _show(self, missing: Finding | None) -> None:
        if missing is not None:
            self.importing.tell(sentence(missing), kind="warning")

    def _import(self, source: Path) -> None:
        self._desk.do(
            calendars.import_notice,
            self._actor,
            source,
            then=self._imported,
            failed=self.importing.refuse,
        )

    def _imported(self, done: calendars.CalendarImported) -> None:
        text = _("已导入 {year} 年的放假安排，未办结办件的期限随即重新计算。")
        if done.again:
            text = _("{year} 年的放假安排此前已经导入，没有变化。")
        self.importing.tell(text.format(year=done.notice.year))

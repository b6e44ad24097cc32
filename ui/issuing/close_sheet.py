"""A file that lacks something is closed by a supervisor only, with the reason in the record."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.services import case_file
from app.services.case_file import ScoreLine
from app.wording import _
from ui.issuing.sheet import DeskSheet
from ui.kit.pages import Entry, Words
from ui.models.lines import Line, LineList
from ui.tasks import Desk


class CloseSheet(DeskSheet):
    """What is missing above, why it is closed all the same below."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("缺项归档"), size=(620, 420))
        self._case: UUID | None = None
        self.list = LineList(lambda: _("缺项"))
        self._caption = Words()
        self.reason = Entry()
        self._caption.setBuddy(self.reason)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._caption)
        self.body.addWidget(self.reason)
        self.reason.returnPressed.connect(self.go.click)

    def ask(self, case_id: UUID, lines: tuple[ScoreLine, ...]) -> None:
        """Ask why a case is closed although these lines lack something."""
        self._case = case_id
        self._caption.setText(_("确需归档的理由（写入办理记录）"))
        self.reason.setAccessibleName(_("确需归档的理由"))
        self.reason.clear()
        self.list.show_lines(
            tuple(
                Line(line.code, line.title, "；".join(line.missing), "error", ink="error")
                for line in lines
                if line.passed is False
            )
        )
        self.begin(self.reason, _("归档"))

    def act(self) -> None:
        """Close the file."""
        reason = self.reason.text().strip()
        if not reason:
            self.want(_("请写明缺项仍须归档的理由。"), self.reason)
            return
        self.wait(on=True)
        self.desk.do(
            case_file.close,
            self.actor,
            self._case,
            reason,
            then=self._closed,
            failed=self.refuse,
            ended=self.wait_no_more,
        )

    def _closed(self, _done: object) -> None:
        self.shut()

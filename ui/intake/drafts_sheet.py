"""The drafts that were hung up: take one back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.services.drafts import DraftLine
from app.wording import _
from ui.kit.overlay import Overlay
from ui.kit.signs import Caption
from ui.models.lines import Line, LineList


class DraftsSheet(Overlay):
    """Lists the clerk's own drafts, newest first.

    Signals:
        picked(str): the id of the draft to go on with.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("挂起的办件"), width=520, height=420)
        self.list = LineList(lambda: _("挂起的办件"))
        self.list.clicked.connect(self._take)
        self.box.addWidget(Caption(lambda: _("挂起的办件"), size="title", bold=True))
        self.box.addWidget(self.list, 1)
        self.box.addWidget(Caption(lambda: _("Enter 取回　Esc 返回"), colour="muted", size="small"))

    def offer(self, drafts: tuple[DraftLine, ...]) -> None:
        """Show the drafts and let one be chosen."""
        lines = [
            Line(str(draft.id), draft.label, f"{draft.saved_at:%m-%d %H:%M}", "clock")
            for draft in drafts
        ]
        self.list.show_lines(tuple(lines))
        self.open_over(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen:
            self.shut()
            self.picked.emit(chosen)

"""The reminder that a year's holiday notice is missing: it stands until the notice is imported.

Whoever it is shown to may put it off for the day; the next day it stands there again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.actor import Actor, Role
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Words
from ui.kit.panels import Panel
from ui.kit.signs import StateIcon
from ui.shell import doors
from ui.tasks import Desk

if TYPE_CHECKING:
    from app.changes import Changes

_TOLD_TO = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN})
_EVERY_MS = 10 * 60 * 1000
"""A new day is noticed within ten minutes."""


class HolidayReminder(Panel):
    """One line above the screens of who leads the duty or may import the notice.

    Signals:
        import_wanted(): the person goes to where the notice is imported.
    """

    import_wanted = Signal()

    def __init__(self, desk: Desk, actor: Actor, *, may_import: bool) -> None:
        super().__init__(ground="warning_soft", edge="warning")
        self._desk, self._actor = desk, actor
        self._missing = doors.MissingCalendar()
        self.icon = StateIcon("warning")
        self.words = Words(colour="warning")
        self.words.setWordWrap(True)
        self.go_button, self.off_button = Button(), Button()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        for button in (self.go_button, self.off_button):
            row.addWidget(button)
        self.go_button.setVisible(may_import)
        self.go_button.clicked.connect(self.import_wanted)
        self.off_button.clicked.connect(self._put_off)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self.hide()
        if _TOLD_TO & actor.roles:
            self._timer.start()
            desk.changed.connect(self._on_changed)
            self.refresh()

    def refresh(self) -> None:
        """Ask whether a notice is missing."""
        self._desk.read(
            doors.missing_calendar, self._actor, then=self._show, newest="shell.calendar"
        )

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _show(self, missing: doors.MissingCalendar) -> None:
        self._missing = missing
        self._speak()
        self.setVisible(missing.finding is not None and not missing.put_off)

    def _speak(self) -> None:
        finding = self._missing.finding
        self.words.setText(sentence(finding) if finding is not None else "")
        self.go_button.setText(_("去导入"))
        self.off_button.setText(_("今天不再提示"))

    def _put_off(self) -> None:
        self.hide()
        self._desk.do(doors.put_off_calendar, self._actor)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases:  # with the notice the days of the cases are counted again
            self.refresh()

"""The duty leader's strip: what the law will accept tomorrow if nobody acts today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.actor import Actor, Role
from app.ports.cases import CaseLine
from app.services import operation_of_law
from app.wording import _
from ui.kit.pages import Button
from ui.kit.panels import Panel
from ui.kit.signs import Elided, StateIcon
from ui.tasks import Desk

_NAMED = 3


class DutyStrip(Panel):
    """One line, shown to a supervisor while there is something to see.

    Signals:
        opened(UUID): this case is to be looked at.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(ground="warning_soft", edge="warning")
        self._desk, self._actor = desk, actor
        self._lines: tuple[CaseLine, ...] = ()
        self._place = -1
        self.icon = StateIcon("warning")
        self.words = Elided(colour="warning", bold=True)
        self.button = Button(key="Ctrl+G")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._open_next)
        self.hide()

    def refresh(self) -> None:
        """Ask what becomes accepted by law tomorrow."""
        if Role.SUPERVISOR in self._actor.roles:
            self._desk.read(
                operation_of_law.tomorrow,
                self._actor,
                then=self.show_lines,
                newest="review.tomorrow",
            )

    def show_lines(self, lines: tuple[CaseLine, ...]) -> None:
        """Show which cases are meant."""
        self._lines = lines
        self.speak()
        self.setVisible(bool(lines))

    def speak(self) -> None:
        """Write the sentence in the language in force."""
        named = "、".join(f"{line.applicant} {line.item_name}" for line in self._lines[:_NAMED])
        words = _("今天不发出补正告知或受理，明天将依法视为受理：{n} 件（{cases}）")
        self.words.setText(words.format(n=len(self._lines), cases=named))
        self.button.setText(_("逐件查看"))

    def _open_next(self) -> None:
        if self._lines:
            self._place = (self._place + 1) % len(self._lines)
            self.opened.emit(self._lines[self._place].case_id)

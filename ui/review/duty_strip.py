"""The strip of what the law has left to people: promises not put right, what hinders it, silence tomorrow."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.actor import Actor, Role
from app.services import operation_of_law
from app.services.operation_of_law import Concern, Outstanding
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Words
from ui.kit.panels import Panel
from ui.kit.signs import StateIcon
from ui.tasks import Desk

_NAMED = 3
_TOLD_TO: Mapping[Concern, frozenset[Role]] = {
    Concern.BROKEN: frozenset({Role.APPROVER, Role.HEAD, Role.SUPERVISOR}),
    Concern.HINDERED: frozenset({Role.HEAD, Role.SUPERVISOR}),
    Concern.TOMORROW: frozenset({Role.SUPERVISOR}),
}
"""Who decides, who clears the way, who leads the duty."""
_SUMS = {
    Concern.BROKEN: N_("承诺期满没有改正，是否撤销待决定：{n} 件（{cases}）"),
    Concern.HINDERED: N_("期限已到而没能依法自动处理：{n} 件（{cases}）"),
    Concern.TOMORROW: N_("今天不发出补正告知或受理，明天将依法视为受理：{n} 件（{cases}）"),
}


class DutyStrip(Panel):
    """What a person's role must see to, told together, then case by case; hidden while there is nothing.

    Signals:
        opened(UUID): this case is to be looked at.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(ground="warning_soft", edge="warning")
        self._desk, self._actor = desk, actor
        self._told_of = frozenset(why for why, roles in _TOLD_TO.items() if roles & actor.roles)
        self._lines: tuple[Outstanding, ...] = ()
        self._here: UUID | None = None
        self.icon = StateIcon("warning")
        self.words = Words(colour="warning", bold=True)
        self.words.setWordWrap(True)
        self.button = Button(key="Ctrl+G")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._open_next)
        self.hide()

    def refresh(self) -> None:
        """Ask what is outstanding, for whom it concerns."""
        if self._told_of:
            self._desk.read(
                operation_of_law.outstanding,
                self._actor,
                then=self.show_lines,
                newest="review.outstanding",
            )

    def show_lines(self, found: tuple[Outstanding, ...]) -> None:
        """Show which cases are meant; the one that was gone to stays so while it is among them."""
        self._lines = tuple(one for one in found if one.why in self._told_of)
        if self._place() is None:
            self._here = None
        self.speak()
        self.setVisible(bool(self._lines))

    def speak(self) -> None:
        """Write what there is in the language in force: the sums, or the case that was gone to."""
        place = self._place()
        if place is None:
            self.words.setText("；".join(map(self._sum, dict.fromkeys(self._kinds()))))
        else:
            words = _("{n}/{all}　{said}")
            said = sentence(self._lines[place].said)
            self.words.setText(words.format(n=place + 1, all=len(self._lines), said=said))
        self.button.setText(_("逐件查看"))

    def _kinds(self) -> tuple[Concern, ...]:
        return tuple(one.why for one in self._lines)

    def _sum(self, why: Concern) -> str:
        lines = [one.line for one in self._lines if one.why is why]
        named = "、".join(f"{line.applicant} {line.item_name}" for line in lines[:_NAMED])
        return _(_SUMS[why]).format(n=len(lines), cases=named + "…" * (len(lines) > _NAMED))

    def _place(self) -> int | None:
        """Return where the case that was gone to stands, None where none was."""
        here = (n for n, one in enumerate(self._lines) if one.line.case_id == self._here)
        return next(here, None)

    def _open_next(self) -> None:
        if self._lines:
            place = self._place()
            following = 0 if place is None else (place + 1) % len(self._lines)
            self._here = self._lines[following].line.case_id
            self.speak()
            self.opened.emit(self._here)

"""The warning that the applicant is barred: at identity, as long as the applicant is the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.actor import Actor
from app.domain.case import HandedIn
from app.domain.certificate import Bar, BarGround
from app.domain.merged_form import MergedMaterial
from app.forms.draft import Draft
from app.services import bars
from app.wording.sentences import sentence
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.kit.signs import StateIcon
from ui.tasks import Desk

_ON_CREDIT = (HandedIn.OWED, HandedIn.PROMISED)


class BarredWarning(Panel):
    """Asks whenever the applicant's number is another one; hinders nothing and takes no keys.

    Signals:
        changed(): other bars hold than before.
    """

    changed = Signal()

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._number = ""
        self._draft: Draft | None = None
        self._bars: tuple[Bar, ...] = ()
        self.ground, self.edge = "warning_soft", "warning"
        self.icon = StateIcon("warning")
        self.words = Words(colour="warning")
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        self.hide()

    def look(self, draft: Draft) -> None:
        """Ask for the applicant's bars if the number is a new one."""
        applicant = draft.applicant()
        number = applicant.id_number if applicant is not None else ""
        self._draft = draft
        if number == self._number:
            return
        self._number = number
        self._take(())
        self._desk.read(
            bars.of_applicant, self._actor, number, then=self._take, newest="intake.barred"
        )

    def against(self, state: HandedIn, material: MergedMaterial) -> str:
        """Return why a material may not be handed in so, empty when it may."""
        items = {asker.item_id for asker in material.askers}
        for bar in self._bars if state in _ON_CREDIT else ():
            if bar.ground is BarGround.BAD_CREDIT and bar.item_id in {"", *items}:
                return self._words(bar)
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _take(self, found: tuple[Bar, ...]) -> None:
        if found != self._bars:
            self._bars = found
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self.words.setText("\n".join(self._words(bar) for bar in self._bars))
        self.setVisible(bool(self._bars))

    def _words(self, bar: Bar) -> str:
        """Return the warning, with the matter named as people know it."""
        items = self._draft.catalogue.items if self._draft is not None else {}
        return sentence(bars.warning(bar, items))

"""The key bar: what the F-keys do, whether the draft is saved, how many faults there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.wording import _
from ui.kit.actions import Actions, KeyButton
from ui.kit.pages import Words
from ui.kit.panels import Foot
from ui.kit.signs import Pill


class KeyBar(Foot):
    """One line at the bottom; the main action stands alone at the right in solid colour."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = Words(size="small", colour="muted")
        self.errors, self.warnings = Pill("error"), Pill("warning")
        self.buttons = {
            action.name: KeyButton(actions, action)
            for action in actions.all.values()
            if action.on_bar
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        for name, button in self.buttons.items():
            if not actions.all[name].main:
                row.addWidget(button)
        row.addStretch(1)
        for part in (self._saved, self.errors, self.warnings):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        for name, button in self.buttons.items():
            if actions.all[name].main:
                row.addWidget(button)

    def show_counts(self, errors: int, warnings: int) -> None:
        """Show how many fields are empty or wrong, and how many deserve a look."""
        self.errors.setText(_("{n} 处待填或有误").format(n=errors))
        self.warnings.setText(_("{n} 处提醒").format(n=warnings))
        self.errors.setVisible(errors > 0)
        self.warnings.setVisible(warnings > 0)

    def show_saved(self, words: str) -> None:
        """Say whether the draft is saved."""
        self._saved.setText(words)

    def refresh(self) -> None:
        """Ask every action again whether it can be done."""
        for button in self.buttons.values():
            button.refresh()

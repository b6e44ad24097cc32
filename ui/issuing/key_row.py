"""The row of keys at the foot of a screen: what each key does, the main one alone in solid colour."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.wording import _
from ui.kit.actions import Action, Actions, KeyButton
from ui.kit.key_chart import KeyChart
from ui.kit.overlay import Overlay
from ui.kit.palette import CommandPalette
from ui.kit.panels import Foot

AnyOverlay = TypeVar("AnyOverlay", bound=Overlay)


class KeyRow(Foot):
    """The buttons of a screen's actions; F1 shows every key, Ctrl+K finds an action by name."""

    def __init__(self, screen: QWidget, actions: Actions) -> None:
        super().__init__()
        self._screen, self._actions = screen, actions
        chart = Action("keys", lambda: _("按键"), self._open_chart, ("F1",), on_bar=True)
        find = Action("palette", lambda: _("查找操作"), self._open_palette, ("Ctrl+K",))
        shown = [chart, *(action for action in actions.all.values() if action.on_bar)]
        actions.add(chart)
        actions.add(find)
        self.buttons = {action.name: KeyButton(actions, action) for action in shown}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        for action in shown:
            if not action.main:
                row.addWidget(self.buttons[action.name])
        row.addStretch(1)
        for action in shown:
            if action.main:
                row.addWidget(self.buttons[action.name])

    @cached_property
    def chart(self) -> KeyChart:
        """The chart of keys; like the palette it is built when it is first wanted."""
        return self._over(KeyChart(self._screen, self._actions))

    @cached_property
    def palette_of_actions(self) -> CommandPalette:
        """The search for an action by its name."""
        return self._over(CommandPalette(self._screen, self._actions))

    def _over(self, overlay: AnyOverlay) -> AnyOverlay:
        self.give_way_to(overlay)
        return overlay

    def _open_chart(self) -> None:
        self.chart.open_chart()

    def _open_palette(self) -> None:
        self.palette_of_actions.open_palette()

    def give_way_to(self, overlay: Overlay) -> None:
        """Leave the keys to an overlay while it is open."""
        overlay.opened.connect(lambda: self._actions.listen(on=False))
        overlay.closed.connect(lambda: self._actions.listen(on=True))

    def refresh(self) -> None:
        """Ask every action again what it is called and whether it can be done."""
        for button in self.buttons.values():
            button.refresh()

"""The row of keys at the foot of a screen: what each key does, the main one alone in solid colour."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.wording import _
from ui.kit.actions import Action, Actions, KeyButton
from ui.kit.key_chart import KeyChart
from ui.kit.overlay import Overlay
from ui.kit.palette import CommandPalette
from ui.styles.appearance import appearance


class KeyRow(QWidget):
    """The buttons of a screen's actions; F1 shows every key, Ctrl+K finds an action by name."""

    def __init__(self, screen: QWidget, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._chart = KeyChart(screen, actions)
        self._palette = CommandPalette(screen, actions)
        self.give_way_to(self._chart)
        self.give_way_to(self._palette)
        chart = Action("keys", lambda: _("按键"), self._chart.open_chart, ("F1",), on_bar=True)
        find = Action("palette", lambda: _("查找操作"), self._palette.open_palette, ("Ctrl+K",))
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

    def give_way_to(self, overlay: Overlay) -> None:
        """Leave the keys to an overlay while it is open."""
        overlay.opened.connect(lambda: self._actions.listen(on=False))
        overlay.closed.connect(lambda: self._actions.listen(on=True))

    def refresh(self) -> None:
        """Ask every action again what it is called and whether it can be done."""
        for button in self.buttons.values():
            button.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and its upper edge."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("surface"))
        painter.setPen(appearance().colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

"""The action bar: what may be done on the case, and why not; F10 brings the keys here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.wording import _
from ui.kit.actions import Action, Actions, KeyButton
from ui.kit.panels import Foot
from ui.kit.signs import Elided, StateIcon
from ui.styles.appearance import appearance

_GAP = 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class DeedButton(KeyButton):
    """A button of the bar that the keys can rest on, so that its reason can be read.

    Signals:
        looked_at(bool): the keys or the mouse came to it, or left it.
        stepped(int): the arrows want on.
    """

    looked_at = Signal(bool)
    stepped = Signal(int)

    def __init__(self, actions: Actions, action: Action) -> None:
        super().__init__(actions, action)
        self.name = action.name
        self._others = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def leave_to_others(self, *, others: bool) -> None:
        """Stand back, without a key cap, while only other people may do it."""
        if others != self._others:
            self._others = others
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the words alone while it stands back."""
        whole = super().sizeHint()
        if not self._others:
            return whole
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 18, whole.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter as well; go on by the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif Qt.Key(event.key()) in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be read."""
        super().focusInEvent(event)
        self.looked_at.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be read no more."""
        super().focusOutEvent(event)
        self.looked_at.emit(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Be read."""
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Be read no more."""
        super().leaveEvent(event)
        self.looked_at.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the focus ring over it."""
        if not self._others:
            super().paintEvent(event)
        colours = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._others:
            painter.setFont(colours.font())
            painter.setPen(colours.colour("muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
            painter.setPen(QPen(colours.colour("line"), 1))
        if self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
        if self._others or self.hasFocus():
            painter.drawRoundedRect(area, colours.size("radius"), colours.size("radius"))
        painter.end()


class _Flow(QWidget):
    """Lays buttons in rows: the main ones at the right of the first, the others where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._main: list[DeedButton] = []
        self._others: list[DeedButton] = []

    def place(self, main: list[DeedButton], others: list[DeedButton]) -> None:
        """Take over which buttons there are."""
        self._main, self._others = main, others
        self.fit()

    def fit(self) -> None:
        """Arrange the buttons at the present width."""
        height = self._arrange()
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.fit()

    def _arrange(self) -> int:
        line = appearance().size("control") + 6
        right = self.width()
        for button in reversed(self._main):
            width = button.sizeHint().width()
            right -= width
            button.setGeometry(right, 0, width, line)
            right -= _GAP
        left, top, edge = 0, 0, right
        for button in self._others:
            width = button.sizeHint().width()
            if left and left + width > edge:
                left, top, edge = 0, top + line + _GAP, self.width()
            button.setGeometry(left, top, width, line)
            left += width + _GAP
        return top + line


class ActionBar(Foot):
    """The help line above, the buttons below."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self.buttons: dict[str, DeedButton] = {}
        self._order: tuple[str, ...] = ()
        self.icon = StateIcon("info")
        self.help = Elided(size="small", colour="muted")
        self._flow = _Flow()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.icon)
        row.addWidget(self.help, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._flow)
        appearance().changed.connect(self.refresh)
        self._read()

    def show_deeds(
        self, main: tuple[str, ...], own: tuple[str, ...], others: tuple[str, ...]
    ) -> None:
        """Show these buttons: opinions at the right, one's own acts, then those of other people."""
        self._order = (*own, *others, *main)
        for name in self._order:
            if name not in self.buttons:
                self.buttons[name] = self._button(name)
        for name, button in self.buttons.items():
            button.setVisible(name in self._order)
            button.leave_to_others(others=name in others)
        self.refresh()
        following = [self.buttons[name] for name in (*own, *others)]
        self._flow.place([self.buttons[name] for name in main], following)

    def refresh(self) -> None:
        """Ask every action again whether it can be done."""
        for name in self._order:
            self.buttons[name].refresh()
        self._flow.fit()
        self._read()

    def _button(self, name: str) -> DeedButton:
        """Make a button when the first case wants it: few cases want all."""
        made = DeedButton(self._actions, self._actions.all[name])
        made.setParent(self._flow)
        made.looked_at.connect(self._read)
        made.stepped.connect(self._step)
        return made

    def take_keys(self) -> None:
        """Give the keys to the last button, the main one."""
        if self._order:
            self.buttons[self._order[-1]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, by: int) -> None:
        here = next((n for n, name in enumerate(self._order) if self.buttons[name].hasFocus()), 0)
        name = self._order[(here + by) % len(self._order)]
        self.buttons[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _read(self, *_looked_at: object) -> None:
        """Say of the button under the mouse, else of the one with the keys, what stands against it."""
        there = [self.buttons[name] for name in self._order]
        button = next((one for one in there if one.underMouse()), None)
        button = button or next((one for one in there if one.hasFocus()), None)
        if button is None:
            self.icon.show_icon("info")
            self.help.ink("muted")
            self.help.setText(
                _("F1 按键　F2 查找　F6 期限说明　F10 操作栏　灰色的操作按下即说明理由和依据")
            )
            return
        action = self._actions.all[button.name]
        why = action.reason()
        self.icon.show_icon("warning" if why else "ok")
        self.help.ink("warning" if why else "text")
        words = _("{act}：{why}") if why else _("{act}：可以办理")
        self.help.setText(words.format(act=action.caption(), why=why))

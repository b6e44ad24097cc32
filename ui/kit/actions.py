"""Actions: what can be done on a screen, with its key, and why it cannot be done just now.

One list of actions feeds the key bar, the command palette and the key chart, so that no key stands
on the screen with nothing behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.keys import key_told
from ui.styles.appearance import appearance
from ui.styles.marks import paint_key


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Action:
    """Something that can be done.

    `caption` is asked each time it is shown (the language may change). `keys`: portable texts
    (`F9`, `Ctrl+Z`); the first is shown. `reason`: why not, in one sentence, empty when it can be done.
    `jump`: goes to the place that is in the way. `on_bar`: has a button in the key bar. `main`: the
    one solid button. `one_of_many`: one of a row of like keys, which the chart shows as one line.
    """

    name: str
    caption: Callable[[], str]
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    reason: Callable[[], str] = _nothing
    jump: Callable[[], object] | None = None
    on_bar: bool = False
    main: bool = False
    one_of_many: bool = False


class Actions:
    """The actions of one screen, bound to their keys.

    `refuse(sentence)` is told when an action cannot be done; then the action's jump is made.
    `before` is done first of all, so that a reason is asked about what stands on the screen.
    """

    def __init__(
        self,
        screen: QWidget,
        refuse: Callable[[str], object],
        before: Callable[[], object] = _nothing,
    ) -> None:
        self._screen = screen
        self._before = before
        self._refuse = refuse
        self.all: dict[str, Action] = {}
        self._shortcuts: list[QShortcut] = []

    def add(self, action: Action) -> None:
        """Add an action and bind its keys while the keys go to the screen or a part of it."""
        self.all[action.name] = action
        for key in action.keys:
            shortcut = QShortcut(QKeySequence(key), self._screen)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda name=action.name: self.run(name))
            self._shortcuts.append(shortcut)

    def run(self, name: str) -> None:
        """Do an action, or say why not and go to what is in the way."""
        action = self.all[name]
        self._before()
        why = action.reason()
        if not why:
            action.run()
            return
        self._refuse(why)
        if action.jump is not None:
            action.jump()

    def listen(self, *, on: bool) -> None:
        """Bind or release all keys (an overlay has its own)."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)


class KeyButton(QAbstractButton):
    """A button of the key bar: key cap and words. Looks off while there is a reason against it.

    It can be pressed all the same: then the reason is said and the way is shown. Only while the
    answer to its own press is awaited it is really off.
    """

    def __init__(self, actions: Actions, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.off = False
        self._told: tuple[str, str, QFont] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: actions.run(action.name))
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask again whether there is a reason against the action."""
        caption, why = self._action.caption(), self._action.reason()
        font = appearance().font(bold=self._action.main)
        if (caption, why, font) == self._told:
            return
        self._told = (caption, why, font)
        self.off = bool(why)
        self.setText(caption)
        self.setAccessibleName(caption)
        self.setAccessibleDescription(key_told(self._action.keys[0], why))
        self.setToolTip(why)
        self.setFont(font)
        self.updateGeometry()
        self.update()

    def _cap_width(self) -> int:
        key = self._action.keys[0]
        return max(28, self.fontMetrics().horizontalAdvance(key) + 12)

    def sizeHint(self) -> QSize:
        """Return the room of cap and words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._cap_width() + 24, appearance().size("control") + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the cap and two characters: the words give way first."""
        least = self._cap_width() + 2 * appearance().size("font") + 24
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint button, cap and words."""
        del event
        colours = appearance()
        on = self.isEnabled() and not self.off
        solid = self._action.main and on
        painter = QPainter(self)
        painter.setFont(colours.font(bold=self._action.main))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent" if solid else ("band" if self.underMouse() else "surface")
        if solid and (self.underMouse() or self.isDown()):
            ground = "accent_hover"
        painter.setPen(colours.colour("accent" if solid else "border"))
        painter.setBrush(colours.colour(ground if on else "input_off"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, colours.size("radius"), colours.size("radius"))
        cap = self._cap_width()
        height = painter.fontMetrics().height() + 2
        ink = colours.colour("text" if on else "muted")
        cap_area = QRectF(8, (self.height() - height) / 2, cap, height)
        paint_key(painter, cap_area, self._action.keys[0], ink)
        painter.setPen(colours.colour("on_accent") if solid else ink)
        words = QRectF(cap + 14, 0, self.width() - cap - 18, self.height())
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()

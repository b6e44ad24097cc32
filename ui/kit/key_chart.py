"""The key chart (F1): every key of the screen and what it does, from the list of actions itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import _
from ui.kit.actions import Actions
from ui.kit.overlay import Overlay
from ui.kit.signs import Caption
from ui.styles.appearance import appearance
from ui.styles.marks import paint_key

_CAP = 118
_WIDTH = 820
_AROUND = 118
"""What stands above and below the keys: title, closing line, margins; in pixels at 100 %."""


class _Chart(QWidget):
    """Paints the keys in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[tuple[str, str], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show (key, meaning) pairs."""
        self.lines = lines
        self.setAccessibleName("；".join(f"{key} {words}" for key, words in lines))
        self.update()

    def wanted_height(self) -> int:
        """Return the height of all lines, in logical pixels."""
        return self._rows() * self._step()

    def _rows(self) -> int:
        return (len(self.lines) + 1) // 2

    def _step(self) -> int:
        return appearance().size("control") + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        painter.setFont(appearance().font())
        step, rows = self._step(), self._rows()
        half = self.width() / 2
        for number, (key, words) in enumerate(self.lines):
            left = (number // rows) * half
            top = (number % rows) * step
            paint_key(painter, QRectF(left, top + 2, _CAP, step - 6), key)
            painter.setPen(appearance().colour("text"))
            area = QRectF(left + _CAP + 12, top, half - _CAP - 16, step - 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class KeyChart(Overlay):
    """Shows all keys until the next key."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, lambda: _("按键一览"), width=_WIDTH, height=470)
        self._actions = actions
        self._chart = _Chart()
        self.box.addWidget(Caption(lambda: _("按键一览"), size="title", bold=True))
        self.box.addWidget(self._chart, 1)
        self.box.addWidget(Caption(lambda: _("按 Esc 返回"), colour="muted", size="small"))

    def open_chart(self, further: tuple[tuple[str, str], ...] = ()) -> None:
        """Open; `further` are keys that belong to the fields and not to an action."""
        bound = tuple(
            (action.keys[0], action.caption())
            for action in self._actions.all.values()
            if action.keys and not action.one_of_many
        )
        self._chart.show_lines(bound + further)
        self.want_size(_WIDTH, _AROUND + self._chart.wanted_height() * 100 // appearance().step)
        self.open_over(self._chart)

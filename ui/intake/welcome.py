"""The middle of the screen while nothing is chosen: how to begin, with the keys that work now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import _
from ui.styles.appearance import appearance
from ui.styles.marks import paint_key

_CAP = 76


class Welcome(QWidget):
    """Paints the first steps."""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return (key, what it begins)."""
        return (
            ("F2", _("查找事项或一件事：名称、编码、部门、拼音首字母")),
            ("F10", _("取回挂起的办件")),
            ("Ctrl+T", _("填写排队号")),
            ("Ctrl+K", _("查找任何操作")),
            ("F1", _("按键一览")),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and keys in the middle."""
        del event
        colours = appearance()
        painter = QPainter(self)
        step = colours.size("control") + 8
        width = min(self.width() - 40, colours.size("font") * 36)
        left = (self.width() - width) / 2
        top = max(20.0, (self.height() - step * (len(self.lines()) + 2)) / 2.4)
        painter.setFont(colours.font("large", bold=True))
        painter.setPen(colours.colour("text"))
        area = QRectF(left, top, width, step)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, _("请选择要办的事项"))
        top += step * 1.5
        for key, words in self.lines():
            painter.setFont(colours.font())
            paint_key(painter, QRectF(left, top + 3, _CAP, step - 10), key)
            painter.setPen(colours.colour("muted"))
            room = QRectF(left + _CAP + 14, top, width - _CAP - 14, step - 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            top += step
        painter.end()

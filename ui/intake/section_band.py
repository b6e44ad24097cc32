"""The band above a section: its title, the departments that ask here, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import _
from ui.intake.plan import SectionPlan
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge


class Band(QWidget):
    """Paints the head of one section."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told: tuple[str, tuple[str, ...], str] = ("", (), "")

    def show_section(self, section: SectionPlan, done: int, total: int) -> None:
        """Show title, badges, and the count of required fields that are done."""
        count = _("必填 {done}/{total}").format(done=done, total=total) if total else ""
        told = (section.title, section.departments, count)
        if told != self._told:
            self._told = told
            self.setAccessibleName(section.title)
            self.setAccessibleDescription(count)
            self.update()

    def wanted_height(self) -> int:
        """Return the band's height."""
        return appearance().size("control")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band."""
        del event
        title, departments, count = self._told
        colours = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("band"))
        painter.drawRoundedRect(QRectF(self.rect()), colours.size("radius"), colours.size("radius"))
        painter.setFont(colours.font(bold=True))
        painter.setPen(colours.colour("accent"))
        area = QRectF(self.rect()).adjusted(12, 0, -12, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
        left = 24.0 + painter.fontMetrics().horizontalAdvance(title)
        painter.setFont(colours.font("small", bold=True))
        for department in departments:
            left += paint_badge(painter, left, self.height() / 2, department) + 5
        painter.setFont(colours.font("small"))
        painter.setPen(colours.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, right, count)
        painter.end()

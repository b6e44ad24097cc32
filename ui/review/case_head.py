"""The head of a case: what, whose, where it stands, and what is due when."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from app.services.proceeding import CaseView
from app.wording import _
from app.wording.terms import case_word
from ui.kit.keys import tell_key
from ui.kit.numbers import public_number
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.kit.signs import Elided, StateIcon
from ui.models.state_signs import CASE_SIGNS
from ui.review.words import DueWords, due_words, step_word, waiting_words
from ui.styles import icons
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge

_MOST_DUES = 3
_ICON = 15


class DueBox(QAbstractButton):
    """One due date; pressed, it explains itself day by day."""

    def __init__(self) -> None:
        super().__init__()
        self._told = DueWords("", "", "", "dash", "text")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_due(self, told: DueWords) -> None:
        """Show a due date."""
        self._told = told
        self.setText(told.name)
        self.setAccessibleName("　".join(filter(None, (told.name, told.day, told.rest))))
        self.setToolTip(_("F6 逐日说明"))
        tell_key(self, "F6")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        colours = appearance()
        bold = QFontMetrics(colours.font(bold=True))
        small = QFontMetrics(colours.font("small"))
        above = small.horizontalAdvance(self._told.name) + _ICON + 8
        day = bold.horizontalAdvance(self._told.day)
        below = day + small.horizontalAdvance(self._told.rest) + 8
        return QSize(max(above, below) + 20, colours.line() + colours.line("small") + 14)

    def minimumSizeHint(self) -> QSize:
        """Never cut a date."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, day and how far off it is, on a ground that says how near."""
        del event
        colours, told = appearance(), self._told
        alarm = told.ink in {"warning", "error"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        edge = "focus" if focused else (told.ink if alarm else "line")
        painter.setPen(QPen(colours.colour(edge), 2 if focused else 1))
        painter.setBrush(colours.colour(f"{told.ink}_soft" if alarm else "surface"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, colours.size("radius"), colours.size("radius"))
        above, below = colours.line("small"), colours.line()
        icons.paint(painter, told.icon, QRectF(9, 6 + (above - _ICON) / 2, _ICON, _ICON))
        painter.setFont(colours.font("small"))
        painter.setPen(colours.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(9 + _ICON + 5, 6, self.width(), above), middle, told.name)
        painter.setFont(colours.font(bold=True))
        painter.setPen(colours.colour(told.ink))
        painter.drawText(QRectF(9, 6 + above, self.width(), below), middle, told.day)
        left = 9 + painter.fontMetrics().horizontalAdvance(told.day) + 8
        painter.setFont(colours.font("small"))
        painter.drawText(QRectF(left, 6 + above, self.width(), below), middle, told.rest)
        painter.end()


class _Badge(QWidget):
    """The department's badge."""

    def __init__(self) -> None:
        super().__init__()
        self.department = ""
        self._width = 40.0

    def show_department(self, department: str) -> None:
        """Show another department's badge."""
        self.department = department
        self.setToolTip(department)
        self.setAccessibleName(department)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a badge."""
        return QSize(round(self._width), appearance().line())

    def minimumSizeHint(self) -> QSize:
        """Never cut a badge."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        del event
        if not self.department:
            return
        painter = QPainter(self)
        painter.setFont(appearance().font("small", bold=True))
        width = paint_badge(painter, 0, self.height() / 2, self.department)
        painter.end()
        if width != self._width:
            self._width = width
            self.updateGeometry()


class CaseHead(Panel):
    """Shows the head of one case.

    Signals:
        explained(): the due dates are to be explained.
    """

    explained = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.badge = _Badge()
        self.item = Elided(size="title", bold=True)
        self.state_icon = StateIcon()
        self.state = Words(bold=True)
        self.applicant = Elided()
        self.facts = Elided(size="small", colour="muted")
        self.dues = [DueBox() for _place in range(_MOST_DUES)]
        for box in self.dues:
            box.clicked.connect(self.explained)
            box.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.badge)
        first.addWidget(self.item, 1)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.state_icon)
        second.addWidget(self.state)
        second.addSpacing(6)
        second.addWidget(self.applicant, 1)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addLayout(first)
        left.addLayout(second)
        left.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 10, 7)
        row.setSpacing(8)
        row.addLayout(left, 1)
        for box in self.dues:
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_case(self, view: CaseView) -> None:
        """Show a case."""
        case, sitting = view.case, view.seen.sitting
        applicant = sitting.applicant
        icon, ink = CASE_SIGNS[case.state]
        self.badge.show_department(case.department)
        self.item.setText(case.item_name)
        self.state_icon.show_icon("dash" if case.stopped else icon)
        self.state.ink("warning" if case.stopped else ink)
        stopped = _("{state}（特别程序中，已停计时）").format(state=case_word(case.state))
        self.state.setText(stopped if case.stopped else case_word(case.state))
        self.applicant.setText(
            f"{applicant.name}　{public_number(applicant.id_type, applicant.id_number)}"
        )
        holder = _("经办 {name}").format(name=case.holder_name) if case.holder_name else _("未领办")
        received = _("收件 {moment}").format(moment=f"{case.received_at:%Y-%m-%d %H:%M}")
        practice = _("练习") if case.practice else ""
        waits = waiting_words(view)
        parts = (case.number, step_word(view), waits or holder, received, practice)
        self.facts.setText("　".join(filter(None, parts)))
        told = due_words(view)
        for number, box in enumerate(self.dues):
            box.setVisible(number < len(told))
            if number < len(told):
                box.show_due(told[number])

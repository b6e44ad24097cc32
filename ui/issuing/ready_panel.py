"""What is ready for the applicant of a sitting, and what is not, with its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import Case
from app.errors import Problem
from app.services.hand_over import HandOverView, Ready
from app.wording import _
from app.wording.sentences import sentence
from app.wording.terms import case_word
from ui.kit.numbers import public_number
from ui.kit.pages import Entry, Verdict, Words
from ui.kit.panels import Panel
from ui.kit.signs import Elided
from ui.models.lines import Line, LineList


class TurningList(LineList):
    """Cases of which Space leaves one out, or takes it in again.

    Signals:
        turned(): Space.
    """

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn by Space."""
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        else:
            super().keyPressEvent(event)


class ReadyPanel(Panel):
    """The receipt's number, whose it is, what is ready and what is not.

    Signals:
        sought(str): Enter on a number.
        edited(): a case was left out or taken in.
    """

    sought = Signal(str)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: HandOverView | None = None
        self._left_out: set[UUID] = set()
        self.title = Words(size="title", bold=True)
        self.search = Entry()
        self.name = Words(size="title", bold=True)
        self.name.setWordWrap(True)
        self.under = Elided(size="small", colour="muted")
        self.ready_title, self.later_title = Words(bold=True), Words(bold=True)
        self.ready = TurningList(lambda: _("可以领取"))
        self.later = LineList(lambda: _("还不能领取"))
        self.later.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.later.setSelectionMode(LineList.SelectionMode.NoSelection)
        self.given = Elided(size="small", colour="muted")
        self.empty = Words(colour="muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verdict = Verdict(lines=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        for part in (self.title, self.search, self.name, self.under, self.ready_title):
            column.addWidget(part)
        column.addWidget(self.ready, 3)
        column.addWidget(self.later_title)
        column.addWidget(self.later, 2)
        column.addWidget(self.given)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        column.addWidget(self.verdict)
        self.search.returnPressed.connect(self._seek)
        self.ready.turned.connect(self._turn)
        self.ready.doubleClicked.connect(self._turn)
        self.speak()
        self.show_view(None)

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("发证与送达"))
        self.search.setPlaceholderText(_("F2 扫收件凭证、取件单，或输入编号"))
        self.search.setAccessibleName(_("收件编号"))
        self.empty.setText(
            _("扫一次收件凭证，这次办理中可以领取的文书和证照就全部列在这里，一次发放。")
        )
        self._show()

    def show_view(self, view: HandOverView | None) -> None:
        """Show another sitting, everything that is ready taken in."""
        self._left_out.clear()
        self.refresh_view(view)

    def refresh_view(self, view: HandOverView | None) -> None:
        """Take over news of the same sitting; what was left out stays so."""
        self._view = view
        self._show()

    def chosen(self) -> tuple[UUID, ...]:
        """Return the cases to be handed over."""
        ready = self._view.ready if self._view is not None else ()
        return tuple(one.case.id for one in ready if one.case.id not in self._left_out)

    def why_not(self) -> str:
        """Return why nothing can be handed over, empty when something can."""
        if self._view is None:
            return _("请先扫描收件凭证。")
        if not self._view.ready:
            return _("这次办理现在没有可以领取的文书和证照。")
        return "" if self.chosen() else _("没有选中要发放的事项，按空格选上。")

    def _seek(self) -> None:
        text = self.search.text().strip()
        if text:
            self.sought.emit(text)

    def _turn(self, *_index: object) -> None:
        if self._view is None:
            return
        key = self.ready.chosen()
        case = next((one.case.id for one in self._view.ready if str(one.case.id) == key), None)
        if case is not None:
            self._left_out ^= {case}
            self._show()
            self.edited.emit()

    def _show(self) -> None:
        view = self._view
        there = view is not None
        for part in (self.name, self.under, self.ready_title, self.ready):
            part.setVisible(there)
        self.empty.setVisible(not there)
        later = view.not_ready if view is not None else ()
        for widget in (self.later_title, self.later):
            widget.setVisible(bool(later))
        self.given.hide()
        if view is None:
            return
        applicant = view.sitting.applicant
        self.name.setText(applicant.name)
        self.under.setText(
            f"{view.sitting.number}　{applicant.id_type} {public_number(applicant.id_type, applicant.id_number)}"
        )
        count = len(view.ready)
        self.ready_title.setText(
            _("可以领取 {n} 项（空格可暂不发）").format(n=count)
            if count
            else _("现在没有可以领取的")
        )
        self.ready.show_lines(tuple(self._entry(one) for one in view.ready))
        self.ready.fit()
        self.later_title.setText(_("还不能领取 {n} 项").format(n=len(later)))
        self.later.show_lines(tuple(_later(case, day, view.why) for case, day in later))
        self.later.fit()
        given = "、".join(case.item_name for case in view.handed_over)
        self.given.setText(_("已经领走：{items}").format(items=given) if given else "")
        self.given.setVisible(bool(given))

    def _entry(self, one: Ready) -> Line:
        out = one.case.id in self._left_out
        licences = [f"{each.kind} {each.number}" for each in one.certificates]
        words = _("文书 {n} 份") if one.result else _("告知文书 {n} 份，办件继续办理")
        papers = words.format(n=len(one.papers)) if one.papers else ""
        detail = "、".join(filter(None, (*licences, papers)))
        icon, ink = ("dash", "muted") if out else ("ok", "ok")
        right = _("暂不发") if out else ""
        return Line(str(one.case.id), one.case.item_name, detail, icon, ink=ink, right=right)


def _later(case: Case, day: date | None, why: Mapping[UUID, Problem]) -> Line:
    """Return a case that is not ready: what it lacks, and by which day it is due."""
    problem = why.get(case.id)
    told = case_word(case.state)
    if problem is not None:
        state = _("特别程序进行中") if case.stopped else told
        undecided = problem.code == "hand-over.undecided"
        told = f"{state}，{sentence(problem)}" if undecided else sentence(problem)
    due = _("{day} 前").format(day=day) if day else _("日期未定")
    return Line(str(case.id), case.item_name, told, "clock", (case.department,), right=due)

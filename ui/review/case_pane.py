"""One case whole: its head, and two panels side by side, so that scans stand beside the fields."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.documents.subject import ApplicationRow
from app.domain.actor import Actor
from app.services import proceeding
from app.services.proceeding import CaseView
from app.wording import _
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.review.case_head import CaseHead
from ui.review.earlier_pane import EarlierPane
from ui.review.fact_list import FactList
from ui.review.facts import chronology, form_facts, merged_facts
from ui.review.materials_pane import MaterialsPane
from ui.review.papers_pane import PapersPane
from ui.review.points_pane import PointsPane
from ui.review.tabbed import PageOf, Tabbed
from ui.tasks import Desk

FORM, EARLIER, ACTS = 0, 2, 3
POINTS, PAPERS = 1, 2
"""Places of the pages that others go to, in their panel."""
LEFT = 4
"""So many pages are in the reading panel; the others are beside it."""


class CasePane(QWidget):
    """The middle and right of the screen.

    Signals:
        opened(UUID): another case is to be looked at.
        left(): the keys want back to the queue.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self.view: CaseView | None = None
        self._hint = ""
        self.head = CaseHead()
        self.reading = Tabbed(self._reading_pages(), 1)
        self.beside = Tabbed(self._beside_pages(), 1 + LEFT)
        self.nothing = Words(colour="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self._lay_out()
        self.speak()

    def _lay_out(self) -> None:
        empty = Panel()
        inner = QVBoxLayout(empty)
        inner.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(8)
        for panel in (self.reading, self.beside):  # as wide as each other, whatever their words
            panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.reading, 1)
        row.addWidget(self.beside, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self.stack.addWidget(empty)
        self.stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _reading_pages(self) -> tuple[PageOf, ...]:
        return (
            PageOf(
                lambda: _("部门申请表"),
                lambda: FactList(lambda: _("部门申请表"), lambda: _("这个事项没有申请表。")),
                self._show_form,
            ),
            PageOf(
                lambda: _("合并信息"),
                lambda: FactList(lambda: _("合并信息"), lambda: _("没有填写的信息。")),
                lambda page, view: _facts(page).show_facts(merged_facts(view)),
            ),
            PageOf(lambda: _("以往办件"), self._make_earlier, _show_page),
            PageOf(
                lambda: _("办理经过"),
                lambda: FactList(lambda: _("办理经过"), lambda: _("还没有办理记录。"), share=0.2),
                lambda page, view: _facts(page).show_facts(chronology(view)),
            ),
        )

    def _beside_pages(self) -> tuple[PageOf, ...]:
        return (
            PageOf(lambda: _("材料"), lambda: MaterialsPane(self._desk, self._actor), _show_page),
            PageOf(lambda: _("审查要点"), self._make_points, _show_page),
            PageOf(lambda: _("文书"), lambda: PapersPane(self._desk, self._actor), _show_page),
        )

    def _make_earlier(self) -> EarlierPane:
        made = EarlierPane(self._desk, self._actor)
        made.opened.connect(self.opened)
        return made

    def _make_points(self) -> PointsPane:
        made = PointsPane()
        made.ticked.connect(self._count_points)
        return made

    @property
    def points(self) -> PointsPane:
        """The review points, shown for the case in hand."""
        page = self.beside.page(POINTS)
        assert isinstance(page, PointsPane)  # built above
        return page

    @property
    def papers(self) -> PapersPane:
        """The papers."""
        page = self.beside.page(PAPERS)
        assert isinstance(page, PapersPane)  # built above
        return page

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.tell_nothing(self._hint)
        self.reading.speak()
        self.beside.speak()
        if self.view is not None:
            self.show_case(self.view)

    def tell_nothing(self, hint: str) -> None:
        """Say in the place of a case what to do; `hint`: where to find one, empty: choose one."""
        self._hint = hint
        self.nothing.setText(hint or _("选中左边的办件，在这里核对和办理。"))

    def show_case(self, view: CaseView | None) -> None:
        """Show a case, or that there is none."""
        self.view = view
        self.stack.setCurrentIndex(0 if view is None else 1)
        if view is not None:
            self.head.show_case(view)
            points = view.seen.catalogue.items[view.case.item_id].review_points
            self._count_points(len(self.ticked()), len(points))
        self.reading.show_case(view)
        self.beside.show_case(view)

    def ticked(self) -> tuple[str, ...]:
        """Return the review points that are ticked for the case in hand."""
        if self.view is None:
            return ()
        self.points.show_case(self.view)
        return self.points.chosen_points()

    def papers_changed(self) -> None:
        """Read the papers again, if they have been looked at."""
        if self.beside.is_built(PAPERS):
            self.papers.refresh()

    def go(self, number: int) -> None:
        """Look at a page (counted from 0 over both panels) and give it the keys."""
        if self.view is not None:
            if number < LEFT:
                self.reading.go(number)
            else:
                self.beside.go(number - LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Back to the queue by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _count_points(self, done: int, there: int) -> None:
        self.beside.count(POINTS, f"{done}/{there}" if there else "")

    def _show_form(self, page: QWidget, view: CaseView) -> None:
        self._desk.read(
            proceeding.department_form,
            self._actor,
            view.case.id,
            then=partial(self._take_form, view.case.id),
            newest="review.form-rows",
        )
        del page  # shown when its rows arrive

    def _take_form(self, case_id: UUID, rows: tuple[ApplicationRow, ...]) -> None:
        if self.view is not None and self.view.case.id == case_id:
            _facts(self.reading.page(FORM)).show_facts(form_facts(rows))


def _facts(page: QWidget) -> FactList:
    assert isinstance(page, FactList)  # built above
    return page


def _show_page(page: QWidget, view: CaseView) -> None:
    assert isinstance(page, EarlierPane | MaterialsPane | PointsPane | PapersPane)  # built above
    page.show_case(view)

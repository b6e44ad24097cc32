"""The back office: a queue, one case whole, and every act on it, all by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem
from app.ports.cases import CaseLine
from app.services import papers, proceeding, review
from app.services.papers import PaperLine, PapersMade
from app.services.proceeding import CaseView, Done
from app.services.review import Queue
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.actions import Action, Actions
from ui.kit.character_picker import CharacterPicker, insert
from ui.kit.key_chart import KeyChart
from ui.kit.notices import Notice
from ui.kit.overlay import Overlay
from ui.kit.pages import SpeakingPage
from ui.kit.palette import CommandPalette
from ui.review.acting import Acting, what_was_done
from ui.review.action_bar import ActionBar
from ui.review.case_pane import LEFT, PAPERS, CasePane
from ui.review.deeds import DEED_OF_WITHDRAWAL, DEEDS, Deed, on_bar, reason_against
from ui.review.duty_strip import DutyStrip
from ui.review.explain_sheet import ExplainSheet
from ui.review.fees_sheet import FEES_SEEN_BY, FeesSheet
from ui.review.queue_panel import QueuePanel
from ui.styles.appearance import appearance
from ui.tasks import Desk

if TYPE_CHECKING:  # the office's room is heavy and opens on the writer's thread
    from app.services.office import Office

AnyOverlay = TypeVar("AnyOverlay", bound=Overlay)

_PAGES = 7
_QUEUE_SHARE = 0.225
_LEAST_QUEUE = 238


def lines_today(
    office: Office, actor: Actor, which: Queue, text: str
) -> tuple[tuple[CaseLine, ...], date]:
    """Return a queue and the day it is read on. Raises what `review.queue` does."""
    return review.queue(office, actor, which, text), office.today()


class ReviewScreen(SpeakingPage):
    """The reviewer's, approver's and supervisor's main screen."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._case: UUID | None = None
        self.actions_of_screen = Actions(self, self._refuse_words)
        self.queue = QueuePanel()
        self.case = CasePane(desk, actor)
        self.notice = Notice()
        self.duty = DutyStrip(desk, actor)
        self.acting = Acting(desk, actor, self)
        self._add_actions()
        self.bar = ActionBar(self.actions_of_screen)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.queue)
        self.speak()
        self.refresh()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self.duty, self.notice):
            right.addWidget(part)
        right.addWidget(self.case, 1)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.queue)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.bar)

    def _add_actions(self) -> None:
        for action in (
            Action("keys", lambda: _("按键一览"), self._open_chart, ("F1",)),
            Action("search", lambda: _("查找或扫码"), self._search, ("F2",)),
            Action("refresh", lambda: _("刷新队列"), self.refresh, ("F5",)),
            Action("explain", lambda: _("期限逐日说明"), self._explain, ("F6",), self._no_case),
            Action("fees", lambda: _("当日收费"), self._open_fees, ("Alt+L",), self._no_fees),
            Action("bar", lambda: _("到操作栏"), self._to_bar, ("F10",), self._no_case),
            Action("palette", lambda: _("查找操作"), self._open_palette, ("Ctrl+K",)),
            Action("rare", lambda: _("输入生僻字"), self._open_picker, ("Ctrl+J",)),
        ):
            self.actions_of_screen.add(action)
        self.actions_of_screen.add(
            Action(
                "withdrawal-form",
                lambda: _("打印撤回申请书"),
                self._print_withdrawal,
                ("Alt+O",),
                self._no_withdrawal,
            )
        )
        for number in range(_PAGES):
            self.actions_of_screen.add(self._page(number))
        for deed in DEEDS:
            self.actions_of_screen.add(self._action(deed))

    def _page(self, number: int) -> Action:
        panel = self.case.reading if number < LEFT else self.case.beside
        place = number if number < LEFT else number - LEFT
        return Action(
            f"page-{number + 1}",
            lambda: panel.caption(place),
            partial(self.case.go, number),
            (f"Alt+{number + 1}",),
            self._no_case,
            one_of_many=True,
        )

    def _action(self, deed: Deed) -> Action:
        return Action(
            deed.name,
            lambda: deed.caption(self.case.view),
            partial(self._start, deed),
            deed.keys,
            lambda: reason_against(deed, self.case.view),
            main=deed.solid,
            one_of_many=True,
        )

    def _wire(self) -> None:
        self.queue.asked.connect(self._ask_queue)
        self.queue.picked.connect(self.look)
        self.queue.scanned.connect(self._find)
        self.queue.entered.connect(partial(self.case.go, 0))
        self.case.head.explained.connect(self._explain)
        self.case.left.connect(self.queue.setFocus)
        self.case.opened.connect(self.look)
        self.duty.opened.connect(self.look)
        self.acting.said.connect(self.notice.say)
        self.acting.done.connect(self._on_done)
        self.acting.papers_made.connect(self._on_papers)
        self._desk.changed.connect(self._on_changed)
        self._over(self.acting.sheet)

    def _over(self, overlay: AnyOverlay) -> AnyOverlay:
        """Leave the keys to an overlay while it is open."""
        overlay.opened.connect(partial(self.actions_of_screen.listen, on=False))
        overlay.closed.connect(partial(self.actions_of_screen.listen, on=True))
        return overlay

    @cached_property
    def explained(self) -> ExplainSheet:
        """The reckoning of the due dates; like the next four it is built when it is first wanted."""
        return self._over(ExplainSheet(self))

    @cached_property
    def fees(self) -> FeesSheet:
        """What was paid on a day."""
        return self._over(FeesSheet(self, self._desk, self._actor))

    @cached_property
    def palette_of_actions(self) -> CommandPalette:
        """The search for an action by its name."""
        return self._over(CommandPalette(self, self.actions_of_screen))

    @cached_property
    def chart(self) -> KeyChart:
        """The chart of keys."""
        return self._over(KeyChart(self, self.actions_of_screen))

    @cached_property
    def picker(self) -> CharacterPicker:
        """The picker of rare characters."""
        made = self._over(CharacterPicker(self))
        made.picked.connect(insert)
        return made

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.queue.speak()
        self.case.speak()
        self.case.tell_nothing(self.queue.hint)
        self.duty.speak()
        self._show_deeds()

    # --- the queue -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the queue, its counts, and the case in hand again."""
        self._read_queue(self._case)
        self._desk.read(
            review.counts,
            self._actor,
            then=self._show_counts,
            failed=self._refuse,
            newest="review.counts",
        )
        self.duty.refresh()
        if self._case is not None:
            self.look(self._case)

    def _ask_queue(self) -> None:
        """Another queue or another text: its first case is shown."""
        self._read_queue(None)

    def _read_queue(self, keep: UUID | None) -> None:
        self._desk.read(
            lines_today,
            self._actor,
            self.queue.queue,
            self.queue.text,
            then=partial(self._show_lines, keep),
            failed=self._refuse,
            newest="review.queue",
        )

    def _show_lines(self, keep: UUID | None, read: tuple[tuple[CaseLine, ...], date]) -> None:
        self.queue.show_lines(*read, keep)
        self.case.tell_nothing(self.queue.hint)

    def _show_counts(self, counts: Mapping[Queue, int]) -> None:
        self.queue.show_counts(counts)

    def _search(self) -> None:
        self.queue.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.queue.search.selectAll()

    def _find(self, text: str) -> None:
        """Open the case of a number or barcode; any other text filters the queue."""
        self._desk.read(
            proceeding.find_case,
            self._actor,
            text,
            then=self._found,
            failed=self._not_found,
            newest="review.find",
        )

    def _found(self, case_id: UUID) -> None:
        self.queue.search.selectAll()  # the next scan replaces it
        self.look(case_id)

    def _not_found(self, _problem: Problem) -> None:
        self._ask_queue()
        self.queue.setFocus()

    # --- the case --------------------------------------------------------------------------

    def look(self, case_id: UUID | None) -> None:
        """Look at a case, in the queue or not; at none where there is none."""
        self._case = case_id
        if case_id is None:
            self._show(None)
            return
        self.queue.point_at(case_id)
        self._desk.read(
            proceeding.view_case,
            self._actor,
            case_id,
            then=self._show,
            failed=self._refuse,
            newest="review.case",
        )

    def _show(self, view: CaseView | None) -> None:
        self.case.show_case(view)
        self._show_deeds()

    def _show_deeds(self) -> None:
        deeds = on_bar(self.case.view)
        parts = (deeds.main, deeds.own, deeds.others)
        self.bar.show_deeds(*(tuple(deed.name for deed in part) for part in parts))

    def _start(self, deed: Deed) -> None:
        view = self.case.view
        if view is not None:
            self.notice.quiet()
            self.acting.start(deed, view, self.case.ticked())

    def _print_withdrawal(self) -> None:
        """Print the form that the applicant signs before the withdrawal is done."""
        view = self.case.view
        assert view is not None  # without one the action is off
        self._desk.make(
            papers.withdrawal_form,
            self._actor,
            view.case.id,
            then=self._print_form,
            failed=self._refuse,
        )

    def _print_form(self, line: PaperLine) -> None:
        self.case.beside.go(PAPERS, keys=False)
        self.case.papers.print_line(line)

    def _no_withdrawal(self) -> str:
        return reason_against(DEED_OF_WITHDRAWAL, self.case.view)

    def _no_case(self) -> str:
        return "" if self.case.view is not None else _("还没有选中办件，请先在队列里选择。")

    def _on_done(self, done: Done) -> None:
        self.case.points.forget(done.case.id)

    def _on_papers(self, done: Done, made: PapersMade) -> None:
        view = self.case.view
        here = view is not None and view.case.id == done.case.id
        words, deed, kind = what_was_done(done), None, "ok"
        if made.papers:
            words = _("{told}已做成 {n} 份文书，可以打印。").format(told=words, n=len(made.papers))
            deed = (_("打印"), partial(self.case.papers.print_made, made))
        if made.failures:
            kind, why = "warning", sentence(made.failures[0][1])
            failed = _("{told}{n} 份文书没有做成：{why}办理不受影响。")
            words = failed.format(told=words, n=len(made.failures), why=why)
        self.notice.say(words, kind, deed)
        if here:
            self.case.papers.take(made, done.act.id)
            self.case.beside.go(PAPERS, keys=False)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases:
            self.refresh()
        if changes.papers:
            self.case.papers_changed()

    # --- the rest --------------------------------------------------------------------------

    def _to_bar(self) -> None:
        self.bar.take_keys()

    def _explain(self) -> None:
        if self.case.view is not None:
            self.explained.explain(self.case.view)

    def _open_fees(self) -> None:
        self.fees.open_sheet()

    def _no_fees(self) -> str:
        if FEES_SEEN_BY & self._actor.roles:
            return ""
        return _("当日收费由窗口、制证、负责人和督查人员查看。")

    def _open_picker(self) -> None:
        self.picker.open_picker()

    def _open_palette(self) -> None:
        self.palette_of_actions.open_palette()

    def _open_chart(self) -> None:
        now = (
            deed for deed in on_bar(self.case.view).all if not reason_against(deed, self.case.view)
        )
        self.chart.open_chart(
            (
                *((deed.keys[0], deed.caption(self.case.view)) for deed in now),
                (f"Alt+1 … {_PAGES}", _("办件的各页")),
                ("← →", _("换队列；换扫描件")),
                ("Enter", _("进入办件")),
                ("PgUp PgDn", _("翻扫描件")),
                ("+ - R", _("扫描件放大、缩小、旋转")),
                ("Esc", _("回到队列")),
            )
        )

    def _refuse_words(self, words: str) -> None:
        self.notice.say(words, "warning")

    def _refuse(self, problem: Problem) -> None:
        self.notice.say(sentence(problem), "error")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the queue its share of the width."""
        super().resizeEvent(event)
        least = round(_LEAST_QUEUE * appearance().step / 100)
        self.queue.setFixedWidth(max(least, round(self.width() * _QUEUE_SHARE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("window"))
        painter.end()

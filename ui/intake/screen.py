"""The intake screen: one applicant, several items, one form, one receiving, all by keyboard."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.actor import Actor
from app.domain.case import Outcome
from app.errors import Problem
from app.forms.draft import Draft, DraftChange
from app.services import catalogue as catalogue_service
from app.services import drafts, intake, outcomes, papers
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import FieldContext
from ui.intake.actions import make_actions
from ui.intake.drafts_sheet import DraftsSheet
from ui.intake.form_view import FormView
from ui.intake.head import Head
from ui.intake.help_for import help_for
from ui.intake.items_panel import ItemsPanel, told
from ui.intake.key_bar import KeyBar
from ui.intake.materials_panel import MaterialsPanel
from ui.intake.outcomes import OutcomesSheet
from ui.intake.receipt_sheet import ReceiptSheet
from ui.intake.state_words import applicant_words, counts, draft_label, matter_words, tabs_of
from ui.intake.tabs import Tabs
from ui.kit.character_picker import CharacterPicker
from ui.kit.characters import has_initials
from ui.kit.help_strip import HelpStrip
from ui.kit.key_chart import KeyChart
from ui.kit.notices import Notice
from ui.kit.overlay import Overlay
from ui.kit.palette import CommandPalette
from ui.kit.panels import Panel
from ui.styles.appearance import appearance
from ui.tasks import Desk

_SAVE_MS = 400
_NARROW = 1180
"""Below this width (logical pixels) the side panels take less, so that the form keeps its own."""


class IntakeScreen(QWidget):
    """The clerk's main screen.

    Signals:
        papers_wanted(UUID): the papers of this concluded sitting are to be made and offered.
        paper_made(PaperLine): a paper outside a sitting (the consultation list) is there.
    """

    papers_wanted = Signal(object)
    paper_made = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self.draft: Draft | None = None
        self._sitting: UUID | None = None
        self._waiting = False
        self._make_parts()
        self.actions_of_screen = make_actions(self)
        self.palette_of_actions = CommandPalette(self, self.actions_of_screen)
        self.chart = KeyChart(self, self.actions_of_screen)
        self.bar = KeyBar(self.actions_of_screen)
        self._lay_out()
        self._wire()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_MS)
        self._save.timeout.connect(self.save_now)
        self._desk.read(drafts.begin, actor, then=self.begin)

    # --- building --------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.head = Head()
        self.items = ItemsPanel(self._ask, self._preview, self)
        self.materials = MaterialsPanel()
        self.middle = Panel()
        self.tabs = Tabs()
        self.form: FormView | None = None
        self.help = HelpStrip()
        self.notice = Notice()
        self.picker = CharacterPicker(self)
        self.receipt = ReceiptSheet(self)
        self.hung_up = DraftsSheet(self)
        self.sheet: OutcomesSheet | None = None

    def _lay_out(self) -> None:
        self._inner = QVBoxLayout(self.middle)
        self._inner.setContentsMargins(6, 2, 4, 4)
        self._inner.setSpacing(4)
        for part in (self.tabs, self.notice, self.help):
            self._inner.addWidget(part)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.items)
        row.addWidget(self.middle, 1)
        row.addWidget(self.materials)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        column.addWidget(self.bar)

    def _wire(self) -> None:
        self.items.search.picked.connect(self.take_hit)
        self.items.removal_wanted.connect(self.remove_item)
        self.items.left.connect(self.back_to_form)
        self.materials.left.connect(self.back_to_form)
        self.materials.changed.connect(self._on_changed)
        self.tabs.chosen.connect(self.go_to_section)
        self.head.ticket_typed.connect(self._on_ticket)
        self.head.ticket.returnPressed.connect(self.back_to_form)
        self.picker.picked.connect(self._insert)
        self.receipt.confirmed.connect(self._receive)
        self.hung_up.picked.connect(self._take_back)
        appearance().changed.connect(self._fit_sides)
        for overlay in (
            self.picker,
            self.receipt,
            self.hung_up,
            self.palette_of_actions,
            self.chart,
        ):
            self._quieten_below(overlay)
        self._fit_sides()

    def _quieten_below(self, overlay: Overlay) -> None:
        overlay.opened.connect(partial(self.actions_of_screen.listen, on=False))
        overlay.closed.connect(partial(self.actions_of_screen.listen, on=True))

    def _make_form(self, draft: Draft) -> FormView:
        form = FormView(FieldContext(draft.came_at.date(), has_initials))
        form.focused.connect(self._on_focused)
        form.changed.connect(self._on_changed)
        form.left.connect(self._on_form_left)
        self._inner.insertWidget(1, form, 1)
        return form

    # --- the draft -------------------------------------------------------------------------

    def begin(self, draft: Draft) -> None:
        """Show a draft; nothing of the one before remains."""
        self.draft = draft
        self._waiting = False
        self._save.stop()
        if self.form is None:
            self.form = self._make_form(draft)
        self.form.context = FieldContext(draft.came_at.date(), has_initials)
        self.form.show_draft(draft)
        self.items.show_draft(draft)
        self.materials.show_draft(draft)
        self.head.ticket.setText(draft.ticket)
        self.notice.quiet()
        self.bar.show_saved("")
        self._refresh_words()
        if draft.form.items:
            self.form.go_to(draft.next_open(None) or self.form.first_key())
        elif self.isVisible():
            self.items.search.take_keys()

    def save_now(self) -> None:
        """Save the draft as it stands; an empty one leaves nothing behind."""
        self._save.stop()
        draft = self.draft
        if draft is None or not (draft.form.items or draft.ticket):
            return
        label, body = draft_label(draft), draft.to_json()
        self._desk.do(drafts.save, self._actor, draft.draft_id, label, body, then=self._on_saved)

    def _on_saved(self, _changes: object) -> None:
        self.bar.show_saved("" if self._save.isActive() else _("草稿已保存"))

    def _on_changed(self, change: DraftChange) -> None:
        """Show everywhere what a person's hand has changed, and save soon."""
        if change.form:
            self.items.refresh()
        if change.form or change.materials:
            self.materials.refresh()
        self._refresh_words()
        self.bar.show_saved(_("正在保存…"))
        self._save.start()

    def _apply(self, change: DraftChange | None) -> None:
        if change is not None and self.form is not None:
            self.form.refresh(change)
            self._on_changed(change)

    def _on_ticket(self, text: str) -> None:
        if self.draft is not None:
            self.draft.ticket = text.strip()
            self._save.start()

    def _refresh_words(self) -> None:
        draft, form = self.draft, self.form
        if draft is None or form is None:
            return
        self.head.applicant.show_words(*applicant_words(draft))
        self.head.matter.show_words(*matter_words(draft))
        clerk = f"{self._actor.display_name}　{self._actor.staff_no}".strip("　")
        self.head.clerk.show_words(clerk, self._actor.window)
        self._refresh_tabs()
        self.bar.show_counts(*counts(draft))
        self.bar.refresh()

    def _refresh_tabs(self) -> None:
        if self.draft is not None and self.form is not None:
            self.tabs.show_tabs(*tabs_of(self.draft, self.form))

    # --- items -----------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        self._desk.read(
            catalogue_service.search,
            text,
            self._actor.hall,
            then=self.items.search.show_hits,
            newest="intake.search",
        )

    def _preview(self, kind: str, key: str) -> str:
        if self.draft is None:
            return ""
        if kind == "bundle":
            preview = self.draft.preview_bundle(key, {})
        else:
            preview = self.draft.preview_add(key)
        return _("将{what}").format(what=told(preview))

    def take_hit(self, kind: str, key: str) -> None:
        """Choose the bundle or item that was found, and say what it brought."""
        draft = self.draft
        if draft is None:
            return
        self._commit()
        if kind == "bundle":
            what, name = told(draft.preview_bundle(key, {})), draft.catalogue.bundles[key].name
            self._apply(draft.choose_bundle(key, {}))
        else:
            what, name = told(draft.preview_add(key)), draft.catalogue.items[key].short_name
            self._apply(draft.add_items(key))
        self._say_done(_("已选「{name}」：{what}").format(name=name, what=what))
        self.back_to_form()

    def remove_item(self, item_id: str) -> None:
        """Take an item out, and say what went with it."""
        draft = self.draft
        if draft is None:
            return
        what = told(draft.preview_remove(item_id))
        name = draft.catalogue.items[item_id].short_name
        self._apply(draft.remove_items(item_id))
        words = _("已移除「{name}」：{what}。填过的内容保留，重新选上即恢复").format(
            name=name, what=what
        )
        self._say_done(words)

    def _say_done(self, words: str) -> None:
        self.notice.say(words, "ok", (_("撤销 Ctrl+Z"), self.undo))

    # --- going about -----------------------------------------------------------------------

    def back_to_form(self) -> None:
        """Give the keys to the next open field, or the first question."""
        if self.form is None or self.draft is None or not self.draft.form.items:
            self.items.search.take_keys()
            return
        here = self.form.focused_key()
        first = self.form.first_key()
        asked = self.form.row(first)
        if asked is not None and asked.field is None:
            self.form.go_to(here or first)
        else:
            self.form.go_to(here or self.draft.next_open(None) or first)

    def go_to_section(self, number: int) -> None:
        """Go to a section of the form (counted from 0)."""
        if self.form is not None:
            self._commit()
            self.form.go_to_section(number)

    def go_to_next_fault(self) -> None:
        """Go to the next field that is empty or wrong, all faults shown; then to the materials."""
        draft, form = self.draft, self.form
        if draft is None or form is None:
            return
        self._commit()
        form.touch_all()
        here = form.row(form.focused_key())
        key = draft.next_open(here.target if here is not None else None)
        if key is not None:
            dispute = f"dispute:{key}"
            undecided = form.row(dispute) is not None and draft.decision(key) is None
            form.go_to(dispute if undecided else key)
        elif draft.open_materials():
            self.materials.take_keys()

    def _on_form_left(self, forward: bool) -> None:  # noqa: FBT001 - a slot
        if forward and self.draft is not None and self.draft.open_materials():
            self.materials.take_keys()
        elif forward:
            self.notice.say(_("没有待填的内容，按 F9 收件"), "ok")
        else:
            self.items.search.take_keys()

    def _on_focused(self, key: str) -> None:
        if self.draft is None or self.form is None:
            return
        row = self.form.row(key)
        if row is not None:
            self.help.show_help(help_for(self.draft, row))
        self._refresh_tabs()

    # --- steps, characters -----------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        self._commit()
        if self.draft is not None:
            self._apply(self.draft.undo())

    def redo(self) -> None:
        """Take the last undone step again."""
        self._commit()
        if self.draft is not None:
            self._apply(self.draft.redo())

    def _insert(self, char: str) -> None:
        target = QApplication.focusWidget()
        if isinstance(target, QLineEdit):
            target.insert(char)
            target.textEdited.emit(target.text())
        elif isinstance(target, QPlainTextEdit):
            target.insertPlainText(char)

    def _commit(self) -> None:
        if self.form is not None:
            self.form.commit()

    # --- hanging up, taking back -----------------------------------------------------------

    def hang_up(self) -> None:
        """Save the draft and begin with the next applicant."""
        self._commit()
        self.save_now()
        self._desk.read(drafts.begin, self._actor, then=self._begin_after_hanging_up)

    def _begin_after_hanging_up(self, draft: Draft) -> None:
        self.begin(draft)
        self.notice.say(_("已挂起，按 F10 取回"), "ok")

    def offer_drafts(self) -> None:
        """Show the drafts that were hung up."""
        self._commit()
        self.save_now()
        self._desk.read(drafts.mine, self._actor, then=self._offer)

    def _offer(self, lines: tuple[drafts.DraftLine, ...]) -> None:
        here = self.draft.draft_id if self.draft is not None else None
        others = tuple(line for line in lines if line.id != here)
        if others:
            self.hung_up.offer(others)
        else:
            self.notice.say(_("没有挂起的办件"), "info")

    def _take_back(self, draft_id: str) -> None:
        self._desk.read(drafts.take_back, self._actor, UUID(draft_id), then=self.begin)

    def discard(self) -> None:
        """Throw the draft away, after asking once."""
        self.notice.say(
            _("放弃后本次填写的内容不再保留"), "warning", (_("确定放弃"), self._discard)
        )

    def _discard(self) -> None:
        if self.draft is not None:
            self._save.stop()
            self._desk.do(drafts.discard, self._actor, self.draft.draft_id)
            self._desk.read(drafts.begin, self._actor, then=self.begin)

    # --- receiving -------------------------------------------------------------------------

    def why_not_receive(self) -> str:
        """Return why the sitting cannot be received just now, empty when it can."""
        if self._waiting:
            return _("正在处理，请稍候")
        if self.draft is None or not self.draft.form.items:
            return _("还没有事项，请先用 F2 选择要办的事项")
        if self.draft.snapshot().applicant is None:
            return _("还没有申请人，请先填写申请人的姓名或名称")
        return ""

    def go_to_hindrance(self) -> None:
        """Go to what hinders receiving."""
        if self.draft is None or not self.draft.form.items:
            self.items.search.take_keys()
        elif self.form is not None:
            self.form.go_to(self.draft.next_open(None) or self.form.first_key())

    def ask_to_receive(self) -> None:
        """Show what would be received and ask once."""
        self._commit()
        if self.draft is not None and self.form is not None:
            self.form.touch_all()
            self.receipt.ask(self.draft, len(self.draft.faults()))

    def _receive(self) -> None:
        if self.draft is None or self._waiting:
            return
        self._save.stop()
        self._wait()
        self._desk.do(
            intake.receive,
            self._actor,
            self.draft.snapshot(),
            then=self._received,
            failed=self._refused,
        )

    def _wait(self) -> None:
        self._waiting = True
        self.bar.refresh()

    def _refused(self, problem: Problem) -> None:
        self._waiting = False
        self.bar.refresh()
        self.notice.say(sentence(problem), "error")

    def _received(self, received: intake.Received) -> None:
        self._sitting = received.sitting.id
        self._desk.read(
            outcomes.propose,
            self._actor,
            received.sitting.id,
            then=partial(self._offer_outcomes, received),
            failed=self._refused,
        )

    def _offer_outcomes(self, received: intake.Received, proposed: tuple[Outcome, ...]) -> None:
        if self.sheet is None:
            self.sheet = OutcomesSheet(self, received.sitting.received_at.date())
            self.sheet.decided.connect(self._conclude)
            self._quieten_below(self.sheet)
        self.sheet.ask(received.sitting, received.cases, proposed)

    def _conclude(self, decided: tuple[Outcome, ...]) -> None:
        self._desk.do(
            outcomes.conclude,
            self._actor,
            self._sitting,
            decided,
            then=self._concluded,
            failed=self._not_concluded,
        )

    def _not_concluded(self, problem: Problem) -> None:
        if self.sheet is not None:
            self.sheet.refuse(sentence(problem))

    def _concluded(self, concluded: outcomes.Concluded) -> None:
        if self.sheet is not None:
            self.sheet.shut()
        self._desk.read(drafts.begin, self._actor, then=self.begin)
        self.papers_wanted.emit(concluded.sitting.id)

    # --- consultation ----------------------------------------------------------------------

    def why_not_consult(self) -> str:
        """Return why there is nothing to print a list of, empty when there is."""
        if self.draft is None or not self.draft.form.items:
            return _("还没有事项，请先用 F2 选择要咨询的事项")
        return ""

    def consult(self) -> None:
        """Make the one-time list of everything needed, without an application."""
        self._commit()
        if self.draft is not None:
            self._desk.make(
                papers.consultation, self._actor, self.draft.snapshot(), then=self.paper_made.emit
            )

    def open_picker(self) -> None:
        """Open the picker for rare characters over the field that has the keys."""
        self.picker.open_picker()

    def open_chart(self) -> None:
        """Show all keys."""
        further = (
            ("Enter", _("下一个待填或有误的字段")),
            ("Shift+Enter", _("上一个字段")),
            ("Tab", _("下一个字段")),
            ("1 … 9", _("选项、材料状态")),
            ("Delete", _("移除选中的事项、清空选项")),
        )
        self.chart.open_chart(further)

    # --- Qt --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on to where work goes on."""
        super().focusInEvent(event)
        if self.sheet is not None and self.sheet.isVisible():
            self.sheet.list.setFocus()
        else:
            self.back_to_form()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side panels their share."""
        super().resizeEvent(event)
        self._fit_sides()

    def _fit_sides(self) -> None:
        share = 0.86 if self.width() < _NARROW else 1.0
        self.items.setFixedWidth(round(appearance().size("side_left") * share))
        self.materials.setFixedWidth(round(appearance().size("side_right") * share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), appearance().colour("window"))
        painter.end()

"""The intake screen: one applicant, several items, one form, one receiving, all by keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.forms.draft import Draft, DraftChange
from app.services import papers
from app.wording import _
from ui.forms import FieldContext
from ui.intake.actions import keys_of_fields, make_actions
from ui.intake.barred import BarredWarning
from ui.intake.choosing import Choosing
from ui.intake.form_view import FormView
from ui.intake.head import Head
from ui.intake.help_for import help_for
from ui.intake.items_panel import ItemsPanel
from ui.intake.keeping import Keeping
from ui.intake.key_bar import KeyBar
from ui.intake.materials_panel import MaterialsPanel
from ui.intake.receiving import Receiving
from ui.intake.state_words import applicant_words, counts, matter_words, tabs_of
from ui.intake.tabs import Tabs
from ui.intake.visit import Visit
from ui.intake.welcome import Welcome
from ui.kit.character_picker import CharacterPicker, insert
from ui.kit.characters import has_initials
from ui.kit.help_strip import HelpStrip
from ui.kit.key_chart import KeyChart
from ui.kit.notices import Notice
from ui.kit.overlay import Overlay
from ui.kit.palette import CommandPalette
from ui.kit.panels import Panel
from ui.styles.appearance import appearance
from ui.tasks import Desk

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
        self._make_parts()
        self.actions_of_screen = make_actions(self, self)
        self.palette_of_actions = CommandPalette(self, self.actions_of_screen)
        self.chart = KeyChart(self, self.actions_of_screen)
        self.bar = KeyBar(self.actions_of_screen)
        self._lay_out()
        self._wire()
        self.keeping.begin()
        self.keeping.tell_waiting()

    def _make_parts(self) -> None:
        self.head = Head()
        self.choosing = Choosing(self._desk, self._actor, self)
        self.items = ItemsPanel(self._ask, self.choosing.preview, self)
        self.middle = Panel()
        self.tabs = Tabs()
        self.form: FormView | None = None
        self.welcome = Welcome()
        self.help = HelpStrip()
        self.notice = Notice()
        self.barred = BarredWarning(self._desk, self._actor)
        self.materials = MaterialsPanel(self.barred.against)
        self.picker = CharacterPicker(self)
        self.keeping = Keeping(self._desk, self._actor, self)
        self.receiving = Receiving(self._desk, self._actor, self)
        self.visit = Visit(self.head, self)

    def _lay_out(self) -> None:
        self._inner = QVBoxLayout(self.middle)
        self._inner.setContentsMargins(6, 2, 4, 4)
        self._inner.setSpacing(4)
        for part in (self.tabs, self.barred, self.notice, self.welcome, self.help):
            self._inner.addWidget(part, 1 if part is self.welcome else 0)
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
        self.choosing.changed.connect(self._apply)
        self.choosing.done.connect(self._say_done)
        self.items.search.picked.connect(self.take_hit)
        self.items.removal_wanted.connect(self.remove_item)
        self.items.left.connect(self.back_to_form)
        self.materials.left.connect(self.back_to_form)
        self.materials.changed.connect(self._on_changed)
        self.materials.refused.connect(lambda words: self.notice.say(words, "warning"))
        self.barred.changed.connect(self.materials.refresh)
        self.tabs.chosen.connect(self.go_to_section)
        self.visit.changed.connect(self._on_visit)
        self.head.channel.left.connect(self.back_to_form)
        self.head.ticket.returnPressed.connect(self.back_to_form)
        self.picker.picked.connect(insert)
        self.keeping.begun.connect(self.begin)
        self.keeping.said.connect(self.notice.say)
        self.keeping.saved.connect(self.bar.show_saved)
        self.receiving.busy.connect(self.bar.refresh)
        self.receiving.refused.connect(lambda words: self.notice.say(words, "error"))
        self.receiving.over.connect(self.keeping.begin)
        self.receiving.concluded.connect(self.papers_wanted)
        appearance().changed.connect(self._fit_sides)
        overlays = (self.picker, self.palette_of_actions, self.chart, self.keeping.sheet)
        sheets = (self.receiving.receipt, self.receiving.sheet, self.visit.sheet)
        for overlay in (*overlays, *sheets):
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
        self.draft = self.choosing.draft = draft
        if self.form is None:
            self.form = self._make_form(draft)
        self.form.context = FieldContext(draft.came_at.date(), has_initials)
        self.form.show_draft(draft)
        self.items.show_draft(draft)
        self.materials.show_draft(draft)
        self.visit.show_draft(draft)
        self.notice.quiet()
        self.keeping.keep(draft)
        self._refresh_words()
        if draft.form.items:
            here = self.keeping.place_of(draft)
            if not self.form.go_to(here):
                self.form.go_to(draft.next_open(None) or self.form.first_key())
        elif self.isVisible():
            self.items.search.take_keys()
        elif (part := self.focusWidget()) is not None:
            part.clearFocus()  # who comes back begins at the search

    def _on_changed(self, change: DraftChange) -> None:
        """Show everywhere what a person's hand has changed, and save soon."""
        if self.notice.offers(self.undo):
            self.notice.quiet()  # its button would take back this change now
        if change.form:
            self.items.refresh()
        if change.form or change.materials:
            self.materials.refresh()
        self._refresh_words()
        self.keeping.save_soon()

    def _apply(self, change: DraftChange | None) -> None:
        if change is not None and self.form is not None:
            self.form.refresh(change)
            self._on_changed(change)

    def _on_visit(self) -> None:
        self._refresh_words()
        self.keeping.save_soon()

    def _refresh_words(self) -> None:
        draft, form = self.draft, self.form
        if draft is None or form is None:
            return
        self.head.applicant.show_words(*applicant_words(draft))
        self.barred.look(draft)
        self.head.matter.show_words(*matter_words(draft))
        clerk = f"{self._actor.display_name}　{self._actor.staff_no}".strip("　")
        self.head.clerk.show_words(clerk, self._actor.window)
        begun = bool(draft.form.items)
        self.welcome.setVisible(not begun)
        for part in (self.tabs, form, self.help):
            part.setVisible(begun)
        self._refresh_tabs()
        self.bar.show_counts(*counts(draft))
        self.bar.refresh()

    def _refresh_tabs(self) -> None:
        if self.draft is not None and self.form is not None:
            self.tabs.show_tabs(*tabs_of(self.draft, self.form))

    # --- items -----------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        self.choosing.ask(text, self.items.search.show_hits)

    def take_hit(self, kind: str, key: str) -> None:
        """Choose the bundle or item that was found, and go to what it asks."""
        self._commit()
        self.choosing.take(kind, key)
        self.back_to_form()

    def remove_item(self, item_id: str) -> None:
        """Take an item out."""
        self._commit()
        self.choosing.remove(item_id)

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

    def take_typed(self) -> None:
        """Bring what is being typed into the draft, without touching it on the screen."""
        if self.form is not None:
            self.form.take_typed()
        self.materials.take_typed()

    def _commit(self) -> None:
        if self.form is not None:
            self.form.commit()

    # --- keeping, receiving ----------------------------------------------------------------

    def hang_up(self) -> None:
        """Save the draft and begin with the next applicant."""
        here = self.form.focused_key() if self.form is not None else ""
        self._commit()
        self.keeping.hang_up(here)

    def offer_drafts(self) -> None:
        """Show the drafts that were hung up."""
        self._commit()
        self.keeping.offer()

    def discard(self) -> None:
        """Throw the draft away, after asking once."""
        self.notice.say(
            _("放弃后本次填写的内容不再保留"), "warning", (_("确定放弃"), self.keeping.discard)
        )

    def why_not_receive(self) -> str:
        """Return why the sitting cannot be received just now, empty when it can."""
        return self.receiving.why_not(self.draft)

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
            self.keeping.save()
            self.receiving.ask(self.draft)

    def consult(self) -> None:
        """Make the one-time list of everything needed, without an application."""
        self._commit()
        if self.draft is not None:
            self._desk.make(
                papers.consultation, self._actor, self.draft.snapshot(), then=self.paper_made.emit
            )

    def open_palette(self) -> None:
        """Find any action."""
        self.palette_of_actions.open_palette()

    def open_chart(self) -> None:
        """Show all keys."""
        self.chart.open_chart(keys_of_fields())

    # --- Qt --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on to where work goes on."""
        super().focusInEvent(event)
        if self.receiving.sheet.isVisible():
            self.receiving.sheet.list.setFocus()
        else:
            self.back_to_form()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language: everything that is worked out from the draft is worked out anew."""
        if event.type() == QEvent.Type.LanguageChange and self.draft and self.form:
            self.form.speak()
            self.items.refresh()
            self.materials.refresh()
            self._refresh_words()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing unsaved behind."""
        self.take_typed()
        self.keeping.rest()
        super().hideEvent(event)

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

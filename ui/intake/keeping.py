"""Keeping drafts: saved while they are typed, hung up, taken back, thrown away."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.forms.draft import Draft
from app.services import drafts, unfinished
from app.wording import _
from ui.intake.drafts_sheet import DraftsSheet
from ui.intake.state_words import draft_label
from ui.intake.waiting import waiting_words
from ui.tasks import Desk

_SAVE_MS = 150


class Keeping(QObject):
    """Keeps the draft of a screen.

    Signals:
        begun(Draft): go on with this draft.
        said(str, str): a sentence and its kind for the notice bar.
        saved(str): whether the draft is saved, in words.
    """

    begun = Signal(object)
    said = Signal(str, str)
    saved = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._actor = desk, actor
        self.draft: Draft | None = None
        self._after = ""
        self._places: dict[UUID, str] = {}
        self.sheet = DraftsSheet(over)
        self.sheet.picked.connect(self._take_back)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SAVE_MS)
        self._soon.timeout.connect(self.save)

    def tell_waiting(self) -> None:
        """Say what waits for the clerk who comes in."""
        self._desk.read(unfinished.waiting_for, self._actor, then=self._on_waiting)

    def keep(self, draft: Draft) -> None:
        """Keep this draft from now on."""
        self._soon.stop()
        self.draft = draft
        self.saved.emit("")

    def begin(self, after: str = "") -> None:
        """Begin a clean draft; `after` is said once it is there."""
        self._after = after
        self._desk.read(drafts.begin, self._actor, then=self._on_begun)

    def save_soon(self) -> None:
        """Save in a moment; more typing does not put it off, as the program may be killed."""
        self.saved.emit(_("正在保存…"))
        if not self._soon.isActive():
            self._soon.start()

    def save(self) -> None:
        """Save the draft as it stands; an empty one leaves nothing behind."""
        self._soon.stop()
        draft = self.draft
        if draft is not None and (draft.form.items or draft.ticket or draft.authorised):
            self._desk.do(
                drafts.save,
                self._actor,
                draft.draft_id,
                draft_label(draft),
                draft.to_json(),
                then=self._on_saved,
            )

    def rest(self) -> None:
        """Save at once what was to be saved in a moment: the screen is being left."""
        if self._soon.isActive():
            self.save()

    def let_go(self) -> None:
        """Stop saving: the draft is being thrown away."""
        self._soon.stop()

    def place_of(self, draft: Draft) -> str:
        """Return the field where a draft was hung up in this run, or an empty text."""
        return self._places.pop(draft.draft_id, "")

    def hang_up(self, here: str) -> None:
        """Save the draft, remember the field where the work stands, and begin with the next."""
        if self.draft is not None:
            self._places[self.draft.draft_id] = here
        self.save()
        self.begin(_("已挂起，按 F10 取回"))

    def offer(self) -> None:
        """Show the drafts that were hung up."""
        self.save()
        # On the writer's line: a reader may look before the draft hung up a moment ago is saved.
        self._desk.do(drafts.mine, self._actor, then=self._on_listed)

    def discard(self) -> None:
        """Throw the draft away and begin anew."""
        self.let_go()
        if self.draft is not None:
            self._desk.do(drafts.discard, self._actor, self.draft.draft_id)
        self.begin(_("已放弃"))

    def _on_waiting(self, found: unfinished.Unfinished) -> None:
        if words := waiting_words(found):
            self.said.emit(words, "warning" if found.today or found.earlier else "info")

    def _on_saved(self, _changes: object) -> None:
        self.saved.emit(_("正在保存…") if self._soon.isActive() else _("草稿已保存"))

    def _on_begun(self, draft: Draft) -> None:
        after, self._after = self._after, ""
        self.begun.emit(draft)
        if after:
            self.said.emit(after, "ok")

    def _on_listed(self, lines: tuple[drafts.DraftLine, ...]) -> None:
        here = self.draft.draft_id if self.draft is not None else None
        others = tuple(line for line in lines if line.id != here)
        if others:
            self.sheet.offer(others)
        else:
            self.said.emit(_("没有挂起的办件"), "info")

    def _take_back(self, draft_id: str) -> None:
        self._desk.read(drafts.take_back, self._actor, UUID(draft_id), then=self._on_begun)

"""Choosing items: the search behind the search box, and what a choice brought, with its undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.actor import Actor
from app.forms.draft import Draft, DraftChange
from app.ports.stored import SearchHit
from app.services import catalogue as catalogue_service
from app.wording import _
from ui.intake.items_panel import told
from ui.tasks import Desk


class Choosing(QObject):
    """Adds and removes items of a draft.

    Signals:
        changed(DraftChange): the draft has other items now.
        done(str): what that brought, in one sentence.
    """

    changed = Signal(object)
    done = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self.draft: Draft | None = None

    def ask(self, text: str, then: Callable[[tuple[SearchHit, ...]], object]) -> None:
        """Search; of several questions in a row only the last is answered."""
        self._desk.read(
            catalogue_service.search, text, self._actor.hall, then=then, newest="intake.search"
        )

    def preview(self, kind: str, key: str) -> str:
        """Return what taking a hit would bring, in one sentence."""
        if self.draft is None:
            return ""
        if kind == "bundle":
            preview = self.draft.preview_bundle(key, _usual_answers(self.draft, key))
        else:
            preview = self.draft.preview_add(key)
        return _("将{what}").format(what=told(preview))

    def take(self, kind: str, key: str) -> None:
        """Choose the bundle or item that was found."""
        draft = self.draft
        if draft is None:
            return
        if kind == "bundle":
            answers = _usual_answers(draft, key)
            what = told(draft.preview_bundle(key, answers))
            name = draft.catalogue.bundles[key].name
            self.changed.emit(draft.choose_bundle(key, answers))
        else:
            what, name = told(draft.preview_add(key)), draft.catalogue.items[key].short_name
            self.changed.emit(draft.add_items(key))
        self.done.emit(_("已选「{name}」：{what}").format(name=name, what=what))

    def remove(self, item_id: str) -> None:
        """Take an item out; what was typed for it stays for the case that it comes back."""
        draft = self.draft
        if draft is None:
            return
        what, name = told(draft.preview_remove(item_id)), draft.catalogue.items[item_id].short_name
        change: DraftChange = draft.remove_items(item_id)
        self.changed.emit(change)
        words = _("已移除「{name}」：{what}。填过的内容保留，重新选上即恢复")
        self.done.emit(words.format(name=name, what=what))


def _usual_answers(draft: Draft, bundle_id: str) -> dict[str, str]:
    """Return each question's usual answer: the form opens at once, and the clerk goes through them."""
    return {each.id: each.default for each in draft.catalogue.bundles[bundle_id].questions}

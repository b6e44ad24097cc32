"""The draft: the whole state of the intake screen as a plain object, and the screen's only model.

Every change is one step that can be taken back. Nothing typed is lost: not by a fault, not by an
item that goes and comes back. A new draft holds nothing of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from app.checks.results import is_empty
from app.domain.actor import Channel
from app.domain.case import HandedIn
from app.domain.catalogue import Catalogue
from app.domain.concept_keys import REGISTERED_MARKERS
from app.domain.merged_form import MergeRules
from app.domain.questions import RegisteredMarkers, chosen_item
from app.errors import Problem
from app.forms.parties import agent_from_plain, agent_to_plain
from app.forms.reading import DraftReading, Preview, changed_keys
from app.forms.snapshot import DraftSnapshot, MaterialEntry, Origin
from app.forms.state import DraftState, Given, from_plain, to_plain
from app.forms.view import DraftView, Working

__all__ = ["Draft", "DraftChange", "DraftSnapshot", "MaterialEntry", "Origin", "Preview"]

_FORMAT = 1


@dataclass(frozen=True)
class DraftChange:
    """What a step changed. `values`: fields whose value, origin, ticks or decision changed.

    `findings`: fields whose findings changed. `form`: the form was merged anew. `materials`: what
    became of a material changed.
    """

    values: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    form: bool = False
    materials: bool = False


class Draft(DraftReading):
    """An unfinished intake."""

    def __init__(
        self,
        catalogue: Catalogue,
        rules: MergeRules,
        draft_id: UUID,
        now: datetime,
        *,
        registered_markers: RegisteredMarkers = REGISTERED_MARKERS,
        state: DraftState | None = None,
    ) -> None:
        working = Working(catalogue, rules, now, registered_markers)
        super().__init__(working, draft_id, now, state or DraftState())

    # -- fields -----------------------------------------------------------------------------------

    def set_value(self, key: str, raw: object) -> DraftChange:
        """Enter a field's value as typed; an empty one clears it, and it stays empty.

        A value that cannot be read is kept as typed, with its findings. Raises Problem
        `field.unknown` (params: field), `field.ticked-per-item` (params: label).
        """
        field = self._field(key)
        if field.per_item:
            raise Problem("field.ticked-per-item", label=field.label)
        state, view = self._now.state, self._now
        given = self._working.read(
            view.form, key, Given(raw, Origin.TYPED), state.decisions, view.filled.values
        )
        before = state.given.get(key)
        typed = before is not None and before.origin is Origin.TYPED
        # A default that is typed again is a fact from now on, and no longer follows its source.
        if _same(given.value, self.value(key)) and (typed or given.value is None):
            return DraftChange()
        return self._step(replace(state, given={**state.given, key: given}))

    def tick(self, key: str, item_id: str, on: bool) -> DraftChange:  # noqa: FBT001 - a tick
        """Tick or untick a never-shared field for one item, never for others.

        Raises Problem `field.unknown` (params: field), `item.not-asking` (params: item, label).
        """
        field = self._field(key)
        if not field.per_item or all(asker.item_id != item_id for asker in field.askers):
            raise Problem("item.not-asking", item=item_id, label=field.label)
        state = self._now.state
        ticks = {**state.ticks.get(key, {}), item_id: on}
        return self._step(replace(state, ticks={**state.ticks, key: ticks}))

    def decide(self, key: str, item_id: str) -> DraftChange:
        """Decide a disputed field for one item's demand.

        Raises Problem `field.unknown` (params: field), `item.not-asking` (params: item, label).
        """
        field = self._field(key)
        if field.dispute is None or item_id not in field.dispute.sides:
            raise Problem("item.not-asking", item=item_id, label=field.label)
        state = self._now.state
        return self._step(replace(state, decisions={**state.decisions, key: item_id}))

    def fill(self, values: Mapping[str, object], origin: Origin) -> DraftChange:
        """Take over values from a card, a licence, a file: one step for all of them.

        Values for fields that the form does not have yet wait for them; empty ones are passed over. A
        declaration is never ticked by copying: only values given as typed tick it, for the items
        that have no answer of their own.
        """
        state, view = self._now.state, self._now
        given = dict(state.given)
        ticks = dict(state.ticks)
        for key, value in values.items():
            field = view.form.fields.get(key)
            if is_empty(value):
                continue
            if field is None or not field.per_item:
                given[key] = Given(value, origin, unread=True)
            elif origin is Origin.TYPED:
                own = [a.item_id for a in field.askers if not a.definition.answered_by]
                ticks[key] = {**ticks.get(key, {}), **dict.fromkeys(own, value is True)}
        licence = state.licence_read or origin is Origin.LICENCE
        return self._step(replace(state, given=given, ticks=ticks, licence_read=licence))

    # -- items ------------------------------------------------------------------------------------

    def add_items(self, *ids: str) -> DraftChange:
        """Choose items by hand. Raises Problem `item.unknown` (params: item)."""
        return self._step(self._adding(ids))

    def remove_items(self, *ids: str) -> DraftChange:
        """Take items out; what was typed for them is kept and comes back with them."""
        return self._step(self._now.state.without_items(ids, self.catalogue))

    def choose_bundle(self, bundle_id: str | None, answers: Mapping[str, str]) -> DraftChange:
        """Choose a bundle with its scenario answers, or none; items picked by hand stay.

        Raises Problem `bundle.unknown` (params: bundle), `question.no-such-answer` (params:
        question, value).
        """
        return self._step(self._now.state.with_bundle(bundle_id, answers, self.catalogue))

    def answer_bundle(self, question_id: str, value: str) -> DraftChange:
        """Answer one question of the chosen bundle. Raises Problem as `choose_bundle` does."""
        state = self._now.state
        answers = {**state.bundle_answers, question_id: value}
        return self._step(state.with_bundle(state.bundle_id, answers, self.catalogue))

    def answer(self, group_key: str, value: str) -> DraftChange:
        """Answer a scenario question for all items that ask it.

        Raises Problem `question.no-such-answer` (params: question, value).
        """
        group = next((g for g in self.form.questions if g.key == group_key), None)
        if group is None or all(option.value != value for option in group.question.options):
            raise Problem("question.no-such-answer", question=group_key, value=value)
        state = self._now.state
        return self._step(replace(state, answers={**state.answers, group_key: value}))

    def preview_add(self, *ids: str) -> Preview:
        """Return what choosing items would add. Raises Problem `item.unknown` (params: item)."""
        return self._preview(self._adding(ids))

    def preview_remove(self, *ids: str) -> Preview:
        """Return what taking items out would remove."""
        return self._preview(self._now.state.without_items(ids, self.catalogue))

    def preview_bundle(self, bundle_id: str | None, answers: Mapping[str, str]) -> Preview:
        """Return what choosing a bundle would change. Raises Problem as `choose_bundle` does."""
        return self._preview(self._now.state.with_bundle(bundle_id, answers, self.catalogue))

    def _adding(self, ids: tuple[str, ...]) -> DraftState:
        for item_id in ids:
            chosen_item(self.catalogue, item_id)
        return self._now.state.with_items(ids)

    # -- materials --------------------------------------------------------------------------------

    def set_material(self, key: str, entry: MaterialEntry) -> DraftChange:
        """Say what became of a material; handed in without a number means as asked.

        Raises Problem `material.unknown` (params: material), `material.no-promise` and
        `material.no-tolerance` (params: label) where no promise or later supply is open,
        `material.negative` (params: label).
        """
        material = self._material(key)
        if entry.state is HandedIn.PROMISED and not material.promise:
            raise Problem("material.no-promise", label=material.label)
        if entry.state is HandedIn.OWED and material.tolerance_days is None:
            raise Problem("material.no-tolerance", label=material.label)
        if min(entry.originals, entry.copies) < 0:
            raise Problem("material.negative", label=material.label)
        if entry.state is HandedIn.HANDED_IN and not (entry.originals or entry.copies):
            entry = replace(entry, originals=material.originals, copies=material.copies)
        state = self._now.state
        return self._step(replace(state, entries={**state.entries, key: entry}))

    # -- steps ------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to take again."""
        return self._history.can_redo

    def undo(self) -> DraftChange | None:
        """Take the last step back; None when there is none."""
        before = self._now
        return _difference(before, self._now) if self._history.undo() else None

    def redo(self) -> DraftChange | None:
        """Take the last undone step again; None when there is none."""
        before = self._now
        return _difference(before, self._now) if self._history.redo() else None

    def _step(self, state: DraftState) -> DraftChange:
        """Make one step, unless nothing changes; nothing is half done when a Problem is raised."""
        before = self._now
        if state == before.state:
            return DraftChange()
        after = self._working.view(state, before)
        self._history.push(after)
        return _difference(before, after)

    # -- keeping ----------------------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        """Return the draft as JSON data; undo steps are not kept."""
        return {
            "format": _FORMAT,
            "draft_id": str(self._draft_id),
            "ticket": self.ticket,
            "came_at": self.came_at.isoformat(),
            "channel": self.channel.value,
            "authorised": agent_to_plain(self.authorised),
            **to_plain(self._now.state),
        }

    @classmethod
    def from_json(
        cls,
        data: Mapping[str, Any],
        catalogue: Catalogue,
        rules: MergeRules,
        now: datetime,
        *,
        registered_markers: RegisteredMarkers = REGISTERED_MARKERS,
    ) -> Self:
        """Return a saved draft, merged under the catalogue in force now.

        Raises Problem `draft.unreadable` when the data is no draft of this program.
        """
        try:
            if data["format"] != _FORMAT:
                raise Problem("draft.unreadable")
            draft = cls(
                catalogue,
                rules,
                UUID(data["draft_id"]),
                now,
                registered_markers=registered_markers,
                state=from_plain(data, catalogue),
            )
            draft.ticket = str(data["ticket"])
            draft.came_at = datetime.fromisoformat(data["came_at"])
            draft.channel = Channel(data["channel"])
            draft.authorised = agent_from_plain(data.get("authorised"))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Problem("draft.unreadable") from error
        return draft


def _same(one: object, other: object) -> bool:
    return one == other and type(one) is type(other)


def _difference(before: DraftView, after: DraftView) -> DraftChange:
    keys = {**before.form.fields, **after.form.fields}
    return DraftChange(
        values=frozenset(key for key in keys if before.marks(key) != after.marks(key)),
        findings=frozenset(changed_keys(before.findings, after.findings)),
        form=before.form is not after.form,
        materials=before.form is not after.form or before.state.entries != after.state.entries,
    )

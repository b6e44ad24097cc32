"""What the clerk has chosen and entered: everything that undo restores and a saved draft keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.case import HandedIn
from app.domain.catalogue import Catalogue
from app.domain.concept_keys import REGISTERED_MARKERS
from app.domain.merged_form import Selection
from app.domain.questions import RegisteredMarkers, is_registered, items_of_bundle
from app.errors import Finding, Problem
from app.forms.snapshot import MaterialEntry, Origin


@dataclass(frozen=True)
class Given:
    """A value that was given: typed, read from a card, or taken over.

    A value of None was cleared by hand and does not fall back to a default. `notes`: repairs made
    while it was read. `wrong`: it could not be read; it is kept as typed. `unread`: it was given
    for a field that the form did not have yet, and is read when the field comes.
    """

    value: object
    origin: Origin
    wrong: bool = False
    notes: tuple[Finding, ...] = ()
    unread: bool = False


@dataclass(frozen=True)
class DraftState:
    """Everything that was chosen and entered, kept also for fields that have left the form.

    `picked`: items chosen by hand; `dropped`: items of the bundle taken out by hand. `ticks`:
    never-shared field key → item id → ticked. `licence_read`: the applicant's licence was read.
    """

    bundle_id: str | None = None
    bundle_answers: Mapping[str, str] = field(default_factory=dict)
    picked: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Given] = field(default_factory=dict)
    ticks: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, MaterialEntry] = field(default_factory=dict)
    licence_read: bool = False

    def bundle_items(self, catalogue: Catalogue) -> frozenset[str]:
        """Return the items that the bundle's answers choose."""
        if self.bundle_id is None:
            return frozenset()
        return frozenset(items_of_bundle(catalogue.bundles[self.bundle_id], self.bundle_answers))

    def selection(
        self, catalogue: Catalogue, markers: RegisteredMarkers = REGISTERED_MARKERS
    ) -> Selection:
        """Return what the merge is asked for."""
        bundle = catalogue.bundles.get(self.bundle_id or "")
        items = (self.bundle_items(catalogue) - self.dropped) | self.picked
        return Selection(
            items=tuple(sorted(items)),
            bundle_id=self.bundle_id,
            bundle_answers=self.bundle_answers,
            answers=self.answers,
            registered=self.licence_read or is_registered(bundle, self.bundle_answers, markers),
        )

    def with_items(self, ids: Iterable[str]) -> DraftState:
        """Return the state with these items picked by hand."""
        added = frozenset(ids)
        return replace(self, picked=self.picked | added, dropped=self.dropped - added)

    def without_items(self, ids: Iterable[str], catalogue: Catalogue) -> DraftState:
        """Return the state with these items taken out, whoever chose them."""
        gone = frozenset(ids)
        dropped = self.dropped | (gone & self.bundle_items(catalogue))
        return replace(self, picked=self.picked - gone, dropped=dropped)

    def with_bundle(
        self, bundle_id: str | None, answers: Mapping[str, str], catalogue: Catalogue
    ) -> DraftState:
        """Return the state with a bundle chosen; items picked by hand stay.

        Raises Problem `bundle.unknown` (params: bundle), `question.no-such-answer` (params:
        question, value).
        """
        if bundle_id is None:
            return replace(self, bundle_id=None, bundle_answers={}, dropped=frozenset())
        bundle = catalogue.bundles.get(bundle_id)
        if bundle is None:
            raise Problem("bundle.unknown", bundle=bundle_id)
        offered = {q.id: {option.value for option in q.options} for q in bundle.questions}
        for question_id, value in answers.items():
            if value not in offered.get(question_id, ()):
                raise Problem("question.no-such-answer", question=question_id, value=value)
        same = bundle_id == self.bundle_id
        kept = self.dropped & self.bundle_items(catalogue) if same else frozenset()
        return replace(self, bundle_id=bundle_id, bundle_answers=dict(answers), dropped=kept)


def to_plain(state: DraftState) -> dict[str, Any]:
    """Return a state as JSON data."""
    return {
        "bundle": state.bundle_id,
        "bundle_answers": dict(state.bundle_answers),
        "picked": sorted(state.picked),
        "dropped": sorted(state.dropped),
        "answers": dict(state.answers),
        "given": {
            key: {
                "value": given.value,
                "origin": given.origin.value,
                "wrong": given.wrong,
                "unread": given.unread,
            }
            for key, given in state.given.items()
        },
        "ticks": {key: dict(ticks) for key, ticks in state.ticks.items()},
        "decisions": dict(state.decisions),
        "entries": {
            key: {
                "state": entry.state.value,
                "originals": entry.originals,
                "copies": entry.copies,
                "note": entry.note,
                "standard": entry.standard,
            }
            for key, entry in state.entries.items()
        },
        "licence_read": state.licence_read,
    }


def from_plain(data: Mapping[str, Any], catalogue: Catalogue) -> DraftState:
    """Return a state from JSON data; what the catalogue no longer offers is not chosen again.

    Raises KeyError, TypeError, ValueError or AttributeError for data of another shape.
    """
    bundle_id = data["bundle"] if data["bundle"] in catalogue.bundles else None
    return DraftState(
        bundle_id=bundle_id,
        bundle_answers=dict(data["bundle_answers"]) if bundle_id else {},
        picked=frozenset(data["picked"]) & catalogue.items.keys(),
        dropped=frozenset(data["dropped"]),
        answers=dict(data["answers"]),
        given={
            key: Given(
                given["value"],
                Origin(given["origin"]),
                wrong=bool(given["wrong"]),
                unread=bool(given["unread"]),
            )
            for key, given in data["given"].items()
        },
        ticks={key: dict(ticks) for key, ticks in data["ticks"].items()},
        decisions=dict(data["decisions"]),
        entries={
            key: MaterialEntry(**{**entry, "state": HandedIn(entry["state"])})
            for key, entry in data["entries"].items()
        },
        licence_read=bool(data["licence_read"]),
    )

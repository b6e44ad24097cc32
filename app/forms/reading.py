"""What a screen can ask of a draft; everything that changes it is in `app.forms.draft`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.checks.registry import FIELD_TYPES
from app.domain.actor import Channel
from app.domain.case import Agent, Applicant, HandedIn, MaterialRecord
from app.domain.catalogue import Catalogue
from app.domain.merged_form import Disposition, MergedField, MergedForm, MergedMaterial
from app.errors import Finding, Problem
from app.forms.faults import decided, has_error, is_open
from app.forms.history import History
from app.forms.parties import agent_of, applicant_of
from app.forms.snapshot import DraftSnapshot, MaterialEntry, Origin
from app.forms.state import DraftState
from app.forms.view import DraftView, Working

_NOT_HERE = {
    Disposition.PRODUCED: HandedIn.PRODUCED,
    Disposition.EXEMPT_LICENCE: HandedIn.EXEMPT_LICENCE,
    Disposition.EXEMPT_SHARING: HandedIn.EXEMPT_SHARING,
}
_STILL_OPEN = frozenset({HandedIn.LACKING, HandedIn.DEFECTIVE})


@dataclass(frozen=True)
class Preview:
    """What a change of the items would do to the form: ids, and how many fields and materials."""

    items_added: tuple[str, ...]
    items_removed: tuple[str, ...]
    fields_added: int
    fields_removed: int
    materials_added: int
    materials_removed: int


def compare(before: MergedForm, after: MergedForm) -> Preview:
    """Return what turning one form into the other adds and removes; optional materials apart."""
    items = [{item.item_id: None for item in form.items} for form in (before, after)]
    papers = [{m.key for m in form.materials if not m.optional} for form in (before, after)]
    return Preview(
        items_added=tuple(item for item in items[1] if item not in items[0]),
        items_removed=tuple(item for item in items[0] if item not in items[1]),
        fields_added=len(after.fields.keys() - before.fields.keys()),
        fields_removed=len(before.fields.keys() - after.fields.keys()),
        materials_added=len(papers[1] - papers[0]),
        materials_removed=len(papers[0] - papers[1]),
    )


class DraftReading:
    """The readable side of a draft.

    `ticket`, `came_at`, `channel` may be set by the screen, and `authorised`: the agent where the
    chosen items ask for none.
    """

    def __init__(self, working: Working, draft_id: UUID, now: datetime, state: DraftState) -> None:
        self._working = working
        self._draft_id = draft_id
        self._history: History[DraftView] = History(working.view(state))
        self.ticket = ""
        self.came_at = now
        self.channel = Channel.WINDOW
        self.authorised: Agent | None = None

    @property
    def _now(self) -> DraftView:
        return self._history.now

    @property
    def form(self) -> MergedForm:
        """The merged form as it stands."""
        return self._now.form

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the draft chooses from."""
        return self._working.catalogue

    @property
    def draft_id(self) -> UUID:
        """The draft's identity; a second press with the same one is harmless."""
        return self._draft_id

    def value(self, key: str) -> object | None:
        """Return the value in force, None when the field is empty or not in the form."""
        return self._now.filled.values.get(key)

    def shown(self, key: str) -> str:
        """Return a field's value as text, as a person reads and types it."""
        field = self._field(key)
        kind = FIELD_TYPES.get(field.type, FIELD_TYPES["text"])
        return kind.show(self.value(key), decided(field, self._now.state.decisions))

    def origin(self, key: str) -> Origin | None:
        """Return where a field's value came from, None when it is empty."""
        return self._now.filled.origins.get(key)

    def ticks(self, key: str) -> frozenset[str]:
        """Return the items ticked in a never-shared field."""
        return self._now.ticks(key)

    def decision(self, key: str) -> str | None:
        """Return the item whose demand was chosen for a disputed field."""
        return self._now.state.decisions.get(key)

    def field(self, key: str) -> MergedField:
        """Return a field as it holds now: a decided dispute is settled in it.

        Raises Problem `field.unknown` (params: field).
        """
        return decided(self._field(key), self._now.state.decisions)

    def findings(self, key: str) -> tuple[Finding, ...]:
        """Return what was found in a field's value."""
        return self._now.findings.get(key, ())

    def faults(self) -> tuple[str, ...]:
        """Return the keys of fields that are empty though required, wrong or undecided, in order."""
        return self._now.faults

    def next_open(self, after: str | None) -> str | None:
        """Return the next field at fault after a field, going round; None when there is none."""
        keys = list(self.form.fields)
        start = keys.index(after) + 1 if after is not None and after in self.form.fields else 0
        faults = self._now.at_fault
        return next((key for key in keys[start:] + keys[:start] if key in faults), None)

    def progress(self, section_key: str) -> tuple[int, int]:
        """Return how many required fields of a section are settled, and how many there are.

        Wrong and undecided optional fields count until they are right.
        """
        keys = next((s.field_keys for s in self.form.sections if s.key == section_key), ())
        faults = self._now.at_fault
        asked = [key for key in keys if self.form.fields[key].required or key in faults]
        return sum(key not in faults for key in asked), len(asked)

    def is_empty(self, key: str) -> bool:
        """Tell whether a field is at fault only because nothing was entered yet."""
        field, findings = self._field(key), self.findings(key)
        return is_open(field, self._now.filled.values, self.ticks(key)) and not has_error(findings)

    def applicant(self) -> Applicant | None:
        """Return the applicant, None while no name is entered."""
        filled = self._now.filled
        return applicant_of(self.form, filled.values, filled.origins)

    def agent(self) -> Agent | None:
        """Return who acts for the applicant, None when nobody does."""
        return agent_of(self.form, self._now.filled.values) or self.authorised

    def material(self, key: str) -> MaterialEntry:
        """Return what became of a material; at first what the merge says.

        Raises Problem `material.unknown` (params: material).
        """
        entry = self._now.state.entries.get(key)
        return entry or _first_entry(self._material(key))

    def open_materials(self) -> tuple[str, ...]:
        """Return the materials that are lacking or defective, in the order of the list."""
        return tuple(
            material.key
            for material in self.form.materials
            if self.material(material.key).state in _STILL_OPEN
        )

    def snapshot(self) -> DraftSnapshot:
        """Return everything as it stands now, frozen, for the services."""
        view, form = self._now, self.form
        values, origins = dict(view.filled.values), dict(view.filled.origins)
        entries = {material.key: self.material(material.key) for material in form.materials}
        chosen = [item.item_id for item in form.items]
        return DraftSnapshot(
            draft_id=self._draft_id,
            selection=form.selection,
            item_versions={item.item_id: item.version for item in form.items},
            definitions={item_id: self.catalogue.items[item_id] for item_id in chosen},
            form=form,
            values=values,
            ticks={
                key: tuple(item for item in chosen if item in ticks)
                for key in view.plan.ticked
                if (ticks := view.ticks(key))
            },
            decisions={
                key: side
                for key, side in view.state.decisions.items()
                if key in form.fields and form.fields[key].dispute is not None
            },
            origins=origins,
            materials=tuple(_record(m, entries[m.key]) for m in form.materials),
            entries=entries,
            applicant=self.applicant(),
            agent=self.agent(),
            ticket=self.ticket,
            came_at=self.came_at,
            channel=self.channel,
            faults=view.faults,
        )

    def _field(self, key: str) -> MergedField:
        field = self.form.fields.get(key)
        if field is None:
            raise Problem("field.unknown", field=key)
        return field

    def _material(self, key: str) -> MergedMaterial:
        material = self._now.materials.get(key)
        if material is None:
            raise Problem("material.unknown", material=key)
        return material

    def _preview(self, state: DraftState) -> Preview:
        return compare(self.form, self._working.view(state, self._now).form)


def _first_entry(material: MergedMaterial) -> MaterialEntry:
    if material.disposition in _NOT_HERE:
        return MaterialEntry(_NOT_HERE[material.disposition], 0, 0)
    if material.optional:
        return MaterialEntry(HandedIn.NOT_APPLICABLE, 0, 0)
    if material.disposition is Disposition.GENERATED:
        return MaterialEntry(HandedIn.GENERATED, material.originals, material.copies)
    return MaterialEntry(HandedIn.LACKING, 0, 0)


def _record(material: MergedMaterial, entry: MaterialEntry) -> MaterialRecord:
    return MaterialRecord(
        key=material.key,
        label=material.label,
        state=entry.state,
        originals=entry.originals,
        copies=entry.copies,
        items=tuple(dict.fromkeys(asker.item_id for asker in material.askers)),
        note=entry.note,
    )


def changed_keys(before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    """Return the keys whose value differs or that only one of the two has."""
    return (key for key in {**before, **after} if before.get(key) != after.get(key))

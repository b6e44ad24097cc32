"""A state with everything that follows from it: the merged form, the values in force, the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from app.domain.catalogue import Catalogue
from app.domain.merged_form import MergedForm, MergedMaterial, MergeRules, Selection, Values
from app.domain.merging import Merger
from app.domain.questions import RegisteredMarkers
from app.forms.faults import has_error, is_open, is_undecided
from app.forms.filling import Filled, FillPlan, fill_in, plan_filling, ticks_of
from app.forms.findings import Findings, Inspector
from app.forms.state import DraftState, Given

_ROUNDS = 5
"""How often filled values may change the form before it is taken as it is."""


@dataclass(frozen=True)
class DraftView:
    """What the screen shows of one state."""

    state: DraftState
    selection: Selection
    plan: FillPlan
    filled: Filled
    findings: Findings

    @property
    def form(self) -> MergedForm:
        """Return the merged form."""
        return self.plan.form

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """Return the keys of fields that are empty though required, wrong, or undecided."""
        return tuple(
            key
            for key, field in self.form.fields.items()
            if is_undecided(field, self.state.decisions)
            or is_open(field, self.filled.values, self.ticks(key))
            or has_error(self.findings.get(key, ()))
        )

    @cached_property
    def at_fault(self) -> frozenset[str]:
        """Return the same keys for looking up."""
        return frozenset(self.faults)

    @cached_property
    def materials(self) -> dict[str, MergedMaterial]:
        """Return the form's materials by key."""
        return {material.key: material for material in self.form.materials}

    def ticks(self, key: str) -> frozenset[str]:
        """Return the items ticked in a never-shared field."""
        return ticks_of(self.plan, self.state, key) if key in self.plan.ticked else frozenset()

    def marks(self, key: str) -> tuple[object, ...]:
        """Return everything that a field's row shows besides its findings."""
        filled = self.filled
        return (
            filled.values.get(key),
            filled.origins.get(key),
            self.ticks(key),
            self.state.decisions.get(key),
        )


class Working:
    """Works out views; knows the catalogue and the day, remembers past checks and merged rows."""

    def __init__(
        self, catalogue: Catalogue, rules: MergeRules, now: datetime, markers: RegisteredMarkers
    ) -> None:
        self.catalogue = catalogue
        self.inspector = Inspector(now)
        self._merger = Merger(catalogue, rules)
        self._now = now
        self._markers = markers
        self._last: tuple[DraftState, DraftView | None, DraftView] | None = None

    def view(self, state: DraftState, before: DraftView | None = None) -> DraftView:
        """Return a state's view; `before` is reused as far as nothing in it changed.

        What was given for a field that was not there yet, or was wrong, is read again here. The
        last view is remembered: a step is mostly looked at before it is made.
        """
        if self._last is None or self._last[1] is not before or self._last[0] != state:
            self._last = (state, before, self._work_out(state, before))
        return self._last[2]

    def _work_out(self, state: DraftState, before: DraftView | None) -> DraftView:
        selection = state.selection(self.catalogue, self._markers)
        plan, filled = self._fill(state, selection, before)
        for _ in range(_ROUNDS):
            settled = self._read_again(state, plan.form, filled.values)
            if settled is state:
                break
            state = settled
            plan, filled = self._fill(state, selection, before)
        findings = self.inspector.inspect(plan.form, filled.values, state)
        return DraftView(state, selection, plan, filled, findings)

    def _fill(
        self, state: DraftState, selection: Selection, before: DraftView | None
    ) -> tuple[FillPlan, Filled]:
        if before is not None and before.selection == selection:
            filled = fill_in(before.plan, state, self._now.date())
            if _same_for_conditions(before.form, before.filled.values, filled.values):
                return before.plan, filled
        known: Values = {key: given.value for key, given in state.given.items()}
        plan, filled = self._merge(state, selection, known)
        for _ in range(_ROUNDS):
            if _same_for_conditions(plan.form, known, filled.values):
                break
            known = filled.values
            plan, filled = self._merge(state, selection, known)
        return plan, filled

    def _merge(
        self, state: DraftState, selection: Selection, known: Values
    ) -> tuple[FillPlan, Filled]:
        form = self._merger.merge(selection, known)
        plan = plan_filling(form, self.catalogue.vocabulary)
        return plan, fill_in(plan, state, self._now.date())

    def _read_again(self, state: DraftState, form: MergedForm, values: Values) -> DraftState:
        changed: dict[str, Given] = {}
        for key, given in state.given.items():
            if (given.unread or given.wrong) and key in form.fields:
                read = self.read(form, key, given, state.decisions, values)
                if given.unread or not read.wrong:
                    changed[key] = read
        return replace(state, given={**state.given, **changed}) if changed else state

    def read(
        self,
        form: MergedForm,
        key: str,
        given: Given,
        decisions: Mapping[str, str],
        values: Values,
    ) -> Given:
        """Return a given value as the form's field reads it."""
        checked = self.inspector.read(form.fields[key], given.value, decisions, values.get)
        return Given(checked.value, given.origin, wrong=not checked.ok, notes=checked.findings)


def _same_for_conditions(form: MergedForm, one: Values, other: Values) -> bool:
    """Tell whether two sets of values look the same to the form's conditions."""
    return all(one.get(key) == other.get(key) for key in form.depends_on if key in form.fields)

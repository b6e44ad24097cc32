"""Checking a form while it is typed: only what a change can have touched is checked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.checks.contradictions import check_form
from app.checks.registry import check_value
from app.checks.results import CheckContext, Checked
from app.domain.merged_form import MergedField, MergedForm, Values
from app.errors import Finding, Severity
from app.forms.faults import decided
from app.forms.state import DraftState

Findings = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True)
class _Seen:
    """A check's result with all that it looked at."""

    field: MergedField
    decision: str | None
    value: object
    asked: Mapping[str, object]
    findings: tuple[Finding, ...]


class Inspector:
    """Reads and checks values; remembers what each check looked at, for one draft."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._seen: dict[str, _Seen] = {}

    def read(
        self,
        field: MergedField,
        raw: object,
        decisions: Mapping[str, str],
        value_of: Callable[[str], object],
    ) -> Checked:
        """Read what was given for a field. The clerk's decision about a dispute is respected."""
        context = CheckContext(self._now.date(), self._now, value_of)
        return check_value(decided(field, decisions), raw, context)

    def inspect(
        self, form: MergedForm, values: Values, state: DraftState
    ) -> dict[str, tuple[Finding, ...]]:
        """Return the findings of all filled fields by key; fields without findings are absent."""
        found: dict[str, tuple[Finding, ...]] = {}
        for key, value in values.items():
            field = form.fields[key]
            if not field.per_item:
                given = state.given.get(key)
                notes = [n for n in given.notes if n.severity is Severity.REPAIRED] if given else []
                if findings := (*notes, *self._checked(field, value, values, state)):
                    found[key] = findings
        for key, findings in check_form(form, values, self._now.date()).items():
            found[key] = (*found.get(key, ()), *findings)
        return found

    def _checked(
        self, field: MergedField, value: object, values: Values, state: DraftState
    ) -> tuple[Finding, ...]:
        decision = state.decisions.get(field.key)
        seen = self._seen.get(field.key)
        if (
            seen is not None
            and _reads_alike(seen.field, field)
            and seen.value == value
            and seen.decision == decision
            and all(values.get(key) == known for key, known in seen.asked.items())
        ):
            return seen.findings
        asked: dict[str, object] = {}

        def look(key: str) -> object:
            asked[key] = values.get(key)
            return asked[key]

        findings = self.read(field, value, state.decisions, look).findings
        self._seen[field.key] = _Seen(field, decision, value, asked, findings)
        return findings


def _reads_alike(one: MergedField, other: MergedField) -> bool:
    """Tell whether two merges of a field read and check a value in the same way."""
    return one is other or (
        one.type == other.type
        and one.rules == other.rules
        and one.options == other.options
        and one.unit == other.unit
        and one.columns == other.columns
        and one.dispute == other.dispute
    )

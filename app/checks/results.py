"""What a check gives back, and what it may ask about its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.domain.catalogue import Column
from app.errors import Finding, Severity


@dataclass(frozen=True)
class Checked:
    """A value read from what was typed.

    `value`: the canonical value; after a fault the best reading of what was typed, so that nothing
    is lost. `findings`: faults, warnings and notes of repairs, in that order of discovery.
    """

    value: object
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the value may be used: repaired and merely warned values may."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def _nothing_known(_key: str) -> object:
    return None


@dataclass(frozen=True)
class CheckContext:
    """What a check may look at besides the value.

    `now` is None where only the day is known. `value_of`: another field's canonical value by its
    key, None when it is empty or unknown. `key`: the field being checked.
    """

    today: date
    now: datetime | None = None
    value_of: Callable[[str], object] = field(default=_nothing_known)
    key: str = ""


class FieldSpec(Protocol):
    """The part of a field's definition that reading its value needs (`MergedField` has it)."""

    @property
    def type(self) -> str:
        """The catalogue's name of the field type."""
        ...

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a choice, empty for free values."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a table."""
        ...

    @property
    def unit(self) -> str:
        """The unit of a number, empty when it has none."""
        ...

    @property
    def rules(self) -> Mapping[str, object]:
        """Validation and constraints as in the package (`rules`, `max_length`, `min` …)."""
        ...


@dataclass(frozen=True)
class Spec:
    """A plain `FieldSpec` for values that are no field of a form (table cells, command line)."""

    type: str
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    rules: Mapping[str, object] = field(default_factory=dict)


Reader = Callable[[object, FieldSpec, CheckContext], Checked]
Shower = Callable[[object, FieldSpec], str]


def is_empty(raw: object) -> bool:
    """Tell whether a value counts as not given: None, blank text, an empty list or mapping."""
    if isinstance(raw, str):
        return not raw.strip(" \t\r\n\u3000\u00a0")
    return raw is None or (isinstance(raw, list | tuple | dict) and not raw)


def rule_names(spec: FieldSpec) -> tuple[str, ...]:
    """Return the texts of a field's `rules` list; anything that is no text is left out."""
    rules = spec.rules.get("rules", ())
    if isinstance(rules, str):
        return (rules,)
    if not isinstance(rules, Sequence):
        return ()
    return tuple(rule for rule in rules if isinstance(rule, str))


def plain(value: object) -> str:
    """Show any value as text without fail: what cannot be read must still be shown."""
    return "" if value is None else str(value)


def error(code: str, **params: object) -> Finding:
    """Make a finding that forbids the value."""
    return Finding(code, params, Severity.ERROR)


def warning(code: str, **params: object) -> Finding:
    """Make a finding that a person should look at."""
    return Finding(code, params, Severity.WARNING)


def repaired(code: str, **params: object) -> Finding:
    """Make a note of a mechanical correction."""
    return Finding(code, params, Severity.REPAIRED)

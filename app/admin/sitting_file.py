"""A filled sitting as a file, in the form of the catalogue's example cases.

Mandatory: `items` or a `bundle` with its `answers`. Optional: `item_answers`, `values_by_concept`,
`values_by_item`, `materials` (key → state, or key → mapping), `agent`, `received_at` (ISO time of
a back-entry), `decisions` (disputed field → item id whose demand holds), `corrections` (item id →
list of texts or of mappings subject/what/standard).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.checks.untrusted_yaml import MAX_BYTES, YamlText, parse_yaml
from app.domain.case import Defect, HandedIn
from app.errors import Finding, Problem, WorldProblem
from app.wording.terms import HANDED_IN

_KNOWN = {
    "id",
    "bundle",
    "profile",
    "answers",
    "item_answers",
    "items",
    "values_by_concept",
    "values_by_item",
    "produced_in_process",
    "materials",
    "agent",
    "received_at",
    "decisions",
    "corrections",
}
# What people write in such files for the state of a material, besides the codes of HandedIn: the
# words of the screen, and shorter ones.
_STATES = {
    **{word: HandedIn(code) for code, word in HANDED_IN.items()},
    "收取": HandedIn.HANDED_IN,
    "容缺": HandedIn.OWED,
    "后补": HandedIn.OWED,
    "承诺": HandedIn.PROMISED,
    "缺": HandedIn.LACKING,
    "有缺陷": HandedIn.DEFECTIVE,
    "电子证照": HandedIn.EXEMPT_LICENCE,
    "数据共享": HandedIn.EXEMPT_SHARING,
    "missing": HandedIn.LACKING,
    "promise": HandedIn.PROMISED,
    "received": HandedIn.HANDED_IN,
}


@dataclass(frozen=True)
class MaterialLine:
    """What the file says about one material; None keeps what was asked for."""

    state: HandedIn
    originals: int | None = None
    copies: int | None = None
    note: str = ""
    standard: str = ""


@dataclass(frozen=True)
class FilledSitting:
    """One filled sitting, checked for its shape only; the form checks the values."""

    name: str
    bundle: str | None
    answers: Mapping[str, str]
    item_answers: Mapping[str, str]
    items: tuple[str, ...]
    values_by_concept: Mapping[str, object]
    values_by_item: Mapping[str, Mapping[str, object]]
    materials: Mapping[str, MaterialLine] = field(default_factory=dict)
    agent: Mapping[str, object] = field(default_factory=dict)
    received_at: datetime | None = None
    decisions: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Defect, ...]] = field(default_factory=dict)


def read_sittings(path: Path) -> tuple[FilledSitting, ...]:
    """Read the filled sittings of a file (one mapping, a list, or a mapping with `cases`).

    Raises WorldProblem `file.unreadable` (params: file) and Problem `sitting-file.faulty` whose
    findings name file and line.
    """
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise WorldProblem("file.unreadable", file=str(path)) from error
    if size > MAX_BYTES:
        raise Problem("sitting-file.too-big", file=path.name, limit=MAX_BYTES // 2**20)
    text = parse_yaml(raw, path.name)
    if text.findings:
        raise Problem("sitting-file.faulty", findings=text.findings, file=path.name)
    return _Reading(text).sittings()


class _Reading:
    """Turns parsed data into sittings; collects every fault before it refuses."""

    def __init__(self, text: YamlText) -> None:
        self._text = text
        self._faults: list[Finding] = []

    def sittings(self) -> tuple[FilledSitting, ...]:
        data = self._text.data
        place: tuple[str | int, ...] = ()
        if isinstance(data, Mapping) and "cases" in data:
            data, place = data["cases"], ("cases",)
        entries = data if isinstance(data, list) else [data]
        found = []
        for index, entry in enumerate(entries):
            where = (*place, index) if isinstance(data, list) else place
            if isinstance(entry, Mapping):
                found.append(self._sitting(entry, where))
            else:
                self._fault("sitting-file.no-mapping", where)
        if self._faults or not found:
            raise Problem("sitting-file.faulty", findings=tuple(self._faults), file=self._text.name)
        return tuple(found)

    def _fault(self, code: str, place: tuple[str | int, ...], **params: object) -> None:
        self._faults.append(Finding(code, params, where=self._text.where(place)))

    def _sitting(self, entry: Mapping[str, Any], place: tuple[str | int, ...]) -> FilledSitting:
        for key in entry:
            if key not in _KNOWN:
                self._fault("sitting-file.unknown-key", (*place, key), key=key)
        items = entry.get("items") or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self._fault("sitting-file.wrong-shape", (*place, "items"), key="items")
            items = []
        bundle = entry.get("bundle")
        if not items and not bundle:
            self._fault("sitting-file.no-items", place)
        by_item = self._mapping(entry, "values_by_item", place)
        return FilledSitting(
            name=str(entry.get("id") or ""),
            bundle=str(bundle) if bundle else None,
            answers=_texts(self._mapping(entry, "answers", place)),
            item_answers=_texts(self._mapping(entry, "item_answers", place)),
            items=tuple(items),
            values_by_concept=self._mapping(entry, "values_by_concept", place),
            values_by_item={
                item: self._mapping(by_item, item, (*place, "values_by_item")) for item in by_item
            },
            materials=self._materials(entry, place),
            agent=self._mapping(entry, "agent", place),
            received_at=self._time(entry, place),
            decisions=_texts(self._mapping(entry, "decisions", place)),
            corrections=self._corrections(entry, place),
        )

    def _mapping(
        self, entry: Mapping[str, Any], key: str, place: tuple[str | int, ...]
    ) -> Mapping[str, Any]:
        value = entry.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._fault("sitting-file.wrong-shape", (*place, key), key=key)
            return {}
        return value

    def _time(self, entry: Mapping[str, Any], place: tuple[str | int, ...]) -> datetime | None:
        value = entry.get("received_at")
        if value is None:
            return None
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self._fault("sitting-file.no-time", (*place, "received_at"), value=value)
            return None

    def _materials(
        self, entry: Mapping[str, Any], place: tuple[str | int, ...]
    ) -> dict[str, MaterialLine]:
        found: dict[str, MaterialLine] = {}
        value = entry.get("materials") or {}
        if isinstance(value, list):
            value = {
                str(line.get("key") or line.get("concept") or line.get("name")): line
                for line in value
                if isinstance(line, Mapping)
            }
        if not isinstance(value, Mapping):
            self._fault("sitting-file.wrong-shape", (*place, "materials"), key="materials")
            return found
        for key, line in value.items():
            parts = line if isinstance(line, Mapping) else {"state": line}
            state = _state(parts.get("state"))
            if state is None:
                self._fault(
                    "sitting-file.no-state", (*place, "materials", key), value=parts.get("state")
                )
                continue
            found[key] = MaterialLine(
                state,
                _count(parts.get("originals")),
                _count(parts.get("copies")),
                str(parts.get("note") or ""),
                str(parts.get("standard") or ""),
            )
        return found

    def _corrections(
        self, entry: Mapping[str, Any], place: tuple[str | int, ...]
    ) -> dict[str, tuple[Defect, ...]]:
        found: dict[str, tuple[Defect, ...]] = {}
        for item, lines in self._mapping(entry, "corrections", place).items():
            listed = lines if isinstance(lines, list) else [lines]
            found[item] = tuple(_defect(line) for line in listed)
        return found


def _state(value: object) -> HandedIn | None:
    text = str(value or "").strip().lower().replace("_", "-")
    if text in _STATES:
        return _STATES[text]
    return HandedIn(text) if text in set(HandedIn) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _defect(line: object) -> Defect:
    if isinstance(line, Mapping):
        return Defect(
            str(line.get("subject") or line.get("material") or line.get("field") or ""),
            str(line.get("what") or line.get("reason") or ""),
            str(line.get("standard") or ""),
        )
    return Defect("", str(line), "")


def _texts(mapping: Mapping[str, object]) -> dict[str, str]:
    """Return answers as texts; an unquoted yes or no of YAML 1.1 means the option of that name."""
    words = {True: "yes", False: "no"}
    return {
        str(key): words[value] if isinstance(value, bool) else str(value)
        for key, value in mapping.items()
    }

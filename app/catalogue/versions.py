"""Versions: which contents are the same, and what installing a package would add.

Package files carry no version numbers. The same key with equal data is the same; data that
differs from the newest installed version becomes the next one, also where it returns to what an
older version said, since cases were taken under the versions between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import Finding
from app.ports.stored import StoredDefinition

_EXACT = 2**53


@dataclass(frozen=True)
class NewDefinition:
    """A definition of a package that passed its check; `file` is where it stands."""

    kind: str
    key: str
    content_hash: str
    data: Mapping[str, object]
    file: str


@dataclass(frozen=True)
class CheckedPackage:
    """A package without errors: its definitions, and the warnings about it."""

    definitions: tuple[NewDefinition, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class InstallPlan:
    """What an installation adds (versions ready to be stored) and which keys stay as they are."""

    new: tuple[StoredDefinition, ...]
    unchanged: tuple[str, ...]


def canonical_json(data: object) -> str:
    """Return the one JSON text of data: keys sorted, no spaces, 6.0 written as 6.

    Raises ValueError or TypeError for what is no JSON (nan, sets, objects).
    """
    return json.dumps(
        _plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def content_hash(data: object) -> str:
    """Return the SHA-256 (lower-case hex) of the canonical JSON of data."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def latest(installed: Sequence[StoredDefinition]) -> dict[tuple[str, str], StoredDefinition]:
    """Return the highest version of every key, by (kind, key)."""
    newest: dict[tuple[str, str], StoredDefinition] = {}
    for definition in installed:
        name = definition.kind, definition.key
        if name not in newest or newest[name].version < definition.version:
            newest[name] = definition
    return newest


def plan_install(
    checked: CheckedPackage, installed: Sequence[StoredDefinition], valid_from: date
) -> InstallPlan:
    """Compare a checked package with what is installed; nothing is stored here."""
    newest = latest(installed)
    new: list[StoredDefinition] = []
    unchanged: list[str] = []
    for definition in checked.definitions:
        before = newest.get((definition.kind, definition.key))
        if before is not None and before.content_hash == definition.content_hash:
            unchanged.append(definition.key)
            continue
        new.append(
            StoredDefinition(
                kind=definition.kind,
                key=definition.key,
                version=before.version + 1 if before is not None else 1,
                valid_from=valid_from,
                content_hash=definition.content_hash,
                data=definition.data,
            )
        )
    return InstallPlan(tuple(new), tuple(unchanged))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value

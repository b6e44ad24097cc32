"""The catalogue: installing packages, what is in force, searching, and the savings report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import paths
from app.bureau import outside_deciders
from app.catalogue import (
    build_catalogue,
    check_package,
    load_supplement,
    plan_install,
    read_package,
    search_entries,
)
from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.bureau import Bureau
from app.domain.catalogue import Catalogue
from app.domain.merge_report import bundle_reports
from app.domain.merged_form import MergeRules
from app.errors import Finding, Problem
from app.ports.store import UnitOfWork
from app.ports.stored import SearchHit, StoredDefinition
from app.services import bureau as bureau_service
from app.services.journal import note
from app.services.office import Office
from app.services.rights import require

SHIPPED = paths.RESOURCES / "catalogue"


@dataclass(frozen=True)
class Installed:
    """An installed package: new versions, unchanged keys, and the warnings about it."""

    new: tuple[StoredDefinition, ...]
    unchanged: tuple[str, ...]
    warnings: tuple[Finding, ...]
    changes: Changes = Changes(catalogue=True)


@dataclass(frozen=True)
class CatalogueLine:
    """One installed version, for lists."""

    kind: str
    key: str
    name: str
    version: int
    valid_from: date
    department: str


def install_shipped(office: Office) -> Installed:
    """Install the catalogue that ships with the program, valid from its first day."""
    return _install(office, SHIPPED, date(2000, 1, 1), None)


def install(office: Office, actor: Actor, source: Path, valid_from: date | None) -> Installed:
    """Install a package from a folder or zip, valid from a day (today when None).

    A faulty package changes nothing. Raises `right.missing` and `catalogue.package-faulty`
    (findings name every fault with file and line).
    """
    require(actor, Role.SYSTEM_ADMIN)
    return _install(office, source, valid_from or office.today(), actor)


def _install(office: Office, source: Path, valid_from: date, actor: Actor | None) -> Installed:
    package = read_package(source)
    with office.store.begin() as unit:
        stored = unit.catalogue.versions()
        checked = check_package(package, stored)
        plan = plan_install(checked, stored, valid_from)
        for definition in plan.new:
            unit.catalogue.put(definition)
        if plan.new:
            _index(office, unit)
            _note_install(office, unit, actor, plan.new)
        unit.commit()
    return Installed(plan.new, plan.unchanged, checked.findings)


def _index(office: Office, unit: UnitOfWork) -> None:
    """Index what is in force today or will be: a coming item is found, and refused until then."""
    newest = {(d.kind, d.key): d for d in unit.catalogue.versions()}
    for definition in unit.catalogue.in_force(office.today()):
        newest[(definition.kind, definition.key)] = definition
    unit.catalogue.index(search_entries(build_catalogue(newest.values(), load_supplement())))


def _note_install(
    office: Office, unit: UnitOfWork, actor: Actor | None, new: Sequence[StoredDefinition]
) -> None:
    if actor is None:
        return
    facts = {f"{d.kind}:{d.key}": d.version for d in new}
    note(office, unit, actor, "catalogue.installed", actor.account_id, facts)


def current(office: Office) -> Catalogue:
    """Return the catalogue in force today. Raises Problem `catalogue.none` when it is empty."""
    return in_force(office, office.today())


def in_force(office: Office, day: date) -> Catalogue:
    """Return the catalogue in force on a day. Raises Problem `catalogue.none` when it is empty."""
    with office.store.read() as reader:
        definitions = reader.catalogue.in_force(day)
    if not definitions:
        raise Problem("catalogue.none")
    return _built(_Definitions(definitions))


def at_versions(office: Office, versions: Mapping[str, int]) -> Catalogue:
    """Return the catalogue in the versions that a sitting was taken under (`kind:key` → n)."""
    found: list[StoredDefinition] = []
    with office.store.read() as reader:
        for name, version in versions.items():
            kind, _colon, key = name.partition(":")
            definition = reader.catalogue.version(kind, key, version)
            if definition is None:
                raise Problem("catalogue.version-missing", key=key, version=version)
            found.append(definition)
    return _built(_Definitions(tuple(found)))


def merge_rules(catalogue: Catalogue, bureau: Bureau) -> MergeRules:
    """Return what the merge takes from the bureau and the catalogue's supplement."""
    return MergeRules(
        sections=load_supplement().sections,
        outside=outside_deciders(catalogue, bureau),
        share_copies=bureau.share_copies,
    )


def search(office: Office, text: str, hall: str) -> tuple[SearchHit, ...]:
    """Search items and bundles as typed; the most used in this hall come first."""
    with office.store.read() as reader:
        return reader.catalogue.search(text, hall=hall)


def report(office: Office) -> list[dict[str, Any]]:
    """Return the savings of every profile of every installed bundle, as the reference counts."""
    catalogue = current(office)
    return bundle_reports(catalogue, merge_rules(catalogue, bureau_service.current(office)))


def overview(office: Office) -> tuple[CatalogueLine, ...]:
    """Return every installed version of items and bundles, by key and version."""
    with office.store.read() as reader:
        versions = reader.catalogue.versions()
    return tuple(
        CatalogueLine(
            kind=d.kind,
            key=d.key,
            name=str(d.data.get("name", d.key)),
            version=d.version,
            valid_from=d.valid_from,
            department=str(d.data.get("former_department") or d.data.get("lead") or ""),
        )
        for d in versions
        if d.kind != "vocabulary"
    )


class _Definitions:
    """Definitions as a cache key: equal when they are the same versions of the same contents."""

    def __init__(self, definitions: Iterable[StoredDefinition]) -> None:
        self.all = tuple(definitions)
        self._key = frozenset((d.kind, d.key, d.version, d.content_hash) for d in self.all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Definitions) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=8)
def _built(definitions: _Definitions) -> Catalogue:
    return build_catalogue(definitions.all, load_supplement())

"""The bureau in force: imported as a file, and its halls, windows and stations edited on screen.

Every change is a new version of the whole file's data, so that a case can be explained later.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app import paths
from app.bureau import bureau_from_data, load_regimes, read_bureau
from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.bureau import Bureau
from app.domain.regime import Regime
from app.errors import Finding, Problem
from app.ports.store import UnitOfWork
from app.services.journal import digest, note
from app.services.office import Office
from app.services.rights import require

SAMPLE = paths.RESOURCES / "bureau" / "sample.yaml"

_Data = dict[str, Any]


@dataclass(frozen=True)
class BureauImported:
    """An imported bureau file: its version in this store and the warnings about it."""

    version: int
    warnings: tuple[Finding, ...]
    changes: Changes = Changes(bureau=True)


def current(office: Office) -> Bureau:
    """Return the bureau in force. Raises Problem `bureau.none` before the first import."""
    with office.store.read() as reader:
        data = reader.bureau.current()
    if data is None:
        raise Problem("bureau.none")
    return bureau_from_data(data)


def regimes() -> Mapping[str, Regime]:
    """Return the regimes that the program knows."""
    return load_regimes()


def place_of(bureau: Bureau, station_id: str) -> tuple[str, str]:
    """Return (hall id, window id) of a station. Raises `sign-in.no-station` (params: station)."""
    for station in bureau.stations:
        if station.id == station_id:
            hall = next(w.hall for w in bureau.windows if w.id == station.window)
            return hall, station.window
    raise Problem("sign-in.no-station", station=station_id)


def load_sample(office: Office) -> None:
    """Load the sample bureau (marked 示例) into a new store; does nothing when there is one."""
    file = read_bureau(SAMPLE)
    with office.store.begin() as unit:
        if unit.bureau.current() is None:
            unit.bureau.put(file.data, office.now(), None)
            unit.commit()


def import_file(office: Office, actor: Actor, source: Path) -> BureauImported:
    """Import a bureau file; a faulty one changes nothing.

    Raises `right.missing`, `bureau.file-faulty` (findings with file and line), and
    `bureau.region-fixed` when cases of another region exist already.
    """
    require(actor, Role.SYSTEM_ADMIN)
    file = read_bureau(source)
    with office.store.begin() as unit:
        _move_region(office, unit, actor, str(file.data["region"]))
        version = _put(office, unit, actor, file.data)
        unit.commit()
    return BureauImported(version, file.warnings)


def _move_region(office: Office, unit: UnitOfWork, actor: Actor, region: str) -> None:
    """Let the accounts follow when a store that has no cases yet gets its real region."""
    if region == actor.region:
        return
    if unit.cases.lines(actor.region, day=None, text="", limit=1):
        raise Problem("bureau.region-fixed", region=actor.region)
    for account in unit.accounts.all(actor.region):
        unit.accounts.put(replace(account, region=region))
        unit.accounts.put(replace(account, active=False, password_hash="", pin_hash=""))
    note(office, unit, actor, "bureau.region-changed", actor.account_id, {"region": region})


def add_hall(
    office: Office, actor: Actor, hall_id: str, name: str, address: str, opening_hours: str
) -> Changes:
    """Add a hall. Raises `bureau.id-taken` (params: id) or what the file's check finds."""
    hall = {"id": hall_id, "name": name, "address": address, "opening_hours": opening_hours}
    return _edit(office, actor, lambda data: _append(data, "halls", hall))


def add_window(
    office: Office, actor: Actor, window_id: str, hall: str, number: str, name: str
) -> Changes:
    """Add a window to a hall. Raises as `add_hall`."""
    window = {"id": window_id, "hall": hall, "number": number, "name": name}
    return _edit(office, actor, lambda data: _append(data, "windows", window))


def add_station(office: Office, actor: Actor, station_id: str, window: str, name: str) -> Changes:
    """Add a station (one computer) to a window. Raises as `add_hall`."""
    station = {"id": station_id, "window": window, "name": name}
    return _edit(office, actor, lambda data: _append(data, "stations", station))


def rename(office: Office, actor: Actor, part: str, part_id: str, name: str) -> Changes:
    """Rename a hall, window or station (`part`: `halls`, `windows`, `stations`).

    Raises `bureau.part-unknown` (params: id) or what the file's check finds.
    """

    def edit(data: _Data) -> None:
        for entry in data[part]:
            if entry["id"] == part_id:
                entry["name"] = name
                return
        raise Problem("bureau.part-unknown", id=part_id)

    return _edit(office, actor, edit)


def _append(data: _Data, part: str, entry: Mapping[str, str]) -> None:
    if any(other["id"] == entry["id"] for other in data[part]):
        raise Problem("bureau.id-taken", id=entry["id"])
    data[part].append(dict(entry))


def _edit(office: Office, actor: Actor, edit: Callable[[_Data], None]) -> Changes:
    require(actor, Role.SYSTEM_ADMIN)
    with office.store.begin() as unit:
        data = unit.bureau.current()
        if data is None:
            raise Problem("bureau.none")
        fresh = copy.deepcopy(dict(data))
        edit(fresh)
        _put(office, unit, actor, read_bureau(fresh).data)
        unit.commit()
    return Changes(bureau=True)


def _put(office: Office, unit: UnitOfWork, actor: Actor, data: Mapping[str, object]) -> int:
    version = unit.bureau.put(data, office.now(), actor.account_id)
    facts = {"version": version, "hash": digest(data)}
    note(office, unit, actor, "bureau.changed", actor.account_id, facts)
    return version

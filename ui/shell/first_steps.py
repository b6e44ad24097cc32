"""The verbs of the first start: each runs whole on the desk's thread, acting as the right administrator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.actor import Actor, Role
from app.services import accounts, bureau, sign_in
from app.services.bureau import BureauImported
from app.services.office import Office
from ui.administration.halls import bureau_id


@dataclass(frozen=True)
class NewStation:
    """A station to be made. `window`: an existing window's id, or empty for a new one in `hall`."""

    name: str
    window: str = ""
    hall: str = ""
    number: str = ""
    window_name: str = ""


def acting(office: Office, first: sign_in.FirstStart, role: Role) -> Actor:
    """Return one of the three new administrators, signed in by his one-time password."""
    one = next(each for each in first.passwords if each.role is role)
    return sign_in.sign_in(office, one.name, one.password, "").actor


def import_bureau(office: Office, first: sign_in.FirstStart, source: Path) -> BureauImported:
    """Import the bureau's own file. Raises as `app.services.bureau.import_file`."""
    return bureau.import_file(office, acting(office, first, Role.SYSTEM_ADMIN), source)


def add_station(office: Office, first: sign_in.FirstStart, wanted: NewStation) -> str:
    """Make a station, and its window where that is new; returns the station's id."""
    actor = acting(office, first, Role.SYSTEM_ADMIN)
    window = wanted.window
    if not window:
        window = bureau_id("w", {each.id for each in bureau.current(office).windows})
        bureau.add_window(office, actor, window, wanted.hall, wanted.number, wanted.window_name)
    station = bureau_id(f"{window}-", {each.id for each in bureau.current(office).stations})
    bureau.add_station(office, actor, station, window, wanted.name)
    return station


def add_clerk(
    office: Office, first: sign_in.FirstStart, name: str, display_name: str, staff_no: str
) -> accounts.NewAccount:
    """Make the first clerk. Raises as `app.services.accounts.add`."""
    actor = acting(office, first, Role.SECURITY_ADMIN)
    return accounts.add(office, actor, name, display_name, staff_no, frozenset({Role.CLERK}))

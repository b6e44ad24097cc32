"""The verbs of the first page, loaded on the desk's threads and not before the first paint.

The services bring the catalogue's and the papers' libraries with them; loading them here, on the
thread that runs the verb, keeps the sign-in window as quick as an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.changes import Changes
    from app.domain.actor import Actor
    from app.errors import Finding
    from app.services.office import Office
    from app.services.sign_in import SignedIn, StationChoice

_PLACES = "ui.shell.places"
_PUT_OFF = "calendar.put-off"
_FIRST_START = "ui.shell.first_start_page"
_WORKPLACE = (
    "ui.shell.secrets_pages",
    "ui.shell.lock_page",
    "ui.shell.workplace",
    "ui.intake.screen",
    "ui.records.screen",
)


def load_workplace(_office: Office) -> None:
    """Load what comes after the sign-in, whoever it is: the clerk's screens, as most are clerks."""
    for name in _WORKPLACE:
        import_module(name)


def load_first_screen(actor: Actor) -> None:
    """Load the screen that an account sees first."""
    import_module(_screens_of(actor)[0])


def load_screens(_office: Office, actor: Actor) -> None:
    """Load the screens that an account sees, in their order."""
    for module in _screens_of(actor):
        import_module(module)


def _screens_of(actor: Actor) -> tuple[str, ...]:
    # By name, as the other pages: they lead back to these doors.
    return tuple(place.module for place in import_module(_PLACES).places_of(actor))


def is_new(office: Office) -> bool:
    """Tell whether this store has never been started; the page for that is loaded then."""
    from app.services import sign_in

    new = sign_in.is_new(office)
    if new:
        import_module(_FIRST_START)
    return new


def stations(office: Office) -> tuple[StationChoice, ...]:
    """Return the stations of the bureau; none before the first start."""
    from app.services import sign_in

    return () if sign_in.is_new(office) else sign_in.stations(office)


def enter(
    office: Office,
    name: str,
    password: str,
    station: str,
    practice: bool,  # noqa: FBT001 - a verb's arguments come by place
) -> SignedIn:
    """Sign in at a station; the workplace is loaded then. Raises as `services.sign_in.sign_in`."""
    from app.services import sign_in

    signed_in = sign_in.sign_in(office, name, password, station, practice=practice)
    load_workplace(office)
    load_first_screen(signed_in.actor)
    return signed_in


def settings(office: Office) -> Mapping[str, object]:
    """Return all settings of this computer."""
    from app.services import settings as table

    return table.every(office)


class Facts:
    """What the frame says about where one is: bureau, whether it is the sample, station."""

    def __init__(self, bureau: str = "", station: str = "", *, sample: bool = False) -> None:
        self.bureau, self.station, self.sample = bureau, station, sample


def facts(office: Office, station_id: str) -> Facts:
    """Return the facts for the frame; empty ones before the first start."""
    from app.services import bureau, sign_in

    if sign_in.is_new(office):
        return Facts()
    current = bureau.current(office)
    labels = {choice.id: choice.label for choice in sign_in.stations(office)}
    return Facts(current.name, labels.get(station_id, ""), sample=current.sample)


def keep_setting(office: Office, key: str, value: object) -> None:
    """Keep one setting of this computer."""
    from app.services import settings as table

    table.put(office, None, key, value)


class LawLook:
    """One look of the law: what it changed, and the fault of ours that stopped it, if any."""

    def __init__(self, changes: Changes, fault: Exception | None = None) -> None:
        self.changes, self.fault = changes, fault


def let_the_law_act(office: Office) -> LawLook:
    """Do what the law itself does by now; nothing before the first start's bureau exists.

    Raises what hinders it in the world; a fault of ours is part of the answer.
    """
    from app.changes import Changes
    from app.errors import Problem
    from app.services import operation_of_law

    try:
        return LawLook(operation_of_law.run(office).changes)
    except Problem:
        raise
    except Exception as error:  # noqa: BLE001 - whoever asked for it by the clock says when it is told
        return LawLook(Changes(cases=True), error)  # what was done before it stays done


class MissingCalendar:
    """Whether a year's holiday notice is missing, and whether the reminder was put off for today."""

    def __init__(self, finding: Finding | None = None, *, put_off: bool = False) -> None:
        self.finding, self.put_off = finding, put_off


def missing_calendar(office: Office, actor: Actor) -> MissingCalendar:
    """Return the warning that a year's holiday notice is missing, and who put it off for today."""
    from app.services import calendars
    from app.services import settings as table

    kept = table.get(office, _PUT_OFF)
    return MissingCalendar(calendars.missing(office), put_off=kept == _today_of(office, actor))


def put_off_calendar(office: Office, actor: Actor) -> None:
    """Say no more of a missing holiday notice to a person today."""
    from app.services import settings as table

    table.put(office, actor, _PUT_OFF, _today_of(office, actor))


def _today_of(office: Office, actor: Actor) -> str:
    return f"{office.today()} {actor.account_id}"

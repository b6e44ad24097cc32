"""The verbs of the first page, loaded on the desk's threads and not before the first paint.

The services bring the catalogue's and the papers' libraries with them; loading them here, on the
thread that runs the verb, keeps the sign-in window as quick as an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.office import Office
    from app.services.operation_of_law import LawDone
    from app.services.sign_in import SignedIn, StationChoice

_FIRST_START = "ui.shell.first_start_page"
_WORKPLACE = (
    "ui.shell.secrets_pages",
    "ui.shell.lock_page",
    "ui.shell.workplace",
    "ui.intake.screen",
    "ui.records.screen",
)


def load_workplace(_office: Office) -> None:
    """Load the screens that come after the sign-in."""
    for name in _WORKPLACE:
        import_module(name)


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


def let_the_law_act(office: Office) -> LawDone:
    """Do what the law itself does by now; nothing before the first start's bureau exists."""
    from app.services import operation_of_law

    return operation_of_law.run(office)

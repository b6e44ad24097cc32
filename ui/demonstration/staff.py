"""The people of the demonstration: accounts made anew for every play, with their passwords."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.actor import Actor, Role
from app.services import accounts, blanks, settings, sign_in
from app.services.command_line import acting
from app.services.office import Office
from ui.demonstration.example import Hall, Person

_PIN = "4711"


@dataclass(frozen=True)
class Credentials:
    """What a person of the demonstration signs in with."""

    name: str
    password: str
    shown: str


def prepare(office: Office, hall: Hall, out: Path) -> Mapping[str, Credentials]:
    """Make the sandbox's own people, lay in blanks, and let printing go into a folder."""
    started = sign_in.first_start(office)
    security = acting(office, started.passwords[1].name, Role.SECURITY_ADMIN)
    made = {part: _join(office, security, part, person) for part, person in hall.staff.items()}
    settings.put(office, security, "print.mode", "folder")
    settings.put(office, security, "print.folder", str(out))
    issuer = acting(office, None, Role.ISSUER)
    blanks.receive(office, issuer, hall.blanks.kind, hall.blanks.first, hall.blanks.last)
    return made


def _join(office: Office, security: Actor, part: str, person: Person) -> Credentials:
    """Make an account and change its one-time password, as the person would do."""
    name = f"demo.{part}"
    made = accounts.add(
        office, security, name, person.name, person.staff_no, frozenset(map(Role, person.roles))
    )
    fresh = made.password[::-1] + "#1a"
    sign_in.change_password(office, name, made.password, fresh)
    sign_in.set_pin(office, acting(office, name, Role(person.roles[0])), _PIN)
    return Credentials(name, fresh, person.name)

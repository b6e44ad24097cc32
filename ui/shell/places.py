"""Which screens there are, who may see them, and how each is built: one line per screen.

To add a screen, write it in a room of its own under `ui` and add its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Role
from app.wording import N_
from ui.shell.look import Look
from ui.tasks import Desk

_HALL = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR})


@dataclass(frozen=True)
class Place:
    """A screen: its caption (Chinese, translated when shown), its roles, and its builder."""

    caption: str
    roles: frozenset[Role]
    build: Callable[[Desk, Actor, Look], QWidget]


def _intake(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.intake.screen import IntakeScreen

    return IntakeScreen(desk, actor)


def _records(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.records.screen import RecordsScreen

    return RecordsScreen(desk, actor)


def _accounts(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.accounts import AccountsScreen

    return AccountsScreen(desk, actor)


def _bureau(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.bureau import BureauScreen

    return BureauScreen(desk, actor)


def _halls(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.halls import HallsScreen

    return HallsScreen(desk, actor)


def _catalogue(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.catalogue import CatalogueScreen

    return CatalogueScreen(desk, actor)


def _settings(desk: Desk, actor: Actor, look: Look) -> QWidget:
    from ui.shell.settings_screen import SettingsScreen

    return SettingsScreen(desk, actor, look)


INTAKE = Place(N_("窗口受理"), frozenset({Role.CLERK}), _intake)
RECORDS = Place(N_("办件记录"), _HALL, _records)

PLACES = (
    INTAKE,
    RECORDS,
    Place(N_("账户"), frozenset({Role.SECURITY_ADMIN}), _accounts),
    Place(N_("机构"), frozenset({Role.SYSTEM_ADMIN}), _bureau),
    Place(N_("大厅与窗口"), frozenset({Role.SYSTEM_ADMIN}), _halls),
    Place(N_("事项目录"), frozenset({Role.SYSTEM_ADMIN}), _catalogue),
    Place(N_("本机设置"), frozenset(Role), _settings),
)


def places_of(actor: Actor) -> tuple[Place, ...]:
    """Return the screens that an account may see, in their order."""
    return tuple(place for place in PLACES if place.roles & actor.roles)

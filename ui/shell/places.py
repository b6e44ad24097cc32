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

_BACK_OFFICE = frozenset({Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.SUPERVISOR})
_ISSUE_DESK = frozenset({Role.CLERK, Role.ISSUER})
_BARRING = frozenset({Role.APPROVER, Role.HEAD, Role.SUPERVISOR})
_HALL = _BACK_OFFICE | _ISSUE_DESK


@dataclass(frozen=True)
class Place:
    """A screen: its caption (Chinese, translated when shown), its roles, and where it is written.

    `module` is loaded before the screen is wanted, off the UI thread; `build` makes the screen.
    """

    caption: str
    roles: frozenset[Role]
    module: str
    build: Callable[[Desk, Actor, Look], QWidget]


def _intake(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.intake.screen import IntakeScreen

    return IntakeScreen(desk, actor)


def _records(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.records.screen import RecordsScreen

    return RecordsScreen(desk, actor)


def _review(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.review.screen import ReviewScreen

    return ReviewScreen(desk, actor)


def _certificates(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.issuing.certificates import CertificatesScreen

    return CertificatesScreen(desk, actor)


def _hand_over(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.issuing.hand_over import HandOverScreen

    return HandOverScreen(desk, actor)


def _file(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.issuing.file import FileScreen

    return FileScreen(desk, actor)


def _accounts(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.accounts import AccountsScreen

    return AccountsScreen(desk, actor)


def _bars(desk: Desk, actor: Actor, _look: Look) -> QWidget:
    from ui.administration.bars import BarsScreen

    return BarsScreen(desk, actor)


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


INTAKE = Place(N_("窗口受理"), frozenset({Role.CLERK}), "ui.intake.screen", _intake)
RECORDS = Place(N_("办件记录"), _HALL, "ui.records.screen", _records)
REVIEW = Place(N_("审查"), _BACK_OFFICE | {Role.CLERK}, "ui.review.screen", _review)
CERTIFICATES = Place(
    N_("证照"), frozenset({Role.ISSUER, Role.APPROVER}), "ui.issuing.certificates", _certificates
)
BUREAU = Place(N_("机构"), frozenset({Role.SYSTEM_ADMIN}), "ui.administration.bureau", _bureau)
HAND_OVER = Place(N_("出件"), _ISSUE_DESK, "ui.issuing.hand_over", _hand_over)
FILE = Place(N_("案卷"), _HALL, "ui.issuing.file", _file)

PLACES = (
    INTAKE,
    RECORDS,
    REVIEW,
    CERTIFICATES,
    HAND_OVER,
    FILE,
    Place(N_("申请限制"), _BARRING, "ui.administration.bars", _bars),
    Place(N_("账户"), frozenset({Role.SECURITY_ADMIN}), "ui.administration.accounts", _accounts),
    BUREAU,
    Place(N_("大厅与窗口"), frozenset({Role.SYSTEM_ADMIN}), "ui.administration.halls", _halls),
    Place(
        N_("事项目录"), frozenset({Role.SYSTEM_ADMIN}), "ui.administration.catalogue", _catalogue
    ),
    Place(N_("本机设置"), frozenset(Role), "ui.shell.settings_screen", _settings),
)


def places_of(actor: Actor) -> tuple[Place, ...]:
    """Return the screens that an account may see, the one of its daily work first.

    Who receives has the records next, for the papers; to the others they are a place to look up in.
    """
    seen = [place for place in PLACES if place.roles & actor.roles]
    if RECORDS in seen and INTAKE not in seen:
        seen.remove(RECORDS)
        seen.insert(seen.index(FILE), RECORDS)
    return tuple(seen)

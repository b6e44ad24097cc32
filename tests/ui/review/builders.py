"""Stores with cases in every stage of the review, made once per run and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.admin.opening import open_office
from app.domain.act_bodies import Acceptance, CertificateAct, Decision, Verdict
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Case, CaseState
from app.domain.clocks import counting_day
from app.services import accounts, proceeding, review, scans, settings, sign_in
from app.services.command_line import acting
from app.services.office import Office
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.builders import concluded
from tests.ui.shell.builders import _folder

PEOPLE = {
    "zhoumin": ("周敏", {Role.CLERK}),
    "liuyang": ("刘洋", {Role.REVIEWER}),
    "sunli": ("孙䶮丽", {Role.REVIEWER}),
    "zhao": ("阿卜杜热西提·买买提", {Role.APPROVER}),
    "wang": ("王磊", {Role.HEAD}),
    "chen": ("陈杰", {Role.SUPERVISOR}),
}
_SECRETS = MemorySecrets()


@dataclass(frozen=True)
class Scene:
    """A folder with a store, and the cases in it by the beginning of their item's name."""

    home: Path
    cases: dict[str, UUID]
    sitting: UUID


def opener(home: Path, clock: StandingClock) -> Callable[[], Office]:
    """Return what opens the office of a folder under a clock."""
    return lambda: open_office(home, _SECRETS, clock=clock)


def person(office: Office, name: str) -> Actor:
    """Return one of the people, at the first station."""
    return acting(office, name, Role.CLERK)


def a_picture() -> bytes:
    """Return a small scanned page."""
    image = QImage(620, 877, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


@cache
def _received() -> Scene:
    """One sitting of five cases: the registration accepted, the others waiting for it."""
    home = _folder() / "home"
    office = opener(home, StandingClock())()
    first = sign_in.first_start(office)
    security = acting(office, first.passwords[1].name, Role.SECURITY_ADMIN)
    for name, (shown, roles) in PEOPLE.items():
        accounts.add(office, security, name, shown, name[:4], frozenset(roles))
    clerk = person(office, "zhoumin")
    settings.put(office, clerk, "print.mode", "folder")
    done = concluded(office, clerk)
    material = next(m for m in done.sitting.materials if done.cases[0].item_id in m.items)
    scans.attach(office, clerk, done.sitting.id, material.key, "page.png", a_picture())
    office.store.close()
    return Scene(home, {case.item_name[:2]: case.id for case in done.cases}, done.sitting.id)


@cache
def _registered() -> Scene:
    """The registration granted, its result arrived, the food licence accepted."""
    scene = _copy(_received(), _folder())
    office = opener(scene.home, StandingClock())()
    granted(office, scene.cases["个体"])
    certified(office, scene.cases["个体"])
    accepted(office, scene.cases["食品"])
    office.store.close()
    return scene


def granted(office: Office, case_id: UUID) -> Case:
    """Let the review grant a case of two steps."""
    reviewer, approver = person(office, "liuyang"), person(office, "zhao")
    review.opine(office, reviewer, case_id, Verdict.GRANT, "同意", ())
    decision = Decision(content="准予登记", valid_from=office.today())
    return review.opine(office, approver, case_id, Verdict.GRANT, "同意", (), decision).case


def certified(office: Office, case_id: UUID) -> None:
    """Say that the certificate of a granted case is made: its result is there."""
    body = CertificateAct(office.clock.new_id(), "证字第1号", "issued")
    proceeding.do(office, acting(office, None, Role.ISSUER), case_id, ActKind.CERTIFY, body)


def accepted(office: Office, case_id: UUID) -> Case:
    """Accept a received case."""
    clerk = person(office, "zhoumin")
    view = proceeding.view_case(office, clerk, case_id)
    ground = view.standing.ground
    day = counting_day(office.now(), ground.calendar, rest_day_next=ground.rest_day_next)
    done = proceeding.do(office, clerk, case_id, ActKind.ACCEPT, Acceptance(day))
    assert done.case.state is CaseState.ACCEPTED
    return done.case


def scene(tmp_path: Path, *, registered: bool) -> Scene:
    """Copy a store into a test's own folder: just received, or with the registration granted."""
    return _copy(_registered() if registered else _received(), tmp_path)


def _copy(made: Scene, folder: Path) -> Scene:
    home = folder / "home"
    shutil.copytree(made.home, home)
    return Scene(home, made.cases, made.sitting)

"""Real stores for the screens: made once per run, copied for each test."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.admin.opening import open_office
from app.documents.fonts import font_files
from app.domain.actor import Actor, Role
from app.services import accounts, papers, sign_in
from app.services.office import Office
from db.credentials import MemorySecrets
from tests.services.builders import concluded

STATION = "S01"
PASSWORD = "Chuang-2026-kou"
PIN = "2580"

_SECRETS = MemorySecrets()


@dataclass(frozen=True)
class Kept:
    """A started store's folder and the one-time passwords by role."""

    home: Path
    one_time: dict[Role, tuple[str, str]]


def opener(home: Path) -> Callable[[], Office]:
    """Return what opens the office of a folder, secrets kept in memory."""
    return lambda: open_office(home, _SECRETS)


def _folder() -> Path:
    """Make a folder that goes when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix="yichuang-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _started() -> Kept:
    """Start a store: three administrators, clerk `zhoumin` with password and PIN, `new` without."""
    home = _folder()
    office = opener(home)()
    first = sign_in.first_start(office)
    one_time = {one.role: (one.name, one.password) for one in first.passwords}
    security = sign_in.sign_in(office, *one_time[Role.SECURITY_ADMIN], "").actor
    clerk = frozenset({Role.CLERK})
    made = accounts.add(office, security, "zhoumin", "周敏", "0318", clerk)
    sign_in.change_password(office, "zhoumin", made.password, PASSWORD)
    actor = sign_in.sign_in(office, "zhoumin", PASSWORD, STATION).actor
    sign_in.set_pin(office, actor, PIN)
    fresh = accounts.add(office, security, "lixin", "李新", "0319", clerk)
    one_time[Role.CLERK] = ("lixin", fresh.password)
    office.store.close()
    return Kept(home, one_time)


@cache
def _concluded() -> Kept:
    """Take the example sitting in the started store, and make its papers."""
    kept = _started()
    home = _folder() / "home"
    shutil.copytree(kept.home, home)
    office = opener(home)()
    clerk = actor_of(office, kept, Role.CLERK)
    sitting = concluded(office, clerk).sitting
    papers.make_missing(office, clerk, sitting.id)
    office.store.close()
    return Kept(home, kept.one_time)


@cache
def _fonts() -> Path:
    """Unpack the fonts once per run: that takes seconds."""
    return font_files(_folder()).sans.parent


def lay_out_fonts(cache_folder: Path) -> None:
    """Put the unpacked fonts into a cache folder, as after the first start."""
    shutil.copytree(_fonts(), cache_folder / "fonts", copy_function=os.link)


def started_home(tmp_path: Path, *, concluded: bool = False) -> Kept:
    """Copy a started store, with a concluded sitting if wished, into a test's own folder."""
    kept = _concluded() if concluded else _started()
    home = tmp_path / "home"
    shutil.copytree(kept.home, home)
    return Kept(home, kept.one_time)


def actor_of(office: Office, kept: Kept, role: Role) -> Actor:
    """Sign one of the administrators, or the settled clerk, in."""
    if role is Role.CLERK:
        return sign_in.sign_in(office, "zhoumin", PASSWORD, STATION).actor
    return sign_in.sign_in(office, *kept.one_time[role], "").actor

"""Signing in, locking, and the first start of a new store.

There is no default account: the first start makes the three administrators, each with a one-time
password that is shown once and must be changed at the first sign-in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.changes import Changes
from app.domain.actor import Account, Actor, Role
from app.domain.bureau import Bureau
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services import passwords
from app.services.journal import note
from app.services.office import Office

_MAX_FAILURES = 5
_LOCK_MINUTES = 10
_FIRST = (
    ("sysadmin", "系统管理员", Role.SYSTEM_ADMIN),
    ("secadmin", "安全管理员", Role.SECURITY_ADMIN),
    ("auditadmin", "审计管理员", Role.AUDIT_ADMIN),
)


@dataclass(frozen=True)
class OneTime:
    """An account with its one-time password, shown once."""

    name: str
    display_name: str
    role: Role
    password: str


@dataclass(frozen=True)
class FirstStart:
    """What the first start made."""

    passwords: tuple[OneTime, ...]
    changes: Changes


@dataclass(frozen=True)
class SignedIn:
    """A successful sign-in. `must_change`: the password was a one-time password."""

    actor: Actor
    must_change: bool
    has_pin: bool


@dataclass(frozen=True)
class StationChoice:
    """A station that can be chosen at sign-in."""

    id: str
    label: str


def is_new(office: Office) -> bool:
    """Tell whether this store has never been started."""
    with office.store.read() as reader:
        data = reader.bureau.current()
        return data is None or not reader.accounts.all(str(data["region"]))


def first_passwords() -> tuple[OneTime, ...]:
    """Return new one-time passwords for the three administrators; nothing is kept of them yet."""
    return tuple(OneTime(name, shown, role, passwords.one_time()) for name, shown, role in _FIRST)


def first_start(office: Office, given: tuple[OneTime, ...] = ()) -> FirstStart:
    """Make a new store usable: sample bureau, shipped catalogue, three administrators.

    `given`: the passwords that somebody has written down already. Raises Problem `sign-in.already-started` when accounts exist.
    """
    if not is_new(office):
        raise Problem("sign-in.already-started")
    bureau_service.load_sample(office)
    catalogue_service.install_shipped(office)
    region = bureau_service.current(office).region
    made = given or first_passwords()
    with office.store.begin() as unit:
        for one in made:
            _make_administrator(office, unit, region, one)
        unit.commit()
    return FirstStart(made, Changes(accounts=True, bureau=True, catalogue=True))


def _make_administrator(office: Office, unit: UnitOfWork, region: str, one: OneTime) -> None:
    account = Account(
        id=office.clock.new_id(),
        region=region,
        name=one.name,
        display_name=one.display_name,
        staff_no="",
        roles=frozenset({one.role}),
        password_hash=passwords.hashed(one.password),
        must_change=True,
    )
    unit.accounts.put(account)
    note(office, unit, _as_actor(account, None, ""), "account.added", account.id)


def stations(office: Office) -> tuple[StationChoice, ...]:
    """Return the stations of the bureau, with window and hall in the label."""
    bureau = bureau_service.current(office)
    windows = {window.id: window for window in bureau.windows}
    halls = {hall.id: hall for hall in bureau.halls}
    found = []
    for station in bureau.stations:
        window = windows[station.window]
        hall = halls[window.hall]
        found.append(StationChoice(station.id, f"{hall.name} {window.name} {station.name}"))
    return tuple(found)


def sign_in(
    office: Office, name: str, password: str, station_id: str, *, practice: bool = False
) -> SignedIn:
    """Sign in at a station.

    Raises Problem `sign-in.refused` (never says whether the name or the password was wrong),
    `sign-in.locked` (params: until) after five failures, `sign-in.no-station` (params: station).
    """
    bureau = bureau_service.current(office)
    now = office.now()
    with office.store.begin() as unit:
        account = unit.accounts.by_name(bureau.region, name.strip())
        right = passwords.matches(account.password_hash if account else "", password)
        if account is None or not account.active:
            raise Problem("sign-in.refused")
        _refuse_locked(account, now)
        if not right:
            _count_failure(office, unit, account, now)
            raise Problem("sign-in.refused")
        actor = _as_actor(account, bureau, station_id, practice=practice)
        if account.failures:
            unit.accounts.put(replace(account, failures=0, locked_until=""))
        note(office, unit, actor, "account.signed-in", account.id)
        unit.commit()
    return SignedIn(actor, account.must_change, bool(account.pin_hash))


def change_password(office: Office, name: str, old: str, new: str) -> Changes:
    """Change one's own password.

    Raises `sign-in.refused`, `sign-in.locked`, `password.weak`, `password.has-name`, or
    `password.same`.
    """
    region = bureau_service.current(office).region
    now = office.now()
    with office.store.begin() as unit:
        account = unit.accounts.by_name(region, name.strip())
        right = passwords.matches(account.password_hash if account else "", old)
        if account is None or not account.active:
            raise Problem("sign-in.refused")
        _refuse_locked(account, now)
        if not right:
            _count_failure(office, unit, account, now)
            raise Problem("sign-in.refused")
        if old == new:
            raise Problem("password.same")
        passwords.check_password(new, account.name)
        changed = replace(
            account, password_hash=passwords.hashed(new), must_change=False, failures=0
        )
        unit.accounts.put(changed)
        note(office, unit, _as_actor(account, None, ""), "account.password-changed", account.id)
        unit.commit()
    return Changes(accounts=True)


def set_pin(office: Office, actor: Actor, pin: str) -> Changes:
    """Set the PIN that unlocks the screen. Raises `pin.weak`."""
    passwords.check_pin(pin)
    with office.store.begin() as unit:
        account = _own(unit, actor)
        unit.accounts.put(replace(account, pin_hash=passwords.hashed(pin)))
        note(office, unit, actor, "account.pin-set", account.id)
        unit.commit()
    return Changes()


def unlock(office: Office, actor: Actor, pin: str) -> None:
    """Unlock the screen by PIN.

    Raises `pin.refused` (params: left), and `pin.exhausted` when only the password will do.
    """
    now = office.now()
    with office.store.begin() as unit:
        account = _own(unit, actor)
        _refuse_locked(account, now)
        if account.failures >= _MAX_FAILURES - 1 or not account.pin_hash:
            raise Problem("pin.exhausted")
        if not passwords.matches(account.pin_hash, pin):
            unit.accounts.put(replace(account, failures=account.failures + 1))
            note(office, unit, actor, "account.pin-refused", account.id)
            unit.commit()
            raise Problem("pin.refused", left=max(0, _MAX_FAILURES - 2 - account.failures))
        if account.failures:
            unit.accounts.put(replace(account, failures=0))
            unit.commit()


def _refuse_locked(account: Account, now: datetime) -> None:
    if account.locked_until and datetime.fromisoformat(account.locked_until) > now:
        until = datetime.fromisoformat(account.locked_until).strftime("%H:%M")
        raise Problem("sign-in.locked", until=until)


def _count_failure(office: Office, unit: UnitOfWork, account: Account, now: datetime) -> None:
    """Count a wrong password and keep the count although the caller refuses."""
    failures = account.failures + 1
    locked = ""
    if failures >= _MAX_FAILURES:
        locked = (now + timedelta(minutes=_LOCK_MINUTES)).isoformat()
        failures = 0
    unit.accounts.put(replace(account, failures=failures, locked_until=locked))
    actor = _as_actor(account, None, "")
    note(office, unit, actor, "account.locked" if locked else "account.refused", account.id)
    unit.commit()


def _own(unit: UnitOfWork, actor: Actor) -> Account:
    account = unit.accounts.get(actor.region, actor.account_id)
    if account is None or not account.active:
        raise Problem("sign-in.refused")
    return account


def _as_actor(
    account: Account, bureau: Bureau | None, station_id: str, *, practice: bool = False
) -> Actor:
    hall = window = ""
    if bureau is not None and station_id:
        hall, window = bureau_service.place_of(bureau, station_id)
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        staff_no=account.staff_no,
        roles=account.roles,
        region=account.region,
        hall=hall,
        window=window,
        station=station_id,
        practice=practice,
        teams=account.teams,
    )


def actor_for(account: Account, bureau: Bureau, station_id: str, *, entry: str) -> Actor:
    """Return an account as actor without a sign-in: the administrator's command line."""
    return replace(_as_actor(account, bureau, station_id), entry=entry)

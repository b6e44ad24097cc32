"""Accounts: made and changed by the security administrator, never shared, never deleted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import UUID

from app.changes import Changes
from app.domain.actor import Account, Actor, Role
from app.errors import Problem
from app.services import bureau as bureau_service
from app.services import passwords
from app.services.journal import note
from app.services.office import Office
from app.services.rights import check_roles, require

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,31}")
_MAX_DISPLAY_NAME = 100


@dataclass(frozen=True)
class NewAccount:
    """An account with its one-time password, shown once."""

    account: Account
    password: str
    changes: Changes = Changes(accounts=True)


def all_accounts(office: Office) -> tuple[Account, ...]:
    """Return all accounts of this store, by name."""
    with office.store.read() as reader:
        data = reader.bureau.current()
        return reader.accounts.all(str(data["region"])) if data else ()


def add(
    office: Office,
    actor: Actor,
    name: str,
    display_name: str,
    staff_no: str,
    roles: frozenset[Role],
    password: str | None = None,
    teams: frozenset[str] = frozenset(),
) -> NewAccount:
    """Make an account with a one-time password (`password`: a given one instead).

    `teams`: ids of the bureau's teams whose queue it works from (none: every team's).
    Raises `right.missing`, `account.name-wrong`, `account.display-name-wrong`,
    `account.name-taken` (params: name), `account.no-role`, `account.administrators-united`,
    `account.administrator-at-work`, `account.no-team` (params: team, known), `password.weak`,
    `password.has-name`.
    """
    require(actor, Role.SECURITY_ADMIN)
    shown = _checked_names(name, display_name)
    check_roles(roles)
    _check_teams(office, teams)
    if password is not None:
        passwords.check_password(password, name)
    given = password or passwords.one_time()
    account = Account(
        id=office.clock.new_id(),
        region=actor.region,
        name=name,
        display_name=shown,
        staff_no=staff_no.strip(),
        roles=roles,
        password_hash=passwords.hashed(given),
        must_change=True,
        teams=teams,
    )
    with office.store.begin() as unit:
        if unit.accounts.by_name(actor.region, name) is not None:
            raise Problem("account.name-taken", name=name)
        unit.accounts.put(account)
        facts = {"roles": _names(roles), "teams": sorted(teams)}
        note(office, unit, actor, "account.added", account.id, facts)
        unit.commit()
    return NewAccount(account, given)


def change(
    office: Office,
    actor: Actor,
    account_id: UUID,
    *,
    display_name: str,
    staff_no: str,
    roles: frozenset[Role],
    active: bool,
    teams: frozenset[str] | None = None,
) -> Changes:
    """Change an account. Nobody may take away his own last administrator's account.

    `teams` as in `add`; None leaves them as they are. Raises `right.missing`, `account.unknown`,
    `account.display-name-wrong`, `account.no-role`, `account.administrators-united`,
    `account.administrator-at-work`, `account.own-rights`, `account.no-team` (params: team, known).
    """
    require(actor, Role.SECURITY_ADMIN)
    check_roles(roles)
    _check_teams(office, teams or frozenset())
    if account_id == actor.account_id and not (active and Role.SECURITY_ADMIN in roles):
        raise Problem("account.own-rights")
    with office.store.begin() as unit:
        account = unit.accounts.get(actor.region, account_id)
        if account is None:
            raise Problem("account.unknown")
        shown = _checked_names(account.name, display_name)
        fresh = replace(
            account,
            display_name=shown,
            staff_no=staff_no.strip(),
            roles=roles,
            active=active,
            teams=account.teams if teams is None else teams,
        )
        unit.accounts.put(fresh)
        data = {"roles": _names(roles), "active": active, "teams": sorted(fresh.teams)}
        note(office, unit, actor, "account.changed", account.id, data)
        unit.commit()
    return Changes(accounts=True)


def reset(office: Office, actor: Actor, account_id: UUID) -> NewAccount:
    """Give an account a new one-time password and unlock it.

    Raises `right.missing`, `account.unknown`.
    """
    require(actor, Role.SECURITY_ADMIN)
    password = passwords.one_time()
    with office.store.begin() as unit:
        account = unit.accounts.get(actor.region, account_id)
        if account is None:
            raise Problem("account.unknown")
        fresh = replace(
            account,
            password_hash=passwords.hashed(password),
            pin_hash="",
            must_change=True,
            failures=0,
            locked_until="",
        )
        unit.accounts.put(fresh)
        note(office, unit, actor, "account.reset", account.id)
        unit.commit()
    return NewAccount(fresh, password)


def _checked_names(name: str, display_name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Problem("account.name-wrong", name=name)
    shown = display_name.strip()
    if not shown or len(shown) > _MAX_DISPLAY_NAME:
        raise Problem("account.display-name-wrong")
    return shown


def _check_teams(office: Office, teams: frozenset[str]) -> None:
    known = [team.id for team in bureau_service.current(office).teams] if teams else []
    for team in sorted(teams.difference(known)):
        raise Problem("account.no-team", team=team, known="、".join(known))


def _names(roles: frozenset[Role]) -> list[str]:
    return sorted(str(role) for role in roles)

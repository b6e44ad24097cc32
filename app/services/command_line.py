"""Acting from the command line: always as a named account, recorded as such."""

from __future__ import annotations

from app.domain.actor import Account, Actor, Role
from app.errors import Problem
from app.services import bureau as bureau_service
from app.services.journal import note
from app.services.office import Office
from app.services.sign_in import actor_for

CONSOLE = "console"
"""The account that takes sittings from files when no clerk is named: it admits nobody."""


def acting(office: Office, name: str | None, role: Role, station: str | None = None) -> Actor:
    """Return the account that a command acts as.

    `name`: the account named by the caller; without one the first active account that holds the
    role, and for a clerk's work in a store without clerks the account `console`, which has no
    password and cannot sign in. Raises `account.unknown-name` (params: name), `bureau.none`.
    """
    bureau = bureau_service.current(office)
    with office.store.read() as reader:
        accounts = [one for one in reader.accounts.all(bureau.region) if one.active]
    place = station or (bureau.stations[0].id if bureau.stations else "")
    if name is not None:
        account = next((one for one in accounts if one.name == name), None)
        if account is None:
            raise Problem("account.unknown-name", name=name)
        return actor_for(account, bureau, place, entry="command")
    holder = next((one for one in accounts if role in one.roles), None)
    if holder is None and role is Role.CLERK:
        holder = _console(office, bureau.region)
    if holder is None:
        raise Problem("right.missing")
    return actor_for(holder, bureau, place, entry="command")


def _console(office: Office, region: str) -> Account:
    account = Account(
        id=office.clock.new_id(),
        region=region,
        name=CONSOLE,
        display_name="命令行",
        staff_no="",
        roles=frozenset({Role.CLERK}),
    )
    bureau = bureau_service.current(office)
    with office.store.begin() as unit:
        unit.accounts.put(account)
        note(
            office,
            unit,
            actor_for(account, bureau, "", entry="command"),
            "account.added",
            account.id,
        )
        unit.commit()
    return account

"""Acting from the command line: always as a named account, recorded as such."""

from __future__ import annotations

from app.domain.actor import COMMAND, COMMAND_LINE, Account, Actor, Role
from app.errors import Problem
from app.services import bureau as bureau_service
from app.services.journal import note
from app.services.office import Office
from app.services.sign_in import actor_for

CONSOLES = {
    Role.CLERK: "console",
    Role.REVIEWER: "console-review",
    Role.APPROVER: "console-approval",
    Role.HEAD: "console-head",
    Role.ISSUER: "console-issue",
    Role.SUPERVISOR: "console-supervision",
    Role.SYSTEM_ADMIN: "console-system",
    Role.SECURITY_ADMIN: "console-security",
}
"""The accounts that act when none is named: one for each role, none of them admits anybody."""


def acting(office: Office, name: str | None, role: Role, station: str | None = None) -> Actor:
    """Return the account that a command acts as.

    `name`: the account named by the caller; without one the command line's own account for the
    role, which has no password, cannot sign in, and stands in the journal as itself; a real
    person's name is never used unasked. Raises `account.unknown-name` (params: name), `bureau.none`.
    """
    bureau = bureau_service.current(office)
    with office.store.read() as reader:
        accounts = [one for one in reader.accounts.all(bureau.region) if one.active]
    place = station or (bureau.stations[0].id if bureau.stations else "")
    if name is not None:
        account = next((one for one in accounts if one.name == name), None)
        if account is None:
            raise Problem("account.unknown-name", name=name)
        return actor_for(account, bureau, place, entry=COMMAND)
    own = CONSOLES.get(role)
    if own is None:
        raise Problem("right.missing")
    account = next((one for one in accounts if one.name == own), None)
    if account is None:
        account = _console(office, bureau.region, own, role)
    return actor_for(account, bureau, place, entry=COMMAND)


def _console(office: Office, region: str, name: str, role: Role) -> Account:
    account = Account(
        id=office.clock.new_id(),
        region=region,
        name=name,
        display_name=COMMAND_LINE,
        staff_no="",
        roles=frozenset({role}),
    )
    bureau = bureau_service.current(office)
    with office.store.begin() as unit:
        unit.accounts.put(account)
        note(
            office,
            unit,
            actor_for(account, bureau, "", entry=COMMAND),
            "account.added",
            account.id,
        )
        unit.commit()
    return account

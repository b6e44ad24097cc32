"""Accounts with their roles."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from app.domain.actor import Account, Role
from app.errors import Problem
from db.repositories.rows import put
from db.tables.people import account_roles, accounts


class SqlAccounts:
    """Implements `AccountReads` and `AccountWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def by_name(self, region: str, name: str) -> Account | None:
        """Return the account of a sign-in name."""
        found = self._where(region, accounts.c.name == name)
        return found[0] if found else None

    def get(self, region: str, account_id: UUID) -> Account | None:
        """Return an account by id."""
        found = self._where(region, accounts.c.id == account_id)
        return found[0] if found else None

    def all(self, region: str) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        return tuple(sorted(self._where(region), key=lambda account: account.name))

    def put(self, account: Account) -> None:
        """Insert or replace an account with its roles.

        Raises Problem `store.name-taken` when another account of the region bears the name.
        """
        bearer = self.by_name(account.region, account.name)
        if bearer is not None and bearer.id != account.id:
            raise Problem("store.name-taken", name=account.name)
        row = dict(vars(account))
        roles = row.pop("roles")
        row["teams"] = sorted(account.teams)
        put(self._connection, accounts, row)
        key = {"region": account.region, "account_id": account.id}
        self._connection.execute(
            delete(account_roles).where(
                and_(*(account_roles.c[name] == value for name, value in key.items()))
            )
        )
        if roles:
            rows = [key | {"role": role.value} for role in sorted(roles)]
            self._connection.execute(insert(account_roles), rows)

    def _where(self, region: str, *conditions: ColumnElement[bool]) -> Sequence[Account]:
        """Return the accounts of a region that meet some conditions."""
        rows = self._connection.execute(
            select(accounts, account_roles.c.role)
            .outerjoin(
                account_roles,
                and_(
                    account_roles.c.region == accounts.c.region,
                    account_roles.c.account_id == accounts.c.id,
                ),
            )
            .where(accounts.c.region == region, *conditions)
        )
        plain: dict[UUID, dict[str, object]] = {}
        roles: dict[UUID, set[Role]] = {}
        for row in rows.mappings():
            fields = dict(row)
            role = fields.pop("role")
            fields["teams"] = frozenset(row["teams"] or ())
            plain[row["id"]] = fields
            held = roles.setdefault(row["id"], set())
            if role is not None:
                held.add(Role(role))
        return [
            Account(**fields, roles=frozenset(roles[account_id]))  # type: ignore[arg-type]  # columns by name
            for account_id, fields in plain.items()
        ]

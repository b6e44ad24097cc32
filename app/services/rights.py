"""Who may do what: roles are checked at the door of every verb."""

from __future__ import annotations

from app.domain.actor import ADMINISTRATORS, Actor, Role
from app.errors import Problem


def require(actor: Actor, *roles: Role) -> None:
    """Refuse unless the actor holds one of the roles (Problem `right.missing`, params: roles)."""
    if not actor.roles.intersection(roles):
        raise Problem("right.missing", roles=tuple(str(role) for role in roles))


def check_roles(roles: frozenset[Role]) -> None:
    """Refuse a set of roles that no account may hold.

    Raises Problem `account.no-role` for an empty set, `account.administrators-united` where two of
    the three administrators would be one person, and `account.administrator-at-work` where one of them
    would do another's job (GB/T 22239, 8.1.4: separation of duties; three administrators, each with
    his own work only).
    """
    if not roles:
        raise Problem("account.no-role")
    if len(roles & ADMINISTRATORS) > 1:
        raise Problem("account.administrators-united")
    if roles & ADMINISTRATORS and roles - ADMINISTRATORS:
        raise Problem("account.administrator-at-work")

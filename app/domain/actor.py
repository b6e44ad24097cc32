"""Who acts, where and in what mode: carried by every verb and written into every event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may do; roles are many-to-many.

    The three administrators are three roles that no account may unite (GB/T 22239, 8.1.4).
    """

    SYSTEM_ADMIN = "system-admin"
    SECURITY_ADMIN = "security-admin"
    AUDIT_ADMIN = "audit-admin"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    HEAD = "head"
    """head of the agency (本行政机关负责人): extensions (AL 42)"""
    ISSUER = "issuer"
    """issue desk: prints, seals, hands over certificates"""
    SUPERVISOR = "supervisor"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


COMMAND = "command"
"""The `entry` of what comes by the administrator's command line, which asks for no password."""
COMMAND_LINE = "命令行"
"""How the record names the command line, and the accounts of its own."""


class Channel(StrEnum):
    """How the applicant came."""

    WINDOW = "window"
    ONLINE = "online-pre-check"
    CROSS_PROVINCE = "cross-province"
    HELPER = "helper"
    FALLBACK = "fallback"
    BOOKING = "booking"
    OUT_OF_HOURS = "out-of-hours"


class EntryMode(StrEnum):
    """How the record came into the program."""

    LIVE = "live"
    BACK_ENTRY = "back-entry"
    IMPORT = "import"


@dataclass(frozen=True)
class Account:
    """A person's account. Hashes are argon2id; an empty hash admits nobody.

    `must_change`: the password is a one-time password. `locked_until`: ISO time or empty. `teams`: the
    bureau's teams whose queue the account works from (empty: every team's).
    """

    id: UUID
    region: str
    name: str
    display_name: str
    staff_no: str
    roles: frozenset[Role]
    password_hash: str = ""
    pin_hash: str = ""
    must_change: bool = False
    active: bool = True
    failures: int = 0
    locked_until: str = ""
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """The signed-in person at a station."""

    account_id: UUID
    name: str
    display_name: str
    staff_no: str
    roles: frozenset[Role]
    region: str
    hall: str = ""
    window: str = ""
    station: str = ""
    practice: bool = False
    teams: frozenset[str] = frozenset()
    entry: str = "screen"
    """`screen`, `command` (the administrator's command line) or `law`."""

    @property
    def recorded_name(self) -> str:
        """The name that acts keep: whoever acts by the command line is marked as having done so."""
        if self.entry != COMMAND or self.display_name == COMMAND_LINE:
            return self.display_name
        return f"{self.display_name}（{COMMAND_LINE}）"

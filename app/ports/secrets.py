"""Secrets (keys, database passwords): kept by the operating system, never in a file."""

from __future__ import annotations

from typing import Protocol


class Secrets(Protocol):
    """A place for secrets, by name.

    Implementations raise Problem `secret.no-keyring` when no allowed place exists.
    """

    def get(self, name: str) -> str | None:
        """Return a secret, None when it was never kept."""
        ...

    def keep(self, name: str, value: str) -> None:
        """Keep a secret, replacing an older one."""
        ...

"""Secrets, kept by the operating system; the only user of keyring.

A secret never lies in a file. Only keyrings that an operating system guards are allowed; others
that `keyring` may find (plain files, null backends, chains with such members) are passed over.
Where there is none, `YICHUANG_SECRET_<NAME>` of the environment serves, else the caller is told so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError

from app.errors import Problem, WorldProblem

SERVICE = "yichuang"

ALLOWED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""The keyrings of Windows, of Linux desktops, of macOS."""


def allowed_keyring() -> KeyringBackend | None:
    """Return the keyring to use: the configured one, or the first allowed member of a chain."""
    configured = keyring.get_keyring()
    members = configured.backends if isinstance(configured, ChainerBackend) else [configured]
    return next((member for member in members if _is_allowed(member)), None)


def _is_allowed(backend: KeyringBackend) -> bool:
    """Tell whether a keyring is exactly one of the allowed kinds; a descendant is not."""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}" in ALLOWED


def variable_of(name: str) -> str:
    """Return the environment variable that may carry a secret (`station key` → …_STATION_KEY)."""
    return "YICHUANG_SECRET_" + re.sub(r"[^A-Z0-9]+", "_", name.upper())


def _nowhere(name: str) -> Problem:
    """Return the refusal for a secret that has no allowed place."""
    return Problem("secret.no-keyring", variable=variable_of(name))


class KeyringSecrets:
    """Secrets in the operating system's keyring. Implements `app.ports.secrets.Secrets`."""

    def get(self, name: str) -> str | None:
        """Return a secret, None when it was never kept.

        Raises Problem `secret.no-keyring`, WorldProblem `secret.keyring-locked`.
        """
        backend = self._backend(name)
        try:
            return backend.get_password(SERVICE, name)
        except KeyringError as error:
            raise WorldProblem("secret.keyring-locked") from error

    def keep(self, name: str, value: str) -> None:
        """Keep a secret, replacing an older one; raises what `get` raises."""
        backend = self._backend(name)
        try:
            backend.set_password(SERVICE, name, value)
        except KeyringError as error:
            raise WorldProblem("secret.keyring-locked") from error

    def _backend(self, name: str) -> KeyringBackend:
        """Return the allowed keyring."""
        backend = allowed_keyring()
        if backend is None:
            raise _nowhere(name)
        return backend


class MemorySecrets:
    """Secrets that live as long as the process: for the demonstration and for tests."""

    def __init__(self) -> None:
        """Begin empty."""
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return a secret, None when it was never kept."""
        return self._kept.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a secret, replacing an older one."""
        self._kept[name] = value


class CommandSecrets:
    """Secrets of a command that cannot ask: the keyring, else the environment."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Read `YICHUANG_SECRET_<NAME>` from `environment` (default: the process's own)."""
        self._environment = os.environ if environment is None else environment
        self._keyring = KeyringSecrets()

    def get(self, name: str) -> str | None:
        """Return a secret, None when there is a keyring that never kept it.

        Raises Problem `secret.no-keyring` (params: variable) when neither place has it.
        """
        has_keyring = allowed_keyring() is not None
        kept = self._keyring.get(name) if has_keyring else None
        found = kept or self._environment.get(variable_of(name))
        if found is None and not has_keyring:
            raise _nowhere(name)
        return found

    def keep(self, name: str, value: str) -> None:
        """Keep a secret in the keyring; raises Problem `secret.no-keyring` where there is none."""
        self._keyring.keep(name, value)

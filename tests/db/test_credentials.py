"""Secrets: only where an operating system guards them, never in a file."""

from __future__ import annotations

import keyring
import pytest
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from app.errors import Problem, WorldProblem
from app.wording.sentences import sentence
from db import credentials
from db.credentials import CommandSecrets, KeyringSecrets, MemorySecrets


class Guarded(null.Keyring):
    """Stands for the operating system's keyring."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


class Descendant(Guarded):
    """A keyring that descends from an allowed one, and is not it."""


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Guarded:
    """An allowed keyring in use."""
    name = f"{Guarded.__module__}.{Guarded.__qualname__}"
    monkeypatch.setattr(credentials, "ALLOWED", {name})
    backend = Guarded()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a keyring that is not allowed."""
    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)


def test_the_keyring_keeps_and_replaces(guarded: Guarded) -> None:
    secrets = KeyringSecrets()
    assert secrets.get("store key") is None
    secrets.keep("store key", "one")
    secrets.keep("store key", "two")
    assert secrets.get("store key") == "two"
    assert guarded.kept == {("yichuang", "store key"): "two"}


@pytest.mark.usefixtures("forbidden")
def test_a_keyring_that_is_not_allowed_is_refused_with_the_variable_to_set() -> None:
    for act in (lambda: KeyringSecrets().get("store key"), lambda: KeyringSecrets().keep("x", "y")):
        with pytest.raises(Problem) as refused:
            act()
        assert refused.value.code == "secret.no-keyring"
    with pytest.raises(Problem) as refused:
        KeyringSecrets().get("store key")
    assert "YICHUANG_SECRET_STORE_KEY" in sentence(refused.value)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Descendant])
def test_other_backends_are_passed_over(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch, backend: type
) -> None:
    del guarded
    monkeypatch.setattr(keyring, "get_keyring", backend)
    assert credentials.allowed_keyring() is None


def test_a_chain_gives_its_first_allowed_member_and_no_other(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Chain(chainer.ChainerBackend):
        backends = (null.Keyring(), guarded, Guarded())

    class Weak(chainer.ChainerBackend):
        backends = (null.Keyring(), fail.Keyring())

    monkeypatch.setattr(keyring, "get_keyring", Chain)
    assert credentials.allowed_keyring() is guarded
    monkeypatch.setattr(keyring, "get_keyring", Weak)
    assert credentials.allowed_keyring() is None


def test_the_allowed_keyrings_are_those_of_three_systems() -> None:
    assert {name.split(".")[2] for name in credentials.ALLOWED} == {
        "Windows",
        "SecretService",
        "macOS",
    }
    assert not any("alt" in name or "chainer" in name for name in credentials.ALLOWED)


def test_a_locked_keyring_says_so(guarded: Guarded) -> None:
    guarded.locked = True
    for act in (lambda: KeyringSecrets().get("a"), lambda: KeyringSecrets().keep("a", "b")):
        with pytest.raises(WorldProblem) as raised:
            act()
        assert raised.value.code == "secret.keyring-locked"


def test_a_command_takes_the_keyring_then_the_environment(guarded: Guarded) -> None:
    secrets = CommandSecrets({"YICHUANG_SECRET_PG": "from environment"})
    assert secrets.get("pg") == "from environment"
    secrets.keep("pg", "from keyring")
    assert guarded.kept
    assert secrets.get("pg") == "from keyring"
    assert secrets.get("other") is None


@pytest.mark.usefixtures("forbidden")
def test_a_command_without_keyring_takes_the_environment_or_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("YICHUANG_SECRET_STORE_KEY", "x")
    assert CommandSecrets().get("store key") == "x"
    with pytest.raises(Problem) as refused:
        CommandSecrets({}).get("store key")
    assert refused.value.params["variable"] == "YICHUANG_SECRET_STORE_KEY"


def test_memory_forgets_with_the_process() -> None:
    first, second = MemorySecrets(), MemorySecrets()
    first.keep("a", "1")
    assert (first.get("a"), second.get("a")) == ("1", None)

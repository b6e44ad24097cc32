"""Passwords and PINs: argon2id, one-time passwords, and what a password must be."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import Problem

_MIN_LENGTH = 8
_MIN_KINDS = 3
_PIN_DIGITS = (4, 8)
# Without 0/O, 1/l/I, so that a list of one-time passwords can be typed from paper.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ"
_ONE_TIME_LENGTH = 12


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hashed(password: str) -> str:
    """Return the argon2id hash of a password or PIN."""
    return _hasher().hash(password)


def matches(hash_: str, password: str) -> bool:
    """Tell whether a password belongs to a hash; an empty hash belongs to none.

    Takes as long for an unknown account as for a known one, so that names cannot be guessed.
    """
    try:
        _hasher().verify(hash_ or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(hash_)


@cache
def _nobody() -> str:
    return hashed(secrets.token_hex())


def one_time() -> str:
    """Return a fresh one-time password that meets the rules."""
    while True:
        password = "".join(secrets.choice(_ALPHABET) for _ in range(_ONE_TIME_LENGTH))
        if _kinds(password) >= _MIN_KINDS:
            return password


def check_password(password: str, name: str) -> None:
    """Refuse a password that is too weak.

    Raises Problem `password.weak` (params: length, kinds) or `password.has-name`.
    """
    if len(password) < _MIN_LENGTH or _kinds(password) < _MIN_KINDS:
        raise Problem("password.weak", length=_MIN_LENGTH, kinds=_MIN_KINDS)
    if name.casefold() in password.casefold():
        raise Problem("password.has-name")


def check_pin(pin: str) -> None:
    """Refuse a PIN that is no short number or is one digit repeated (Problem `pin.weak`)."""
    shortest, longest = _PIN_DIGITS
    digits = pin.isascii() and pin.isdigit()
    if not (digits and shortest <= len(pin) <= longest and len(set(pin)) > 1):
        raise Problem("pin.weak", shortest=shortest, longest=longest)


def _kinds(password: str) -> int:
    tests = (str.isdigit, str.islower, str.isupper)
    found = {n for n, test in enumerate(tests) for char in password if test(char)}
    other = any(not char.isalnum() for char in password)
    return len(found) + other

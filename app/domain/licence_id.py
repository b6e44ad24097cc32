"""The identifier of an electronic licence (电子证照标识, GB/T 36904-2018).

`1.2.156.3005.2`, the code of the kind of licence (credit code of the body that defined it and three
characters), the issuer's unified credit code or area code, a serial of digits and capitals, a version
of three digits, and a check character by ISO 7064 MOD 37,36 over the four parts without their dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import Problem

ROOT = "1.2.156.3005.2"
_PARTS = re.compile(r"([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,32})\.([0-9]{3})\.([0-9A-Z])")
_MOST_VERSIONS = 999


@dataclass(frozen=True)
class LicenceId:
    """The parts of an identifier."""

    type_code: str
    issuer_code: str
    serial: str
    version: int


def licence_id(type_code: str, issuer_code: str, serial: str, version: int) -> str:
    """Return an identifier with its check character.

    Raises Problem `licence-id.part` (params: text) where a part has another shape, so that no wrong
    identifier is ever written.
    """
    body = (type_code, issuer_code, serial, f"{version:03d}")
    rest = ".".join((*body, "0"))
    if not (0 < version <= _MOST_VERSIONS and _PARTS.fullmatch(rest)):
        raise Problem("licence-id.part", text=rest)
    return f"{ROOT}.{'.'.join(body)}.{_check(''.join(body))}"


def check_licence_id(text: str) -> LicenceId:
    """Return the parts of an identifier whose check character is right.

    Raises Problem `licence-id.part`, `licence-id.check` (params: text).
    """
    root, rest = text[: len(ROOT) + 1], text[len(ROOT) + 1 :]
    found = _PARTS.fullmatch(rest) if root == f"{ROOT}." else None
    if found is None:
        raise Problem("licence-id.part", text=text)
    *body, check = found.groups()
    if check != _check("".join(body)):
        raise Problem("licence-id.check", text=text)
    return LicenceId(body[0], body[1], body[2], int(body[3]))


def _check(text: str) -> str:
    """Return the check character of ISO 7064 MOD 37,36."""
    from stdnum.iso7064.mod_37_36 import calc_check_digit

    return str(calc_check_digit(text))

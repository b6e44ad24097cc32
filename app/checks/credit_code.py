"""Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997).

python-stdnum computes the check character; its own validation is not used, because it refuses
codes that begin with a letter (N: rural collectives, A: military, Y: others).
"""

from __future__ import annotations

from app.checks.characters import code_point, tidy
from app.checks.identity import PROVINCES, masked
from app.checks.results import Checked, error, warning
from app.errors import Finding

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LEFT_OUT = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
# who registers: GB 32100-2015 and its amendments (N: rural collectives, A: military, Y: others)
_REGISTRARS = frozenset("123456789ANY")
_NATIONAL = "10"
_LENGTH = 18
_OLD_LENGTH = 15
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_LENGTH = 9


def read_uscc(raw: str) -> Checked:
    """Read a unified social credit code; the value is compact capitals.

    Refused: masked, 15-digit registration numbers, 9-character organisation codes, wrong length,
    the letters I O S V Z that the standard leaves out, a wrong check character. Warned: an unknown
    registrar, an unknown area, an inner organisation code whose check character is wrong.
    """
    text, findings = tidy(raw)
    fault = _fault(text)
    if fault:
        return Checked(text, (*findings, fault))
    return Checked(text, (*findings, *_doubts(text)))


def read_org_code(raw: str) -> Checked:
    """Read a 9-character organisation code; the hyphen before the check character is dropped."""
    text, notes = tidy(raw)
    # the hyphen is part of the customary way of writing it, so closing it up is no repair
    findings = [note for note in notes if note.code != "code.spaces"]
    if len(text) != _ORG_LENGTH or not _alphanumeric(text):
        return Checked(text, (*findings, error("org-code.shape", count=len(text))))
    expected = org_check(text[:8])
    if text[8] != expected:
        findings.append(error("org-code.check", expected=expected, found=text[8]))
    return Checked(text, tuple(findings))


def check_character(first17: str) -> str:
    """Return the 18th character for the first 17 of a credit code."""
    from stdnum.cn.uscc import calc_check_digit

    return str(calc_check_digit(first17))


def org_check(first8: str) -> str:
    """Return the 9th character of an organisation code (letters count from A = 10)."""
    total = sum(int(char, 36) * weight for char, weight in zip(first8, _ORG_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _fault(text: str) -> Finding | None:
    if masked(text):
        return error("uscc.masked")
    if len(text) == _OLD_LENGTH and text.isdigit():
        return error("uscc.fifteen")
    if len(text) == _ORG_LENGTH:
        return error("uscc.organisation-code")
    return _wrong_character(text) or _wrong_code(text)


def _wrong_code(text: str) -> Finding | None:
    if len(text) != _LENGTH:
        return error("uscc.length", count=len(text))
    if not text[2:8].isdigit():
        return error("uscc.area-letters", found=text[2:8])
    expected = check_character(text[:17])
    if text[17] != expected:
        return error("uscc.check-digit", expected=expected, found=text[17])
    return None


def _wrong_character(text: str) -> Finding | None:
    for place, char in enumerate(text, 1):
        if char in _LEFT_OUT:
            return error("uscc.letter", position=place, found=char, proposed=_LEFT_OUT[char])
        if char not in _ALPHABET:
            shown = char if char.isprintable() else code_point(char)
            return error("uscc.character", position=place, found=shown)
    return None


def _doubts(text: str) -> list[Finding]:
    findings: list[Finding] = []
    if text[0] not in _REGISTRARS:
        findings.append(warning("uscc.registrar", found=text[0]))
    if text[2:4] not in PROVINCES and text[2:4] != _NATIONAL:
        findings.append(warning("uscc.area", found=text[2:8]))
    if text[16] != org_check(text[8:16]):
        findings.append(warning("uscc.inner-code", inner=text[8:17]))
    return findings


def _alphanumeric(text: str) -> bool:
    return text.isascii() and text.isalnum()

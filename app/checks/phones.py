"""Telephone numbers: mobiles, landlines, service numbers, numbers abroad."""

from __future__ import annotations

import re

from app.checks.characters import compact, narrow
from app.checks.results import (
    CheckContext,
    Checked,
    FieldSpec,
    error,
    repaired,
    rule_names,
    warning,
)
from app.errors import Finding

_SEPARATORS = "-.()/·"
_COUNTRY = re.compile(r"(?:\+|00)86(\d+)|86(1[3-9]\d{9})")
_MOBILE = re.compile(r"1[3-9]\d{9}")
# 010 and 02x are the three-digit area codes, all others have four digits
_LANDLINE = re.compile(r"(0(?:10|2\d)|0[3-9]\d{2})([2-9]\d{6,7})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SERVICE = re.compile(r"(?:400|800)\d{7}|(?:95|96)\d{3,6}|1[012]\d{1,3}")
_ABROAD = re.compile(r"\+[1-9]\d{6,14}")
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#)(\d{1,6})$")
_MASKED = re.compile(r"[*×]")
_MOBILE_LENGTH = 11


def read_phone(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read a telephone number.

    A mobile is kept as 11 digits, a landline as `0537-2967000` (with `-801` for an extension), a
    number abroad with its `+`. The rule `mobile` takes mobiles only. Separators, blanks, +86 and
    full-width digits are repaired with a note.
    """
    typed = str(raw)[:60].strip()
    text = narrow(typed).strip()
    findings = [repaired("phone.full-width")] if _wide_digits(typed) else []
    number, extension = _without_extension(text)
    digits = compact(number, _SEPARATORS)
    home = _at_home(digits)
    value = _canonical(home, extension)
    if value is None:
        return Checked(typed, (*findings, _fault(digits)))
    if "mobile" in rule_names(spec) and not _MOBILE.fullmatch(value):
        return Checked(value, (*findings, error("phone.mobile-only")))
    if value != text:
        findings.append(repaired("phone.separators"))
    if _LOCAL.fullmatch(home) and not _SERVICE.fullmatch(home):
        findings.append(warning("phone.no-area-code"))
    return Checked(value, tuple(findings))


def _at_home(digits: str) -> str:
    """Drop +86; a landline gets back the 0 of its area code."""
    found = _COUNTRY.fullmatch(digits)
    if found is None:
        return digits
    rest = found.group(1) or found.group(2)
    return rest if _MOBILE.fullmatch(rest) or rest.startswith("0") else f"0{rest}"


def _wide_digits(text: str) -> bool:
    return any(char.isdigit() and not char.isascii() for char in text)


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text.lower())
    if found:
        return text[: found.start()], found.group(1)
    parts = re.split(r"[-—]", text)
    if len(parts) == 3 and parts[0].startswith("0") and parts[2].isdigit():  # noqa: PLR2004 - area, number, extension
        return "-".join(parts[:2]), parts[2]
    return text, ""


def _canonical(number: str, extension: str) -> str | None:
    tail = f"-{extension}" if extension else ""
    if landline := _LANDLINE.fullmatch(number):
        return f"{landline.group(1)}-{landline.group(2)}{tail}"
    if _LOCAL.fullmatch(number) or _SERVICE.fullmatch(number):
        return number + tail
    if (_MOBILE.fullmatch(number) or _ABROAD.fullmatch(number)) and not extension:
        return number
    return None


def _fault(digits: str) -> Finding:
    if _MASKED.search(digits):
        return error("phone.masked")
    if digits.isdigit() and digits.startswith("1"):
        if len(digits) != _MOBILE_LENGTH:
            return error("phone.mobile-length", count=len(digits))
        return error("phone.mobile-prefix", found=digits[:2])
    return error("phone.shape")

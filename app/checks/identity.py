"""Identity numbers of 18 digits, and the older ones that still turn up.

Resident identity cards (GB 11643-1999), residence permits of people from Hong Kong, Macao and
Taiwan (area 810000, 820000, 830000), and foreigners' permanent residence cards of 2023 (first digit
9) share the structure: 6 area (for foreigners 9 + 2 area + 3 nationality), 8 birth, 3 serial (odd:
male), 1 check digit (ISO 7064 MOD 11-2). python-stdnum computes the check digit; its list of areas
is not used, because areas retire while numbers stay for life.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from app.checks.characters import code_point, tidy
from app.checks.results import Checked, error
from app.errors import Finding, Problem

# GB/T 2260, the first two digits: provinces, autonomous regions, municipalities, Taiwan
PROVINCES = frozenset(
    str(code)
    for code in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
    )
)
_HONG_KONG_MACAO = frozenset({"810000", "820000"})
_TAIWAN = "830000"
_LENGTH = 18
_OLD_LENGTH = 15
_OLDEST = 130
_MASKS = frozenset("*×✱※●")
_LOOKS_LIKE = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"}


class Holder(Enum):
    """Whose card a number of 18 digits is."""

    RESIDENT = "resident"
    HONG_KONG_MACAO = "hong-kong-macao"
    TAIWAN = "taiwan"
    FOREIGNER = "foreigner"


def read_id_number(raw: str, today: date) -> Checked:
    """Read an 18-digit identity number; the value is compact, with a capital X.

    Repaired with a note: full-width digits, spaces and hyphens, small x. Refused with the reason:
    masked, 15 digits, wrong length, letters (with the digit they look like), impossible area, birth
    date that does not exist, lies ahead or 130 years back, wrong check digit.
    """
    text, findings = tidy(raw)
    fault = _shape(text) or _contents(text, today)
    return Checked(text, (*findings, *([fault] if fault else [])))


def masked(text: str) -> bool:
    """Tell whether parts of a number are hidden (1234****)."""
    return not _MASKS.isdisjoint(text)


def holder_of(number: str) -> Holder:
    """Tell whose card a well-formed number is."""
    if number[0] == "9":
        return Holder.FOREIGNER
    if number[:6] in _HONG_KONG_MACAO:
        return Holder.HONG_KONG_MACAO
    return Holder.TAIWAN if number[:6] == _TAIWAN else Holder.RESIDENT


def check_digit(first17: str) -> str:
    """Return the 18th character for the first 17 digits (ISO 7064 MOD 11-2)."""
    from stdnum.cn.ric import calc_check_digit

    return str(calc_check_digit(first17 + "0"))


def birth_of(number: str) -> date | None:
    """Return the birth date in a number of 18 digits, None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def age_on(birth: date, day: date) -> int:
    """Return the age in full years; negative before birth."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def derive_from_id(number: str, today: date) -> Mapping[str, object]:
    """Return what a valid number says of its holder; empty when it says nothing.

    Keys: `birth_date` (ISO text), `gender` (男 or 女), `age` (years on `today`).
    """
    checked = read_id_number(number, today)
    birth = birth_of(str(checked.value)) if checked.ok else None
    if birth is None:
        return {}
    gender = "男" if int(str(checked.value)[16]) % 2 else "女"
    return {"birth_date": birth.isoformat(), "gender": gender, "age": age_on(birth, today)}


def convert_15(number: str) -> str:
    """Turn a 15-digit number into the 18-digit one, for looking up old records only.

    Inserts the century 19 and adds the check digit (GB 11643-1999). Raises Problem
    `id-number.not-fifteen` when it is not a number of 15 digits with a real birth date.
    """
    text, _ = tidy(number)
    if len(text) != _OLD_LENGTH or not _digits(text):
        raise Problem("id-number.not-fifteen", value=number)
    first17 = f"{text[:6]}19{text[6:]}"
    if birth_of(first17) is None:
        raise Problem("id-number.not-fifteen", value=number)
    return first17 + check_digit(first17)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _shape(text: str) -> Finding | None:
    if masked(text):
        return error("id-number.masked")
    if len(text) == _OLD_LENGTH and _digits(text):
        return error("id-number.fifteen")
    if bad := _wrong_character(text):
        return bad
    if len(text) != _LENGTH:
        return error("id-number.length", count=len(text))
    if text[17] not in "0123456789X":
        return error("id-number.last", found=text[17])
    return None


def _wrong_character(text: str) -> Finding | None:
    for place, char in enumerate(text[:17], 1):
        if _digits(char):
            continue
        if char in _LOOKS_LIKE:
            proposed = _LOOKS_LIKE[char]
            return error("id-number.letter", position=place, found=char, proposed=proposed)
        shown = char if char.isprintable() else code_point(char)
        return error("id-number.character", position=place, found=shown)
    return None


def _contents(text: str, today: date) -> Finding | None:
    if not _area_possible(text):
        return error("id-number.area", area=text[:6])
    birth = birth_of(text)
    if birth is None:
        return error("id-number.birth-date", found=text[6:14])
    if birth > today:
        return error("id-number.future", found=birth.isoformat())
    if age_on(birth, today) > _OLDEST:
        return error("id-number.too-old", found=birth.isoformat(), years=_OLDEST)
    expected = check_digit(text[:17])
    if text[17] != expected:
        return error("id-number.check-digit", position=18, expected=expected, found=text[17])
    return None


def _area_possible(text: str) -> bool:
    if text[0] == "9":
        return text[1:3] in PROVINCES
    return text[:2] in PROVINCES or text[:6] in _HONG_KONG_MACAO or text[:6] == _TAIWAN

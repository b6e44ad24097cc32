"""Whole numbers, decimals and money, with units as people type them.

`300㎡`, `50 平方米`, `5万`, `50000元`, `1.2亿`, `8人` are turned exactly into the field's unit. The
canonical value is plain decimal notation without an exponent and without idle zeros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.checks.characters import narrow
from app.checks.results import CheckContext, Checked, FieldSpec, error
from app.errors import Finding

_NUMBER = re.compile(r"([+-]?(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+))(?![\d.,])(.*)")
_MONEY_UNIT = re.compile(r"(万亿|[百千万亿]*)(?:元|圆|块|rmb|cny)?整?")
_MONEY_SIGNS = re.compile(r"^(?:人民币|rmb|cny|¥|￥)")
_LONGEST = 60
_INTEGER_DIGITS = 15
_PLACES = 6
_EXACT_DIGITS = 26  # decimal arithmetic is exact to 28
_COUNT_WORDS = frozenset("人个名台间张份层套次本只辆件家条户周天年页把具处班")
_TEN = Decimal(10)
_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}


@dataclass(frozen=True)
class _Unit:
    """A unit: what it measures and how many base units it is."""

    measures: str
    factor: Decimal


def _units() -> dict[str, _Unit]:
    lists = {
        "area": (
            ("1", "㎡ m² m2 m^2 平方米 平米 平方 平"),
            ("10000", "公顷 ha"),
            ("1000000", "km² km2 平方公里"),
        ),
        "length": (
            ("1", "m 米"),
            ("0.01", "cm 厘米 公分"),
            ("0.001", "mm 毫米"),
            ("1000", "km 公里 千米"),
        ),
        "mass": (("1", "g 克"), ("500", "斤 市斤"), ("1000", "kg 千克 公斤"), ("1000000", "t 吨")),
        "volume": (("1", "m³ m3 立方米 立方 方"), ("0.001", "l 升")),
    }
    return {
        name: _Unit(measures, Decimal(factor))
        for measures, entries in lists.items()
        for factor, names in entries
        for name in names.split()
    }


_UNITS = _units()
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def read_integer(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read a whole number as int."""
    number = _read(raw, spec)
    if isinstance(number, Finding):
        return Checked(raw, (number,))
    if number != number.to_integral_value():
        return Checked(raw, (error("number.whole", value=_plain(number)),))
    return Checked(int(number))


def read_decimal(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read a decimal as canonical text, at most six places."""
    number = _read(raw, spec)
    return Checked(raw, (number,)) if isinstance(number, Finding) else Checked(_plain(number))


def read_money(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read an amount of money as canonical text in the field's unit (元 when it names none)."""
    number = _read_money(raw, unit_of(spec) or "元")
    return Checked(raw, (number,)) if isinstance(number, Finding) else Checked(_plain(number))


def show_number(value: object, _spec: FieldSpec) -> str:
    """Show a number as it is kept; the unit stands beside the field."""
    return "" if value is None else str(value)


def unit_of(spec: FieldSpec) -> str:
    """Return the unit of a field, its own or its concept's."""
    return spec.unit or str(spec.rules.get("unit") or "")


def as_number(value: object) -> Decimal | None:
    """Return a canonical number for comparing; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value)[:_LONGEST]
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _read(raw: object, spec: FieldSpec) -> Decimal | Finding:
    parted = _part(raw)
    if isinstance(parted, Finding):
        return parted
    number, word = parted
    factor = _factor(word, unit_of(spec))
    if factor is None:
        return error("number.unit", found=word, unit=unit_of(spec) or "—")
    return _bounded(number * factor)


def _read_money(raw: object, unit: str) -> Decimal | Finding:
    text = _MONEY_SIGNS.sub("", _tidy(raw).lower())
    parted = _part(text)
    if isinstance(parted, Finding):
        return parted
    number, word = parted
    if not word:
        return _bounded(number)
    found = _MONEY_UNIT.fullmatch(word)
    if found is None:
        return error("money.unit", found=word, unit=unit)
    power = sum(_POWERS[char] for char in found.group(1))
    return _bounded(number * _TEN**power / _MONEY.get(unit, Decimal(1)))


def _part(raw: object) -> tuple[Decimal, str] | Finding:
    """Part a number from the word behind it."""
    text = _tidy(raw)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return error("number.not-read")
    if len(found.group(1)) > _EXACT_DIGITS:
        return error("number.too-long", digits=_INTEGER_DIGITS)
    return Decimal(found.group(1).replace(",", "")), found.group(2).strip()


def _tidy(raw: object) -> str:
    if isinstance(raw, bool):
        return ""
    if isinstance(raw, float | int | Decimal):
        return format(Decimal(str(raw)), "f") if _finite(raw) else ""
    text = narrow(str(raw)).replace(" ", "").replace("\u00a0", "")
    return text.strip() if len(text) <= _LONGEST else ""


def _finite(raw: float | Decimal) -> bool:
    if isinstance(raw, Decimal):
        return raw.is_finite() and raw.adjusted() < _LONGEST
    return bool(abs(raw) < 10 ** (_INTEGER_DIGITS * 2))  # false for nan and infinity as well


def _factor(word: str, unit: str) -> Decimal | None:
    """Return how many of the field's units the typed word is; None when it does not fit."""
    if not word or word == unit:
        return Decimal(1)
    if not unit:
        return Decimal(1) if word in _COUNT_WORDS else None
    typed, wanted = _UNITS.get(word.lower()), _UNITS.get(unit.lower())
    if typed is None or wanted is None or typed.measures != wanted.measures:
        return None
    return typed.factor / wanted.factor


def _bounded(number: Decimal) -> Decimal | Finding:
    number = number.normalize()
    if number.adjusted() >= _INTEGER_DIGITS:
        return error("number.too-long", digits=_INTEGER_DIGITS)
    if _places(number) > _PLACES:
        return error("number.places", places=_PLACES)
    return number


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return "0" if text in {"-0", ""} else text

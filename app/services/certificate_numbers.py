"""Numbers of certificates, by the rule of their layout, and their licence identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from stdnum.iso7064 import mod_11_10

from app.checks.credit_code import check_character, org_check, read_uscc
from app.documents.certificate_layouts import CertificateLayout
from app.domain.bureau import Bureau, Decider
from app.domain.licence_id import licence_id
from app.domain.numbering import PRACTICE_WORD, barcode_number
from app.domain.paper import SeriesKey
from app.errors import Problem, Severity
from app.ports.store import UnitOfWork

_SERIES = "certificate"
_CODE = "CF"
_CHECK = "check"
_SAMPLE_ORGANISATION, _PRACTICE_ORGANISATION = "YC", "YT"
"""Begin the inner organisation code of credit codes that are made up; nobody real has them."""
_MOST = 999_999


@dataclass(frozen=True)
class CertificateNumber:
    """A certificate's number as printed, and the serial that stands for it in the identifier."""

    printed: str
    serial: str


@dataclass(frozen=True)
class Numbering:
    """What a number is taken from.

    `facts`: what the certificate is filled from. `given`: the number that another body assigned,
    where the layout's rule says so.
    """

    bureau: Bureau
    decider: Decider
    layout: CertificateLayout
    facts: Mapping[str, object]
    on: date
    station: str
    practice: bool
    given: str = ""

    @property
    def invent(self) -> bool:
        """Tell whether an assigned number may be made up."""
        return self.bureau.sample or self.practice


def take(unit: UnitOfWork, numbering: Numbering) -> CertificateNumber:
    """Take the next number; it exists only if the transaction commits.

    Raises Problem `certificate.number-needed` (params: kind), `certificate.number-wrong` (number)
    with its findings, `certificate.number-taken` (number), `certificate.digit-unknown` (kind,
    value), `certificate.series-full` (kind).
    """
    rule = numbering.layout.number
    if "assigned" in rule:
        return _assigned(unit, numbering)
    serial, ascii_form = _serial(unit, numbering, yearly=rule["yearly"])
    words = {
        "short": numbering.decider.short,
        "region": numbering.bureau.region,
        "year": numbering.on.year,
        "serial": serial,
        "digit": _digit(numbering) if "digit" in rule else "",
    }
    pattern = str(rule["pattern"])
    printed = pattern.format(**words, check="")
    if f"{{{_CHECK}}}" in pattern:
        digits = re.sub(r"\D", "", printed)
        printed = pattern.format(**words, check=mod_11_10.calc_check_digit(digits))
    return CertificateNumber(_marked(printed, numbering), ascii_form)


def identifier(
    bureau: Bureau, layout: CertificateLayout, serial: str, version: int, type_code: str = ""
) -> str:
    """Return the licence identifier (GB/T 36904).

    `type_code`: the nationally defined code of the type, as the bureau's file or an earlier version
    has it; else the layout's. Where none is known the bureau is itself the defining body. Raises Problem `certificate.no-organisation-code`.
    """
    code = bureau.organisation_code
    if not code:
        raise Problem("certificate.no-organisation-code")
    defined = type_code or layout.type_code or code + layout.type_serial
    return licence_id(defined, code, serial, version)


def _serial(unit: UnitOfWork, numbering: Numbering, *, yearly: bool) -> tuple[int, str]:
    year = numbering.on.year if yearly else 0
    series = f"{_SERIES}-{numbering.layout.name}"
    key = SeriesKey(numbering.bureau.region, numbering.decider.id, series, year, numbering.practice)
    serial = unit.numbers.take(key, numbering.station)
    if serial > _MOST:
        raise Problem("certificate.series-full", kind=numbering.layout.kind)
    barcode = barcode_number(key, _CODE + numbering.layout.type_serial, serial)
    return serial, re.sub("[^0-9A-Z]", "", barcode.removeprefix(key.region))


def _digit(numbering: Numbering) -> str:
    rule = numbering.layout.number["digit"]
    value = str(numbering.facts.get(rule["from"]) or "")
    digit = rule["values"].get(value)
    if digit is None:
        kind = numbering.layout.kind
        raise Problem("certificate.digit-unknown", kind=kind, value=value or "—")
    return str(digit)


def _assigned(unit: UnitOfWork, numbering: Numbering) -> CertificateNumber:
    """Return a number that another body assigns: typed, or made up for a sample."""
    given = numbering.given.strip()
    if not given and not numbering.invent:
        raise Problem("certificate.number-needed", kind=numbering.layout.kind)
    if not given:
        return _invented(unit, numbering)
    checked = read_uscc(given)
    errors = tuple(one for one in checked.findings if one.severity is Severity.ERROR)
    if errors:
        raise Problem("certificate.number-wrong", findings=errors, number=given)
    number = str(checked.value)
    if unit.certificates.by_number(numbering.bureau.region, number):
        raise Problem("certificate.number-taken", number=number)
    return CertificateNumber(number, number)


def _invented(unit: UnitOfWork, numbering: Numbering) -> CertificateNumber:
    """Return a made-up credit code whose check characters hold."""
    own = numbering.bureau.deciders[numbering.bureau.decider]  # one series, whoever decides
    serial, _ = _serial(unit, replace(numbering, decider=own), yearly=False)
    begin = _PRACTICE_ORGANISATION if numbering.practice else _SAMPLE_ORGANISATION
    body = f"{begin}{serial:06}"
    prefix = numbering.layout.number["prefix"]
    first17 = f"{prefix}{numbering.bureau.region}{body}{org_check(body)}"
    number = first17 + check_character(first17)
    return CertificateNumber(_marked(number, numbering), number)


def _marked(number: str, numbering: Numbering) -> str:
    return PRACTICE_WORD + number if numbering.practice else number

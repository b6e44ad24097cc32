"""Documents that are no 18-digit card: passports, travel permits, foreigners' cards of 2017.

Which check a document needs is decided by its kind as the catalogue's `id_type` dictionary calls
it; for kinds never seen before the number's own shape decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app.checks.characters import tidy
from app.checks.credit_code import read_uscc
from app.checks.identity import Holder, masked, read_id_number
from app.checks.results import Checked, error, repaired, warning
from app.errors import Severity

NumberReader = Callable[[str, date], Checked]

# ordinary E/G, diplomatic D, service S, public affairs P, Hong Kong and Macao H, M, K
_CHINESE_PASSPORT = re.compile(r"[EGDSPHMK]\d{8}|E[A-Z]\d{7}|1[45]\d{7}")
# ICAO 9303: at most nine letters and digits
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,9}")
_MAINLAND_PERMIT = re.compile(r"([HM]\d{8})(\d{2})?")
_TAIWAN_PERMIT = re.compile(r"(\d{8})(?:\(?\d{2}\)?)?(?:\([A-Z]\))?")
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}\d{12}")
_FREE = re.compile(r"[\w\-·（）()第号字/〔〕\[\]]{2,40}")
_NO_PERSON = frozenset({f"id-number.{c}" for c in ("letter", "character", "area", "birth-date")})
_CODE_LENGTH = 18
_CARD_SHAPE = re.compile(r"[\dX]{14,19}")


def read_passport(raw: str, _today: date) -> Checked:
    """Read a passport number, Chinese or foreign (ICAO 9303: at most nine letters and digits)."""
    text, findings = tidy(raw)
    if masked(text):
        return Checked(text, (*findings, error("passport.masked")))
    if not (_CHINESE_PASSPORT.fullmatch(text) or _PASSPORT.fullmatch(text)):
        findings.append(error("passport.shape", count=len(text)))
    return Checked(text, tuple(findings))


def read_mainland_permit(raw: str, _today: date) -> Checked:
    """Read a 港澳居民来往内地通行证: H or M and 8 digits; a printed issue number is dropped."""
    text, findings = tidy(raw)
    found = _MAINLAND_PERMIT.fullmatch(text)
    if not found:
        return Checked(text, (*findings, error("permit.mainland-shape")))
    if found.group(2):
        findings.append(repaired("permit.issue-number", found=found.group(2)))
    return Checked(found.group(1), tuple(findings))


def read_taiwan_permit(raw: str, _today: date) -> Checked:
    """Read a 台湾居民来往大陆通行证: 8 digits; a printed issue number is dropped."""
    text, findings = tidy(raw)
    found = _TAIWAN_PERMIT.fullmatch(text)
    if not found:
        return Checked(text, (*findings, error("permit.taiwan-shape")))
    if found.group(1) != text:
        findings.append(repaired("permit.issue-number", found=text[8:]))
    return Checked(found.group(1), tuple(findings))


def read_permit(raw: str, today: date) -> Checked:
    """Read a travel permit of either kind, by its first character."""
    text, _ = tidy(raw)
    return (
        read_taiwan_permit(raw, today) if text[:1].isdigit() else read_mainland_permit(raw, today)
    )


def read_foreigner_card(raw: str, today: date) -> Checked:
    """Read a foreigner's permanent residence card: 2017 (15 places) or 2023 (18, first digit 9).

    Of the 15 places only letters and digits are certain; a birth date that does not exist is a
    warning.
    """
    text, findings = tidy(raw)
    if not text[:1].isalpha():
        checked = read_id_number(raw, today)
        if checked.ok and not str(checked.value).startswith("9"):
            return Checked(checked.value, (*checked.findings, error("foreigner-card.shape")))
        return checked
    if not _FOREIGNER_2017.fullmatch(text):
        return Checked(text, (*findings, error("foreigner-card.shape")))
    if not _two_digit_date(text[7:13]):
        findings.append(warning("foreigner-card.birth-date", found=text[7:13]))
    return Checked(text, tuple(findings))


def read_other(raw: str, _today: date) -> Checked:
    """Read the number of a document without a fixed structure (officer's card and the like)."""
    text, findings = tidy(raw)
    if masked(text):
        findings.append(error("document.masked"))
    elif not _FREE.fullmatch(text):
        findings.append(error("document.shape"))
    return Checked(text, tuple(findings))


def read_any(raw: str, today: date) -> Checked:
    """Read a number whose document is not named, by its shape; when in doubt as a resident's.

    A shareholder or an investor may be an organisation, so a number that cannot be a person's is
    read as a credit code where it is faultless or has a code's letters.
    """
    text, _ = tidy(raw)
    if _FOREIGNER_2017.fullmatch(text):
        return read_foreigner_card(raw, today)
    if not _CARD_SHAPE.fullmatch(text):
        for reader in (read_permit, read_passport):
            checked = reader(raw, today)
            if checked.ok:
                return checked
    person = read_id_number(raw, today)
    if not person.ok and person.findings[-1].code in _NO_PERSON:
        organisation = read_uscc(raw)
        meant = person.findings[-1].code == "id-number.character" and len(text) == _CODE_LENGTH
        if meant or not any(one.severity is not Severity.REPAIRED for one in organisation.findings):
            return organisation
    return person


# words of the id_type dictionary, the first that occurs in the kind's name decides
_KINDS: tuple[tuple[str, NumberReader, frozenset[Holder]], ...] = (
    ("来往内地通行证", read_mainland_permit, frozenset()),
    ("来往大陆通行证", read_taiwan_permit, frozenset()),
    ("外国人永久居留", read_foreigner_card, frozenset({Holder.FOREIGNER})),
    ("港澳居民居住证", read_id_number, frozenset({Holder.HONG_KONG_MACAO})),
    ("台湾居民居住证", read_id_number, frozenset({Holder.TAIWAN})),
    ("港澳台居民居住证", read_id_number, frozenset({Holder.HONG_KONG_MACAO, Holder.TAIWAN})),
    ("护照", read_passport, frozenset()),
    ("居民身份证", read_id_number, frozenset({Holder.RESIDENT})),
    ("户口簿", read_id_number, frozenset({Holder.RESIDENT})),
    ("出生医学证明", read_other, frozenset()),
    ("军官证", read_other, frozenset()),
    ("士兵证", read_other, frozenset()),
    ("其他", read_other, frozenset()),
)


def reader_for(kind: str) -> NumberReader:
    """Return how the number of a kind of document is read; `read_any` for no or unknown kinds."""
    return next((reader for word, reader, _ in _KINDS if word in kind), read_any)


def holders_of_kind(kind: str) -> frozenset[Holder]:
    """Return whose 18-digit numbers a kind of document carries; empty when that is not fixed."""
    return next((holders for word, _, holders in _KINDS if word in kind), frozenset())


def _two_digit_date(text: str) -> bool:
    for century in ("19", "20"):
        try:
            date.fromisoformat(f"{century}{text[:2]}-{text[2:4]}-{text[4:]}")
        except ValueError:
            continue
        return True
    return False

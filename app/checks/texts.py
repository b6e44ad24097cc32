"""Free text, addresses, e-mail addresses, persons, files."""

from __future__ import annotations

import re

from app.checks.characters import clean, narrow
from app.checks.names import read_name
from app.checks.results import CheckContext, Checked, FieldSpec, error, plain, repaired, rule_names

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_EMAIL_LENGTH = 254
_UNREADABLE = (dict, list, tuple, set, bytes)


def read_text(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read one line of text; the rule `name` makes it a person's name."""
    if isinstance(raw, _UNREADABLE):
        return Checked(raw, (error("value.no-text"),))
    if "name" in rule_names(spec):
        return read_name(plain(raw))
    text, findings = clean(plain(raw))
    return Checked(text, tuple(findings))


def read_long_text(raw: object, _spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read text of several lines."""
    if isinstance(raw, _UNREADABLE):
        return Checked(raw, (error("value.no-text"),))
    text, findings = clean(plain(raw), lines=True)
    return Checked(text, tuple(findings))


def read_person(raw: object, _spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read a person, kept by name."""
    if isinstance(raw, _UNREADABLE):
        return Checked(raw, (error("value.no-text"),))
    return read_name(plain(raw))


def read_email(raw: object, _spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read an e-mail address; full-width signs and blanks are repaired with a note."""
    typed = plain(raw).strip()
    text = "".join(narrow(typed).split())
    if len(text) > _EMAIL_LENGTH or not _EMAIL.fullmatch(text) or ".." in text:
        return Checked(typed, (error("email.shape"),))
    return Checked(text, (repaired("email.full-width"),) if text != typed else ())


def show_text(value: object, _spec: FieldSpec) -> str:
    """Show text as it is kept."""
    return plain(value)

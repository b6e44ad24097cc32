"""Choices, multiple choices and yes or no, with quick codes.

An option is chosen by itself, by its number (from 1), by the beginning of its text, or by the
pinyin initials of its beginning, as long as only one option fits. Full-width and half-width
brackets, and letter case, make no difference.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.checks.characters import clean, narrow
from app.checks.results import CheckContext, Checked, FieldSpec, error, plain, rule_names
from app.errors import Finding

YES, NO = "是", "否"
_YES_WORDS = frozenset(
    {"是", "有", "y", "yes", "true", "1", "1.0", "√", "✓", "✔", "对", "s", "shi"}
)
_NO_WORDS = frozenset(
    {"否", "无", "没有", "n", "no", "false", "0", "0.0", "×", "✗", "不", "不是", "f", "fou"}
)
_SEPARATORS = re.compile(r"[、,，;；|\n]+")
_BLANKS = re.compile(r"[ ,，;；|\n\u3000]+")
_JOINT = "、"
_LONGEST = 2000


def read_choice(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read one option; without options any text is taken."""
    text, findings = clean(_as_text(raw))
    if any(char.isspace() and char != " " for char in text):
        text = " ".join(text.split())
    if not spec.options:
        return Checked(text, tuple(findings))
    found = pick(text, spec.options)
    if isinstance(found, Finding):
        return Checked(text, (*findings, found))
    return Checked(found, tuple(findings))


def read_multi(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read several options, from a list or from text; each once, in the order of the options."""
    pieces = _pieces(raw, spec.options)
    findings: list[Finding] = []
    chosen: list[str] = []
    for piece in pieces:
        text, notes = clean(piece)
        findings += notes
        found: str | Finding = pick(text, spec.options) if spec.options else text
        if isinstance(found, Finding):
            findings.append(found)
            found = text
        if found and found not in chosen:
            chosen.append(found)
    order = {option: place for place, option in enumerate(spec.options)}
    chosen.sort(key=lambda option: order.get(option, len(order)))
    return Checked(chosen or None, tuple(findings))


def show_multi(value: object, _spec: FieldSpec) -> str:
    """Show several options in one line."""
    if not isinstance(value, list | tuple):
        return plain(value)
    return _JOINT.join(plain(option) for option in value)


def read_bool(raw: object, spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read yes or no; the rule `must_be_true` refuses no."""
    word = narrow(_as_text(raw)).strip().lower()
    value = True if word in _YES_WORDS else False if word in _NO_WORDS else None
    if value is None:
        return Checked(raw, (error("bool.not-read"),))
    if not value and "must_be_true" in rule_names(spec):
        return Checked(value, (error("bool.must-be-true"),))
    return Checked(value)


def show_bool(value: object, _spec: FieldSpec) -> str:
    """Show yes or no as 是 or 否."""
    return YES if value is True else NO if value is False else plain(value)


def pick(text: str, options: tuple[str, ...]) -> str | Finding:
    """Find the one option that is meant, or say why there is none."""
    if text in options:
        return text
    folded = _fold(text)
    if by_text := _only([option for option in options if _fold(option) == folded]):
        return by_text
    if folded.isdecimal() and 1 <= int(folded[:4]) <= len(options):
        return options[int(folded[:4]) - 1]
    fitting = [option for option in options if folded and _fold(option).startswith(folded)]
    if not fitting and folded.isascii() and folded.isalpha():
        fitting = [option for option in options if _initials(option).startswith(folded)]
    if one := _only(fitting):
        return one
    if fitting:
        return error("choice.several", found=text, options=_JOINT.join(fitting[:6]))
    return error("choice.no-option", found=text, options=_listed(options))


def _only(found: list[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _listed(options: tuple[str, ...]) -> str:
    shown = 8
    return _JOINT.join(options[:shown]) + ("…" if len(options) > shown else "")


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return narrow(text).replace(" ", "").lower()


@cache
def _initials(text: str) -> str:
    """Return the pinyin initials of an option (loads pypinyin on first use)."""
    from pypinyin import Style, lazy_pinyin

    return "".join(
        part[0] for part in lazy_pinyin(text, style=Style.FIRST_LETTER) if part[:1].isalnum()
    ).lower()


def _pieces(raw: object, options: tuple[str, ...]) -> list[str]:
    """Part what was typed into single options; an option may itself contain a separator."""
    if isinstance(raw, list | tuple):
        if options:
            return [_as_text(piece) for piece in raw]
        raw = _JOINT.join(_as_text(piece) for piece in raw)
    rest = _as_text(raw)[:_LONGEST].strip()
    inside = sorted((o for o in options if _SEPARATORS.search(o)), key=len, reverse=True)
    pieces: list[str] = []
    for option in inside:
        if option in rest:
            pieces.append(option)
            rest = rest.replace(option, _JOINT)
    split = _BLANKS if options and _coded(rest) else _SEPARATORS
    return [*pieces, *(piece.strip() for piece in split.split(rest) if piece.strip())]


def _coded(text: str) -> bool:
    """Tell whether text is quick codes only: `1 2 3` or initials with blanks between."""
    return all(part.isalnum() and part.isascii() for part in text.split())


def _as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    return raw if isinstance(raw, str) else plain(raw)

"""Names of persons (民委发〔2016〕33号): separator U+00B7, at least 50 characters, rare ones kept."""

from __future__ import annotations

import re
import unicodedata

from app.checks.characters import clean, code_point, narrow_letters
from app.checks.results import Checked, error, repaired, warning
from app.errors import Finding

DOT = "\u00b7"
_LOOK_ALIKES = "\u2022\u30fb\u2027\uff0e\uff65\u2219\u22c5\u25cf\u2024\u0387"
_DOTS = re.compile(f"[{_LOOK_ALIKES}]")
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAS_HAN = re.compile(f"[{_HAN}]")
_ASCII_DOT = re.compile(f"(?<=[{_HAN}])\\.|\\.(?=[{_HAN}])")
_BLANK = r"[ \t\u3000\u00a0]"
_BLANK_AT_HAN = re.compile(f"(?<=[{_HAN}{DOT}]){_BLANK}+|{_BLANK}+(?=[{_HAN}{DOT}])")
_BLANKS = re.compile(f"{_BLANK}+")
_DOT_RUN = re.compile(f"{DOT}{{2,}}")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# compatibility-block characters that are ideographs of their own
_UNIFIED = frozenset("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
_LATIN_MARKS = "-'.,\u2019"


def read_name(raw: str) -> Checked:
    """Read a person's name.

    Repaired with a note: spaces at the ends and inside Chinese names, look-alike separators,
    full-width digits and letters. Refused: private-use and control characters. Warned: digits,
    punctuation, radicals typed for characters.
    """
    text, findings = clean(raw)
    text = _repair(raw, text, findings)
    findings += _oddities(text)
    if not text:
        findings.append(error("name.empty"))
    return Checked(text, tuple(findings))


def _repair(raw: str, text: str, findings: list[Finding]) -> str:
    """Repair until nothing is left to repair: closing a blank may bring a stray dot to a character."""
    codes: dict[str, None] = {}
    if raw.strip("\r\n") != raw.strip():
        codes["name.spaces"] = None
    before = None
    while text != before:
        before = text
        for code, step in _STEPS:
            after = step(text)
            if after != text:
                codes[code] = None
            text = after
    findings += [repaired(code) for code in codes]
    return text


def _dotted(text: str) -> str:
    text = _DOTS.sub(DOT, text)
    return _DOT_RUN.sub(DOT, _ASCII_DOT.sub(DOT, text)) if _HAS_HAN.search(text) else text


def _closed(text: str) -> str:
    return _BLANKS.sub(" ", _BLANK_AT_HAN.sub("", text))


def _edged(text: str) -> str:
    """Strip dots of any kind in front and behind; one behind Latin letters may end a short form (Jr.)."""
    behind = f". {DOT}" if _HAS_HAN.search(text) else f" {DOT}"
    return text.lstrip(f"{behind}.{_LOOK_ALIKES}").rstrip(behind + _LOOK_ALIKES)


_STEPS = (
    ("name.separator", _dotted),
    ("name.full-width", narrow_letters),
    ("name.spaces", _closed),
    ("name.separator-at-end", _edged),
)


def _oddities(text: str) -> list[Finding]:
    findings: list[Finding] = []
    if any(char.isdigit() for char in text):
        findings.append(warning("name.digits"))
    odd = dict.fromkeys(char for char in text if _odd(char))
    if odd:
        findings.append(warning("name.punctuation", found="".join(odd)))
    for char in dict.fromkeys(_RADICAL.findall(text)):
        if char not in _UNIFIED:
            usual = _usual(char)
            findings.append(
                warning("name.radical", found=char, point=code_point(char), usual=usual)
                if usual
                else warning("name.radical-unknown", found=char, point=code_point(char))
            )
    return findings


def _odd(char: str) -> bool:
    """Tell whether a character is punctuation or a sign that names do not have."""
    if char in _LATIN_MARKS or char in {DOT, " "}:
        return False
    return unicodedata.category(char)[0] in "PSZ" and not _RADICAL.match(char)


def _usual(char: str) -> str:
    """Return the ordinary character that a radical or compatibility form stands for, if known."""
    points = unicodedata.decomposition(char).rpartition("> ")[2].split()
    return chr(int(points[0], 16)) if len(points) == 1 else ""

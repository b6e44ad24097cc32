"""Characters: width, spaces, invisible and private ones. Text is never put through NFC or NFKC.

Normalising would silently turn one person's name into another's; so only what is certainly a slip
of the keyboard is repaired, each repair leaves a note, and the rest is for a person to decide.
"""

from __future__ import annotations

import json
import re
from functools import cache

from app.checks.results import error, repaired
from app.errors import Finding
from app.paths import RESOURCES

_WIDE_ALNUM = {
    0xFEE0 + code: code
    for first, last in (("0", "9"), ("A", "Z"), ("a", "z"))
    for code in range(ord(first), ord(last) + 1)
}
_WIDE_ASCII = {0xFEE0 + code: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
_WIDE_ASCII |= {ord("。"): ord("."), ord("、"): ord(","), ord("－"): ord("-"), ord("—"): ord("-")}
_WIDE_ASCII |= {0x2212: ord("-"), 0x2013: ord("-"), 0x2010: ord("-")}
_BLANKS = " \t\r\n\u3000\u00a0"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")
# marks that no one sees: zero-width, direction, soft hyphen, byte order; not the joiners' work in
# other scripts, which these forms do not take
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def narrow(text: str) -> str:
    """Turn full-width forms into ASCII, for values that are ASCII anyway (numbers, codes, dates)."""
    return text if text.isascii() else text.translate(_WIDE_ASCII)


def narrow_letters(text: str) -> str:
    """Turn full-width digits and letters into ASCII, leaving Chinese punctuation alone."""
    return text if text.isascii() else text.translate(_WIDE_ALNUM)


def code_point(char: str) -> str:
    """Return a character's code point as `U+4DAE`."""
    return f"U+{ord(char):04X}"


def compact(text: str, separators: str = "") -> str:
    """Remove blanks and the given separators everywhere in a number."""
    return text.translate({ord(char): None for char in _BLANKS + separators})


def tidy(raw: str) -> tuple[str, list[Finding]]:
    """Narrow, close up and capitalise a number as typed, with a note for each repair."""
    findings: list[Finding] = []
    narrowed = narrow(raw)
    if any(narrow(char) != char and narrow(char).isalnum() for char in raw):
        findings.append(repaired("code.full-width"))
    closed = compact(narrowed, "-\u200b\ufeff")
    if closed != narrowed.strip():
        findings.append(repaired("code.spaces"))
    upper = closed.upper() if closed.isascii() else closed
    if upper != closed:
        findings.append(repaired("code.lower-case"))
    return upper, findings


def clean(text: str, *, lines: bool = False) -> tuple[str, list[Finding]]:
    """Strip text, drop what no one sees, and refuse what cannot stand in any text.

    `lines`: line breaks may stay; otherwise they become spaces. Refused: control and broken
    characters, and private-use characters (with the right one proposed where it is known).
    """
    if text.isascii() and text.isprintable():
        return text.strip(), []
    findings: list[Finding] = []
    text = _LINE_ENDS.sub("\n", text)
    visible = _INVISIBLE.sub("", text)
    if visible != text:
        findings.append(repaired("text.invisible"))
    text = visible.strip(_BLANKS)
    if not lines and ("\n" in text or "\t" in text):
        text = re.sub(r"[ ]*[\n\t]+[ ]*", " ", text)
        findings.append(repaired("text.line-breaks"))
    if control := _CONTROL.search(text):
        findings.append(error("text.control", point=code_point(control.group())))
    if private := private_use(text):
        findings.append(private)
    return text, findings


def private_use(text: str) -> Finding | None:
    """Refuse private-use characters, proposing the encoded one where GB 18030 says which it is."""
    found = tuple(dict.fromkeys(_PRIVATE.findall(text)))
    if not found:
        return None
    known = _private_table()
    points = "、".join(code_point(char) for char in found)
    if all(char in known for char in found):
        wanted = "、".join(f"{known[char]}（{code_point(known[char])}）" for char in found)
        fixed = "".join(known.get(char, char) for char in text)
        return error("text.private-use", points=points, proposed=wanted, fixed=fixed)
    return error("text.private-use-unknown", points=points)


@cache
def _private_table() -> dict[str, str]:
    """Read which encoded character each private code point of older GB standards stands for."""
    file = RESOURCES / "characters" / "private_use.json"
    table = json.loads(file.read_text(encoding="utf-8"))["characters"]
    return {chr(int(old, 16)): chr(int(new, 16)) for old, new in table.items()}

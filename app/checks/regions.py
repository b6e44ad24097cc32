"""Area codes: GB/T 2260 (6 digits) and the statistical codes of towns and villages (9, 12).

A retired code is valid: people, firms and old papers keep it. The list of python-stdnum knows
retired codes as well. A county that is in no list but lies in a known prefecture is a warning, not
a refusal, because new districts must not stop a window. A few codes that other systems deliver
wrongly are mapped with a note (`resources/regions/repairs.json`).
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from app.checks.characters import clean, compact, narrow
from app.checks.identity import PROVINCES
from app.checks.results import CheckContext, Checked, FieldSpec, error, plain, repaired, warning
from app.errors import Finding
from app.paths import RESOURCES

_CODE = re.compile(r"\d{6}(?:\d{3}(?:\d{3})?)?")
_REGIONS = PROVINCES | {"81", "82"}


def read_region(raw: object, _spec: FieldSpec, _context: CheckContext) -> Checked:
    """Read an area as its code, or as the name of a place where that is what was typed."""
    digits = compact(narrow(plain(raw)))
    if digits[:1].isdigit():
        return read_region_code(plain(raw))
    text, findings = clean(plain(raw))
    return Checked(text, tuple(findings))


def read_region_code(raw: str) -> Checked:
    """Read an area code of 6, 9 or 12 digits."""
    code = compact(narrow(raw))
    findings: list[Finding] = []
    if code != raw.strip():
        findings.append(repaired("region.full-width"))
    if not (code.isascii() and _CODE.fullmatch(code)):
        return Checked(code, (*findings, error("region.shape", count=len(code))))
    if right := _repairs()[0].get(code[:6]):
        findings.append(repaired("region.mapped", wrong=code[:6], right=right))
        code = right + code[6:]
    if code[:2] not in _REGIONS:
        findings.append(error("region.province", found=code[:2]))
    elif not _listed(code[:6]):
        make, kind = (warning, "unlisted") if _listed(f"{code[:4]}00") else (error, "unknown")
        findings.append(make(f"region.{kind}", found=code[:6]))
    return Checked(code, tuple(findings))


@lru_cache(maxsize=256)
def _listed(code: str) -> bool:
    """Tell whether a 6-digit code is, or ever was, an area's code."""
    if code in _repairs()[1]:
        return True
    from stdnum import numdb

    return any("county" in facts for _, facts in numdb.get("cn/loc").info(code))


@cache
def _repairs() -> tuple[dict[str, str], frozenset[str]]:
    """Return wrong codes with the right ones, and codes in use that no standard lists."""
    file = RESOURCES / "regions" / "repairs.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return data["wrong"], frozenset(data["in_use"])

"""Reading and checking a bureau file, before anything of it is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.bureau.building import fen
from app.bureau.regimes import load_regimes
from app.checks.credit_code import read_uscc
from app.checks.shapes import Data, Faults, Part, Schema, check_shape
from app.checks.untrusted_yaml import MAX_BYTES, parse_yaml
from app.errors import Finding, Problem, Severity, WorldProblem

_SCHEMA = Schema("bureau/bureau.schema.json", "bureau")
_MIN_STEPS = 2


@dataclass(frozen=True)
class BureauFile:
    """A bureau file without errors: its data, ready to be stored, and the warnings about it."""

    data: Mapping[str, Any]
    warnings: tuple[Finding, ...]


def read_bureau(source: Path | bytes | Mapping[str, Any]) -> BureauFile:
    """Read and check a bureau file (YAML or JSON), given as a path, its bytes, or parsed data.

    Raises Problem `bureau.file-missing`, WorldProblem `bureau.not-readable`, and Problem
    `bureau.file-faulty` whose findings name every fault with file and line (without, where parsed
    data was given).
    """
    if isinstance(source, Path):
        if not source.is_file():
            raise Problem("bureau.file-missing", path=str(source))
        try:
            with source.open("rb") as stream:
                text = parse_yaml(stream.read(MAX_BYTES + 1), source.name)
        except OSError as error:
            raise WorldProblem("bureau.not-readable", path=str(source)) from error
    elif isinstance(source, bytes):
        text = parse_yaml(source, "bureau")
    else:
        text = parse_yaml(json.dumps(source, ensure_ascii=False).encode(), "")
    faults = Faults(list(text.findings))
    if text.data is not None:
        part = check_shape(_SCHEMA, text.data, text, (), faults)
        _check(part, faults)
    if any(finding.severity is Severity.ERROR for finding in faults.found):
        raise Problem("bureau.file-faulty", findings=tuple(faults.found))
    assert isinstance(text.data, dict)  # the schema wants a mapping
    return BureauFile(text.data, tuple(faults.found))


def _check(bureau: Part, faults: Faults) -> None:
    for part in ("halls", "windows", "stations", "deciders", "teams"):
        _check_ids(bureau, part, faults)
    halls, windows = _ids(bureau, "halls"), _ids(bureau, "windows")
    for index, window in bureau.entries("windows"):
        if window["hall"] not in halls:
            where = bureau.where("windows", index, "hall")
            faults.error("bureau.hall-unknown", where, id=window["hall"])
    for index, station in bureau.entries("stations"):
        if station["window"] not in windows:
            where = bureau.where("stations", index, "window")
            faults.error("bureau.window-unknown", where, id=station["window"])
    _check_deciders(bureau, faults)
    _check_code(bureau, faults)
    for part in ("departments", "items"):
        _check_teams(bureau, part, faults)
    for item, rule in _rules(bureau):
        _check_rule(bureau, item, rule, faults)


def _ids(bureau: Part, part: str) -> set[str]:
    """Return a list's ids, also of entries whose shape is wrong elsewhere."""
    entries = (entry for entry in bureau.listed(part) if isinstance(entry, dict))
    return {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}


def _check_ids(bureau: Part, part: str, faults: Faults) -> None:
    seen: set[str] = set()
    for index, entry in bureau.entries(part):
        if entry["id"] in seen:
            faults.error("bureau.id-twice", bureau.where(part, index, "id"), id=entry["id"])
        seen.add(entry["id"])


def _check_deciders(bureau: Part, faults: Faults) -> None:
    own = bureau.data.get("decider")
    if isinstance(own, str) and own not in _ids(bureau, "deciders"):
        faults.error("bureau.decider-unknown", bureau.where("decider"), id=own)
    claimed: set[str] = set()
    for index, decider in bureau.entries("deciders"):
        where = bureau.where("deciders", index)
        _check_papers(decider, where, decider["id"] == own, faults)
        if decider["id"] == own and not decider["inside"]:
            faults.error("bureau.own-decider-outside", where, name=decider["name"])
        for number, department in enumerate(decider.get("departments", ())):
            if department in claimed:
                place = bureau.where("deciders", index, "departments", number)
                faults.error("bureau.department-twice", place, department=department)
            claimed.add(department)


def _check_papers(decider: Data, where: str, is_own: bool, faults: Faults) -> None:  # noqa: FBT001 - one caller
    """Check what a decider's papers must carry: remedies, and a second phone for complaints."""
    if not (decider.get("remedy_body") and decider.get("court")):
        note = faults.error if is_own else faults.warn
        note("bureau.remedies-missing", where, name=decider["name"])
    if not decider["complaint_phone"]:
        faults.warn("bureau.complaint-phone-missing", where, name=decider["name"])
    elif decider["complaint_phone"] == decider["phone"]:
        faults.warn("bureau.phones-equal", where, name=decider["name"])


def _check_code(bureau: Part, faults: Faults) -> None:
    """Check the bureau's own credit code, which stands in licence identifiers."""
    code, where = bureau.data.get("organisation_code", ""), bureau.where("organisation_code")
    if not code:
        faults.warn("bureau.organisation-code-missing", bureau.where())
    elif isinstance(code, str):
        faults.found += [replace(found, where=where) for found in read_uscc(code).findings]


def _check_teams(bureau: Part, part: str, faults: Faults) -> None:
    """Let no item and no department come to two teams."""
    claimed: set[str] = set()
    for index, team in bureau.entries("teams"):
        for number, name in enumerate(team.get(part, ())):
            if name in claimed:
                faults.error(
                    "bureau.team-twice", bureau.where("teams", index, part, number), name=name
                )
            claimed.add(name)


def _rules(bureau: Part) -> Iterator[tuple[str, Data]]:
    rules = bureau.data.get("item_rules")
    for item, rule in rules.items() if isinstance(rules, dict) else ():
        if bureau.sound("item_rules", item):
            yield item, rule


def _check_rule(bureau: Part, item: str, rule: Data, faults: Faults) -> None:
    regime, decider = rule.get("regime"), rule.get("decider")
    if regime is not None and regime not in load_regimes():
        where = bureau.where("item_rules", item, "regime")
        known = "、".join(load_regimes())
        faults.error("bureau.regime-unknown", where, item=item, regime=regime, known=known)
    if decider is not None and decider not in _ids(bureau, "deciders"):
        faults.error(
            "bureau.decider-unknown", bureau.where("item_rules", item, "decider"), id=decider
        )
    _check_decision(bureau, item, rule, faults)
    if rule.get("four_eyes") and len(rule.get("review_steps", ())) < _MIN_STEPS:
        faults.error("bureau.four-eyes-alone", bureau.where("item_rules", item), item=item)


def _check_decision(bureau: Part, item: str, rule: Data, faults: Faults) -> None:
    """Check what excludes each other: at once with four eyes or a field check; a fee without basis."""
    if rule.get("instant") and (rule.get("four_eyes") or rule.get("field_check")):
        where = bureau.where("item_rules", item, "instant")
        faults.error("bureau.instant-excluded", where, item=item)
    if fen(rule.get("fee", "0")) and not rule.get("fee_basis", "").strip():
        where = bureau.where("item_rules", item, "fee")
        faults.error("bureau.fee-basis-missing", where, item=item)

"""Handing in later: what a correction notice asked for, what was owed, what is mended on the spot.

However often a case is supplemented, it keeps its number and its receipt; every round keeps what
came with it. The decision's clock does not run between notice and reply (AL 32(1)(5)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.checks.registry import check_value
from app.checks.results import CheckContext
from app.domain.act_bodies import SpotCorrection, Supplement
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import MaterialRecord, Sitting, SubmissionRound
from app.errors import Finding, Problem
from app.forms.faults import decided, has_error
from app.services.office import Office
from app.services.proceeding import Done, Loaded, load, perform
from app.services.sitting_view import SittingView, rebuild


@dataclass(frozen=True)
class Mended:
    """What is set right in the form itself, beside the papers.

    `values`: field key → value as typed (True or False for a declaration of this item). `decisions`:
    disputed field key → item whose demand holds.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


UNMENDED = Mended()


def supplement(
    office: Office,
    actor: Actor,
    case_id: UUID,
    handed: tuple[MaterialRecord, ...],
    at: datetime | None = None,
    *,
    mended: Mended = UNMENDED,
) -> Done:
    """Take what a correction notice asked for: a new round of the same case.

    `handed`: the lines of the sitting's material list as they are now; only what concerns the case.
    Raises `supplement.not-on-list` (params: material), `supplement.value-wrong` (findings), and as
    `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        loaded = _mended(office, loaded, handed, mended)
        unit.cases.put_sitting(loaded.seen.sitting)
        keys = (*(record.key for record in handed), *mended.values, *mended.decisions)
        body = Supplement(loaded.case.round + 1, keys)
        done, _ = perform(office, unit, actor, loaded, ActKind.SUPPLEMENT, body, at)
        submission = SubmissionRound(
            region=done.case.region,
            id=office.clock.new_id(),
            case_id=case_id,
            number=body.round,
            opened_at=done.act.at,
            materials=tuple(record.key for record in handed),
        )
        unit.cases.put_rounds([submission])
        unit.commit()
    return done


def supply_owed(
    office: Office,
    actor: Actor,
    case_id: UUID,
    handed: tuple[MaterialRecord, ...],
    at: datetime | None = None,
) -> Done:
    """Take materials that were owed (容缺); with the last of them the case owes nothing more.

    Raises as `supplement`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        loaded = _mended(office, loaded, handed, UNMENDED)
        unit.cases.put_sitting(loaded.seen.sitting)
        body = Supplement(loaded.case.round, tuple(record.key for record in handed))
        done, _ = perform(office, unit, actor, loaded, ActKind.SUPPLY_OWED, body, at)
        unit.commit()
    return done


def correct_on_the_spot(
    office: Office,
    actor: Actor,
    case_id: UUID,
    what: str,
    handed: tuple[MaterialRecord, ...] = (),
    *,
    mended: Mended = UNMENDED,
) -> Done:
    """Let the applicant mend at the window what can be mended there (AL 32(1)(3)).

    Raises as `supplement`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        loaded = _mended(office, loaded, handed, mended)
        unit.cases.put_sitting(loaded.seen.sitting)
        body = SpotCorrection(what.strip())
        done, _ = perform(office, unit, actor, loaded, ActKind.SPOT_CORRECTION, body)
        unit.commit()
    return done


def _mended(
    office: Office, loaded: Loaded, handed: tuple[MaterialRecord, ...], mended: Mended
) -> Loaded:
    """Return the case with its sitting's materials and values as they are now."""
    sitting = _with_materials(loaded, handed)
    if mended.values or mended.decisions:
        sitting = _with_values(office, loaded, sitting, mended)
    seen: SittingView = rebuild(office, sitting, loaded.seen.cases)
    return replace(loaded, seen=seen)


def _with_materials(loaded: Loaded, handed: tuple[MaterialRecord, ...]) -> Sitting:
    sitting, item = loaded.seen.sitting, loaded.case.item_id
    lines = {record.key: record for record in sitting.materials}
    for record in handed:
        line = lines.get(record.key)
        if line is None or item not in line.items:
            raise Problem("supplement.not-on-list", material=record.label)
        lines[record.key] = replace(
            line,
            state=record.state,
            originals=record.originals,
            copies=record.copies,
            note=record.note,
        )
    return replace(sitting, materials=tuple(lines.values()))


def _with_values(office: Office, loaded: Loaded, sitting: Sitting, mended: Mended) -> Sitting:
    """Read what was mended as it is read at the intake; a wrong value is refused."""
    form, item = loaded.seen.form, loaded.case.item_id
    decisions = {**sitting.decisions, **mended.decisions}
    values = dict(sitting.values)
    ticks = {key: set(items) for key, items in sitting.ticks.items()}
    context = CheckContext(office.today(), value_of=values.get)
    findings: list[Finding] = []
    for key, raw in mended.values.items():
        asked = form.fields.get(key)
        if asked is None or all(asker.item_id != item for asker in asked.askers):
            raise Problem("supplement.no-field", field=key)
        if asked.per_item:
            ticked = ticks.setdefault(key, set())
            ticked.add(item) if raw is True else ticked.discard(item)
            continue
        checked = check_value(decided(asked, decisions), raw, context)
        if has_error(checked.findings):
            findings += checked.findings
        values[key] = checked.value
    if findings:
        raise Problem("supplement.value-wrong", findings=tuple(findings))
    return replace(
        sitting,
        values={key: value for key, value in values.items() if value is not None},
        ticks={key: tuple(sorted(items)) for key, items in ticks.items() if items},
        decisions=decisions,
    )

"""Bars: who may not apply, or not by 容缺 and 告知承诺, on what basis and until when.

False materials in a matter of public safety bar for one year (AL 78), a licence got by fraud in such
a matter for three (AL 79, 69(2)); bad credit bars from tolerance and promises until it is lifted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.acts import Act
from app.domain.case import Sitting
from app.domain.catalogue import ItemDefinition, Limit
from app.domain.certificate import Bar, BarGround
from app.domain.procedure import Standing, bar_of
from app.domain.working_days import due
from app.errors import Finding, Problem, Severity
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services.journal import digest, note
from app.services.office import Office
from app.services.rights import require

_READERS = (
    Role.CLERK,
    Role.REVIEWER,
    Role.APPROVER,
    Role.HEAD,
    Role.ISSUER,
    Role.SUPERVISOR,
)
_BARRING = (Role.APPROVER, Role.HEAD, Role.SUPERVISOR)
_YEARS = {BarGround.FALSE_MATERIALS: 1, BarGround.FRAUD: 3}
_BASES = {
    BarGround.FALSE_MATERIALS: "《中华人民共和国行政许可法》第七十八条",
    BarGround.FRAUD: "《中华人民共和国行政许可法》第六十九条第二款、第七十九条",
}


@dataclass(frozen=True)
class Barred:
    """A bar that was put or lifted."""

    bar: Bar
    changes: Changes = Changes(cases=True)


def add(
    office: Office,
    actor: Actor,
    ground: BarGround,
    *,
    id_number: str,
    name: str,
    item_id: str = "",
    basis: str = "",
    begins: date | None = None,
) -> Barred:
    """Bar a person or body from a day on (today when None); the law sets the end.

    `item_id`: the matter; compulsory where the law bars from one matter only. `basis`: compulsory
    for bad credit, else the law's article when empty. Raises `right.missing`, `bar.no-identity`,
    `bar.no-item`, `bar.not-safety` (params: item), `bar.no-basis`.
    """
    require(actor, *_BARRING)
    number = _normal(id_number)
    if not number or not name.strip():
        raise Problem("bar.no-identity")
    stated = basis.strip() or _BASES.get(ground, "")
    if not stated:
        raise Problem("bar.no-basis")
    begin = begins or office.today()
    if ground in _YEARS:
        _check_safety(office, item_id)
    bar = Bar(
        region=actor.region,
        id=office.clock.new_id(),
        id_number=number,
        name=name.strip(),
        ground=ground,
        basis=stated,
        begins=begin,
        ends=_end(office, ground, begin),
        item_id=item_id,
    )
    with office.store.begin() as unit:
        _put(office, unit, actor, bar)
        unit.commit()
    return Barred(bar)


def bar_by_law(
    office: Office, unit: UnitOfWork, actor: Actor, standing: Standing, sitting: Sitting, act: Act
) -> None:
    """Bar the applicant where the act itself does so by law, in the caller's transaction.

    A licence got by fraud, or an application refused for false materials, in a matter of public
    safety (AL 69(2), 78, 79). Practice bars nobody.
    """
    ground = bar_of(act, standing.ground)
    if ground is None or act.practice:
        return
    begins = act.at.date()
    bar = Bar(
        region=act.region,
        id=office.clock.new_id(),
        id_number=_normal(sitting.applicant.id_number),
        name=sitting.applicant.name,
        ground=ground,
        basis=_BASES[ground],
        begins=begins,
        ends=_end(office, ground, begins),
        item_id=standing.case.item_id,
        facts={"case": standing.case.number, "act": str(act.id)},
    )
    _put(office, unit, actor, bar)


def _put(office: Office, unit: UnitOfWork, actor: Actor, bar: Bar) -> None:
    unit.bars.put(bar)
    facts = {"ground": str(bar.ground), "identity": digest(bar.id_number), "item": bar.item_id}
    note(office, unit, actor, "bar.added", bar.id, facts)


def _check_safety(office: Office, item_id: str) -> None:
    if not item_id:
        raise Problem("bar.no-item")
    if not bureau_service.current(office).rule(item_id).safety:
        raise Problem("bar.not-safety", item=item_id)


def _end(office: Office, ground: BarGround, begins: date) -> date | None:
    years = _YEARS.get(ground)
    last = due(begins, Limit(years, "年"), office.calendar) if years else None
    return last.day if last else None


def lift(office: Office, actor: Actor, bar_id: UUID, why: str) -> Barred:
    """Lift a bar from today on: credit repaired, or a decision set aside. The bar stays on record.

    Raises `right.missing`, `bar.unknown`, `bar.no-reason`.
    """
    require(actor, *_BARRING)
    if not why.strip():
        raise Problem("bar.no-reason")
    with office.store.begin() as unit:
        found = next((bar for bar in unit.bars.all(actor.region) if bar.id == bar_id), None)
        if found is None:
            raise Problem("bar.unknown")
        facts = {**found.facts, "lifted": {"why": why.strip(), "by": actor.name}}
        lifted = replace(found, lifted_on=office.today(), facts=facts)
        unit.bars.put(lifted)
        note(office, unit, actor, "bar.lifted", bar_id, {"why": digest(why)})
        unit.commit()
    return Barred(lifted)


def of_applicant(office: Office, actor: Actor, id_number: str) -> tuple[Bar, ...]:
    """Return the bars that hold today on a person or body, the newest first."""
    require(actor, *_READERS)
    number = _normal(id_number)
    if not number:
        return ()
    with office.store.read() as reader:
        found = reader.bars.of(actor.region, number)
    return tuple(bar for bar in found if bar.holds(office.today()))


def every(office: Office, actor: Actor) -> tuple[Bar, ...]:
    """Return all bars, lifted and ended ones too, the newest first."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        return reader.bars.all(actor.region)


def warnings(office: Office, actor: Actor, id_number: str) -> tuple[Finding, ...]:
    """Return what is to be said at identity: one warning per bar, with basis and end."""
    items = catalogue_service.current(office).items
    return tuple(warning(bar, items) for bar in of_applicant(office, actor, id_number))


def warning(bar: Bar, items: Mapping[str, ItemDefinition]) -> Finding:
    """Return a bar as a warning (params: name, basis, ends, item). `items`: by id, for their names."""
    code = f"bar.holds-{bar.ground.value}"
    item = items.get(bar.item_id)
    params = {"name": bar.name, "basis": bar.basis, "item": item.name if item else bar.item_id}
    until = bar.ends.isoformat() if bar.ends else ""
    return Finding(code, {**params, "ends": until}, Severity.WARNING)


def _normal(id_number: str) -> str:
    return "".join(id_number.split()).upper()

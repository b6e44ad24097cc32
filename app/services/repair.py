"""Mending a mistaken intake: another item, or another applicant, after the receipt was printed.

The case keeps its number and its day of receipt. The papers that said the wrong thing become void
and stay in the file; the next making of papers prints them anew. What is typed stays; what the right
item asks and nobody was asked is empty and shows as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from app.bureau import decider_for, regime_for, team_of
from app.checks.travel_documents import read_any, reader_for
from app.domain.act_bodies import ApplicantChange, Arrival, ItemChange
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import Applicant, Case, CaseState, HandedIn, MaterialRecord, Sitting
from app.domain.concept_keys import ORG_PERSON
from app.domain.merged_form import Disposition, MergedForm, MergedMaterial
from app.domain.paper import PaperKind, PaperState
from app.errors import Problem
from app.ports.store import UnitOfWork
from app.services import bureau as bureau_service
from app.services.journal import digest, note
from app.services.office import Office
from app.services.proceeding import Done, Loaded, load, perform
from app.services.sitting_view import SittingView, find, rebuild
from app.wording.papers import NOT_ANY_MORE

_OF_THE_SITTING = frozenset({PaperKind.RECEIPT, PaperKind.SLIP, PaperKind.AUTHORITY})
_STATES = {
    Disposition.PRODUCED: HandedIn.PRODUCED,
    Disposition.EXEMPT_LICENCE: HandedIn.EXEMPT_LICENCE,
    Disposition.EXEMPT_SHARING: HandedIn.EXEMPT_SHARING,
    Disposition.GENERATED: HandedIn.GENERATED,
}


def change_item(office: Office, actor: Actor, case_id: UUID, new_item_id: str, why: str) -> Done:
    """Put the right item in the place of one that was taken by mistake.

    The right item holds in the version of the day of receipt. Raises `repair.item-missing`
    (params: item), `repair.no-item` (params: item),
    `repair.item-there` (params: item), and as `proceeding.do`.
    """
    with office.store.begin() as unit:
        loaded = load(office, unit, actor.region, case_id)
        old = loaded.case
        changed = _with_item(office, unit, loaded, new_item_id)
        body = ItemChange(old.item_id, new_item_id, why.strip())
        unit.cases.put_sitting(changed.seen.sitting)
        done, after = perform(office, unit, actor, changed, ActKind.CHANGE_ITEM, body)
        freed = _freed(office, unit, after)
        _void(office, unit, actor, done.case.sitting_id, {case_id})
        unit.commit()
    return replace(done, also=(*done.also, *freed))


def _freed(office: Office, unit: UnitOfWork, changed: Loaded) -> tuple[Case, ...]:
    """Let the cases go on that waited for the wrong item and need nothing of the right one."""
    needed = {item.item_id: item.waits_for for item in changed.seen.form.items}
    moved: list[Case] = []
    for waiting in unit.cases.waiting_for(changed.case.region, changed.case.id):
        still = changed.case.item_id in needed[waiting.item_id]
        if waiting.state is CaseState.WAITING and not still:
            other = changed.beside(waiting, unit.acts.of_case(waiting.region, waiting.id))
            body = Arrival(changed.case.id, NOT_ANY_MORE)
            done, _ = perform(office, unit, None, other, ActKind.RESULT_ARRIVED, body)
            moved.append(done.case)
    return tuple(moved)


def _with_item(office: Office, unit: UnitOfWork, loaded: Loaded, new_item_id: str) -> Loaded:
    sitting, case = loaded.seen.sitting, loaded.case
    if not new_item_id.strip():
        raise Problem("repair.item-missing", item=case.item_name)
    if any(one.item_id == new_item_id for one in loaded.seen.cases):
        raise Problem("repair.item-there", item=new_item_id)
    day = sitting.received_at.date()
    definition = next(
        (
            one
            for one in unit.catalogue.in_force(day)
            if (one.kind, one.key) == ("item", new_item_id)
        ),
        None,
    )
    if definition is None:
        raise Problem("repair.no-item", item=new_item_id)
    versions = dict(sitting.versions)
    versions.pop(f"item:{case.item_id}", None)
    versions[f"item:{new_item_id}"] = definition.version
    sitting = replace(sitting, versions=versions)
    placed = replace(case, item_id=new_item_id)
    cases = tuple(placed if one.id == case.id else one for one in loaded.seen.cases)
    seen = rebuild(office, sitting, cases)
    placed = _described(seen, placed)
    cases = tuple(placed if one.id == case.id else one for one in cases)
    materials = tuple(_materials(seen.form, sitting))
    seen = replace(seen, cases=cases, sitting=replace(sitting, materials=materials))
    return replace(loaded, seen=seen, case=placed)


def _described(seen: SittingView, case: Case) -> Case:
    """Return the case as a case of its present item."""
    item = seen.catalogue.items[case.item_id]
    ids = {one.item_id: one.id for one in seen.cases}
    chosen = next(one for one in seen.form.items if one.item_id == item.id)
    return replace(
        case,
        item_version=item.version,
        item_hash=item.content_hash,
        item_name=item.name,
        department=item.former_department,
        decider=decider_for(item, seen.bureau).id,
        regime=regime_for(item, seen.bureau, bureau_service.regimes()).code,
        team=team_of(item, seen.bureau),
        waits_for=tuple(ids[before] for before in chosen.waits_for if before in ids),
    )


def _materials(form: MergedForm, sitting: Sitting) -> Iterable[MaterialRecord]:
    """Return the list as the right items ask for it; what was handed in stays handed in."""
    known = {record.key: record for record in sitting.materials}
    for material in form.materials:
        items = tuple(asker.item_id for asker in material.askers)
        line = known.get(material.key)
        yield _new_line(material, items) if line is None else replace(line, items=items)


def _new_line(material: MergedMaterial, items: tuple[str, ...]) -> MaterialRecord:
    missing = HandedIn.NOT_APPLICABLE if material.optional else HandedIn.LACKING
    state = _STATES.get(material.disposition, missing)
    return MaterialRecord(material.key, material.label, state, 0, 0, items)


def change_applicant(
    office: Office,
    actor: Actor,
    sitting_id: UUID,
    applicant: Applicant,
    why: str,
    case_id: UUID | None = None,
    person: str = "",
) -> Done:
    """Put the right applicant in the place of one that was taken by mistake, in every case.

    `person`: the right name of the person behind an organisation, where it is another's. Returns the
    act on the case in hand (`case_id`), else the first; `also` holds the others. Raises
    `sitting.unknown`, `sitting.no-applicant`, `repair.number-wrong` for a document whose numbers can
    be checked, and as `proceeding.do`.
    """
    if not (applicant.name.strip() and applicant.id_number.strip()):
        raise Problem("sitting.no-applicant")
    if (reader := reader_for(applicant.id_type)) is not read_any:
        checked = reader(applicant.id_number, office.today())
        if not checked.ok:
            raise Problem("repair.number-wrong", field="id_number", findings=checked.findings)
        applicant = replace(applicant, id_number=str(checked.value))
    with office.store.begin() as unit:
        sitting, cases = find(unit, actor.region, sitting_id)
        body = ApplicantChange(_identity(sitting.applicant), _identity(applicant), why.strip())
        values = _renamed(sitting, applicant, person.strip())
        unit.cases.put_sitting(replace(sitting, applicant=applicant, values=values))
        done: list[Done] = []
        for case in cases:
            loaded = load(office, unit, actor.region, case.id)
            done.append(perform(office, unit, actor, loaded, ActKind.CHANGE_APPLICANT, body)[0])
        _void(office, unit, actor, sitting_id, {case.id for case in cases})
        unit.commit()
    in_hand = next((one for one in done if one.case.id == case_id), done[0])
    return replace(in_hand, also=tuple(one.case for one in done if one is not in_hand))


def _identity(applicant: Applicant) -> str:
    return digest([applicant.kind, applicant.name, applicant.id_type, applicant.id_number])


def person_behind(sitting: Sitting) -> str:
    """Return the name of the person whose document stands for an organisation, else nothing."""
    own = sitting.values.get(f"{ORG_PERSON}.id_number") == sitting.applicant.id_number
    name = str(sitting.values.get(f"{ORG_PERSON}.name") or "") if own else ""
    return "" if name == sitting.applicant.name else name


def _renamed(sitting: Sitting, applicant: Applicant, person: str) -> dict[str, object]:
    """Return the form's values, the former names and number replaced by the new ones."""
    former, behind = sitting.applicant, person_behind(sitting)
    pairs = {former.name: applicant.name, former.id_number: applicant.id_number}
    pairs |= {behind: person or behind}
    pairs.pop("", None)
    return {
        key: pairs.get(value, value) if isinstance(value, str) else value
        for key, value in sitting.values.items()
    }


def _void(
    office: Office, unit: UnitOfWork, actor: Actor, sitting_id: UUID, case_ids: set[UUID]
) -> None:
    """Make the papers void that said the wrong thing; they stay in the file."""
    for paper in unit.papers.of_sitting(actor.region, sitting_id):
        concerns = paper.case_id in case_ids or paper.kind in _OF_THE_SITTING
        if concerns and paper.state is not PaperState.VOID:
            unit.papers.void(actor.region, paper.id)
            facts = {"number": paper.number, "sha256": paper.sha256}
            note(office, unit, actor, "paper.voided", paper.id, facts)

"""A stored sitting seen again as its form: rebuilt under the versions it was taken under."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.documents import ApplicationRow
from app.domain.bureau import Bureau
from app.domain.case import Case, Sitting
from app.domain.catalogue import Catalogue, ItemDefinition
from app.domain.merged_form import MergedForm, Selection
from app.domain.merging import merge
from app.domain.projection import ProjectedField, project
from app.errors import Problem
from app.ports.store import Reader, UnitOfWork
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services.office import Office


@dataclass(frozen=True)
class SittingView:
    """A sitting, its cases, and the catalogue and form it was taken under."""

    sitting: Sitting
    cases: tuple[Case, ...]
    catalogue: Catalogue
    form: MergedForm
    bureau: Bureau

    def cases_with(self, moved: Case) -> tuple[Case, ...]:
        """Return the cases, one of them moved on."""
        return tuple(moved if case.id == moved.id else case for case in self.cases)


def view(office: Office, region: str, sitting_id: UUID) -> SittingView:
    """Return a sitting as it was taken. Raises Problem `sitting.unknown`."""
    with office.store.read() as reader:
        sitting, cases = find(reader, region, sitting_id)
    return rebuild(office, sitting, cases)


def find(
    records: Reader | UnitOfWork, region: str, sitting_id: UUID
) -> tuple[Sitting, tuple[Case, ...]]:
    """Return a sitting with its cases. Raises Problem `sitting.unknown`."""
    sitting = records.cases.sitting(region, sitting_id)
    if sitting is None:
        raise Problem("sitting.unknown")
    return sitting, records.cases.cases_of(region, sitting_id)


def rebuild(office: Office, sitting: Sitting, cases: tuple[Case, ...]) -> SittingView:
    """Merge a stored sitting's selection again, under its own catalogue versions."""
    bureau = bureau_service.current(office)
    catalogue = catalogue_service.at_versions(office, sitting.versions)
    selection = Selection(
        items=tuple(case.item_id for case in cases),
        bundle_id=sitting.bundle_id,
        bundle_answers=sitting.bundle_answers,
        answers=sitting.answers,
        registered=sitting.registered,
    )
    rules = catalogue_service.merge_rules(catalogue, bureau)
    form = merge(catalogue, selection, sitting.values, rules)
    return SittingView(sitting, cases, catalogue, form, bureau)


def application_rows(seen: SittingView, item: ItemDefinition) -> tuple[ApplicationRow, ...]:
    """Return an item's own form, its department's fields in its department's order and words."""
    sitting = seen.sitting
    projected = project(seen.form, sitting.values, sitting.ticks, item.id, sitting.decisions)
    return tuple(_row(one) for one in projected)


def _row(one: ProjectedField) -> ApplicationRow:
    return ApplicationRow(
        section=one.section,
        label=one.label,
        type=one.definition.type,
        value=one.value,
        options=one.options,
        columns=one.columns,
        unit=one.unit,
        declared=one.declared,
    )

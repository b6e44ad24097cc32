"""What an act states beyond its case: written into the sitting that the case belongs to.

An item that waited for another's result may ask for a number that the result first brings into the
world (a new business's credit code). When that certificate is sealed, the empty field is filled. An
acceptance with materials owed says until when, beside each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.checks.registry import check_value
from app.checks.results import CheckContext
from app.domain.case import Case, HandedIn, MaterialRecord, Sitting
from app.services.office import Office
from app.services.sitting_view import SittingView

_NUMBERS = frozenset({"uscc"})
"""Kinds of field that a certificate's number can fill; its check character tells whether it fits."""


def with_number(office: Office, seen: SittingView, case: Case, number: str) -> Sitting:
    """Return the sitting with the number of a case's certificate filled in where it fits."""
    values = dict(seen.sitting.values)
    context = CheckContext(office.today(), value_of=values.get)
    for key, field in seen.form.fields.items():
        awaited = case.item_id in field.awaits and field.type in _NUMBERS
        if awaited and values.get(key) is None:
            checked = check_value(field, number, context)
            if checked.ok and checked.value is not None:
                values[key] = checked.value
    return replace(seen.sitting, values=values)


def with_owed_dates(sitting: Sitting, cases: Iterable[Case]) -> Sitting:
    """Return the sitting with the day beside each owed material until which it is to be supplied."""
    ends = {case.item_id: case.owed_due for case in cases if case.owed_due is not None}

    def dated(record: MaterialRecord) -> MaterialRecord:
        mine = [ends[item] for item in record.items if item in ends]
        if record.state is not HandedIn.OWED or not mine:
            return record
        return replace(record, owed_until=min(mine))

    return replace(sitting, materials=tuple(map(dated, sitting.materials)))

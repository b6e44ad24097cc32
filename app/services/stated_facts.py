"""What a result states, taken over into the form: the number that only the certificate gives.

An item that waited for another's result may ask for a number that the result first brings into the
world (a new business's credit code). When that certificate is sealed, the empty field is filled.
"""

from __future__ import annotations

from dataclasses import replace

from app.checks.registry import check_value
from app.checks.results import CheckContext
from app.domain.case import Case, Sitting
from app.services.office import Office
from app.services.sitting_view import SittingView

_NUMBERS = frozenset({"uscc"})
"""Kinds of field that a certificate's number can fill; its check character tells whether it fits."""


def with_number(office: Office, seen: SittingView, case: Case, number: str) -> Sitting | None:
    """Return the sitting with the number of a case's certificate filled in, None where none fits."""
    values = dict(seen.sitting.values)
    context = CheckContext(office.today(), value_of=values.get)
    for key, field in seen.form.fields.items():
        awaited = case.item_id in field.awaits and field.type in _NUMBERS
        if awaited and values.get(key) is None:
            checked = check_value(field, number, context)
            if checked.ok and checked.value is not None:
                values[key] = checked.value
    return None if values == seen.sitting.values else replace(seen.sitting, values=values)

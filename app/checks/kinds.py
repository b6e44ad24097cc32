"""Single values checked by the name of their kind, for the administrator's command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.checks.credit_code import read_org_code
from app.checks.regions import read_region_code
from app.checks.registry import FIELD_TYPES
from app.checks.results import CheckContext, Checked, FieldSpec, Spec, error
from app.checks.travel_documents import (
    read_any,
    read_foreigner_card,
    read_mainland_permit,
    read_passport,
    read_permit,
    read_taiwan_permit,
)
from app.errors import Problem

Check = Callable[[str, date], Checked]


def _field(spec: FieldSpec) -> Check:
    def check(text: str, today: date) -> Checked:
        return FIELD_TYPES[spec.type].read(text, spec, CheckContext(today))

    return check


def _rules(*names: str) -> Mapping[str, object]:
    return {"rules": list(names)}


_CHECKS: Mapping[str, Check] = {
    "id_number": _field(Spec("id_number", rules=_rules("gb11643"))),
    "id_any": read_any,
    "uscc": _field(Spec("uscc")),
    "org_code": lambda text, _today: read_org_code(text),
    "passport": read_passport,
    "hmt_permit": read_permit,
    "mainland_permit": read_mainland_permit,
    "taiwan_permit": read_taiwan_permit,
    "foreigner_card": read_foreigner_card,
    "name": _field(Spec("text", rules=_rules("name"))),
    "text": _field(Spec("text")),
    "address": _field(Spec("address")),
    "phone": _field(Spec("phone", rules=_rules("mobile_or_landline"))),
    "mobile": _field(Spec("phone", rules=_rules("mobile"))),
    "email": _field(Spec("email")),
    "postal_code": _field(Spec("text", rules={"pattern": r"^\d{6}$"})),
    "region_code": lambda text, _today: read_region_code(text),
    "date": _field(Spec("date")),
    "date_or_forever": _field(Spec("date", rules=_rules("date_or_长期"))),
    "datetime": _field(Spec("datetime")),
    "integer": _field(Spec("integer")),
    "decimal": _field(Spec("decimal")),
    "area": _field(Spec("decimal", unit="㎡", rules=_rules(">0"))),
    "length": _field(Spec("decimal", unit="m", rules=_rules(">0"))),
    "money": _field(Spec("money", unit="元", rules=_rules(">=0"))),
    "money_wan": _field(Spec("money", unit="万元", rules=_rules(">=0"))),
}

KINDS: tuple[str, ...] = tuple(sorted(_CHECKS))
"""The names that `check_kind` knows."""


def check_kind(kind: str, text: str, today: date) -> Checked:
    """Check one value of a named kind; repaired and merely warned values are `ok`.

    Raises Problem `check.unknown-kind` (params: kind, known) for a name not in `KINDS`.
    """
    check = _CHECKS.get(kind.replace("-", "_"))
    if check is None:
        raise Problem("check.unknown-kind", kind=kind, known="、".join(KINDS))
    if not text.strip():
        return Checked(None, (error("check.empty"),))
    return check(text, today)

"""What is typed is checked: one registry of field types, findings as codes, never sentences.

Canonical shapes of form values (all of them JSON data; empty is None, "" and [] too):

- text, longtext, address, person, email, file, region, phone, id_number, uscc: str (a region is
  its 6, 9 or 12 digits, or the name of a place; a landline is `0537-2967000`)
- integer: int; decimal, money: str in plain decimal notation without idle zeros (`260`, `6.5`)
- bool: True or False
- date: `YYYY-MM-DD` (or `长期` where the concept allows it); datetime: `YYYY-MM-DDTHH:MM`
- choice: str; multi: list of str in the order of the options
- table: list of rows, each a mapping of column label to the cell's canonical value

Reading accepts what a person typed (shorthand, full-width, units) and data from JSON or YAML (10,
6.0, true, lists, dates) alike, and reading a shown canonical value gives that value again. After a
fault `Checked.value` is the best reading of what was typed, so nothing is lost. `where` of a
finding is the field's key, inside a table `key[row].column label` with rows counted from 1.
"""

from __future__ import annotations

from datetime import date

from app.checks.contradictions import check_form
from app.checks.identity import convert_15, derive_from_id
from app.checks.kinds import KINDS, check_kind
from app.checks.registry import FIELD_TYPES, FieldType, check_value
from app.checks.results import CheckContext, Checked, FieldSpec, Spec, is_empty
from app.checks.rules import known_rule, safe_pattern

__all__ = [
    "FIELD_TYPES",
    "KINDS",
    "CheckContext",
    "Checked",
    "FieldSpec",
    "FieldType",
    "Spec",
    "check_form",
    "check_kind",
    "check_value",
    "convert_15",
    "derive_from_id",
    "is_empty",
    "known_rule",
    "safe_pattern",
    "warm",
]


def warm() -> None:
    """Load what the first checks of a sitting would otherwise wait for (areas, pinyin, bitmap).

    For a background thread after the first paint: python-stdnum's area list and pypinyin take some
    tenths of a second to load.
    """
    day = date(2000, 1, 1)
    check_kind("id_number", "110101199001010007", day)
    check_kind("uscc", "91110000600037341L", day)
    check_kind("region_code", "110101", day)
    check_kind("name", "\ue863\u4dae", day)
    spec = Spec("choice", options=("是", "否"))
    FIELD_TYPES["choice"].read("q", spec, CheckContext(day))

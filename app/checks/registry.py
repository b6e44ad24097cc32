"""One registry of field types: how each is read from what was typed, and shown again.

To add a field type: write its reader (raw, spec, context → Checked) and its shower, add a line to
`FIELD_TYPES`; reading what it shows must give the same value again (a test tries every type).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.checks.characters import code_point
from app.checks.choices import read_bool, read_choice, read_multi, show_bool, show_multi
from app.checks.credit_code import read_uscc
from app.checks.dates import read_date, read_datetime, show_date
from app.checks.glyphs import missing_glyphs
from app.checks.identity import read_id_number
from app.checks.phones import read_phone
from app.checks.quantities import read_decimal, read_integer, read_money, show_number
from app.checks.regions import read_region
from app.checks.results import (
    CheckContext,
    Checked,
    FieldSpec,
    Reader,
    Shower,
    error,
    is_empty,
    plain,
    rule_names,
)
from app.checks.rules import text_faults, value_faults
from app.checks.tables import read_table, show_table
from app.checks.texts import read_email, read_long_text, read_person, read_text, show_text
from app.checks.travel_documents import reader_for
from app.domain.merged_form import MergedField
from app.errors import Finding

_EMPTY = Checked(None)


@dataclass(frozen=True)
class FieldType:
    """One field type. `text`: its value is free text, so that length and pattern rules hold."""

    name: str
    reader: Reader
    shower: Shower
    text: bool = False

    def is_empty(self, raw: object) -> bool:
        """Tell whether a raw or canonical value counts as not given."""
        return is_empty(raw)

    def read(self, raw: object, spec: FieldSpec, context: CheckContext) -> Checked:
        """Read what was typed, or data from JSON or YAML, and apply the field's own rules."""
        if is_empty(raw):
            return _EMPTY
        checked = self.reader(raw, spec, context)
        if is_empty(checked.value):
            return Checked(None, checked.findings)
        return self._ruled(checked, spec, context)

    def show(self, value: object, spec: FieldSpec) -> str:
        """Show a canonical value as a person reads and types it; never fails."""
        return self.shower(value, spec)

    def _ruled(self, checked: Checked, spec: FieldSpec, context: CheckContext) -> Checked:
        value, findings = checked.value, list(checked.findings)
        if self.text and isinstance(value, str):
            value, faults = text_faults(value, spec)
            findings += faults
        if checked.ok:
            findings += _glyph_faults(value)
        if spec.rules and checked.ok:
            findings += value_faults(value, spec, context)
        return Checked(value, tuple(findings))


def check_value(field: MergedField, raw: object, context: CheckContext) -> Checked:
    """Read and check one field's value by itself.

    `raw`: what was typed, or canonical data. Rules that look at another field are left to
    `check_form`, but for the kind of document behind an identity number. Whether a required field
    is filled is not asked here.
    """
    kind = FIELD_TYPES.get(field.type, FIELD_TYPES["text"])
    checked = kind.read(raw, field, replace(context, key=field.key))
    return Checked(
        checked.value,
        tuple(replace(one, where=field.key + one.where) for one in checked.findings),
    )


def _glyph_faults(value: object) -> list[Finding]:
    """Refuse characters that no embedded font can print; a table's cells were asked one by one."""
    parts = value if isinstance(value, list) else [value]
    missing = missing_glyphs("".join(part for part in parts if isinstance(part, str)))
    if not missing:
        return []
    shown = "、".join(f"{char}（{code_point(char)}）" for char in missing)
    return [error("text.no-glyph", characters=shown)]


def _read_uscc(raw: object, _spec: FieldSpec, _context: CheckContext) -> Checked:
    return read_uscc(plain(raw)[:60])


def _read_id_number(raw: object, spec: FieldSpec, context: CheckContext) -> Checked:
    """Read an identity number as the kind of document beside it demands."""
    text = plain(raw)[:60]
    if "gb11643" in rule_names(spec):
        return read_id_number(text, context.today)
    kind = context.value_of(f"{context.key.rpartition('.')[0]}.id_type")
    return reader_for(plain(kind))(text, context.today)


def _read_table(raw: object, spec: FieldSpec, context: CheckContext) -> Checked:
    return read_table(raw, spec, context, _read_cell)


def _read_cell(raw: object, spec: FieldSpec, context: CheckContext) -> Checked:
    return FIELD_TYPES.get(spec.type, FIELD_TYPES["text"]).read(raw, spec, context)


def _show_table(value: object, spec: FieldSpec) -> str:
    return show_table(value, spec, _show_cell)


def _show_cell(value: object, spec: FieldSpec) -> str:
    return FIELD_TYPES.get(spec.type, FIELD_TYPES["text"]).show(value, spec)


FIELD_TYPES: Mapping[str, FieldType] = {
    kind.name: kind
    for kind in (
        FieldType("text", read_text, show_text, text=True),
        FieldType("longtext", read_long_text, show_text, text=True),
        FieldType("address", read_text, show_text, text=True),
        FieldType("person", read_person, show_text, text=True),
        FieldType("email", read_email, show_text, text=True),
        FieldType("file", read_text, show_text, text=True),
        FieldType("id_number", _read_id_number, show_text),
        FieldType("uscc", _read_uscc, show_text),
        FieldType("phone", read_phone, show_text),
        FieldType("region", read_region, show_text),
        FieldType("date", read_date, show_date),
        FieldType("datetime", read_datetime, show_date),
        FieldType("integer", read_integer, show_number),
        FieldType("decimal", read_decimal, show_number),
        FieldType("money", read_money, show_number),
        FieldType("choice", read_choice, show_text),
        FieldType("multi", read_multi, show_multi),
        FieldType("bool", read_bool, show_bool),
        FieldType("table", _read_table, _show_table),
    )
}

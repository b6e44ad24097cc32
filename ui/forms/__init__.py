"""One widget per field type, and nothing about any particular form."""

from __future__ import annotations

from collections.abc import Mapping

from ui.forms.choices import BoolField, ChoiceField, MultiField
from ui.forms.field import Field, FieldContext, FieldSpec
from ui.forms.lines import AmountField, CodeField, DateField, TextField
from ui.forms.long_text import LongTextField
from ui.forms.tables import TableField

WIDGETS: Mapping[str, type[Field]] = {
    "text": TextField,
    "longtext": LongTextField,
    "id_number": CodeField,
    "uscc": CodeField,
    "phone": CodeField,
    "date": DateField,
    "datetime": DateField,
    "money": AmountField,
    "integer": AmountField,
    "decimal": AmountField,
    "choice": ChoiceField,
    "multi": MultiField,
    "bool": BoolField,
    "address": TextField,
    "person": TextField,
    "table": TableField,
    "region": TextField,
    "email": CodeField,
    "file": TextField,
}
"""Field type → widget. To add a field type: write its widget, name it here."""

_WITH_OPTIONS = frozenset({"choice", "multi"})
_WIDE = frozenset({"longtext", "multi", "table", "address"})


def widget_class(spec: FieldSpec) -> type[Field]:
    """Return the widget for a field.

    A choice whose list is not at hand, and a type never heard of, are typed as text.
    """
    if spec.type in _WITH_OPTIONS and not spec.options:
        return TextField
    return WIDGETS.get(spec.type, TextField)


def is_wide(field_type: str) -> bool:
    """Tell whether a field of this type takes the whole width of the form."""
    return field_type in _WIDE


__all__ = ["WIDGETS", "Field", "FieldContext", "FieldSpec", "is_wide", "widget_class"]

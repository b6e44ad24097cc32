"""Tables: rows of typed cells.

A row is a mapping of column label to value. Typed or pasted text is read as lines of cells parted
by tabs (a spreadsheet's clipboard); a first line that repeats the labels is left out. The place of
a cell's finding is `[row].label`, rows counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.checks.results import CheckContext, Checked, FieldSpec, Spec, error, is_empty, plain
from app.domain.catalogue import Column
from app.errors import Finding

CellReader = Callable[[object, FieldSpec, CheckContext], Checked]
CellShower = Callable[[object, FieldSpec], str]
Row = Mapping[object, object]

_MOST_ROWS = 2000
_CELL_KEY = "cell"
_KIND_WORDS = ("证件类型", "证件种类", "证照类型")


def read_table(
    raw: object, spec: FieldSpec, context: CheckContext, read_cell: CellReader
) -> Checked:
    """Read a table as a list of rows with every column; empty rows are left out."""
    rows = _rows(raw, spec.columns)
    if rows is None:
        return Checked(raw, (error("table.no-rows"),))
    if len(rows) > _MOST_ROWS:
        return Checked(raw, (error("table.too-long", limit=_MOST_ROWS),))
    filled = [row for row in rows if not all(is_empty(cell) for cell in row.values())]
    read: list[dict[str, object]] = []
    findings: list[Finding] = []
    for number, row in enumerate(filled, 1):
        values, found = _read_row(row, spec, context, read_cell)
        read.append(values)
        findings += [replace(one, where=f"[{number}].{one.where}") for one in found]
    findings += _count_faults(read, spec)
    return Checked(read or None, tuple(findings))


def show_table(value: object, spec: FieldSpec, show_cell: CellShower) -> str:
    """Show a table as lines of cells parted by tabs."""
    if not isinstance(value, list | tuple):
        return plain(value)
    return "\n".join(_show_row(row, spec, show_cell) for row in value)


def _show_row(row: object, spec: FieldSpec, show_cell: CellShower) -> str:
    if not isinstance(row, Mapping):
        return plain(row)
    if not spec.columns:
        return "\t".join(plain(cell) for cell in row.values())
    return "\t".join(show_cell(row.get(column.label), _spec(column)) for column in spec.columns)


def _rows(raw: object, columns: tuple[Column, ...]) -> list[Row] | None:
    if isinstance(raw, str):
        labels = [column.label for column in columns]
        lines = [line.split("\t") for line in raw.strip("\r\n").splitlines()]
        if lines and [cell.strip() for cell in lines[0]] == labels:
            del lines[0]
        return [
            dict(zip([*labels, *range(len(labels), len(line))], line, strict=False))
            for line in lines
        ]
    if isinstance(raw, Mapping):
        raw = [raw]
    if not isinstance(raw, list | tuple):
        return None
    rows = [row for row in raw if isinstance(row, Mapping)]
    return rows if len(rows) == len(raw) else None


def _read_row(
    row: Row, spec: FieldSpec, context: CheckContext, read_cell: CellReader
) -> tuple[dict[str, object], list[Finding]]:
    values: dict[str, object] = {}
    findings: list[Finding] = []
    inside = replace(context, key=f"{_CELL_KEY}.id_number", value_of=lambda _key: _kind_in(row))
    for column in spec.columns:
        checked = read_cell(row.get(column.label), _spec(column), inside)
        values[column.label] = checked.value
        findings += [replace(one, where=column.label) for one in checked.findings]
    known = {column.label for column in spec.columns}
    for label in row:
        if label in known or is_empty(row[label]):
            continue
        values[plain(label)] = row[label]
        if known:
            findings.append(
                Finding("table.unknown-column", {"column": plain(label)}, where=plain(label))
            )
    return values, findings


def _kind_in(row: Row) -> object:
    """Return the kind of document a row names, for the number beside it."""
    named = (row[label] for label in row if any(word in plain(label) for word in _KIND_WORDS))
    return next(named, None)


def _spec(column: Column) -> Spec:
    return Spec(column.type, options=column.options)


def _count_faults(rows: list[dict[str, object]], spec: FieldSpec) -> list[Finding]:
    least, most = spec.rules.get("min_rows"), spec.rules.get("max_rows")
    if isinstance(least, int) and len(rows) < least:
        return [error("table.min-rows", limit=least, count=len(rows))]
    if isinstance(most, int) and len(rows) > most:
        return [error("table.max-rows", limit=most, count=len(rows))]
    return []

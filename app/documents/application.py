"""An item's own application form: generated from its fields, in its department's words and order.

A ruled form as departments print it: sections as bands, short answers two to a line, choices with
boxes to tick, tables as tables, declarations at the end. Knows no item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from app.documents.pieces import MM, Cell, Piece, Rule, row
from app.documents.setting import Setting
from app.documents.subject import ApplicationRow
from app.documents.tables import HEAD_SHADE, needed, share, table
from app.documents.typesetting import Align, Style
from app.documents.words import date_text, joined, moment_text, printed, word
from app.domain.catalogue import Column

_LABEL = 36 * MM
_BAND_SHADE = 0.86
_NUMBER = 10 * MM
_LEAST = 7.5 * MM
_PAD = 0.9 * MM
_MOST_TICKED = {"choice": 10, "multi": 20}
"""With more options than these only the chosen ones are printed."""
_EMPTY_ROWS = 3
_WIDE_TYPES = frozenset({"longtext", "address", "multi", "region", "person"})
_WEIGHTS = {
    "id_number": 18, "uscc": 18, "address": 18, "longtext": 18, "phone": 11.5, "date": 14.5,
    "datetime": 19, "integer": 6, "decimal": 7, "money": 9, "bool": 6, "choice": 8,
}  # fmt: skip
_CELLS = ("cell", "cell-small", "cell-tiny")
"""Types of text for the cells of tables, largest first."""
_MOMENTS = frozenset({"date", "datetime"})
_DAY_LENGTH = len("2026-01-01")


def set_application(setting: Setting, width: float) -> list[Piece]:
    """Return the form's pieces, sections in the order of the department's fields."""
    pieces: list[Piece] = []
    for title, group in groupby(_settled(setting.application), key=lambda entry: entry[0]):
        pieces.extend(_band(title, setting, width))
        pieces.extend(_section([own for _, own in group], setting, width))
    return pieces


def _settled(rows: Sequence[ApplicationRow]) -> Iterator[tuple[str, ApplicationRow]]:
    """Pair each row with the section it is printed in.

    The department's order is kept. A single row that interrupts a section stays in it, so that the
    form does not fall into bands of one row each.
    """
    runs = [(section, list(run)) for section, run in groupby(rows, key=lambda own: own.section)]
    current = runs[0][0] if runs else ""
    for section, run in runs:
        if len(run) > 1 or run[0].declared or run[0].columns:
            current = section
        for own in run:
            yield current, own


def _band(title: str, setting: Setting, width: float) -> list[Piece]:
    cell = Cell(title, setting.styles["band"], width, _BAND_SHADE)
    (piece,) = _row([cell], setting)
    return [replace(piece, keep=True)] if title else []


def _row(cells: Sequence[Cell], setting: Setting) -> list[Piece]:
    least, rule = _LEAST * setting.density, Rule(grid=True, pad=_PAD * setting.density)
    return row(cells, least=least, tallest=setting.column_height / 2, rule=rule)


def _section(rows: Sequence[ApplicationRow], setting: Setting, width: float) -> Iterator[Piece]:
    waiting: ApplicationRow | None = None
    for own in rows:
        if _is_short(own, setting, width):
            if waiting is None:
                waiting = own
            else:
                yield from _line((waiting, own), setting, width)
                waiting = None
            continue
        if waiting is not None:
            yield from _line((waiting,), setting, width)
            waiting = None
        yield from _table(own, setting, width) if own.columns else _line((own,), setting, width)
    if waiting is not None:
        yield from _line((waiting,), setting, width)


def _is_short(own: ApplicationRow, setting: Setting, width: float) -> bool:
    if own.columns or own.declared or own.type in _WIDE_TYPES or _is_ticked(own):
        return False
    style = setting.styles["value"]
    room = width / 2 - _LABEL - 3 * MM
    return "\n" not in (text := answer(own)) and style.face.width(text, style.size) <= room


def _line(rows: Sequence[ApplicationRow], setting: Setting, width: float) -> list[Piece]:
    room = width / len(rows) - _LABEL
    if rows[0].declared:
        whole = Cell(answer(rows[0]), setting.styles["value"], width)
        return _row([whole], setting)
    cells: list[Cell] = []
    for own in rows:
        cells.append(Cell(_label(own), setting.styles["label"], _LABEL, HEAD_SHADE))
        cells.append(Cell(answer(own), setting.styles["value"], room))
    return _row(cells, setting)


def _label(own: ApplicationRow) -> str:
    label = printed(own.label)
    return f"{label}（{own.unit}）" if own.unit and own.unit not in label else label


def _table(own: ApplicationRow, setting: Setting, width: float) -> list[Piece]:
    title = Cell(
        _label(own), replace(setting.styles["label"], align=Align.CENTER), width, HEAD_SHADE
    )
    (heading,) = _row([title], setting)
    texts = _table_texts(own)
    style, parts = _fitting(own.columns, texts, setting, width - _NUMBER)
    widths = [_NUMBER, *parts]
    names = [word("number_of_rows"), *(printed(column.label) for column in own.columns)]
    heads = [Cell(n, setting.styles["head"], w) for n, w in zip(names, widths, strict=True)]
    body = [_table_row(number, line, widths, style) for number, line in enumerate(texts, 1)]
    pieces = table(heads, body, Rule(grid=True, pad=_PAD * setting.density), setting)
    return [replace(heading, keep=True), *pieces]


def _fitting(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], setting: Setting, width: float
) -> tuple[Style, list[float]]:
    """Return the largest type in which no number or date is broken, and the columns' widths."""
    heads = [printed(column.label) for column in columns]
    styles = [setting.styles[name] for name in _CELLS]
    tried = [(one, needed(heads, setting.styles["head"], texts, one)) for one in styles]
    style, least = next((one for one in tried if sum(one[1]) <= width), tried[-1])
    return style, share([_weight(column) for column in columns], width, least)


def _weight(column: Column) -> float:
    return max(_WEIGHTS.get(column.type, 10), len(column.label) * 2 + 2)


def _table_row(
    number: int, texts: Sequence[str], widths: Sequence[float], style: Style
) -> list[Cell]:
    centred = replace(style, align=Align.CENTER)
    cells = [Cell(str(number), centred, widths[0])]
    cells.extend(Cell(text, style, w) for text, w in zip(texts, widths[1:], strict=True))
    return cells


def _table_texts(own: ApplicationRow) -> list[list[str]]:
    rows = own.value if isinstance(own.value, list | tuple) else ()
    texts = [
        [_cell(entry, column, place) for place, column in enumerate(own.columns)] for entry in rows
    ]
    return texts or [[""] * len(own.columns)] * _EMPTY_ROWS


def _cell(entry: object, column: Column, place: int) -> str:
    value: object = None
    if isinstance(entry, Mapping):
        value = entry.get(column.label)
    elif isinstance(entry, list | tuple) and place < len(entry):
        value = entry[place]
    return _moment(value) if column.type in _MOMENTS else _shown(value)


def answer(own: ApplicationRow) -> str:
    """Return a row's answer as printed: what is chosen is ticked, what is not chosen is shown."""
    if own.declared:
        label = printed(own.label)
        return _ticks((label,), {label} if own.value else set())
    if own.type == "bool":
        yes, no = word("yes"), word("no")
        chosen = {True: yes, False: no}.get(own.value) if isinstance(own.value, bool) else own.value
        return _ticks((yes, no), {str(chosen)})
    if not _is_ticked(own):
        return _moment(own.value) if own.type in _MOMENTS else _shown(own.value)
    chosen_ones = own.value if isinstance(own.value, list | tuple) else [own.value]
    texts = [str(value) for value in chosen_ones if value]
    options = (*own.options, *(text for text in texts if text not in own.options))
    return _ticks(options, set(texts))


def _is_ticked(own: ApplicationRow) -> bool:
    return 0 < len(own.options) <= _MOST_TICKED.get(own.type, 0)


def _moment(value: object) -> str:
    """Return a day or moment in Chinese; what is no ISO date (长期) stands as it is."""
    if not isinstance(value, str):
        return _shown(value)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return date_text(moment.date()) if len(value) <= _DAY_LENGTH else moment_text(moment)


def _ticks(options: Sequence[str], chosen: set[str]) -> str:
    parts = (word("ticked" if o in chosen else "unticked") + o for o in options)
    return word("option_gap").join(parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return word("yes" if value else "no")
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, Mapping | list | tuple):
        parts = value.values() if isinstance(value, Mapping) else value
        return joined(_shown(part) for part in parts)
    return "" if value is None else str(value)

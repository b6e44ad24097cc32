"""Where bands and cells stand: columns by width, rows one below the other, section by section.

A section is a box of its own: when one row grows, its section is placed anew and the ones below
are only moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.intake.cells import Cell
from ui.intake.plan import Row, SectionPlan
from ui.intake.section_band import Band
from ui.styles.appearance import appearance

_MOST_COLUMNS = 3
_ENOUGH = 0.6
"""A further column is begun when this share of its usual width is free."""


@dataclass(frozen=True)
class Columns:
    """The columns of the form: how many, the widths of label and input in each, and the measures."""

    count: int
    label: int
    each: int
    gap: int
    guess: int
    """The height of a row that is not built yet."""


def columns_for(room: int) -> Columns:
    """Return the columns that fit into a width (logical pixels)."""
    size = appearance().size
    gap, usual = size("gap"), size("column")
    inner = room - 3 * gap
    count = max(1, min(_MOST_COLUMNS, int(inner / usual + 1 - _ENOUGH)))
    each = (inner - (count - 1) * 2 * gap) // count
    return Columns(count, size("label"), each, gap, size("control") + size("small") + gap)


class SectionBox(QWidget):
    """The ground of one section: its band and its cells."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.band = Band(self)
        self.plan = SectionPlan("", "", ())

    def place(self, cells: Mapping[str, Cell], top: int, room: int) -> int:
        """Place everything of the section; return the height it takes, the gap below included."""
        columns = columns_for(room)
        gap = columns.gap
        self.band.setGeometry(0, 0, room - gap // 2, self.band.wanted_height())
        height = self._place_rows(cells, self.band.wanted_height() + gap, columns) + gap
        self.setGeometry(0, top, room, height)
        return height

    def meets(self, top: int, bottom: int) -> bool:
        """Tell whether a part of the section stands between two heights of the canvas."""
        return self.y() <= bottom and self.y() + self.height() >= top

    def _place_rows(self, cells: Mapping[str, Cell], top: int, columns: Columns) -> int:
        column, line = 0, 0
        for row in self.plan.rows:
            if row.wide and column:
                top, column, line = top + line, 0, 0
            line = max(line, _place_cell(row, cells.get(row.key), top, column, columns))
            column += columns.count if row.wide else 1
            if column >= columns.count:
                top, column, line = top + line, 0, 0
        return top + line


def reveal(area: QScrollArea, cell: Cell) -> None:
    """Scroll as little as shows a whole cell, with some room above and below it."""
    margin = appearance().size("control") + 2 * appearance().size("gap")
    bar, port = area.verticalScrollBar(), area.viewport().height()
    top = cell.top - margin
    bottom = cell.ground.y() + cell.foot.geometry().bottom() + margin // 2
    if top < bar.value():
        bar.setValue(top)
    elif bottom > bar.value() + port:
        bar.setValue(min(top, bottom - port))


def _place_cell(row: Row, cell: Cell | None, top: int, column: int, columns: Columns) -> int:
    if cell is None:
        return columns.guess
    gap = columns.gap
    left = gap + column * (columns.each + 2 * gap)
    across = columns.each * columns.count + 2 * gap * (columns.count - 1)
    whole = across if row.wide else columns.each
    label = (columns.each - gap) // 2 if row.asks else columns.label
    height = cell.place(left, top, label, whole - label - gap)
    cell.show(shown=True)
    return height

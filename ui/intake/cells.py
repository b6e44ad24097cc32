"""A cell of the form: label, field and the foot line below it; and the pool they come from.

Cells are children of their section's box and are placed by hand: no layout has to be worked out anew when a
row comes, goes, or has a longer message. A cell that is no longer needed rests in the pool, emptied,
until a row of its kind comes again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.forms import WIDGETS, Field, FieldContext, widget_class
from ui.intake.plan import Row, RowKind
from ui.intake.row_fields import DisputeField, TicksField
from ui.styles import icons
from ui.styles.appearance import appearance
from ui.styles.marks import paint_badge

_ICON = 14
_INKS = {"info": "text", "open": "muted"}
_FIRST = Counter(choice=32, text=12, id_number=6, money=4, date=4, bool=4, multi=4)
"""What a first look at a form shows, by field type; of every other type there is one."""


@dataclass(frozen=True)
class FootNote:
    """What stands below a field. `kind`: `error`, `warning`, `info`, `open`, or empty: who asks and the origin."""

    text: str = ""
    kind: str = ""
    departments: tuple[str, ...] = ()


class Foot(QWidget):
    """The reserved line below a field: who asks and where the value comes from, or what is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = FootNote()

    def show_note(self, note: FootNote) -> bool:
        """Show a note; tell whether it needs another height at the present width."""
        if note == self.note:
            return False
        before = self.height_for(self.width())
        self.note = note
        self.setAccessibleName(note.text)
        self.update()
        return self.height_for(self.width()) != before

    def height_for(self, width: int) -> int:
        """Return the height for a width: one line, or as many as the message wants."""
        line = appearance().line("small") + 1
        if not self.note.kind or width <= 0:
            return line
        metrics = QFontMetrics(appearance().font("small"))
        room = max(40, width - _ICON - 6)
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        area = metrics.boundingRect(0, 0, room, 1000, int(wrap), self.note.text)
        return max(line, area.height() + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint badges and origin, or icon and message."""
        del event
        painter = QPainter(self)
        note, colours = self.note, appearance()
        painter.setFont(colours.font("small"))
        line = painter.fontMetrics().lineSpacing() + 1
        if note.kind:
            icons.paint(painter, note.kind, QRectF(0, (line - _ICON) / 2, _ICON, _ICON))
            painter.setPen(colours.colour(_INKS.get(note.kind, note.kind)))
            area = QRectF(_ICON + 5, 0, self.width() - _ICON - 5, self.height())
            wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            painter.drawText(area, int(wrap), note.text)
        else:
            self._paint_plain(painter, line)
        painter.end()

    def _paint_plain(self, painter: QPainter, line: int) -> None:
        left = 0.0
        font = appearance().font("small", bold=True)
        font.setPixelSize(max(9, font.pixelSize() - 2))
        painter.setFont(font)
        for department in self.note.departments:
            left += paint_badge(painter, left, line / 2, department) + 3
        painter.setFont(appearance().font("small"))
        painter.setPen(appearance().colour("muted"))
        area = QRectF(left + (3 if left else 0), 0, self.width() - left - 3, line)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.note.text)


def field_class(row: Row) -> type[Field]:
    """Return the widget of a row."""
    if row.kind is RowKind.TICKS:
        return TicksField
    if row.kind is RowKind.DISPUTE:
        return DisputeField
    return widget_class(row.spec)


class Cell:
    """One row in a section's box."""

    def __init__(self, ground: QWidget, context: FieldContext, kind: type[Field]) -> None:
        self.ground = ground
        self.shown = False
        self.kind = kind
        self.label = QLabel(ground)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.field = kind(context, ground)
        self.foot = Foot(ground)
        for part in (self.label, self.field, self.foot):
            part.hide()
        self.row: Row | None = None
        self._caption = 0
        self._stood: tuple[int, ...] = ()
        self._taken = 0

    def become(self, row: Row) -> None:
        """Become the cell of a row: empty, named, its label the buddy of its entry."""
        self.row = row
        if isinstance(self.field, TicksField | DisputeField):
            self.field.items = tuple(value for value, _words in row.choices)
            row = replace(
                row, spec=replace(row.spec, options=tuple(words for _value, words in row.choices))
            )
        self.field.set_up(row.spec)
        self.label.setText(f"{row.spec.caption}\u00a0*" if row.required else row.spec.caption)
        self.field.entry().setAccessibleName(self.label.text())
        self.label.setBuddy(self.field.entry())
        side = Qt.AlignmentFlag.AlignLeft if self.field.label_above else Qt.AlignmentFlag.AlignRight
        self.label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.foot.show_note(FootNote(departments=row.departments))
        self.measure()

    def measure(self) -> None:
        """Measure the caption in the font in force."""
        self._caption = self.label.fontMetrics().horizontalAdvance(self.label.text())
        self._stood = ()

    @property
    def top(self) -> int:
        """Return where the field begins on the canvas, in logical pixels."""
        return self.ground.y() + self.field.y()

    @property
    def outgrown(self) -> bool:
        """Tell whether the field wants another height than it has."""
        return self.field.height_for(self.field.width()) != self.field.height()

    def show(self, *, shown: bool) -> None:
        """Show or hide all three parts."""
        if shown != self.shown:
            self.shown = shown
            for part in (self.label, self.field, self.foot):
                part.setVisible(shown)

    def stand_on(self, ground: QWidget) -> None:
        """Move to the box of another section."""
        if ground is not self.ground:
            self.ground, self.shown = ground, False  # Qt hides and moves what gets another parent
            self._stood = ()
            for part in (self.label, self.field, self.foot):
                part.setParent(ground)

    def place(self, left: int, top: int, label: int, width: int) -> int:
        """Place the parts; return the height taken, the gap below included."""
        below = self.field.label_above
        room = label + appearance().size("gap") + width if below else width
        stands = (left, top, label, room, self.field.height_for(room), self.foot.height_for(room))
        if stands != self._stood:
            self._stood = stands
            self._taken = self._place_below(*stands) if below else self._place_beside(*stands)
        return self._taken

    def _place_beside(
        self, left: int, top: int, label: int, width: int, height: int, foot: int
    ) -> int:
        gap = appearance().size("gap")
        control = appearance().size("control")
        tall = self.label.heightForWidth(label) if self._caption > label else control
        above = max(0, min(tall - control, foot)) // 2
        self.label.setGeometry(left, top - above, label, max(control, tall))
        self.field.setGeometry(left + label + gap, top, width, height)
        self.foot.setGeometry(left + label + gap, top + height + 2, width, foot)
        return max(height + foot + 6, tall - above + 4)

    def _place_below(
        self, left: int, top: int, _label: int, width: int, height: int, foot: int
    ) -> int:
        head = self.label.fontMetrics().height() + 4
        self.label.setGeometry(left, top, width, head)
        self.field.setGeometry(left, top + head + 2, width, height)
        self.foot.setGeometry(left, top + head + height + 4, width, foot)
        return head + height + foot + 10


class Pool:
    """Cells at rest, by the kind of their field."""

    def __init__(self, context: Callable[[], FieldContext], wire: Callable[[Cell], None]) -> None:
        self._context = context
        self._wire = wire
        self._resting: dict[type[Field], list[Cell]] = defaultdict(list)
        self._made: Counter[type[Field]] = Counter()

    def take(self, row: Row, ground: QWidget) -> Cell:
        """Return a cell for a row of a section's box, a rested one if there is one."""
        kind = field_class(row)
        resting = self._resting[kind]
        if resting:
            near = (number for number, cell in enumerate(resting) if cell.ground is ground)
            cell = resting.pop(next(near, -1))
            cell.field.context = self._context()
            cell.stand_on(ground)
        else:
            cell = self._make(kind, ground)
        cell.become(row)
        return cell

    def stock(self, ground: QWidget) -> bool:
        """Make one cell ahead of the first form, which then opens at once; False when all are there."""
        for name, kind in WIDGETS.items():
            if self._made[kind] < max(1, _FIRST[name]):
                self.give_back(self._make(kind, ground))
                return True
        return False

    def _make(self, kind: type[Field], ground: QWidget) -> Cell:
        cell = Cell(ground, self._context(), kind)
        self._made[kind] += 1
        self._wire(cell)
        return cell

    def give_back(self, cell: Cell) -> None:
        """Empty a cell and let it rest: nothing of one applicant shows up at the next."""
        cell.show(shown=False)
        cell.field.set_up(cell.field.spec)
        cell.row = None
        self._resting[cell.kind].append(cell)

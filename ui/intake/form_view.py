"""The merged form: sections on one canvas, built in idle slices, re-merged by difference.

Only the rows that come or go are touched when items or answers change; everything typed stays
where it is. What the eye sees is built first, the rest a few cells at a time between two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.forms.draft import Draft, DraftChange
from ui.forms import FieldContext
from ui.intake.binding import changed_by, foot_note, look_of, show_row
from ui.intake.cells import Cell, Pool
from ui.intake.plan import Row, RowKind, SectionPlan, plan
from ui.intake.section_band import Band
from ui.styles.appearance import appearance

_SLICE = 4
_PAUSE_MS = 500
_EAGER_HEIGHT = 1100
"""Logical pixels built before the first paint: what the tallest usual screen shows."""


class Canvas(QWidget):
    """The ground of all cells; Tab and Enter go in the order of the form, not of creation.

    Signals:
        walked(bool, bool): forward or back; to the next open field (Enter) or just the next (Tab).
    """

    walked = Signal(bool, bool)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk in the order of the form."""
        self.walked.emit(on, False)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter and Shift+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.walked.emit(not back, not back)
        else:
            super().keyPressEvent(event)


class FormView(QScrollArea):
    """Shows a draft's form and brings what a person does into the draft.

    Signals:
        focused(str): the keys have gone to the row with this key.
        changed(DraftChange): the draft has changed by a person's hand here.
        left(bool): the walk has gone past the end (True) or the beginning of the form.
        settled(): every row is built.
    """

    focused = Signal(str)
    changed = Signal(object)
    left = Signal(bool)
    settled = Signal()

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.draft: Draft | None = None
        self.sections: tuple[SectionPlan, ...] = ()
        self.cells: dict[str, Cell] = {}
        self._bands: dict[str, Band] = {}
        self._rows: dict[str, Row] = {}
        self._touched: set[str] = set()
        self._pending: Cell | None = None
        self._canvas = Canvas()
        self._canvas.walked.connect(self._walk)
        self._pool = Pool(self._canvas, lambda: self.context, self._wire)
        self._entries: dict[QObject, Cell] = {}
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = _single_shot(self, _PAUSE_MS, self.commit)
        self._idle = _single_shot(self, 0, self._build_slice)
        appearance().changed.connect(self.place)

    # --- the draft -------------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Show another draft from the top; nothing of the one before remains."""
        self._pause.stop()
        self._pending = None
        self._touched.clear()
        for key in list(self.cells):
            self._drop(key)
        self.draft = draft
        self.verticalScrollBar().setValue(0)
        self.remerge()

    def remerge(self) -> None:
        """Bring the rows into line with the draft's form, touching only what differs."""
        draft = self._draft()
        self.sections = plan(draft)
        before, self._rows = self._rows, {r.key: r for s in self.sections for r in s.rows}
        for key in [key for key in self.cells if self._rows.get(key) != before.get(key)]:
            row, cell = self._rows.get(key), self.cells[key]
            if row is not None and _same_widget(cell, row):
                cell.become(row)
                self._show(cell)
            else:
                self._drop(key)
        self._fit_bands()
        self._build(self._visible_missing())
        self.place()
        self._idle.start()

    def refresh(self, change: DraftChange) -> None:
        """Show what a change of the draft has changed."""
        if change.form:
            self.remerge()
        grown = False
        for key in change.values | change.findings:
            cell = self.cells.get(key)
            if cell is not None:
                grown = self._show(cell) or grown
        if grown:
            self.place()
        self.refresh_bands()

    def touch_all(self) -> None:
        """Show every fault, also of fields that nobody has been to."""
        self._touched.update(self._rows)
        for cell in self.cells.values():
            self._show(cell)
        self.place()

    def commit(self) -> None:
        """Bring what is being typed into the draft now."""
        self._pause.stop()
        cell, self._pending = self._pending, None
        if cell is None or cell.row is None:
            return
        change = changed_by(self._draft(), cell)
        if change is not None:
            self.refresh(change)
            self.changed.emit(change)

    # --- going about -----------------------------------------------------------------------

    def go_to(self, key: str) -> bool:
        """Give the keys to a row, building it first; False when there is no such row."""
        if key not in self._rows:
            return False
        if key not in self.cells:
            self._build([self._rows[key]])
            self.place()
        cell = self.cells[key]
        self._reveal(cell)
        cell.field.entry().setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def go_to_section(self, number: int) -> None:
        """Give the keys to the first row of a section (counted from 0)."""
        if 0 <= number < len(self.sections) and self.sections[number].rows:
            row = self.sections[number].rows[0]
            self._build(self.sections[number].rows)
            self.place()
            band = self._bands[self.sections[number].key]
            self.go_to(row.key)
            self.verticalScrollBar().setValue(band.y())

    def focused_key(self) -> str:
        """Return the key of the row that has the keys, or an empty text."""
        cell = self._cell_of(QApplication.focusWidget())
        return cell.row.key if cell is not None and cell.row is not None else ""

    def first_key(self) -> str:
        """Return the key of the first row, or an empty text."""
        return next(iter(self._rows), "")

    def row(self, key: str) -> Row | None:
        """Return a row of the form."""
        return self._rows.get(key)

    def _walk(self, forward: bool, to_open: bool) -> None:  # noqa: FBT001 - a slot
        here = self.focused_key()
        self._touched.add(here)
        self.commit()
        cell = self.cells.get(here)
        if cell is not None and self._show(cell):
            self.place()
        key = self._next_open(here) if to_open else self._beside(here, 1 if forward else -1)
        if not key or not self.go_to(key):
            self.left.emit(forward)

    def _beside(self, here: str, step: int) -> str:
        keys = list(self._rows)
        place = keys.index(here) + step if here in keys else 0
        return keys[place] if 0 <= place < len(keys) else ""

    def _next_open(self, here: str) -> str:
        row = self._rows.get(here)
        after = self._beside(here, 1)
        following = self._rows.get(after)
        asks = (RowKind.QUESTION, RowKind.BUNDLE_QUESTION, RowKind.DISPUTE)
        if following is not None and following.kind in asks:
            return after
        known = row is not None and row.kind not in asks
        return self._draft().next_open(here if known else None) or ""

    # --- events of the cells ---------------------------------------------------------------

    def _wire(self, cell: Cell) -> None:
        cell.field.edited.connect(lambda: self._on_edited(cell))
        for part in [cell.field, *cell.field.findChildren(QWidget)]:
            part.installEventFilter(self)
            self._entries[part] = cell

    def _on_edited(self, cell: Cell) -> None:
        if self._pending is not None and self._pending is not cell:
            self.commit()
        self._pending = cell
        if cell.field.at_once:
            self._touched.add(cell.row.key if cell.row else "")
            self.commit()
        else:
            self._pause.start()
        if cell.field.height_for(cell.field.width()) != cell.field.height():
            self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice where the keys go; take typed text over when they leave."""
        if event.type() == QEvent.Type.FocusIn:
            cell = self._cell_of(watched)
            if cell is not None and cell.row is not None:
                self.focused.emit(cell.row.key)
        elif event.type() == QEvent.Type.FocusOut:
            self._on_left(self._cell_of(watched))
        return super().eventFilter(watched, event)

    def _on_left(self, cell: Cell | None) -> None:
        if cell is None or cell.row is None:
            return
        if self._pending is cell:
            self._touched.add(cell.row.key)
            self.commit()
        if cell.row is not None and self._show(cell):
            self.place()

    def _cell_of(self, part: QObject | None) -> Cell | None:
        while part is not None and part is not self._canvas:
            if part in self._entries:
                return self._entries[part]
            part = part.parent()
        return None

    # --- building --------------------------------------------------------------------------

    def _build(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.key not in self.cells:
                cell = self._pool.take(row)
                self.cells[row.key] = cell
                self._show(cell)

    def _show(self, cell: Cell) -> bool:
        """Show value and note of a cell; tell whether its height has changed."""
        row, draft = cell.row, self._draft()
        if row is None:
            return False
        if self._pending is not cell:
            show_row(draft, cell)
        open_to_see = row.key in self._touched and self._pending is not cell
        note = foot_note(draft, row, told=open_to_see)
        cell.field.show_look(look_of(draft, row, note))
        grown = cell.foot.show_note(note)
        cell.field.entry().setAccessibleDescription(note.text)
        return grown or cell.field.height_for(cell.field.width()) != cell.field.height()

    def _drop(self, key: str) -> None:
        cell = self.cells.pop(key)
        if self._pending is cell:
            self._pending = None
            self._pause.stop()
        self._pool.give_back(cell)

    def _missing(self) -> Iterator[Row]:
        return (row for row in self._rows.values() if row.key not in self.cells)

    def _visible_missing(self) -> list[Row]:
        """Return the rows without a cell that a first look would see, a few more at most."""
        wanted: list[Row] = []
        room = _EAGER_HEIGHT if not self.isVisible() else self.viewport().height()
        per_line = self._columns()[0] if self.width() > 1 else 2
        most = room // (appearance().size("control") + 22) * per_line
        top = self.verticalScrollBar().value()
        for section in self.sections:
            band = self._bands.get(section.key)
            if band is not None and self.cells and band.y() > top + room:
                break
            wanted += [row for row in section.rows if row.key not in self.cells]
            if len(wanted) >= most:
                break
        return wanted[: most + per_line]

    def _build_slice(self) -> None:
        rows = [row for _number, row in zip(range(_SLICE), self._missing(), strict=False)]
        if not rows:
            self.place()
            self.settled.emit()
            return
        self._build(rows)
        self.place()
        self._idle.start()

    # --- placing ---------------------------------------------------------------------------

    def _columns(self) -> tuple[int, int, int]:
        """Return number of columns, width of a label, width of an input."""
        gap = appearance().size("gap")
        room = self.viewport().width() - 3 * gap
        count = max(
            1,
            min(
                3,
                room // appearance().size("column")
                + (room % appearance().size("column") > appearance().size("column") * 0.6),
            ),
        )
        label = appearance().size("label")
        each = (room - (count - 1) * 2 * gap) // count
        return count, label, each - label - gap

    def place(self) -> None:
        """Place every band and cell, holding the focused one where the eye has it."""
        if self.draft is None:
            return
        anchor = self.cells.get(self.focused_key())
        before = anchor.field.y() if anchor is not None else 0
        count, label, width = self._columns()
        top = 0
        for section in self.sections:
            top = self._place_section(section, top, (count, label, width))
        self._canvas.resize(self.viewport().width(), top + appearance().size("gap") * 4)
        if anchor is not None and anchor.field.y() != before:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + anchor.field.y() - before)

    def _place_section(self, section: SectionPlan, top: int, columns: tuple[int, int, int]) -> int:
        count, label, width = columns
        gap = appearance().size("gap")
        each = label + gap + width
        band = self._bands[section.key]
        band.setGeometry(0, top, self.viewport().width() - gap // 2, band.wanted_height())
        top += band.wanted_height() + gap
        column, line = 0, 0
        for row in section.rows:
            cell = self.cells.get(row.key)
            if row.wide and column:
                top, column, line = top + line, 0, 0
            wide = each * count + 2 * gap * (count - 1) - label - gap if row.wide else width
            if cell is None:
                height = appearance().size("control") + appearance().size("small") + 10
            else:
                height = cell.place(gap + column * (each + 2 * gap), top, label, wide)
                cell.show(shown=True)
            line = max(line, height)
            column += count if row.wide else 1
            if column >= count:
                top, column, line = top + line, 0, 0
        return top + line + gap

    def _fit_bands(self) -> None:
        for key in set(self._bands) - {section.key for section in self.sections}:
            self._bands.pop(key).deleteLater()
        for section in self.sections:
            if section.key not in self._bands:
                self._bands[section.key] = Band(self._canvas)
                self._bands[section.key].show()
        self.refresh_bands()

    def refresh_bands(self) -> None:
        """Show the progress of each section anew."""
        for section in self.sections:
            done, total = self.progress(section)
            self._bands[section.key].show_section(section.title, section.departments, done, total)

    def progress(self, section: SectionPlan) -> tuple[int, int]:
        """Return how many required rows of a section are done, of how many."""
        known = any(each.key == section.key for each in self._draft().form.sections)
        return self._draft().progress(section.key) if known else (0, 0)

    def _reveal(self, cell: Cell) -> None:
        margin = appearance().size("control") + 2 * appearance().size("gap")
        bar, port = self.verticalScrollBar(), self.viewport().height()
        top, bottom = cell.field.y() - margin, cell.foot.geometry().bottom() + margin // 2
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + port:
            bar.setValue(min(top, bottom - port))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.place()

    def _draft(self) -> Draft:
        assert self.draft is not None  # the view is filled before it is shown
        return self.draft


def _same_widget(cell: Cell, row: Row) -> bool:
    from ui.intake.cells import field_class

    return field_class(row) is cell.kind


def _single_shot(parent: QObject, wait: int, deed: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(deed)
    return timer

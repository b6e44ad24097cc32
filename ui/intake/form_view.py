"""The merged form: sections on one canvas, built in idle slices, re-merged by difference.

Only the rows that come or go are touched when items or answers change; everything typed stays
where it is. What the eye sees is built first, the rest a few cells at a time between two keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.forms.draft import Draft, DraftChange
from ui.forms import FieldContext
from ui.intake.binding import changed_by, foot_note, look_of, show_row
from ui.intake.canvas import Canvas, single_shot
from ui.intake.cells import Cell, Pool, field_class
from ui.intake.placing import SectionBox, columns_for, reveal
from ui.intake.plan import Row, RowKind, RowMemory, SectionPlan, plan
from ui.styles.appearance import appearance
from ui.styles.scroll import slim

_SLICE = 5
_SLICE_MS = 3
_PAUSE_MS = 500
_FOOT = 22


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
        self._boxes: dict[str, SectionBox] = {}
        self._home: dict[str, SectionBox] = {}
        self.progress: dict[str, tuple[int, int]] = {}  # section → required rows done, of how many
        self._rows: dict[str, Row] = {}
        self._planned: RowMemory = {}
        self._touched: set[str] = set()
        self._pending: Cell | None = None
        self._canvas = Canvas()
        self._canvas.walked.connect(self._walk)
        self._entries: dict[QObject, Cell] = {}
        self._pool = Pool(lambda: self.context, self._wire)
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim(self)
        for ground in (self.viewport(), self._canvas):
            ground.setAutoFillBackground(False)  # the panel behind is the ground
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = single_shot(self, _PAUSE_MS, self.take_typed)
        self._idle = single_shot(self, 0, self._build_slice)
        # One signal instead of a filter on every part: a filter is asked about each paint and move.
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    def show_draft(self, draft: Draft) -> None:
        """Show another draft from the top; nothing of the one before remains."""
        self._pause.stop()
        self._pending = None
        self._touched.clear()
        self._leave_quietly()
        self._canvas.hide()  # what nobody sees is quickly emptied and moved
        for key in list(self.cells):
            self._drop(key)
        self.draft = draft
        self.verticalScrollBar().setValue(0)
        self.remerge()
        self._canvas.show()

    def remerge(self) -> None:
        """Bring the rows into line with the draft's form, touching only what differs."""
        draft = self._draft()
        here = self.focused_key()
        self.sections = plan(draft, self._planned)
        before, self._rows = self._rows, {r.key: r for s in self.sections for r in s.rows}
        if here not in self._rows:
            self._leave_quietly()
        moved = self._fit_boxes()
        for key in [key for key in self.cells if self._rows.get(key) != before.get(key)]:
            row, cell = self._rows.get(key), self.cells[key]
            if row is not None and field_class(row) is cell.kind:
                typed = cell.field.read()
                cell.become(row)
                if cell is self._pending:
                    cell.field.show_value(typed, str(typed))
                self._show(cell)
            else:
                self._drop(key)
        for key, cell in self.cells.items():
            cell.stand_on(self._home[key])
        if self.cells:
            self._place_boxes(moved)
        first = self._first_rows()
        self._build(first)
        self._place_boxes(moved | {self._home[row.key] for row in first})
        self._idle.start()
        if here and here not in self.cells:
            self._go_near(here, list(before))

    def refresh(self, change: DraftChange) -> None:
        """Show what a change of the draft has changed."""
        touched = change.values | change.findings
        disputed = {row.target for row in self._rows.values() if row.kind is RowKind.DISPUTE}
        if change.form or touched & disputed:
            self.remerge()
        else:
            self._refresh_bands(touched)
        grown = set()
        for key, cell in self.cells.items():
            if self._rows[key].target in touched and self._show(cell):
                grown.add(self._home[key])
        self._place_boxes(grown)

    def speak(self) -> None:
        """Write everything anew, in the language in force."""
        self.remerge()
        self._show_all()

    def _show_all(self) -> None:
        self._place_boxes({self._home[k] for k, cell in self.cells.items() if self._show(cell)})

    def touch_all(self) -> None:
        """Show every fault, also of fields that nobody has been to."""
        self._touched.update(self._rows)
        self._show_all()

    def commit(self) -> None:
        """Bring what was typed into the draft and show it as the draft writes it."""
        cell, self._pending = self._pending, None
        self._bring(cell)

    def take_typed(self) -> None:
        """Bring what is being typed into the draft, and leave it on the screen as it stands."""
        self._bring(self._pending)

    def _bring(self, cell: Cell | None) -> None:
        self._pause.stop()
        if cell is None or cell.row is None:
            return
        change = changed_by(self._draft(), cell)
        if change is not None:
            self.refresh(change)
            self.changed.emit(change)

    def go_to(self, key: str) -> bool:
        """Give the keys to a row, building it first; False when there is no such row."""
        if key not in self._rows:
            return False
        if key not in self.cells:
            self._build([self._rows[key]])
            self._place_boxes({self._home[key]})
        cell = self.cells[key]
        reveal(self, cell)
        cell.field.entry().setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def go_to_section(self, number: int) -> None:
        """Give the keys to the first row of a section (counted from 0)."""
        if 0 <= number < len(self.sections) and self.sections[number].rows:
            row = self.sections[number].rows[0]
            self._build(self.sections[number].rows)
            self.place()
            self.go_to(row.key)
            self.verticalScrollBar().setValue(self._home[row.key].y())

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
            self._place_boxes({self._home[here]})
        key = self._next_open(here) if to_open else self._beside(here, 1 if forward else -1)
        if not key or not self.go_to(key):
            self.left.emit(forward)

    def _beside(self, here: str, step: int) -> str:
        keys = list(self._rows)
        place = keys.index(here) + step if here in keys else 0
        return keys[place] if 0 <= place < len(keys) else ""

    def _go_near(self, here: str, before: list[str]) -> None:
        """Go to the row that followed one which is gone."""
        after = before[before.index(here) :] if here in before else []
        self.go_to(next((key for key in after if key in self._rows), self.first_key()))

    def _next_open(self, here: str) -> str:
        row = self._rows.get(here)
        after = self._beside(here, 1)
        following = self._rows.get(after)
        if following is not None and (following.asks or following.kind is RowKind.DISPUTE):
            return after
        known = row is not None and not row.asks
        return self._draft().next_open(row.target if row and known else None) or ""

    def _wire(self, cell: Cell) -> None:
        cell.field.edited.connect(lambda: self._on_edited(cell))
        self._entries[cell.field] = cell

    def _on_edited(self, cell: Cell) -> None:
        if self._pending is not None and self._pending is not cell:
            self.commit()
        self._pending = cell
        if cell.field.at_once:
            self._touched.add(cell.row.key if cell.row else "")
            self.commit()
        elif not self._pause.isActive():  # every so often, not only after a pause: a kill may come
            self._pause.start()
        if cell.row is not None and cell.outgrown:
            self._place_boxes({self._home[cell.row.key]})

    def _on_focus(self, left: QWidget | None, gone_to: QWidget | None) -> None:
        """Notice where the keys go; take typed text over when they leave."""
        before, now = self._cell_of(left), self._cell_of(gone_to)
        if before is not now:
            self._on_left(before)
        if now is not None and now.row is not None:
            self.focused.emit(now.row.key)

    def _on_left(self, cell: Cell | None) -> None:
        if cell is None or cell.row is None:
            return
        if self._pending is cell:
            self._touched.add(cell.row.key)
            self.commit()
        if self._show(cell):
            self._place_boxes({self._home[cell.row.key]})

    def _cell_of(self, part: QObject | None) -> Cell | None:
        while part is not None and part is not self._canvas:
            if part in self._entries:
                return self._entries[part]
            part = part.parent()
        return None

    def _build(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.key not in self.cells:
                cell = self._pool.take(row, self._home[row.key])
                self.cells[row.key] = cell
                self._show(cell)

    def _show(self, cell: Cell) -> bool:
        """Show value and note of a cell; tell whether its height has changed."""
        row, draft = cell.row, self._draft()
        if row is None or row.key not in self._rows:
            return False
        if self._pending is not cell:
            show_row(draft, cell)
        open_to_see = row.key in self._touched and self._pending is not cell
        note = foot_note(draft, row, told=open_to_see)
        cell.field.show_look(look_of(draft, row, note))
        grown = cell.foot.show_note(note)
        cell.field.entry().setAccessibleDescription(note.text)
        return grown or cell.outgrown

    def _leave_quietly(self) -> None:
        """Take the keys from a row that goes, lest Qt walk on when it is hidden."""
        focus = QApplication.focusWidget()
        if focus is not None and self._cell_of(focus) is not None:
            self._pending = None
            focus.clearFocus()

    def _drop(self, key: str) -> None:
        cell = self.cells.pop(key)
        if self._cell_of(QApplication.focusWidget()) is cell:
            self._leave_quietly()
        if self._pending is cell:
            self._pending = None
            self._pause.stop()
        self._pool.give_back(cell)

    def _first_rows(self) -> list[Row]:
        """Return the rows without a cell that a first look would see."""
        top, room = self.verticalScrollBar().value(), self.viewport().height()
        room = room if self.isVisible() else self.window().height()
        lines = room // (appearance().size("control") + _FOOT) + 1
        boxes = (self._boxes[section.key] for section in self.sections)
        seen = (box for box in boxes if not self.cells or box.meets(top, top + room))
        missing = (row for box in seen for row in box.plan.rows if row.key not in self.cells)
        return list(islice(missing, lines * columns_for(self.viewport().width()).count))

    def _build_slice(self) -> None:
        """Build for a few milliseconds, then let keys through again."""
        spent = QElapsedTimer()
        spent.start()
        changed: set[SectionBox] = set()
        missing = (row for row in self._rows.values() if row.key not in self.cells)
        for row in list(islice(missing, _SLICE)):
            self._build([row])
            changed.add(self._home[row.key])
            if spent.elapsed() >= _SLICE_MS:
                break
        self._place_boxes(changed)
        if changed or self._pool.stock(self._canvas):
            self._idle.start()
        else:
            self.settled.emit()

    def place(self) -> None:
        """Place every section anew."""
        if self.draft is not None:
            self._place_boxes(set(self._boxes.values()))

    def _place_boxes(self, changed: set[SectionBox]) -> None:
        """Place the cells of some sections, move the others, and hold what the eye is on."""
        anchor = self.cells.get(self.focused_key())
        before = anchor.top if anchor is not None else 0
        room, top = self.viewport().width(), 0
        for section in self.sections:
            box = self._boxes[section.key]
            if box in changed or box.width() != room:
                top += box.place(self.cells, top, room)
            else:
                box.move(0, top)
                top += box.height()
        self._canvas.resize(room, top + 3 * appearance().size("gap"))
        if anchor is not None and (after := anchor.top) != before:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after - before)

    def _fit_boxes(self) -> set[SectionBox]:
        """Have one box for each section; return those whose rows are others now."""
        wanted = {section.key for section in self.sections}
        moved: set[SectionBox] = set()
        for key, box in self._boxes.items():
            box.setVisible(key in wanted)
        for section in self.sections:
            if section.key not in self._boxes:
                self._boxes[section.key] = SectionBox(self._canvas)
                self._boxes[section.key].show()
            box = self._boxes[section.key]
            if box.plan.rows != section.rows:
                moved.add(box)
            box.plan = section
        self._home = {
            row.key: self._boxes[section.key] for section in self.sections for row in section.rows
        }
        self._refresh_bands(frozenset(self._rows))
        return moved

    def _refresh_bands(self, touched: frozenset[str]) -> None:
        """Show the progress of the sections that hold a touched row anew."""
        known = {section.key for section in self._draft().form.sections}
        for section in self.sections:
            if any(row.target in touched for row in section.rows) or section.key not in known:
                count = self._draft().progress(section.key) if section.key in known else (0, 0)
                self.progress[section.key] = count
                self._boxes[section.key].band.show_section(section, *count)

    def changeEvent(self, event: QEvent) -> None:
        """Measure and place everything anew in another font, which comes a moment after the step."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for cell in self.cells.values():
                cell.measure()
            self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.place()

    def _draft(self) -> Draft:
        assert self.draft is not None, "filled before it is shown"
        return self.draft

"""The materials: one line per distinct paper, set by keyboard, counted at the top.

F4 brings the keys here. Digits set the state of the selected line, plus and minus its copies, Enter goes to
the next line that is open, Esc back to the form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import HandedIn
from app.domain.merged_form import Disposition, MergedMaterial
from app.forms.draft import Draft, DraftChange
from app.forms.snapshot import MaterialEntry
from app.wording import _
from ui.forms.ticks import tick
from ui.intake.canvas import single_shot
from ui.intake.state_words import materials_words
from ui.intake.words import STATES, state_word
from ui.kit.gauge import Gauge
from ui.kit.pages import Button, Entry, Words
from ui.kit.panels import Panel
from ui.kit.signs import Caption
from ui.models.lines import Line, LineList

_OWN_STATE = {
    Disposition.PRODUCED: HandedIn.PRODUCED,
    Disposition.EXEMPT_LICENCE: HandedIn.EXEMPT_LICENCE,
    Disposition.EXEMPT_SHARING: HandedIn.EXEMPT_SHARING,
    Disposition.GENERATED: HandedIn.GENERATED,
}
_PAUSE_MS = 500

Against = Callable[[HandedIn, MergedMaterial], str]
_ADDED = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


def states_for(material: MergedMaterial) -> tuple[HandedIn, ...]:
    """Return the states that a material may have, in the order of their digits."""
    states = [HandedIn.HANDED_IN, HandedIn.LACKING, HandedIn.DEFECTIVE]
    if material.tolerance_days is not None:
        states.append(HandedIn.OWED)
    if material.promise:
        states.append(HandedIn.PROMISED)
    if material.optional:
        states.append(HandedIn.NOT_APPLICABLE)
    if material.disposition in _OWN_STATE:
        states.append(_OWN_STATE[material.disposition])
    return tuple(states)


class _Note(Entry):
    """A line whose Enter is not the list's Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class MaterialsPanel(Panel):
    """The right side of the screen.

    Signals:
        changed(DraftChange): a material was set.
        refused(str): why a material may not be handed in so.
        left(): the keys want back to the form.
    """

    changed = Signal(object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, against: Against, parent: QWidget | None = None) -> None:
        """`against`: says why a material may not have a state, empty when it may."""
        super().__init__(parent)
        self._against = against
        self._draft: Draft | None = None
        self._count = Words(size="title", colour="accent", bold=True)
        self._gauge = Gauge()
        self.list = LineList(lambda: _("材料清单"))
        self.list.selectionModel().currentChanged.connect(lambda *_args: self._show_detail())
        self._detail = QWidget()
        self._buttons: list[Button] = []
        self._numbers = Words(size="small", colour="muted")
        self.note, self.standard = _Note(), _Note()
        self._note_label = Words(size="small", colour="muted")
        self._standard_label = Words(size="small", colour="muted")
        self._note_label.setBuddy(self.note)
        self._standard_label.setBuddy(self.standard)
        self._noted = ""
        self._pause = single_shot(self, _PAUSE_MS, self._take_notes)
        for line in (self.note, self.standard):
            line.textChanged.connect(self._on_typed)
            line.editingFinished.connect(self.take_typed)
        self.note.returnPressed.connect(self._after_note)
        self.standard.returnPressed.connect(self.list.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        title = Caption(lambda: _("材料"), size="title", bold=True)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._count)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        below = QVBoxLayout(self._detail)
        below.setContentsMargins(10, 6, 10, 8)
        below.setSpacing(5)
        below.addLayout(self._grid)
        below.addWidget(self._numbers)
        for part in (self._note_label, self.note, self._standard_label, self.standard):
            below.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 2)
        column.setSpacing(6)
        head.setContentsMargins(10, 0, 10, 0)
        column.addLayout(head)
        column.addWidget(self._gauge)
        column.addWidget(self.list, 1)
        column.addWidget(self._detail)

    def show_draft(self, draft: Draft) -> None:
        """Show the materials of another draft."""
        self._pause.stop()
        self._draft = draft
        self.refresh()

    def refresh(self) -> None:
        """Show the materials as the draft has them now."""
        draft = self._draft
        if draft is None:
            return
        materials = draft.form.materials
        self.list.show_lines(tuple(_line(draft, material) for material in materials))
        there, total, words = materials_words(draft)
        self._count.setText(words)
        self._gauge.show_part(there, total)
        self._detail.setVisible(bool(materials))
        self._show_detail()

    def take_keys(self) -> None:
        """Give the keys to the first open line, or to the list."""
        if self._draft is not None and (still := self._draft.open_materials()):
            row = self.list.entries.row_of(still[0])
            self.list.setCurrentIndex(self.list.entries.index(row))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_state(self, state: HandedIn) -> None:
        """Set the state of the selected line; what is wrong with a paper is asked at once."""
        material = self._material()
        if material is None or self._draft is None:
            return
        if why_not := self._against(state, material):
            self.refused.emit(why_not)
            return
        entry = replace(self._draft.material(material.key), state=state)
        if state is HandedIn.HANDED_IN and not (entry.originals or entry.copies):
            entry = replace(entry, originals=material.originals, copies=material.copies)
        self._set(material, entry)
        if state is HandedIn.DEFECTIVE:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set states and numbers; go on; go back."""
        material = self._material()
        text, key = event.text(), Qt.Key(event.key())
        states = states_for(material) if material else ()
        if text.isdigit() and 1 <= int(text) <= len(states):
            self.set_state(states[int(text) - 1])
        elif key in _ADDED and material is not None:
            self._add(material, _ADDED[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next_open()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, material: MergedMaterial, number: int) -> None:
        assert self._draft is not None  # a material is selected
        entry = self._draft.material(material.key)
        self._set(material, replace(entry, copies=max(0, entry.copies + number)))

    def _next_open(self) -> None:
        assert self._draft is not None  # the list has the keys
        still = self._draft.open_materials()
        keys = [line.key for line in self.list.entries.lines]
        here = keys.index(self.list.chosen()) if self.list.chosen() in keys else -1
        after = [key for key in keys[here + 1 :] + keys[: here + 1] if key in still]
        if after:
            self.list.setCurrentIndex(self.list.entries.index(keys.index(after[0])))
        else:
            self.left.emit()

    def _set(self, material: MergedMaterial, entry: MaterialEntry) -> None:
        assert self._draft is not None  # a material is selected
        if entry == self._draft.material(material.key):
            return
        change: DraftChange = self._draft.set_material(material.key, entry)
        self.refresh()
        self.changed.emit(change)

    def _after_note(self) -> None:
        following = self.standard if self.standard.isVisible() else self.list
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def take_typed(self) -> None:
        """Bring what is being typed about a material into the draft."""
        if self._pause.isActive():
            self._take_notes()

    def _on_typed(self) -> None:
        if not self._pause.isActive():  # every so often, not only after a pause: a kill may come
            self._pause.start()

    def _take_notes(self) -> None:
        self._pause.stop()
        material = self._named(self._noted)
        if material is not None and self._draft is not None:
            entry = self._draft.material(material.key)
            note, standard = self.note.text().strip(), self.standard.text().strip()
            self._set(material, replace(entry, note=note, standard=standard))

    def _material(self) -> MergedMaterial | None:
        return self._named(self.list.chosen())

    def _named(self, key: str) -> MergedMaterial | None:
        materials = self._draft.form.materials if self._draft is not None else ()
        return next((each for each in materials if each.key == key), None)

    def _show_detail(self) -> None:
        self.take_typed()  # of the material shown before, perhaps
        material = self._material()
        self._detail.setVisible(material is not None)
        if material is None or self._draft is None:
            return
        entry = self._draft.material(material.key)
        self._show_buttons(material, entry)
        words = _("原件 {originals}　复印件 {copies}").format(
            originals=f"{entry.originals}/{material.originals}",
            copies=f"{entry.copies}/{material.copies}",
        )
        self._numbers.setText(_("{counts}　＋－ 改份数").format(counts=words))
        self._show_notes(material.key, entry)

    def _show_notes(self, key: str, entry: MaterialEntry) -> None:
        self._noted = key
        defective = entry.state is HandedIn.DEFECTIVE
        captions = (_("问题") if defective else _("备注"), _("补正标准"))
        labels = (self._note_label, self._standard_label)
        lines = ((self.note, entry.note), (self.standard, entry.standard))
        for label, caption, (line, text) in zip(labels, captions, lines, strict=True):
            label.setText(caption)
            line.setAccessibleName(caption)
            if line.text().strip() != text:
                with QSignalBlocker(line):
                    line.setText(text)
        self._standard_label.setVisible(defective)
        self.standard.setVisible(defective)

    def _show_buttons(self, material: MergedMaterial, entry: MaterialEntry) -> None:
        states = states_for(material)
        while len(self._buttons) < len(states):
            button = Button()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCheckable(True)
            button.toggled.connect(partial(self._press, len(self._buttons)))
            self._grid.addWidget(button, len(self._buttons) // 2, len(self._buttons) % 2)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(states))
            if number < len(states):
                button.setText(f"{number + 1} {state_word(states[number])}")
                button.setEnabled(not self._against(states[number], material))
                tick(button, on=states[number] is entry.state)

    def _press(self, number: int, *_checked: object) -> None:
        material = self._material()
        if material is not None:
            self.set_state(states_for(material)[number])
            self._show_detail()


def _line(draft: Draft, material: MergedMaterial) -> Line:
    entry = draft.material(material.key)
    _word, icon, ink = STATES[entry.state]
    demands = [
        _("原件 {n}").format(n=material.originals) if material.originals else "",
        _("复印 {n}").format(n=material.copies) if material.copies else "",
    ]
    produced = [
        item.short_name for item in draft.form.items if item.item_id in material.produced_by
    ]
    detail = state_word(entry.state)
    if entry.state is HandedIn.PRODUCED and produced:
        detail = _("由「{item}」产生").format(item="、".join(produced))
    elif entry.state is HandedIn.OWED and material.tolerance_days is not None:
        detail = _("容缺，{days} 个工作日内补").format(days=material.tolerance_days)
    elif entry.state is HandedIn.DEFECTIVE and entry.note:
        detail = entry.note
    return Line(
        material.key,
        material.label,
        detail,
        icon,
        material.departments,
        ink,
        " ".join(filter(None, demands)),
    )

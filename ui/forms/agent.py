"""The facts about an agent, asked wherever an authority is shown: read and checked like any field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.case import Agent
from app.domain.catalogue import Catalogue
from app.errors import Finding
from app.services.authority import NEEDED, as_typed, asked_of_agent, options_of, read_agent
from ui.forms import Field, FieldContext, FieldSpec, widget_class


class AgentRows(QWidget):
    """Captions and fields; Enter goes to the next one. `width`: what a field may take, in pixels.

    Signals:
        entered(): Enter in the last field.
    """

    entered = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        initials: Callable[[str, str], bool],
        *,
        width: int,
        needed: tuple[str, ...] = NEEDED,
    ) -> None:
        super().__init__()
        self.catalogue = catalogue
        self._initials, self._needed = initials, needed
        self.fields: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, concept in enumerate(asked_of_agent(catalogue)):
            options = options_of(catalogue, concept)
            spec = FieldSpec(concept.key, concept.label, concept.type, options)
            field = widget_class(spec)(FieldContext(date.min, initials), self)
            field.set_up(spec)
            field.setFixedHeight(field.height_for(width))
            star = "\u00a0*" if concept.key in needed else ""
            label = QLabel(f"{concept.label}{star}")
            label.setBuddy(field.entry())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label, row, 0, right)
            grid.addWidget(field, row, 1)
            self.fields[concept.key] = field

    @property
    def first(self) -> QWidget:
        """What takes the keys first."""
        return next(iter(self.fields.values())).entry()

    def show_agent(self, agent: Agent | None, today: date) -> None:
        """Show who acts by now; empty for nobody."""
        self.show_typed(as_typed(agent), today)

    def show_typed(self, typed: Mapping[str, object], today: date) -> None:
        """Show values by concept key; a fact that is not among them stands empty."""
        for key, field in self.fields.items():
            field.context = FieldContext(today, self._initials)
            field.set_up(field.spec)
            value = typed.get(key, "")
            field.show_value(value, value if isinstance(value, str) else "")

    def read(self, today: date) -> tuple[Agent, Finding | None]:
        """Return the agent that is typed, and the first fault, to whose field the keys go."""
        typed = {key: field.read() for key, field in self.fields.items()}
        agent, errors = read_agent(self.catalogue, typed, today)
        for key, field in self.fields.items():
            field.show_look("error" if key in errors else "plain")
        first = next((key for key in self.fields if key in errors), None)
        if first is None:
            return agent, None
        self.go_to(first)
        return agent, errors[first]

    def go_to(self, key: str) -> None:
        """Give the keys to the field of a fact."""
        self.fields[key].entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field, and from the last one is told."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        fields = list(self.fields.values())
        here = next((n for n, field in enumerate(fields) if field.has_focus()), len(fields))
        if here + 1 < len(fields):
            fields[here + 1].entry().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()
        event.accept()

"""A day typed at the issue desk: read and checked like any field of a form."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from app.checks import FIELD_TYPES, CheckContext, Spec
from app.errors import Severity
from app.wording.sentences import sentence
from ui.forms import FieldContext, FieldSpec
from ui.forms.lines import DateField, spelled_out
from ui.styles.appearance import appearance

_DATE = Spec("date")


class DayField(DateField):
    """A day with the usual shorthand (`t`, `+30`, `1231`); `caption` names it.

    Signals:
        entered(): Enter.
    """

    entered = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(FieldContext(today))
        self.fault = ""
        self.line.returnPressed.connect(self.entered)
        self.line.editingFinished.connect(self._spell_out)
        appearance().changed.connect(self._measure)
        self._measure()

    def name(self, caption: str, hint: str = "") -> None:
        """Be named by a caption; what is typed stays."""
        typed = self.line.text()
        self.set_up(FieldSpec("day", caption, "date", hint=hint))
        self._set(typed)

    def show_day(self, day: date | None) -> None:
        """Show a day, or none."""
        self.fault = ""
        self._set(day.isoformat() if day is not None else "")
        self.show_look("plain")

    def day(self) -> date | None:
        """Return the day; None where none is typed or it is wrong, then `fault` says why."""
        self.fault = ""
        text = self.line.text().strip()
        if not text:
            self.show_look("plain")
            return None
        typed = spelled_out(text, self.context.today)
        checked = FIELD_TYPES["date"].read(typed, _DATE, CheckContext(self.context.today))
        wrong = next((one for one in checked.findings if one.severity is Severity.ERROR), None)
        self.fault = sentence(wrong) if wrong is not None else ""
        self.show_look("error" if wrong is not None else "plain")
        return None if wrong is not None else date.fromisoformat(str(checked.value))

    def _spell_out(self) -> None:
        self._set(spelled_out(self.line.text(), self.context.today))

    def _measure(self) -> None:
        self.setFixedHeight(appearance().size("control"))

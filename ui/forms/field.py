"""What every field widget is: filled by the form, read by the form, silent unless a person acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from app.domain.catalogue import Column
from ui.styles.appearance import appearance

_SOFT = {"error": "error_soft", "warning": "warning_soft", "prefilled": "prefilled"}
_EDGE = {"error": "error", "warning": "warning"}


@dataclass(frozen=True)
class FieldContext:
    """What widgets need from outside: the day, and the pinyin initials of a word (all readings)."""

    today: date
    initials: Callable[[str, str], bool] = field(default=lambda _word, _typed: False)


@dataclass(frozen=True)
class FieldSpec:
    """What a widget must know about its field. `hint` is shown while the field is empty."""

    key: str
    caption: str
    type: str
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    hint: str = ""


class Field(QWidget):
    """The base of all field widgets.

    Colours and frame are painted here, so that no style sheet is needed; the entry inside has no frame
    and a transparent ground.

    Signals:
        edited(): a person has changed the value just now. Nothing else emits it.
    """

    edited = Signal()
    label_above = False
    """The label stands above the field, which takes the whole width."""
    at_once = False
    """The form takes the value with every edit (a choice), not after a pause in typing."""

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.spec = FieldSpec("", "", "text")
        self.look = "plain"

    def set_up(self, spec: FieldSpec) -> None:
        """Become the widget of a field: empty, plain, named by its caption."""
        self.spec = spec
        self.look = "plain"
        self.entry().setAccessibleName(spec.caption)
        self.entry().setAccessibleDescription("")
        self.arrange()

    def arrange(self) -> None:
        """Fit the entry to the field's spec (options, columns, hint)."""

    def entry(self) -> QWidget:
        """Return the widget that takes the keys and is the buddy of the label."""
        raise NotImplementedError

    def show_value(self, value: object, text: str) -> None:
        """Show a value (`text` is its written form) without emitting anything."""
        raise NotImplementedError

    def read(self) -> object:
        """Return what stands in the field, as typed."""
        raise NotImplementedError

    def height_for(self, width: int) -> int:
        """Return the height the field wants at a width, in logical pixels."""
        del width
        return appearance().size("control")

    def show_look(self, look: str) -> None:
        """Look `plain`, `prefilled`, `warning` or `error`."""
        if look != self.look:
            self.look = look
            self.update()

    def has_focus(self) -> bool:
        """Tell whether the keys go here."""
        return self.entry().hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and frame; two pixels wide where the keys go."""
        del event
        painter = QPainter(self)
        paint_frame(painter, QRectF(self.rect()), self.look, focused=self.has_focus())
        painter.end()


def paint_frame(painter: QPainter, area: QRectF, look: str, *, focused: bool) -> None:
    """Paint an input's ground and frame into `area`."""
    colours = appearance()
    edge: QColor = colours.colour("focus" if focused else _EDGE.get(look, "border"))
    width = 2.0 if focused or look in _EDGE else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width))
    painter.setBrush(colours.colour(_SOFT.get(look, "input")))
    inset = width / 2
    radius = colours.size("radius")
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def clear_ground(widget: QWidget) -> None:
    """Make a child entry transparent, so that the field's own ground shows through."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.transparent)
    widget.setPalette(palette)


def of_undo(event: QEvent) -> bool:
    """Tell whether a key event asks for undo or redo, which the form does across fields."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


FOCUS_EVENTS = (QEvent.Type.FocusIn, QEvent.Type.FocusOut)

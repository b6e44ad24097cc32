"""A field of several lines. Enter goes on to the next field, Ctrl+Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.forms.field import FOCUS_EVENTS, Field, FieldContext, clear_ground, of_undo
from ui.styles.appearance import appearance

_LINES = 3


class _Text(QPlainTextEdit):
    """The text inside; takes plain text only."""

    def __init__(self, owner: Field) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        clear_ground(self)

    def event(self, event: QEvent) -> bool:
        """Repaint the owner's frame when the keys come or go; let the form have undo and redo."""
        if event.type() in FOCUS_EVENTS:
            self._owner.update()
        if event.type() == QEvent.Type.ShortcutOverride and of_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; begin a line with Ctrl+Enter."""
        if of_undo(event):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.insertPlainText("\n")
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the plain text."""
        if source.hasText():
            self.insertPlainText(source.text())


class LongTextField(Field):
    """Several lines of text."""

    def __init__(self, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.text = _Text(self)
        self._told = False
        self.text.textChanged.connect(self._on_changed)
        self.setFocusProxy(self.text)

    def _on_changed(self) -> None:
        if not self._told:
            self.edited.emit()

    def entry(self) -> QWidget:
        """Return the text."""
        return self.text

    def arrange(self) -> None:
        """Empty the text."""
        self._set("")
        self.text.setPlaceholderText(self.spec.hint)

    def show_value(self, value: object, text: str) -> None:
        """Show the written form, unless it stands there already."""
        del value
        if text != self.text.toPlainText():
            self._set(text)

    def _set(self, text: str) -> None:
        self._told = True
        self.text.setPlainText(text)
        self._told = False

    def read(self) -> object:
        """Return the text as typed."""
        return self.text.toPlainText()

    def height_for(self, width: int) -> int:
        """Return the height of three lines."""
        del width
        return self.fontMetrics().lineSpacing() * _LINES + appearance().size("gap") + 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the frame."""
        del event
        self.text.setGeometry(4, 3, self.width() - 8, self.height() - 6)

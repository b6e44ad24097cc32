"""Notices: one line at the edge of a screen that says what happened, with at most one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.pages import Button, Words
from ui.kit.panels import Panel
from ui.kit.signs import StateIcon

_STAY_MS = 12_000


class Notice(Panel):
    """Says one thing at a time; an error stays until the next word, the rest leave by themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = StateIcon("info")
        self.words = Words()
        self.words.setWordWrap(True)
        self.button = Button()
        self._deed: Callable[[], object] | None = None
        self._passes = False
        self.button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(_STAY_MS)
        self._leave.timeout.connect(self.quiet)
        self.hide()

    def say(
        self,
        text: str,
        kind: str = "info",
        deed: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say a sentence of a kind: `info`, `ok`, `warning` or `error`.

        `deed`: a caption and what its button does.
        """
        self.ground, self.edge = f"{kind}_soft", kind
        self.icon.show_icon(kind)
        self.words.ink(kind if kind != "info" else "text")
        self.words.setText(text)
        self._deed = deed[1] if deed else None
        self.button.setText(deed[0] if deed else "")
        self.button.setVisible(deed is not None)
        self._passes = kind != "error"
        self.show()
        self.update()
        self._count_down()

    def _count_down(self) -> None:
        """Leave in a while; only time in which the notice can be read counts."""
        self._leave.stop()
        if self._passes and self.isVisible():
            self._leave.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count down."""
        super().showEvent(event)
        self._count_down()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting down."""
        self._leave.stop()
        super().hideEvent(event)

    def offers(self, deed: Callable[[], object]) -> bool:
        """Tell whether the notice stands there with this deed on its button."""
        return self._deed == deed

    def changeEvent(self, event: QEvent) -> None:
        """Go with the language that it was said in."""
        if event.type() == QEvent.Type.LanguageChange:
            self.quiet()
        super().changeEvent(event)

    def quiet(self) -> None:
        """Take the notice away."""
        self._deed = None
        self.hide()

    def _act(self) -> None:
        deed = self._deed
        self.quiet()
        if deed is not None:
            deed()

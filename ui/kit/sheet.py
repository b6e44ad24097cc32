"""A sheet: an overlay with a verdict and one key, F9, that does what the sheet is for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.wording import _
from ui.kit.overlay import Overlay
from ui.kit.pages import Button, Verdict


class Sheet(Overlay):
    """An overlay whose F9 does what the sheet is for.

    `body` takes the sheet's own parts; `keys` is the row below them; `go` is the one solid button, off
    while an answer is awaited.
    """

    def __init__(
        self, parent: QWidget, title: Callable[[], str], *, width: int, height: int
    ) -> None:
        super().__init__(parent, title, width=width, height=height)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.verdict = Verdict(lines=2)
        self.go = Button(primary=True, key="F9")
        self.back = Button(key="Esc")
        self.keys = QHBoxLayout()
        self.keys.addWidget(self.verdict, 1)
        self.keys.addWidget(self.back)
        self.keys.addWidget(self.go)
        self.box.addLayout(self.body, 1)
        self.box.addLayout(self.keys)
        self.go.clicked.connect(self._press)
        self.back.clicked.connect(self.shut)
        key = QShortcut(Qt.Key.Key_F9, self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._press)

    def act(self) -> None:
        """Do what the sheet is for."""
        raise NotImplementedError

    def begin(self, first: QWidget, caption: str) -> None:
        """Open with the keys on `first`; `caption`: what F9 does."""
        self.verdict.clear()
        self.back.setText(_("返回"))
        self.go.setText(caption)
        self.wait(on=False)
        self.open_over(first)

    def wait(self, *, on: bool) -> None:
        """Await an answer, or no longer: a second press meanwhile does nothing."""
        self.go.setEnabled(not on)

    def want(self, text: str, field: QWidget) -> None:
        """Say what is still needed and go there."""
        self.verdict.say(text, "warning")
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if self.isVisible() and self.go.isEnabled():
            self.act()

"""A sheet of the issue desk: an overlay with a title, a verdict, and one key that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.errors import Problem
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.overlay import Overlay
from ui.kit.pages import Button, Verdict
from ui.kit.signs import Caption
from ui.tasks import Desk


class Sheet(Overlay):
    """An overlay whose F9 does what the sheet is for; a refusal leaves what was typed.

    `body` takes the sheet's own parts; `go` is the one solid button, off while an answer is awaited.
    """

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        parent: QWidget,
        title: Callable[[], str],
        *,
        size: tuple[int, int],
    ) -> None:
        super().__init__(parent, title, width=size[0], height=size[1])
        self.desk, self.actor = desk, actor
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.verdict = Verdict(lines=2)
        self.go = Button(primary=True, key="F9")
        self.back = Button(key="Esc")
        self.keys = QHBoxLayout()
        self.keys.addWidget(self.verdict, 1)
        self.keys.addWidget(self.back)
        self.keys.addWidget(self.go)
        self.box.addWidget(Caption(title, size="title", bold=True))
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

    def refuse(self, problem: Problem) -> None:
        """Say why not; what was typed stays."""
        self.wait(on=False)
        self.verdict.say(refusal(problem))

    def _press(self) -> None:
        if self.isVisible() and self.go.isEnabled():
            self.act()


def refusal(problem: Problem) -> str:
    """Return the sentence of a problem with the first of its single faults."""
    return " ".join((sentence(problem), *(sentence(each) for each in problem.findings[:2])))

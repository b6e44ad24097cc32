"""A sheet of the issue desk: it has the desk and the person, and says refusals in full."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.errors import Problem
from app.wording.sentences import sentence
from ui.kit.sheet import Sheet
from ui.kit.signs import Caption
from ui.tasks import Desk


class DeskSheet(Sheet):
    """A titled sheet that does verbs; a refusal leaves what was typed."""

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
        self.box.insertWidget(0, Caption(title, size="title", bold=True))

    def answered(self) -> None:
        """Await no more, however it came out."""
        self.wait(on=False)

    def wait_no_more(self) -> None:
        """Let the key be pressed again, however the work came out."""
        self.wait(on=False)

    def refuse(self, problem: Problem) -> None:
        """Say why not; what was typed stays."""
        self.wait(on=False)
        self.verdict.say(refusal(problem))


def refusal(problem: Problem) -> str:
    """Return the sentence of a problem with the first of its single faults."""
    return " ".join((sentence(problem), *(sentence(each) for each in problem.findings[:2])))

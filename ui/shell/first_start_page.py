"""The first start: three administrators, the bureau, a station and a clerk, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.errors import Problem
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Verdict, Words
from ui.shell.cover import Cover
from ui.shell.first_start_choices import BureauStep, ClerkStep, StationStep
from ui.shell.first_start_steps import AdministratorsStep, HandOverStep, Made, Step, WelcomeStep
from ui.tasks import Desk

_PLAN: tuple[Callable[[Desk, Made], Step], ...] = (
    WelcomeStep,
    AdministratorsStep,
    BureauStep,
    StationStep,
    ClerkStep,
    HandOverStep,
)


class FirstStartPage(Cover):
    """Leads through the steps; each one is finished before the next begins.

    Signals:
        finished(str, str): the clerk's sign-in name, and the id of this computer's station.
    """

    finished = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(640)
        self._desk = desk
        self._made = Made()
        self.progress = Words(size="small", colour="muted")
        self.column.insertWidget(0, self.progress)
        self.stack = QStackedWidget()
        self.verdict = Verdict()
        self.button = Button(primary=True, key="Enter")
        self.button.clicked.connect(self.go_on)
        self.column.addWidget(self.stack)
        self.column.addWidget(self.verdict)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.step: Step
        self._next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, except where Enter leads to the next field."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not self.step.has_next_field():
            self.go_on()

    def go_on(self) -> None:
        """Finish the step shown, if it can be finished."""
        why = self.step.missing()
        if why:
            self.verdict.say(why)
            return
        self.verdict.say(_("请稍候…"), "info")
        self.setEnabled(False)
        self.step.submit()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        super().speak()
        step = self.step
        step.speak()
        self.heading.setText(step.heading())
        self.lead.setText(step.lead())
        self.button.setText(step.button())
        self.progress.setText(
            _("首次启动 {n} / {all}").format(n=self.stack.count(), all=len(_PLAN))
        )

    def _next(self) -> None:
        n = self.stack.count()
        if n == len(_PLAN):
            assert self._made.clerk is not None
            self.finished.emit(self._made.clerk.account.name, self._made.station)
            return
        step = _PLAN[n](self._desk, self._made)
        step.refused.connect(self._refuse)
        step.ended.connect(self._wait_no_more)
        step.done.connect(self._next)
        self.stack.addWidget(step)
        self.stack.setCurrentWidget(step)
        self.step = step
        self._settle()
        self.verdict.clear()
        self.speak()

    def _wait_no_more(self) -> None:
        """Let it be tried again, after a fault of ours too."""
        self._settle()
        self.verdict.clear()

    def _refuse(self, problem: Problem) -> None:
        findings = [sentence(each) for each in problem.findings[:1]]
        self.verdict.say(" ".join([sentence(problem), *findings]))

    def _settle(self) -> None:
        self.setEnabled(True)
        self.setFocusProxy(self.step)
        self.step.setFocus()

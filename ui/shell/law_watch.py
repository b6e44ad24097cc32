"""What happens by operation of law happens by itself: looked after from the sign-in on.

Nobody has asked for it, so nobody is disturbed where it fails: what hinders it (a locked store, no
network) is tried again at the next look. A clock that is behind hinders everybody's work, so it is told
before the first act is refused; that and a fault of ours are told once, not every ten minutes.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.errors import Problem
from ui.shell import doors
from ui.tasks import Desk

_EVERY_MS = 10 * 60 * 1000
"""A day's end is noticed within ten minutes; a week switched off, at the next sign-in."""


class LawWatch(QObject):
    """Lets the law act on the cases whose day has come, now and every ten minutes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._looking = False
        self._told = False
        self._behind = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and again and again."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Let the law act; screens hear of the changes as of any other verb's.

        A look that is still under way is not overtaken by another.
        """
        if not self._looking:
            self._looking = True
            self._desk.do(
                doors.let_the_law_act, then=self._looked, failed=self._hindered, ended=self._over
            )

    def _over(self) -> None:
        self._looking = False

    def _looked(self, done: doors.LawLook) -> None:
        self._behind = False
        if done.fault is not None and not self._told:
            self._told = True
            self._desk.broken.emit(done.fault)

    def _hindered(self, hindrance: Problem) -> None:
        """Leave what the world hinders to the next look."""
        if hindrance.code == "clock.behind" and not self._behind:
            self._behind = True
            self._desk.refused.emit(hindrance)

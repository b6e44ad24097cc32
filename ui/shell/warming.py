"""Warming up: what the work needs next is loaded beforehand, off the UI thread and step by step.

The steps run on the papers' thread, which has nothing else to do yet; a paper that is wanted
meanwhile comes between two of them.
"""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.shell import doors
from ui.tasks import Desk

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.services.office import Office

_LIBRARIES = ("app.documents.press", "pypdfium2")
_BREATH_MS = 4_000
"""Milliseconds that a clerk who has just come in has the computer to himself."""
_TURN = 0.001
"""Seconds for which one thread may keep the interpreter from another; Python's own 5 are felt."""
_COLLECTED_EVERY = (20_000, 20, 50)
"""A pass of the collector is felt while typing; so it comes more rarely than in a batch program."""


class Warming(QObject):
    """Does the steps one after another; starts again whenever there are new ones.

    Signals:
        warm(): all steps are done for now.
    """

    warm = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._steps: deque[Callable[[Office], object]] = deque()
        self._busy = False

    def begin(self) -> None:
        """Load, while the name is being typed, what comes after the sign-in."""
        sys.setswitchinterval(_TURN)
        self._take(
            doors.load_workplace, _warm_sentences, _warm_catalogue, _warm_checks, _load_libraries
        )

    def screens(self, actor: Actor) -> None:
        """Load the screens of the person who has come in."""
        self._take(partial(_load_screens, actor))

    def papers(self) -> None:
        """Make ready for printing, soon: a clerk is in."""
        QTimer.singleShot(_BREATH_MS, self, self._begin_papers)

    def _begin_papers(self) -> None:
        self._take(_warm_papers)

    def _take(self, *steps: Callable[[Office], object]) -> None:
        self._steps.extend(steps)
        if not self._busy:
            self._next()

    def _next(self, _outcome: object = None) -> None:
        # What hinders a step is told to whoever comes to need the thing in earnest.
        self._busy = bool(self._steps)
        if self._busy:
            self._desk.make(self._steps.popleft(), then=self._next, failed=self._next)
        else:
            _let_stay()
            self.warm.emit()


def _load_screens(actor: Actor, office: Office) -> None:
    doors.load_screens(office, actor)


def _load_libraries(_office: Office) -> None:
    for name in _LIBRARIES:
        import_module(name)


def _warm_sentences(_office: Office) -> None:
    from app.wording.sentences import all_sentences

    all_sentences()


def _warm_catalogue(office: Office) -> None:
    from app.services import catalogue

    catalogue.current(office)


def _warm_checks(_office: Office) -> None:
    from app.checks import warm

    warm()


def _warm_papers(office: Office) -> None:
    office.paper_maker().warm_up()


def _let_stay() -> None:
    """Call the collector back, and spare it what was loaded: that stays until the end."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED_EVERY)

"""The program on the screen: Qt set up, desk and window made, nets spread, one run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app import paths
from ui.shell import doors
from ui.shell.entrance import Entrance
from ui.shell.idle import IdleWatch
from ui.shell.law_watch import LawWatch
from ui.shell.look import FONT, LANGUAGE, THEME, Look
from ui.shell.safety import SafetyNet
from ui.shell.screen_fonts import found_fonts, load_all_fonts, load_first_fonts
from ui.shell.window import MainWindow
from ui.styles.appearance import STYLED
from ui.tasks import Desk

if TYPE_CHECKING:  # loaded after the first paint
    from app.domain.actor import Actor
    from app.services.office import Office
    from ui.shell.crash_dialog import CrashDialog
    from ui.shell.warming import Warming

_SWITCHES = ((LANGUAGE, "Ctrl+Shift+E"), (THEME, "Ctrl+Shift+D"), (FONT, "Ctrl+Shift+F"))


class Program(QObject):
    """One run of the program: its desk, its window, and who is in.

    `open_office` is called once, on the writer's thread, after the first paint.
    """

    def __init__(
        self, application: QApplication, open_office: Callable[[], Office], home: Path
    ) -> None:
        super().__init__()
        self.home = home
        self.crash: CrashDialog | None = None
        self.look = Look(application, paths.cache())
        self.look.remembered()
        self.desk = Desk(open_office, self)
        self.window = MainWindow()
        self.entrance = Entrance(self.desk, self.window, self.look, IdleWatch(application))
        self.net = SafetyNet(home, self)
        self.net.caught.connect(self.show_fault)
        self.desk.broken.connect(self.show_fault)
        self.desk.refused.connect(self.window.refuse)
        self.law_watch = LawWatch(self.desk)
        self.entrance.came_in.connect(self._make_ready)
        self.window.painted.connect(self._begin)

    @cached_property
    def warming(self) -> Warming:
        """What loads the things that the first paint could do without."""
        from ui.shell.warming import Warming

        return Warming(self.desk)

    def show_fault(self, error: Exception) -> None:
        """Open the crash dialog, one at a time; the work behind it goes on afterwards."""
        if self.crash is not None:
            return
        from app.ports.clock import SystemClock
        from ui.shell.crash_dialog import CrashDialog

        self.crash = CrashDialog(error, self.home, SystemClock().now(), self.window)
        self.crash.finished.connect(self._forget_crash)
        self.crash.open()

    def close(self) -> None:
        """Finish what was being written, and leave nothing running."""
        self.desk.close()
        self.net.fold()
        gc.unfreeze()  # the warming has spared what this run had loaded

    def switch(self, key: str) -> None:
        """Go on to the next language, to light or dark, or to the next font step, and keep it."""
        value = self.look.next(key)
        self.look.choose(key, value)
        self.desk.do(doors.keep_setting, key, value)

    def _begin(self) -> None:
        """Open the office and load what the first page could do without."""
        self._add_switches()
        self.look.speak_qt()
        self.entrance.begin()
        self.desk.read(found_fonts, then=load_all_fonts)
        self.warming.begin()

    def _make_ready(self, actor: Actor) -> None:
        from app.domain.actor import Role

        self.law_watch.begin()
        self.warming.screens(actor)
        if Role.CLERK in actor.roles:
            self.warming.papers()

    def _forget_crash(self) -> None:
        self.crash = None

    def _add_switches(self) -> None:
        from PySide6.QtGui import QAction

        for key, shortcut in _SWITCHES:
            action = QAction(self.window)
            action.setShortcut(shortcut)
            action.triggered.connect(lambda _checked=False, key=key: self.switch(key))
            self.window.addAction(action)


def set_up(arguments: Sequence[str]) -> QApplication:
    """Make the Qt application with the fonts of the first page."""
    application = QApplication([*arguments, "-style", "fusion"])
    application.setProperty(STYLED, True)
    application.setApplicationName("Yichuang")
    load_first_fonts()
    return application


def run(open_office: Callable[[], Office], home: Path, arguments: Sequence[str]) -> int:
    """Run the program until its window is closed; returns the exit code."""
    application = set_up(arguments)
    program = Program(application, open_office, home)
    program.net.spread()
    try:
        program.window.show()
        return application.exec()
    finally:
        program.close()

"""The program on the screen: Qt set up, desk and window made, nets spread, one run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from app import paths
from app.documents.fonts import font_files
from app.ports.clock import SystemClock
from app.wording import _
from ui.shell import doors
from ui.shell.crash_dialog import CrashDialog
from ui.shell.entrance import Entrance
from ui.shell.idle import IdleWatch
from ui.shell.look import FONT, LANGUAGE, THEME, Look
from ui.shell.safety import SafetyNet
from ui.shell.window import MainWindow
from ui.styles.appearance import load_fonts
from ui.tasks import Desk

if TYPE_CHECKING:  # opens on the writer's thread
    from app.services.office import Office

_WINDOWS_FONTS = ("Microsoft YaHei UI",)
_SWITCHES = ((LANGUAGE, "Ctrl+Shift+E"), (THEME, "Ctrl+Shift+D"), (FONT, "Ctrl+Shift+F"))


class Program(QObject):
    """One run of the program: its desk, its window, and who is in.

    `open_office` is called once, on the writer's thread, after the first paint.
    """

    def __init__(
        self, application: QApplication, open_office: Callable[[], Office], home: Path
    ) -> None:
        super().__init__()
        self._home = home
        self._clock = SystemClock()
        self._crash: CrashDialog | None = None
        self.look = Look(application, paths.cache())
        self.look.remembered()
        self.desk = Desk(open_office, self)
        self.window = MainWindow()
        self.entrance = Entrance(self.desk, self.window, self.look, IdleWatch(application))
        self.net = SafetyNet(home, self)
        self.net.caught.connect(self.show_fault)
        self.desk.broken.connect(self.show_fault)
        self.desk.refused.connect(self.window.refuse)
        self.window.painted.connect(self.entrance.begin)
        self._add_switches()

    def show_fault(self, error: Exception) -> None:
        """Open the crash dialog, one at a time; the work behind it goes on afterwards."""
        if self._crash is not None:
            return
        self._crash = CrashDialog(error, self._home, self._clock.now(), self.window)
        self._crash.finished.connect(self._forget_crash)
        self._crash.open()

    def close(self) -> None:
        """Finish what was being written, and leave nothing running."""
        self.desk.close()
        self.net.fold()

    def switch(self, key: str) -> None:
        """Go on to the next language, to light or dark, or to the next font step, and keep it."""
        value = self.look.next(key)
        worn = {each: self.look.now(each) for each, _shortcut in _SWITCHES}
        self.look.wear(worn | {key: value})
        self.look.remember()
        self.desk.do(doors.keep_setting, key, value)

    def _forget_crash(self) -> None:
        self._crash = None

    def _add_switches(self) -> None:
        for key, shortcut in _SWITCHES:
            action = QAction(self.window)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(lambda _checked=False, key=key: self.switch(key))
            self.window.addAction(action)


def set_up(arguments: Sequence[str]) -> QApplication:
    """Make the Qt application with the program's fonts; the fonts for rare characters come later."""
    application = QApplication(list(arguments))
    application.setApplicationName("Yichuang")
    application.setApplicationDisplayName(_("一窗"))
    files = font_files()
    load_fonts((str(files.sans), str(files.sans_bold)), _preferred_fonts())
    QTimer.singleShot(0, application, load_rare_fonts)
    return application


def load_rare_fonts() -> None:
    """Add the font that holds the characters the first ones lack."""
    files = font_files()
    load_fonts(
        tuple(str(file) for file in (files.sans, files.sans_bold, files.rare)), _preferred_fonts()
    )


def _preferred_fonts() -> tuple[str, ...]:
    return _WINDOWS_FONTS if sys.platform == "win32" else ()


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

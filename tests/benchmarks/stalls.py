"""A day at the window in short, watched for moments in which the window does not answer.

A process of its own, because what is measured is loading: start, sign-in, one sitting, its papers.
Prints one JSON object, phase → {"stall": …, "own": …}: the longest time between two answers of the
UI thread, in milliseconds of this process's CPU (so that other processes do not count), and the
longest slice of work of the UI thread itself.

usage: python -m tests.benchmarks.stalls HOME NAME PASSWORD [whole]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer

from ui.shell.application import Program, set_up

if TYPE_CHECKING:  # opens after the first paint
    from app.services.office import Office

_TICK_MS = 5


class Watch:
    """Ticks on the UI thread and remembers the longest waits between two ticks."""

    def __init__(self) -> None:
        self.phase = ""
        self.longest: dict[str, dict[str, float]] = {}
        self._last: tuple[float, float] | None = None
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def begin(self, phase: str) -> None:
        """Begin a phase; what lies between two phases counts for neither."""
        self.phase = phase
        self.longest[phase] = {"stall": 0.0, "own": 0.0}
        self._last = None

    def end(self) -> dict[str, dict[str, float]]:
        """Stop and return what was seen."""
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = (time.process_time(), time.thread_time())
        if self._last is not None:
            seen = self.longest[self.phase]
            for name, before, after in zip(("stall", "own"), self._last, now, strict=True):
                seen[name] = max(seen[name], (after - before) * 1000)
        self._last = now


def main(home: Path, name: str, password: str, *, whole: bool) -> None:
    """Live a short day in the store of `home` and print what was seen."""
    watch = Watch()
    program = Program(APPLICATION, lambda: _open(home), home)
    watch.begin("start")
    program.window.show()
    _until_warm(program)
    if whole:
        _work(program, watch, name, password)
    print(json.dumps(watch.end()))
    program.close()


def _open(home: Path) -> Office:
    from app.admin.opening import open_office
    from db.credentials import MemorySecrets

    return open_office(home, MemorySecrets(), exclusive=True)


def _until_warm(program: Program) -> None:
    waiting = QEventLoop()
    program.warming.warm.connect(waiting.quit)
    waiting.exec()


def _work(program: Program, watch: Watch, name: str, password: str) -> None:
    from ui.demonstration.example import read_example, read_hall
    from ui.demonstration.staff import Credentials
    from ui.demonstration.story import Story

    story = Story(program, read_example(), lambda _words: None, lambda _picture: None)
    acts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("sign-in", lambda: story.sign_in(Credentials(name, password, ""))),
        ("first search and form", lambda: story.choose(read_hall().ticket)),
        ("filling", story.fill),
        ("materials", story.hand_in),
        ("receiving", story.receive),
        ("papers", story.print_papers),
    )
    for phase, act in acts:
        watch.begin(phase)
        act()
        story.hands.settle()


if __name__ == "__main__":
    APPLICATION = set_up(["yichuang"])
    main(Path(sys.argv[1]), *sys.argv[2:4], whole=sys.argv[4:] == ["whole"])

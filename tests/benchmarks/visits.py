"""Every screen of the program visited for the first time, watched for moments without an answer.

A process of its own, because a first visit can be measured once only. Prints one JSON object:
`visits`, caption → the longest slice of work of the UI thread from the key until the screen has come
to rest, and `painting`, what painting a whole screen once costs (the dearest of them); in
milliseconds of the UI thread's CPU, so that other threads and processes do not count.

usage: python -m tests.benchmarks.visits HOME NAME
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app import paths
from app.admin.opening import open_office
from app.domain.actor import Actor, Role
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.benchmarks.stalls import Watch
from ui.shell.application import set_up
from ui.shell.look import Look
from ui.shell.places import places_of
from ui.shell.screen_fonts import found_fonts, load_all_fonts
from ui.shell.warming import Warming
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.tasks import Desk

_REST_MS = 500
"""So long a screen takes to come to rest at most: its lists and its first case are read."""
_AHEAD_MS = 30
"""The watch has ticked by then."""
_PAINTINGS = 5


def main(home: Path, name: str) -> None:
    """Visit every screen of the program in the store of `home` and print what was seen."""
    secrets = MemorySecrets()
    office = open_office(home, secrets)
    actor = replace(acting(office, name, Role.CLERK), roles=frozenset(Role))
    load_all_fonts(found_fonts(office))
    office.store.close()
    desk = Desk(lambda: open_office(home, secrets))
    desk.open()
    _warm_up(Warming(desk), actor)
    window = MainWindow()
    workplace = Workplace(desk, actor, Look(APPLICATION, paths.cache()))
    window.show_page(workplace)
    window.show()
    _rest()
    print(json.dumps(_seen(window, workplace, actor)))
    desk.close()


def _warm_up(warming: Warming, actor: Actor) -> None:
    """Load what the program loads before and after the sign-in."""
    waiting = QEventLoop()
    warming.warm.connect(waiting.quit)
    warming.begin()
    warming.screens(actor)
    waiting.exec()


def _seen(window: MainWindow, workplace: Workplace, actor: Actor) -> dict[str, object]:
    watch = Watch()
    painting = []
    for number, place in enumerate(places_of(actor)):
        watch.begin(place.caption)
        QTimer.singleShot(_AHEAD_MS, partial(workplace.go, number))
        _rest()
        watch.begin("")
        painting.append(_painted(window))
    visits = {caption: seen["own"] for caption, seen in watch.end().items() if caption}
    visits.pop(places_of(actor)[0].caption)  # came with the sign-in
    return {"visits": visits, "painting": max(painting)}


def _painted(window: MainWindow) -> float:
    """Return what painting the whole window costs now, in milliseconds."""
    taken = []
    for _run in range(_PAINTINGS):
        began = time.thread_time()
        window.repaint()
        taken.append((time.thread_time() - began) * 1000)
    return statistics.median(taken)


def _rest() -> None:
    waiting = QEventLoop()
    QTimer.singleShot(_REST_MS, waiting.quit)
    waiting.exec()


if __name__ == "__main__":
    APPLICATION = set_up(["yichuang"])
    main(Path(sys.argv[1]), sys.argv[2])

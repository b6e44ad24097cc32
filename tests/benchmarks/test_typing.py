"""No key waits: the restaurant is typed from sign-in to the last look, every slice of the UI thread timed.

A slice is what keeps the next key from being taken: one key with all that hangs on it, or one turn of
the event loop (painting, rows built ahead, answers of the threads). CPU time of the UI thread alone.
The floor is painting the whole window once in the same run, so that a slow machine weighs on both.
Budgets on a plain desktop: 16 ms while typing, 40 ms to open the form; `-s` shows what they took.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shell.builders import opener
from ui.demonstration import hands
from ui.demonstration.example import read_example, read_hall
from ui.demonstration.staff import prepare
from ui.demonstration.story import Story
from ui.shell.application import Program

PAINTINGS = 15


@dataclass
class Slices:
    """CPU milliseconds of every slice, by what is being done."""

    doing: str = "sign-in"
    spent: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, deed: Callable[..., object]) -> Callable[..., None]:
        """Return a deed that is measured as one slice."""

        def measured(*args: object) -> None:
            before = time.thread_time()
            deed(*args)
            taken = (time.thread_time() - before) * 1000
            self.spent.setdefault(self.doing, []).append(taken)

        return measured

    def of(self, doing: str) -> list[float]:
        """Return the slices of one doing, quickest first; turns with nothing to do are left out."""
        return sorted(one for one in self.spent[doing] if one > 0.1)

    def told(self, doing: str) -> str:
        """Return the figures in words."""
        found = self.of(doing)
        return (
            f"{doing}: {len(found)} slices, p50 {statistics.median(found):.1f}, "
            f"p95 {quantile(found, 0.95):.1f}, slowest {found[-1]:.1f} ms CPU"
        )


def quantile(found: list[float], share: float) -> float:
    return found[min(len(found) - 1, int(len(found) * share))]


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> Slices:
    """Time everything the hands of the demonstration do, and every turn of the loop between."""
    kept = Slices()
    turn = kept.timed(QCoreApplication.processEvents)
    keys = SimpleNamespace(
        keyClick=kept.timed(QTest.keyClick), keyClicks=kept.timed(QTest.keyClicks)
    )
    loop = SimpleNamespace(
        processEvents=lambda flags, *_most: turn(flags),
        sendEvent=kept.timed(QCoreApplication.sendEvent),
    )
    monkeypatch.setattr(hands, "QTest", keys)
    monkeypatch.setattr(hands, "QCoreApplication", loop)
    return kept


@pytest.fixture
def story(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Story]:
    """Run the whole program over a sandbox store, signed in and at rest."""
    office = opener(tmp_path)()
    credentials = prepare(office, read_hall(), tmp_path)["clerk"]
    office.store.close()
    program = Program(qapp, opener(tmp_path), tmp_path)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.window.show()
    told = Story(program, read_example(), lambda _words: None, lambda _name: None)
    told.sign_in(credentials)
    with qtbot.waitSignal(told.screen.form.settled):
        told.screen.form.remerge()
    gc.collect()
    gc.freeze()
    yield told
    gc.unfreeze()
    program.close()


def painting(story: Story) -> float:
    """Return what painting the whole window takes, the median of several times."""
    taken = []
    for _time in range(PAINTINGS):
        story.screen.window().update()
        before = time.thread_time()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        taken.append((time.thread_time() - before) * 1000)
    return statistics.median(taken)


def test_no_slice_keeps_a_key_waiting_while_the_restaurant_is_typed(
    slices: Slices, story: Story, qtbot: QtBot
) -> None:
    slices.doing = "opening"
    story.choose(read_hall().ticket)
    slices.doing = "typing"
    story.fill()
    floor = painting(story)
    slices.doing = "saving"
    keeping = story.screen.keeping
    with qtbot.waitSignal(keeping.saved):
        slices.timed(keeping.save)()
    slices.doing = "materials"
    story.hand_in()
    print(f"painting the window: {floor:.1f} ms CPU")
    for doing in slices.spent:
        print(slices.told(doing))
    for doing in ("typing", "materials"):
        assert quantile(slices.of(doing), 0.95) <= 1.2 * floor, slices.told(doing)
        assert slices.of(doing)[-1] <= 2.5 * floor, slices.told(doing)
    assert slices.of("saving")[-1] <= 0.25 * floor, slices.told("saving")
    assert slices.of("opening")[-1] <= 5 * floor, slices.told("opening")

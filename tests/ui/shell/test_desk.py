"""The desk: three lines of work, answers on the UI thread, problems and faults apart."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.errors import Problem, WorldProblem
from tests.ui.shell.builders import Kept, opener
from ui.tasks import Desk


def test_the_verb_runs_elsewhere_and_the_answer_comes_home(qtbot: QtBot, desk: Desk) -> None:
    threads: list[str] = []
    answers: list[str] = []

    def verb(office: object, word: str) -> str:
        threads.append(threading.current_thread().name)
        return word.upper()

    def take(answer: str) -> None:
        assert QThread.currentThread() is desk.thread()
        answers.append(answer)

    desk.read(verb, "a", then=take)
    desk.do(verb, "b", then=take)
    desk.make(verb, "c", then=take)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert sorted(answers) == ["A", "B", "C"]
    assert sorted(threads) == ["desk-papers", "desk-reader", "desk-writer"]


def test_a_read_does_not_wait_behind_a_write(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    read: list[int] = []
    written: list[int] = []
    desk.do(lambda _office: gate.wait(10), then=written.append)
    desk.read(lambda _office: 1, then=read.append)
    qtbot.waitUntil(lambda: read == [1])
    assert not written
    gate.set()
    qtbot.waitUntil(lambda: bool(written))


def test_changes_are_told_to_all_after_the_answer(qtbot: QtBot, desk: Desk) -> None:
    order: list[object] = []
    desk.changed.connect(order.append)
    changes = Changes(cases=True)
    desk.do(lambda _office: changes, then=lambda _answer: order.append("then"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["then", changes]


def test_no_changes_are_no_news(qtbot: QtBot, desk: Desk) -> None:
    news: list[object] = []
    answers: list[object] = []
    desk.changed.connect(news.append)
    desk.do(lambda _office: Changes(), then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert news == []


def test_a_problem_goes_to_who_asked_else_to_the_notices(qtbot: QtBot, desk: Desk) -> None:
    def refuse(_office: object) -> None:
        raise Problem("case.already-accepted")

    def fail(_office: object) -> None:
        raise WorldProblem("store.disk-full")

    mine: list[Problem] = []
    with qtbot.waitSignal(desk.refused) as told:
        desk.do(refuse, failed=mine.append)
        desk.do(fail)
    assert [problem.code for problem in mine] == ["case.already-accepted"]
    assert told.args[0].code == "store.disk-full"


def test_a_fault_of_ours_is_told_apart(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.broken) as told:
        desk.read(lambda _office: 1 // 0, then=lambda _answer: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_whoever_waits_hears_of_the_end_first_however_it_comes_out(
    qtbot: QtBot, desk: Desk
) -> None:
    told: list[str] = []
    desk.broken.connect(lambda _fault: told.append("fault"))

    def refuse(_office: object) -> None:
        raise Problem("case.already-accepted")

    def break_(_office: object) -> None:
        raise ZeroDivisionError

    def ended() -> None:
        told.append("ended")

    desk.do(lambda _office: 1, then=lambda _answer: told.append("answer"), ended=ended)
    desk.do(refuse, failed=lambda _problem: told.append("problem"), ended=ended)
    desk.do(break_, ended=ended)
    qtbot.waitUntil(lambda: len(told) == 6)
    assert told == ["ended", "answer", "ended", "problem", "ended", "fault"]


def test_of_several_questions_only_the_newest_is_answered(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    asked: list[str] = []
    answers: list[str] = []

    def search(_office: object, text: str) -> str:
        gate.wait(10)
        asked.append(text)
        return text

    for text in ("s", "sp", "spj", "spjy"):
        desk.read(search, text, then=answers.append, newest="search")
    gate.set()
    qtbot.waitUntil(lambda: answers == ["spjy"])
    assert set(asked) <= {"s", "spjy"}  # those in between were never begun


def test_a_widget_that_is_gone_is_not_called(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    label = QLabel()
    done: list[int] = []
    desk.read(lambda _office: gate.wait(10) and "late", then=label.setText)
    label.deleteLater()
    qtbot.waitUntil(lambda: _gone(label))
    gate.set()
    desk.read(lambda _office: 1, then=done.append)
    qtbot.waitUntil(lambda: done == [1])


def _gone(thing: QObject) -> bool:
    import shiboken6

    return not shiboken6.isValid(thing)


def test_closing_finishes_what_was_being_written(kept: Kept, qapp: object) -> None:
    desk = Desk(opener(kept.home))
    written: list[int] = []
    for n in range(20):
        desk.do(lambda _office, n=n: written.append(n))
    desk.open()
    desk.close()
    assert written == list(range(20))


def test_an_office_that_cannot_open_says_why(qtbot: QtBot, qapp: object) -> None:
    def refuse() -> object:
        raise WorldProblem("store.too-new")

    desk = Desk(refuse)  # type: ignore[arg-type]  # never returns an office
    problems: list[Problem] = []
    desk.read(lambda _office: 1, then=lambda _answer: None, failed=problems.append)
    desk.open()
    qtbot.waitUntil(lambda: bool(problems))
    assert problems[0].code == "store.too-new"
    desk.close()

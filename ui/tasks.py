"""The desk: the one way to do work off the UI thread, in two words: read and do.

Three lines of work stand behind it: one writer (`do`), one reader (`read`), so that a search never
waits behind an acceptance, and one for papers and printing (`make`). The UI thread touches no
store, no PDF and no device. Answers come back on the UI thread; threads only ever hold the verb,
its arguments and a ticket number, never a widget.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:  # the office's room is heavy and opens on the writer's thread
    from app.errors import Problem
    from app.services.office import Office

Answer = TypeVar("Answer")


class _Opening:
    """The office, once it is open; whoever asks waits, and shares the reason when it cannot open."""

    def __init__(self) -> None:
        self._settled = threading.Event()
        self._office: Office | None = None
        self._error: Exception | None = None

    def open(self, open_office: Callable[[], Office]) -> None:
        """Open it, on the thread that asks."""
        try:
            self._office = open_office()
        except Exception as error:  # noqa: BLE001 - told to everyone who asks the desk for anything
            self._error = error
        self._settled.set()

    def office(self) -> Office:
        """Return the open office. Raises what hindered its opening."""
        self._settled.wait()
        if self._error is not None:
            raise self._error
        assert self._office is not None
        return self._office

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._office is not None:
            self._office.store.close()


class _Job:
    """What a thread is told: the verb, its arguments, and the ticket to answer under."""

    def __init__(self, ticket: int, verb: Callable[..., object], args: tuple[object, ...]) -> None:
        self.ticket, self.verb, self.args = ticket, verb, args


class _Waiting:
    """What the UI thread remembers of a ticket: who is told what, and its newest-wins token."""

    def __init__(
        self,
        then: Callable[..., object] | None,
        failed: Callable[[Problem], object] | None,
        ended: Callable[[], object] | None = None,
        newest: str = "",
    ) -> None:
        self.then, self.failed, self.ended, self.newest = then, failed, ended, newest


class _Fault:
    """An answer that is an exception."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class _Line(threading.Thread):
    """One thread working through its jobs in order."""

    def __init__(self, name: str, office: _Opening, desk: Desk) -> None:
        super().__init__(name=f"desk-{name}", daemon=True)
        self.jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._office = office
        self._desk = desk

    def run(self) -> None:
        """Work until told to stop by None."""
        while (job := self.jobs.get()) is not None:
            if self._desk.wants(job.ticket):
                self._desk.answered.emit(job.ticket, self._work(job))

    def drop(self) -> None:
        """Forget the jobs that have not begun."""
        with contextlib.suppress(Empty):
            while True:
                self.jobs.get_nowait()

    def _work(self, job: _Job) -> object:
        try:
            return job.verb(self._office.office(), *job.args)
        except Exception as error:  # noqa: BLE001 - every fault travels to the UI thread
            return _Fault(error)


class _WritingLine(_Line):
    """The writer; it opens the office before its first job."""

    def __init__(self, open_office: Callable[[], Office], office: _Opening, desk: Desk) -> None:
        super().__init__("writer", office, desk)
        self._open = open_office

    def run(self) -> None:
        """Open the office, then work."""
        self._office.open(self._open)
        super().run()


class Desk(QObject):
    """Runs verbs `verb(office, *args)` on their threads and brings the answers home.

    A `Problem` goes to the caller's `failed`, else to `refused`; any other exception is a fault of
    ours and goes to `broken`. However it came out, `ended` is called first: there a screen that
    waits stops waiting. Callbacks of a widget that is gone, or of a question that a newer one has
    overtaken, are not called.

    Signals:
        changed(Changes): a verb has changed these kinds of record; every screen may refresh.
        refused(Problem): a refusal or a failure of the world nobody asked to be told about.
        broken(Exception): a fault of ours.
        answered(int, object): between the threads and the desk; of no use to others.
    """

    changed = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    answered = Signal(int, object)

    def __init__(self, open_office: Callable[[], Office], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = _Opening()
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._tickets = 0
        self._writer = _WritingLine(open_office, self._office, self)
        self._reader = _Line("reader", self._office, self)
        self._maker = _Line("papers", self._office, self)
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Start the threads; the writer opens the office. Call it after the first paint."""
        for line in (self._writer, self._reader, self._maker):
            line.start()

    def read(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None = None,
        ended: Callable[[], object] | None = None,
        newest: str = "",
    ) -> None:
        """Ask something. Of all questions under one `newest` token only the last is answered."""
        self._send(self._reader, verb, args, _Waiting(then, failed, ended, newest))

    def do(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object] | None = None,
        failed: Callable[[Problem], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        """Change something. What the answer names as changed is told to all screens."""
        self._send(self._writer, verb, args, _Waiting(then, failed, ended))

    def make(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object] | None = None,
        failed: Callable[[Problem], object] | None = None,
        ended: Callable[[], object] | None = None,
        newest: str = "",
    ) -> None:
        """Make or print a paper, or draw its pages: slow work that must hold up neither line."""
        self._send(self._maker, verb, args, _Waiting(then, failed, ended, newest))

    def wants(self, ticket: int) -> bool:
        """Tell a thread whether the answer to a ticket is still wanted."""
        return ticket in self._waiting

    def close(self) -> None:
        """Finish what was being written, drop the rest, end the threads and close the store."""
        self._reader.drop()
        self._maker.drop()
        lines = (self._writer, self._reader, self._maker)
        for line in lines:
            line.jobs.put(None)
        for line in lines:
            if line.is_alive():
                line.join()
        self._waiting.clear()
        self._office.close()

    def _send(
        self,
        line: _Line,
        verb: Callable[..., object],
        args: tuple[object, ...],
        waiting: _Waiting,
    ) -> None:
        self._tickets += 1
        if waiting.newest:
            self._waiting.pop(self._newest.get(waiting.newest, 0), None)
            self._newest[waiting.newest] = self._tickets
        self._waiting[self._tickets] = waiting
        line.jobs.put(_Job(self._tickets, verb, args))

    @Slot(int, object)
    def _deliver(self, ticket: int, answer: object) -> None:
        waiting = self._waiting.pop(ticket, None)
        if waiting is None:
            return
        if waiting.ended is not None and _alive(waiting.ended):
            waiting.ended()
        if isinstance(answer, _Fault):
            self._fail(answer.error, waiting)
            return
        if waiting.then is not None and _alive(waiting.then):
            waiting.then(answer)
        from app.changes import Changes

        changes = answer if isinstance(answer, Changes) else getattr(answer, "changes", None)
        if isinstance(changes, Changes) and changes.any:
            self.changed.emit(changes)

    def _fail(self, error: Exception, waiting: _Waiting) -> None:
        from app.errors import Problem

        if not isinstance(error, Problem):
            self.broken.emit(error)
        elif waiting.failed is None:
            self.refused.emit(error)
        elif _alive(waiting.failed):
            waiting.failed(error)


def _alive(callback: Callable[..., object]) -> bool:
    """Tell whether the widget a callback belongs to still exists."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)

"""The last nets: whatever nobody caught ends in one place instead of vanishing."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: "DEBUG",
    QtMsgType.QtInfoMsg: "INFO",
    QtMsgType.QtWarningMsg: "WARNING",
    QtMsgType.QtCriticalMsg: "ERROR",
    QtMsgType.QtFatalMsg: "CRITICAL",
}


class SafetyNet(QObject):
    """Catches exceptions of slots and threads, messages of Qt, and deaths of the interpreter.

    Signals:
        caught(Exception): an exception nobody handled, always told on the UI thread.
    """

    caught = Signal(object)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._log = home / "fault.log"
        self._file: TextIO | None = None

    def spread(self) -> None:
        """Install all nets. The fault log holds the frames of a death, no values."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._log.open("a", encoding="utf-8")
        faulthandler.enable(self._file)

    def fold(self) -> None:
        """Take the nets down again, leaving things as they were."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            self.caught.emit(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.caught.emit(args.exc_value)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    import logging

    logging.getLogger("qt").log(logging.getLevelNamesMapping()[_LEVELS[kind]], "%s", message)

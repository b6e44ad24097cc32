"""What holds for every test: no network, no real data or keyring, nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import pytest_socket

from app import wording
from tests.patience import PatientBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["YICHUANG_NO_VENV"] = "1"  # the interpreter under test is the one to go on with
_OUTSIDE_ANY_TEST = tempfile.mkdtemp(prefix="yichuang-suite-")
os.environ["YICHUANG_HOME"] = _OUTSIDE_ANY_TEST

_LOOPBACK = ["127.0.0.1", "::1"]
_GRACE = 2.0  # seconds that a thread told to end may take

hypothesis.settings.register_profile(
    "house",
    deadline=None,  # a busy machine is no fault of the program
    database=None,
    # A landing is judged by the same examples each time; every other run looks for new ones.
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the suite's own marks."""
    for mark in (
        "loopback: may open sockets to this machine itself",
        "logs_warnings: the program is meant to log a warning or an error here",
        "long: too long for every run; chosen by --long",
        "fresh: installs the program anew from the package index",
    ):
        config.addinivalue_line("markers", mark)


def pytest_unconfigure() -> None:
    """Take away what was written outside any test."""
    shutil.rmtree(_OUTSIDE_ANY_TEST, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch for the long tests."""
    parser.addoption("--long", action="store_true", help="run the tests marked long as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is long, or installs anew, unless it is asked for."""
    chosen = config.getoption("-m")
    unasked = {
        "long": not config.getoption("--long"),
        "fresh": os.environ.get("YICHUANG_REQUIRE") != "all",
    }
    left_out = [
        item
        for item in items
        if any(
            out and mark not in chosen and item.get_closest_marker(mark)
            for mark, out in unasked.items()
        )
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Forbid the network; a test marked `loopback` may talk to this machine."""
    if item.get_closest_marker("loopback"):
        pytest_socket.socket_allow_hosts(_LOOPBACK, allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give every test a data folder of its own (not yet made)."""
    monkeypatch.setenv("YICHUANG_HOME", str(tmp_path / "yichuang-home"))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """Give a bot that waits for as long as a loaded machine may need."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    """Speak Chinese at the start of every test, whatever the last one spoke."""
    yield
    if wording.language() != wording.SOURCE:
        wording.use(wording.SOURCE)


class _Listener(logging.Handler):
    """Keeps the records of a test that weigh a warning or more."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which anything logged a warning that the test does not announce."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.records and not request.node.get_closest_marker("logs_warnings"):
        said = "; ".join(f"{r.name}: {r.getMessage()}" for r in listener.records)
        pytest.fail(f"logged without being expected (mark logs_warnings): {said}", pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a window or a running timer of its own behind."""
    threads = set(threading.enumerate())
    windows, timers = _windows(), _timers()
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(_GRACE)
        if thread.is_alive():
            pytest.fail(f"left a thread running: {thread.name}", pytrace=False)
    if left := [timer for timer in _timers() if timer not in timers]:
        pytest.fail(f"left running timers: {left}", pytrace=False)
    if any(window not in windows for window in _windows()):
        gc.collect()  # a window in a reference ring is not yet a leak
        if left := [window for window in _windows() if window not in windows]:
            names = [f"{type(w).__name__}({w.objectName()})" for w in left]
            pytest.fail(f"left windows open (qtbot.addWidget closes them): {names}", pytrace=False)


def _windows() -> list[Any]:
    """Return the windows without a parent that are alive; none where Qt is not loaded."""
    application = _application()
    if application is None:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        widget
        for widget in application.topLevelWidgets()
        if widget.parent() is None and type(widget).__name__ != "QTipLabel"
    ]


def _timers() -> list[Any]:
    """Return the running timers that hang on the application itself."""
    application = _application()
    if application is None:
        return []
    from PySide6.QtCore import QTimer

    return [timer for timer in application.findChildren(QTimer) if timer.isActive()]


def _application() -> Any:
    """Return the widget application of this process, if there is one."""
    if "PySide6.QtWidgets" not in sys.modules:
        return None
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()

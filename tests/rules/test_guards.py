"""The suite's own guards catch what they are there for: sins in a file of their own, all found."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.requirements import require_program
from tests.rules.sources import ROOT

SINS = """
import logging, os, socket, sys, threading, warnings
import pytest

STOP = threading.Event()

def test_network():
    socket.create_connection(("192.0.2.1", 9))

@pytest.mark.loopback
def test_network_beyond_this_machine():
    socket.create_connection(("192.0.2.1", 9))

@pytest.mark.loopback
def test_innocent_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_thread():
    threading.Thread(target=STOP.wait, daemon=True).start()

def test_log():
    logging.getLogger("sin").warning("said")

@pytest.mark.logs_warnings
def test_innocent_log():
    logging.getLogger("sin").warning("said")

def test_warning():
    warnings.warn("said", stacklevel=1)

def test_window(qtbot):
    from PySide6.QtWidgets import QWidget
    sys.kept = QWidget()
    sys.kept.show()

def test_innocent_window(qtbot):
    from PySide6.QtWidgets import QComboBox
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("x")
    box.show()
    box.showPopup()

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    timer = QTimer(qapp)
    timer.start(100000)

def test_qt_warning(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("said")

def test_innocent_home(tmp_path):
    assert os.environ["YICHUANG_HOME"].startswith(str(tmp_path))

@pytest.mark.long
def test_innocent_long():
    raise AssertionError("must be left out")
"""


def test_every_sin_is_caught_and_no_innocent_is(tmp_path: Path) -> None:
    file = tmp_path / "test_sins.py"
    file.write_text(SINS)
    options = ["-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rA",
            "--rootdir",
            str(tmp_path),
            *options,
            str(file),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    caught = {
        line.partition("::")[2].split()[0]
        for line in lines
        if line.startswith(("FAILED", "ERROR")) and "::" in line
    }
    sinful = {
        "test_network", "test_network_beyond_this_machine", "test_thread", "test_log",
        "test_warning", "test_window", "test_timer", "test_qt_warning",
    }  # fmt: skip
    assert caught == sinful, done.stdout
    assert "1 deselected" in lines[-1]


def test_what_the_system_lacks_is_skipped_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("YICHUANG_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"apt-get install .* poppler-utils"):
        require_program("pdftotext")


def test_where_everything_is_required_a_missing_program_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("YICHUANG_REQUIRE", "all")
    with pytest.raises(pytest.fail.Exception, match="pdftotext is missing"):
        require_program("pdftotext")

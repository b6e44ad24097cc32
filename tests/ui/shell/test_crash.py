"""The crash dialog and its report: where it happened, never with what; the work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.shell.application import Program
from ui.shell.fault import fault_report
from ui.shell.safety import SafetyNet

NAME, NUMBER = "王晓琳", "370102198805071226"


def fail(name: str, number: str) -> None:
    """Fail in every way that quotes a value in its message."""
    try:
        {}[name]
    except KeyError as first:
        try:
            int(number + "X")
        except ValueError as second:
            second.add_note(name)
            raise RuntimeError(f"{name} {number}") from ExceptionGroup(name, [first, second])


def caught() -> Exception:
    with pytest.raises(RuntimeError) as found:
        fail(NAME, NUMBER)
    return found.value


def test_the_report_tells_where_and_of_what_kind() -> None:
    report = fault_report(caught())
    assert "builtins.RuntimeError" in report
    assert "builtins.ExceptionGroup" in report
    assert "test_crash.py" in report
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in report


def test_no_value_gets_into_the_report() -> None:
    report = fault_report(caught())
    for value in (NAME, NUMBER, str(Path.home())):
        assert value not in report


def test_an_exception_that_causes_itself_ends() -> None:
    error = ValueError()
    error.__context__ = RuntimeError()
    error.__context__.__context__ = error
    assert fault_report(error).count("builtins.ValueError") == 1


def test_a_fault_in_a_verb_opens_the_dialog_and_the_work_goes_on(
    qtbot: QtBot, program: Program
) -> None:
    page = program.entrance.sign_in
    page.name.insert(NAME)

    def broken(_office: object) -> None:
        fail(page.name.text(), NUMBER)

    program.desk.do(broken)
    qtbot.waitUntil(lambda: program.crash is not None)
    dialog = program.crash
    assert dialog is not None
    assert NAME not in dialog.report
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == dialog.report)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    (saved,) = (program.home / "reports").iterdir()
    assert saved.read_text(encoding="utf-8") == dialog.report
    QTest.keyClick(dialog.continue_button, Qt.Key.Key_Return)
    assert program.crash is None
    assert page.name.text() == NAME


def test_a_second_fault_waits_for_no_second_dialog(qtbot: QtBot, program: Program) -> None:
    program.show_fault(ValueError())
    first = program.crash
    program.show_fault(KeyError())
    assert program.crash is first
    assert first is not None
    first.accept()


def test_slots_and_threads_fall_into_the_net(qtbot: QtBot, tmp_path: Path) -> None:
    import threading

    net = SafetyNet(tmp_path / "home")
    net.spread()
    try:
        with qtbot.waitSignal(net.caught) as from_slot:
            sys.excepthook(ValueError, ValueError(), None)
        assert isinstance(from_slot.args[0], ValueError)
        with qtbot.waitSignal(net.caught) as from_thread:
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
        assert isinstance(from_thread.args[0], ZeroDivisionError)
    finally:
        net.fold()
    assert (tmp_path / "home" / "fault.log").exists()


def test_a_death_of_the_interpreter_leaves_frames_and_no_values(tmp_path: Path) -> None:
    code = (
        "import sys, faulthandler; from pathlib import Path;"
        "from PySide6.QtCore import QCoreApplication; QCoreApplication([]);"
        "from ui.shell.safety import SafetyNet;"
        "net = SafetyNet(Path(sys.argv[1])); net.spread(); secret = sys.argv[2];"
        "faulthandler._sigabrt()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), NAME],
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
    )
    assert done.returncode != 0
    log = (tmp_path / "fault.log").read_text(encoding="utf-8")
    assert "Fatal Python error" in log
    assert NAME not in log

"""Processes of their own for the benchmarks of the start, and the floor they are measured by."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.paths import ROOT

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    print(time.process_time())
    app.exit(0)

app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 728)
window.show()
app.exec()
"""
"""A bare window of the same toolkit; prints the CPU seconds to its first paint."""


def run(home: Path, *words: str) -> list[str]:
    """Run the interpreter with arguments on a data folder; return the lines it printed.

    Its compiled code lies in that folder, so that a first run leaves it ready for the next ones.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, *words],
        check=True,
        capture_output=True,
        text=True,
        cwd=home,
        env=environment
        | {
            "PYTHONPYCACHEPREFIX": str(home / "compiled"),
            "QT_QPA_PLATFORM": "offscreen",
            "YICHUANG_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        },
    )
    return done.stdout.splitlines()


def bare_seconds(home: Path) -> float:
    """Return the CPU seconds of one bare window."""
    return float(run(home, "-c", BARE)[0])

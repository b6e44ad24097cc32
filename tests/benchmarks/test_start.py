"""Program start to sign-in window against a bare window of the same toolkit.

CPU time of whole processes up to the first paint, median of interleaved runs; `-s` shows the figures.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 9
LIMIT = 1.5

_BARE = """
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

_OURS = """
import sys, time
from pathlib import Path
from ui.shell.application import Program, set_up

def done():
    print(time.process_time())
    heavy = [name for name in HEAVY if name in sys.modules]
    print(",".join(heavy))
    app.exit(0)

HEAVY = ("sqlalchemy", "reportlab", "keyring", "alembic", "yaml", "jsonschema", "argon2",
         "pypdfium2", "pypinyin", "cryptography", "app.services", "ui.intake", "db")
app = set_up(sys.argv[:1])
program = Program(app, lambda: None, Path(sys.argv[1]))
program.window.painted.disconnect()
program.window.painted.connect(done)
program.window.show()
app.exec()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with unpacked fonts and compiled code, as on every start but the first."""
    folder = tmp_path_factory.mktemp("start")
    _run(_BARE, folder)
    _run(_OURS, folder)
    return folder


def _run(code: str, home: Path) -> list[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(home)],
        check=True,
        capture_output=True,
        text=True,
        env=environment
        | {
            "PYTHONPYCACHEPREFIX": str(home / "compiled"),
            "QT_QPA_PLATFORM": "offscreen",
            "YICHUANG_HOME": str(home),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )
    return done.stdout.splitlines()


def test_the_sign_in_window_costs_little_more_than_a_bare_one(home: Path) -> None:
    bare, ours = [], []
    for _round in range(ROUNDS):
        bare.append(float(_run(_BARE, home)[0]))
        ours.append(float(_run(_OURS, home)[0]))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"bare window {statistics.median(bare) * 1000:.0f} ms, "
        f"sign-in window {statistics.median(ours) * 1000:.0f} ms, ratio {ratio:.2f} (limit {LIMIT})"
    )
    assert ratio <= LIMIT


def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    assert _run(_OURS, home)[1:] in ([], [""])

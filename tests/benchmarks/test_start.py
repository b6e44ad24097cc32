"""Program start to sign-in window against a bare window of the same toolkit.

CPU time of whole processes up to the first paint, in pairs run one after the other, so that a busy
machine slows both alike; `-s` shows the figures.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.benchmarks.quietest import quietest
from tests.benchmarks.starting import bare_seconds, run

PAIRS = 15
LIMIT = 1.5

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
    bare_seconds(folder)
    _ours(folder)
    return folder


def _ours(home: Path) -> list[str]:
    return run(home, "-c", _OURS, str(home))


def test_the_sign_in_window_costs_little_more_than_a_bare_one(home: Path) -> None:
    def ratio() -> float:
        pairs = [(bare_seconds(home), float(_ours(home)[0])) for _pair in range(PAIRS)]
        bare, ours = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        found = statistics.median(ours / bare for bare, ours in pairs)
        print(
            f"bare window {bare:.0f} ms, sign-in window {ours:.0f} ms, "
            f"ratio {found:.2f} (limit {LIMIT})"
        )
        return found

    assert quietest(ratio, LIMIT) <= LIMIT


def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    assert _ours(home)[1:] in ([], [""])

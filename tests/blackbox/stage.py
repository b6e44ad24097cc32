"""The stage: a display, the buses and a window manager of their own, and the real program on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"
"""The interpreter for which the distribution packs pyatspi."""

_SIZE = "1366x768x24"
_GRACE = 5.0  # seconds that a process told to end may take
_NOT_OURS = ("WAYLAND_DISPLAY", "QT_IM_MODULE", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY")
_ACCESSIBLE = {
    "QT_QPA_PLATFORM": "xcb",
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    "NO_AT_BRIDGE": "0",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True)
class Stage:
    """A screen with nothing on it but a window manager; `surroundings` lead a process to it."""

    surroundings: Mapping[str, str]

    @contextmanager
    def program(self, home: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
        """Run the program on the data folder `home`; what it says goes to `log`."""
        own = {**self.surroundings, "YICHUANG_HOME": str(home)}
        with log.open("wb") as said, _running([sys.executable, "-m", "app"], own, said) as one:
            yield one

    def person(self, script: str, told: str) -> subprocess.CompletedProcess[str]:
        """Let a script (a module, run with pyatspi at hand) use the screen; `told` is its input."""
        return subprocess.run(
            [SYSTEM_PYTHON, "-m", script],
            input=told,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**self.surroundings},
            check=False,
        )


@contextmanager
def stage() -> Iterator[Stage]:
    """Set the stage, and clear it."""
    with ExitStack() as stack:
        # Sockets are made in here, and their paths may not be longer than 108 bytes.
        private = stack.enter_context(tempfile.TemporaryDirectory(prefix="yc-"))
        own = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
        own |= {**_ACCESSIBLE, "XDG_RUNTIME_DIR": private}
        display = ["Xvfb", "-displayfd", "1", "-screen", "0", _SIZE, "-nolisten", "tcp"]
        own["DISPLAY"] = f":{stack.enter_context(_saying(display, own))}"
        bus = ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1"]
        own["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_saying(bus, own))
        stack.enter_context(_running(["openbox", "--sm-disable"], own))
        yield Stage(own)


@contextmanager
def _saying(command: Sequence[str], surroundings: Mapping[str, str]) -> Iterator[str]:
    """Run a process that says one line when it is ready; yield that line."""
    with _running(command, surroundings, subprocess.PIPE) as process:
        assert process.stdout is not None  # asked for above
        line = process.stdout.readline().decode().strip()
        if not line:
            raise OSError(f"{command[0]} did not start")
        yield line


@contextmanager
def _running(
    command: Sequence[str], surroundings: Mapping[str, str], out: object = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process, and end it and all that it started."""
    process = subprocess.Popen(
        command,
        env=dict(surroundings),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT if out is not subprocess.PIPE else subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)
        if process.stdout is not None:
            process.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(_GRACE)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
        else:
            break
    process.wait()

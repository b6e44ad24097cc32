"""The private `.venv`: made once, filled from a lock, repaired when it was left half made.

Everything happens under a lock file, so two first starts at once do the work once. A mark is
written last; a note that is written first and taken away last tells a broken-off installation,
which is then laid over anew, because a package of which only half arrived looks installed to pip.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from app.bootstrap import INSTALLER, LOCKS, PYTHON, ROOT, VENV, installed, leave, mark, say, system
from app.bootstrap import wanted as wanted_mark

_TURN = ".venv.lock"
_VENV_PACKAGE = "python3-venv"
_TAIL = 12  # lines of pip's output shown when it fails


def prepare(lock: str) -> None:
    """Make the private interpreter hold a lock; SystemExit with a sentence when it cannot."""
    try:
        with _one_at_a_time():
            if not installed(lock):
                _install(lock)
    except OSError as error:
        leave(
            f"无法在程序目录中准备运行环境（{error.strerror or error}），"
            "请确认磁盘未满，并把程序放在可以写入的目录中",
            f"cannot prepare .venv in {ROOT}: is the folder read-only or the disk full?",
        )
    except KeyboardInterrupt:
        leave("已中断，下次启动会接着准备", "interrupted; the next start goes on")


def _install(lock: str) -> None:
    """Fill the private interpreter from a lock and set the marks."""
    begun = time.monotonic()
    if not _is_sound():
        _make()
    notes = [Path(mark("unfinished", name)) for name in LOCKS if lock in {name, "test"}]
    again = any(note.exists() for note in notes)
    Path(mark("unfinished", lock)).touch()
    say(
        f"正在安装所需的 Python 软件包（{lock}.lock），首次约需一分钟",
        f"installing the packages of {lock}.lock, about a minute the first time",
    )
    _run_pip(lock, again=again)
    for name in LOCKS:
        if lock in {name, "test"}:
            Path(mark("installed", name)).write_bytes(wanted_mark(name))
    for note in notes:
        note.unlink(missing_ok=True)
    say(
        f"运行环境已就绪（{time.monotonic() - begun:.0f} 秒）",
        "the environment is ready",
    )


def _is_sound() -> bool:
    """Tell whether the private interpreter runs and is of this Python version."""
    if not Path(PYTHON).exists():
        return False
    asked = subprocess.run(
        [PYTHON, "-I", "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _make() -> None:
    """Make the private interpreter, in the first way that this Python offers."""
    say("正在建立独立的运行环境 .venv", "making the private environment .venv")
    if any(_succeeds(command) and _is_sound() for command in _ways()):
        return
    if system.can_install() and system.install([_VENV_PACKAGE]):
        importlib.invalidate_caches()
        if any(_succeeds(command) and _is_sound() for command in _ways()):
            return
    leave(
        f"本机 Python 既没有 venv/ensurepip，也没有 pip 或 virtualenv，"
        f"请以 root 运行：{system.install_line([_VENV_PACKAGE])}",
        "this Python has neither venv with ensurepip nor pip nor virtualenv; "
        "run the line above as root",
    )


def _ways() -> Iterator[list[str]]:
    """Yield the commands that can make an environment with this Python, the best first."""
    if _has("venv") and _has("ensurepip"):
        yield [sys.executable, "-I", "-m", "venv", "--clear", VENV]
    if _has("venv") and _has("pip"):
        yield [sys.executable, "-I", "-m", "venv", "--clear", "--without-pip", VENV]
    if _has("virtualenv"):
        yield [sys.executable, "-m", "virtualenv", "--clear", VENV]


def _has(module: str) -> bool:
    """Tell whether this Python has a module."""
    return importlib.util.find_spec(module) is not None


def _succeeds(command: list[str]) -> bool:
    """Run a command silently and tell whether it succeeded."""
    return subprocess.run(command, capture_output=True, cwd=INSTALLER, check=False).returncode == 0


def _pip() -> list[str]:
    """Return the pip to use: the environment's own, else this Python's for that environment."""
    own = [PYTHON, "-I", "-m", "pip"]
    if _succeeds([*own, "--version"]):
        return own
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def _run_pip(lock: str, *, again: bool) -> None:
    """Install a lock with hashes, telling each package; SystemExit when pip fails."""
    command = [*_pip(), "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--progress-bar", "off", "--disable-pip-version-check"]
    command += ["--force-reinstall"] if again else []
    command += ["-r", str(Path(INSTALLER, f"{lock}.lock"))]
    aside = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"}
    with subprocess.Popen(
        command,
        env={key: value for key, value in os.environ.items() if key not in aside},
        cwd=INSTALLER,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        said = _tell(pip.stdout)
    if pip.returncode:
        sys.stderr.write("".join(said[-_TAIL:]))
        leave(
            "安装 Python 软件包失败（见上），请检查网络后重新启动；已下载的部分会接着用",
            "installing the packages failed, see above; check the network and start again",
        )


def _tell(output: IO[str]) -> list[str]:
    """Show pip's progress, one word for each package; return all that it said."""
    said = []
    for line in output:
        said.append(line)
        if line.startswith("Collecting "):
            sys.stderr.write(f"      {line.split()[1]}\n")
            sys.stderr.flush()
        elif line.startswith("Installing collected packages"):
            say("正在写入 .venv", "writing into .venv")
    return said


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the turn; wait, and say so, while another start has it."""
    with Path(ROOT, _TURN).open("a+b") as file:
        if not _take(file, wait=False):
            say("另一个启动正在准备运行环境，请稍候", "another start prepares .venv; waiting")
            _take(file, wait=True)
        yield  # the system gives the turn back when the file closes, however we end


def _take(file: IO[bytes], *, wait: bool) -> bool:
    """Take the lock on an open file; False when another process has it and we do not wait."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True

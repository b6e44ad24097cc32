"""The first statement of every entry point: be in an interpreter that has what is needed.

`ensure("run")` before any third-party import. Standard library only, and on the way that every
later start takes only `os` and `sys`: two files are compared, then the private `.venv` goes on.
What must be made the first time is in `environment` (Python packages) and `system` (libraries).

The sentences here are in both languages at once: nobody can have chosen one yet.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing typing would cost more than all the rest
if TYPE_CHECKING:
    from typing import NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INSTALLER = os.path.join(ROOT, "installer")
VENV = os.path.join(ROOT, ".venv")
PYTHON = (
    os.path.join(VENV, "Scripts", "python.exe")
    if os.name == "nt"
    else os.path.join(VENV, "bin", "python")
)
LOCKS = {"run": ("run.lock",), "test": ("run.lock", "test.lock")}
"""Lock → the files that it consists of."""

OLDEST, NEWEST = (3, 11), (3, 13)
_FIRST_BAD_QT = (6, 10)
_CAME_FROM_HERE = "yichuang"
"""The -X option that marks an interpreter started by `go_on`; children do not inherit it."""


def ensure(lock: str) -> None:
    """Return only in an interpreter that has all packages of a lock, `run` or `test`.

    Answers `--version` at once. An installed distribution, which brings no locks, is left alone,
    as is whoever sets `YICHUANG_NO_VENV` and answers for the packages himself. Leaves with
    SystemExit and one sentence where there is no way.
    """
    if sys.argv[1:2] == ["--version"]:
        from app import __version__

        print(f"yichuang {__version__}")
        raise SystemExit(0)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        leave(
            f"需要 Python 3.11 至 3.13，当前是 {sys.version.split()[0]}，请换用这些版本启动",
            f"Python 3.11 to 3.13 is needed, this is {sys.version.split()[0]}",
        )
    if not is_left_alone():
        if not installed(lock):
            from app.bootstrap import environment

            environment.prepare(lock)
        if not has_system(lock):
            from app.bootstrap import system

            system.check(lock)
        if not is_inside():
            go_on()
    refuse_bad_qt()


def is_left_alone() -> bool:
    """Tell whether the interpreter is somebody else's business: frozen, installed, or told so."""
    return bool(
        os.environ.get("YICHUANG_NO_VENV")
        or getattr(sys, "frozen", False)
        or not os.path.exists(os.path.join(INSTALLER, "run.lock"))
    )


def is_inside() -> bool:
    """Tell whether this interpreter is the private one."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def installed(lock: str) -> bool:
    """Tell whether the private interpreter holds exactly this lock, for this Python version."""
    return os.path.exists(PYTHON) and _read(mark("installed", lock)) == wanted(lock)


def has_system(lock: str) -> bool:
    """Tell whether the system libraries of a lock were once found complete."""
    return _read(mark("system", lock)) == _read(os.path.join(INSTALLER, "apt.txt"))


def mark(kind: str, lock: str) -> str:
    """Return the path of a mark in the private folder."""
    return os.path.join(VENV, f".{kind}-{lock}")


def wanted(lock: str) -> bytes:
    """Return what the mark of a complete installation says: the Python version and the locks."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}\n".encode()
    return version + b"".join(_read(os.path.join(INSTALLER, name)) for name in LOCKS[lock])


def go_on() -> NoReturn:
    """Start the same command line again in the private interpreter; on Windows wait for its end."""
    if _CAME_FROM_HERE in sys._xoptions:  # noqa: SLF001 - the documented way to read -X
        leave(
            "本机 Python 没有进入程序目录中的 .venv，请删除 .venv 后重新启动",
            "the interpreter does not enter .venv; delete that folder and start again",
        )
    command = [PYTHON, "-X", _CAME_FROM_HERE, *sys.orig_argv[1:]]
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    searched = [path for path in surroundings.get("PYTHONPATH", "").split(os.pathsep) if path]
    if os.path.realpath(os.getcwd()) != ROOT and ROOT not in searched:
        surroundings["PYTHONPATH"] = os.pathsep.join([ROOT, *searched])
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None under pythonw
            stream.flush()
    if os.name == "nt":
        raise SystemExit(_run_to_the_end(command, surroundings))
    os.execve(PYTHON, command, surroundings)


def _run_to_the_end(command: list[str], surroundings: dict[str, str]) -> int:
    """Run a command and return its exit code; Windows cannot replace a running program."""
    import subprocess

    with subprocess.Popen(command, env=surroundings) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the child got it too and ends in its own way


def refuse_bad_qt() -> None:
    """Leave when this interpreter would load a PySide6 that is not fit for it.

    PySide6 6.12 takes a reference from None on every call and so aborts Python 3.11 after some
    thousand calls; 6.10 and later need a newer Windows and a newer glibc than our users have.
    """
    for folder in sys.path:
        if not folder.endswith("-packages") or not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            package, _, rest = name.partition("-")
            if package.lower() != "pyside6_essentials" or not rest.endswith(".dist-info"):
                continue
            version = rest.removesuffix(".dist-info")
            if tuple(int(part) for part in version.split(".")[:2]) >= _FIRST_BAD_QT:
                leave(
                    f"PySide6 {version} 会在使用中崩溃，请删除 .venv 后重新启动",
                    f"PySide6 {version} miscounts references and aborts; 6.8 or 6.9 is needed",
                )


def say(chinese: str, english: str) -> None:
    """Tell the person at the console, on the error stream: answers own the other one."""
    print(f"一窗：{chinese}\n      ({english})", file=sys.stderr, flush=True)


def leave(chinese: str, english: str) -> NoReturn:
    """End the program with one sentence and exit code 1."""
    say(chinese + "。", english)
    raise SystemExit(1)


def _read(path: str) -> bytes:
    """Return a file's bytes; nothing if there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""

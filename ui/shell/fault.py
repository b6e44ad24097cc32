"""The report of a fault of ours: where it happened, never with what.

A report may leave the hall, so no value gets in: of an exception only its type, of a frame only
file, line, function and the program's own source line. Messages of exceptions are left out, for
they quote what was typed.
"""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

from app import __version__
from app.paths import ROOT


def fault_report(error: BaseException) -> str:
    """Return the whole report of an exception and of those behind it, as text."""
    lines = [
        f"Yichuang {__version__}",
        f"Python {platform.python_version()}",
        f"PySide {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
    for each in _chain(error):
        lines += [_type_name(each), *_frames(each), ""]
    return "\n".join(lines).rstrip() + "\n"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in found:
        found.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return found


def _type_name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}: {frame.line or ''}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _place(filename: str) -> str:
    """Name a file without the folders of this computer, which may hold a person's name."""
    path = Path(filename)
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return Path(*path.parts[-2:]).as_posix()

"""Putting a case's file onto a disk: all of it under its name, or nothing.

Everything is written beside the target first and takes its name in one step, so that a full disk or
a crash leaves no half file that looks whole.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.errors import WorldProblem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_file(target: Path, content: bytes) -> None:
    """Write one file; an older one of that name is replaced.

    Raises WorldProblem `case-file.disk-full`, `case-file.unwritable` (params: path).
    """
    with _told(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                _put(file.fileno(), content)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that does not exist yet. `files`: name → content.

    Raises WorldProblem `case-file.exists`, `case-file.disk-full`, `case-file.unwritable` (params:
    path).
    """
    if target.exists():
        raise WorldProblem("case-file.exists", path=str(target))
    with _told(target):
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".", suffix=".part"))
        try:
            for name, content in files.items():
                with (folder / name).open("xb") as file:
                    _put(file.fileno(), content)
            folder.rename(target)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _put(handle: int, content: bytes) -> None:
    """Write bytes through to the disk: only then is it known that there was room."""
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]
    os.fsync(handle)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "case-file.disk-full" if error.errno in _FULL else "case-file.unwritable"
        raise WorldProblem(code, path=str(target)) from error

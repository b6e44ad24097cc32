"""Copies of the store's file, made before its tables change.

SQLite's own backup runs in one step: it sees one moment, never starts again because of a writer,
and a WAL store goes on meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from db.engine import connector

_KEPT = 3


def copy_before_migration(path: Path, key: bytes | None, revision: str) -> Path:
    """Copy a store as it stands under `revision` and return the copy's path.

    The copy appears whole or not at all, under `backups/` beside the store; the newest three stay.
    Raises OSError and the driver's errors; the store itself is never touched.
    """
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{revision}{path.suffix}"
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        _copy(path, partial, key)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    _forget_old(folder, path)
    return target


def _copy(path: Path, target: Path, key: bytes | None) -> None:
    """Write every page of a store into a new file and sync it."""
    with (
        contextlib.closing(connector(path, key, read_only=True)()) as source,
        contextlib.closing(_fresh(target, key)) as copy,
    ):
        source.backup(copy)
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def _fresh(target: Path, key: bytes | None) -> sqlite3.Connection:
    """Open a new file for a copy; its journal mode comes with the pages."""
    target.touch(mode=0o600)
    return connector(target, key, read_only=False)()


def _forget_old(folder: Path, path: Path) -> None:
    """Delete all but the newest copies of a store."""
    copies = sorted(
        folder.glob(f"{path.stem}-*{path.suffix}"), key=lambda file: file.stat().st_mtime
    )
    for old in copies[:-_KEPT]:
        old.unlink()

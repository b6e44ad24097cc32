"""One screen per station: a lock that the operating system drops when the process ends.

Two screens over one store would hand out two receipts for one person; the command line may work
beside a screen, because each of its transactions is short.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import WorldProblem

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ScreenLock:
    """Held from opening to closing by the one screen of a store."""

    def __init__(self, store: Path) -> None:
        """Take the lock beside the store's file.

        Raises WorldProblem `store.in-use` when another screen holds it.
        """
        self._descriptor = os.open(
            store.with_name(store.name + ".screen"), os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            _lock(self._descriptor)
        except OSError as held:
            os.close(self._descriptor)
            raise WorldProblem("store.in-use", place=str(store)) from held

    def release(self) -> None:
        """Let the next screen in."""
        os.close(self._descriptor)

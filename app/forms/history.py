"""Undo and redo over whole states: a step is a frozen state, never a command to be reversed."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

S = TypeVar("S")

DEPTH = 500
"""How many steps can be taken back; states share what did not change."""


class History(Generic[S]):
    """The states of one draft; a new one begins with nothing to undo."""

    def __init__(self, start: S) -> None:
        self._now = start
        self._done: deque[S] = deque(maxlen=DEPTH)
        self._undone: list[S] = []

    @property
    def now(self) -> S:
        """Return the present state."""
        return self._now

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to take again."""
        return bool(self._undone)

    def push(self, state: S) -> None:
        """Make one step; what was undone before is gone."""
        self._done.append(self._now)
        self._undone.clear()
        self._now = state

    def undo(self) -> bool:
        """Take one step back; False when there is none."""
        if not self._done:
            return False
        self._undone.append(self._now)
        self._now = self._done.pop()
        return True

    def redo(self) -> bool:
        """Take one step again; False when there is none."""
        if not self._undone:
            return False
        self._done.append(self._now)
        self._now = self._undone.pop()
        return True

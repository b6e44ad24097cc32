"""One at a time: pdfium and the open fonts serve one thread at once, whichever threads ask.

Papers are made and drawn on a thread of their own; a void paper that is looked at gets its mark on
the thread that reads. Whoever comes second waits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_TURN = RLock()


def in_turn(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Return a function that waits until no other thread is at work of this kind."""

    @wraps(work)
    def waiting(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        with _TURN:
            return work(*args, **kwargs)

    return waiting

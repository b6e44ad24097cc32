"""A patient bot: waits end with what is waited for, not with a busy machine's bad minute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

PATIENCE = 60_000  # ms; what never happens still fails, only later


class PatientBot(QtBot):
    """A QtBot whose every wait lasts at least a minute, whatever the test has asked for.

    Two loaded cores have kept a writer busy for longer than pytest-qt's five seconds.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:
        """Wait until something is so."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: Any, *, timeout: int = 0, **how: Any) -> Any:
        """Wait until a signal came."""
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE), **how)

    def waitSignals(self, signals: list[Any], *, timeout: int = 0, **how: Any) -> Any:
        """Wait until all signals came."""
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE), **how)

    def waitActive(self, widget: Any, *, timeout: int = 0) -> Any:
        """Wait until a window has the keys."""
        return super().waitActive(widget, timeout=max(timeout, PATIENCE))

    def waitExposed(self, widget: Any, *, timeout: int = 0) -> Any:
        """Wait until a window is on the screen."""
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE))

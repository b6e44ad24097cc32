"""What a busy machine adds to a measurement is taken off: of several, the least stands."""

from __future__ import annotations

from collections.abc import Callable

ROUNDS = 4


def quietest(measure: Callable[[], float], bound: float, rounds: int = ROUNDS) -> float:
    """Return the least of several measurings of one ratio; the first within the bound ends them.

    Noise only adds: other processes, the collector, a processor that slows down. A cost that is the
    program's own comes back in every round, so that a program which is too slow fails in each.
    """
    least = float("inf")
    for _round in range(rounds):
        least = min(least, measure())
        if least <= bound:
            break
    return least

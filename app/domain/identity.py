"""Identities: UUID version 7 (RFC 9562), made at the window without asking a server.

An identity is never an order: clocks of windows differ. Every key of the store begins with the
region's code, so that a central database can spread regions over machines.
"""

from __future__ import annotations

from uuid import UUID

_RANDOM_BYTES = 10


def uuid7(unix_ms: int, randomness: bytes) -> UUID:
    """Build a version-7 UUID from a time and ten random bytes.

    `unix_ms`: milliseconds since 1970 UTC, 0 <= n < 2**48. `randomness`: exactly ten bytes.
    Raises ValueError when either is out of range. Source: RFC 9562, 5.7.
    """
    if not 0 <= unix_ms < 1 << 48:
        raise ValueError(unix_ms)
    if len(randomness) != _RANDOM_BYTES:
        raise ValueError(len(randomness))
    rest = int.from_bytes(randomness, "big")
    rand_a = (rest >> 62) & 0x0FFF
    rand_b = rest & ((1 << 62) - 1)
    return UUID(int=(unix_ms << 80) | (0x7 << 76) | (rand_a << 64) | (0b10 << 62) | rand_b)

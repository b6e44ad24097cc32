"""Seals on finished files: a provider holds the key and the way, the program only the place.

The shipped providers sign with PKCS#12 files and PKCS#11 tokens. A certified seal service (GB/T
38540, SM2) is one more provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class SealPlace:
    """Where a seal goes and what it looks like.

    `page` from 0; `box`: left, foot, right, top in points; `drawing`: the operators of a PDF
    content stream that draw the seal around the middle of the box.
    """

    page: int
    box: tuple[float, float, float, float]
    drawing: bytes


class SealProvider(Protocol):
    """Holds the key of one seal, opened once and kept; the key itself never leaves it."""

    @property
    def certificate(self) -> str:
        """Return the signer's X.509 certificate in PEM."""
        ...

    def seal(self, content: bytes, place: SealPlace, at: datetime) -> bytes:
        """Return a PDF sealed so that every later change shows.

        `at`: the time that the seal states. Raises Problem `seal.not-applied` (params: reason).
        """
        ...

    def close(self) -> None:
        """Let go of the key."""
        ...

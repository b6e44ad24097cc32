"""Signing of short texts, so that a paper's code can be checked without a line."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Holds an Ed25519 key and signs with it; the key itself never leaves it."""

    @property
    def key_id(self) -> str:
        """Return the short name by which the public key is found (letters and digits)."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of the data (RFC 8032)."""
        ...

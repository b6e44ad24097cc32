"""Keys for the signed text in QR codes, so that any desk can check a paper off-line.

A key belongs to a store. Where the operating system keeps secrets, the private half is kept
there; where it does not, each start makes a key of its own that lives in memory only, and nothing
secret is ever written to a file. The public half of every key is registered in the store with the
time it began: that is all that checking needs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import Problem
from app.ports.clock import Clock
from app.ports.secrets import Secrets
from app.ports.store import Store

SECRET = "paper-signing-key"  # noqa: S105 - the name of a secret, not a secret
REGISTER = "signing.public-keys"
_KEY_ID_LENGTH = 8


@dataclass(frozen=True)
class PaperSigner:
    """Signs with one Ed25519 key (RFC 8032)."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """Return the 32-byte public key."""
        return self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        """Return the short name under which the public key is registered."""
        return hashlib.sha256(self.public).hexdigest()[:_KEY_ID_LENGTH].upper()

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte signature of the data."""
        return self.key.sign(data)


def signer(store: Store, secrets: Secrets, clock: Clock) -> PaperSigner:
    """Return the signer of this store, its public key registered."""
    made = PaperSigner(_private_key(secrets))
    known = public_keys(store)
    if made.key_id not in known:
        entry = {"key": base64.b64encode(made.public).decode(), "since": clock.now().isoformat()}
        with store.begin() as unit:
            kept = unit.settings.get(REGISTER)
            register = dict(kept) if isinstance(kept, Mapping) else {}
            unit.settings.put(REGISTER, {**register, made.key_id: entry})
            unit.commit()
    return made


def public_keys(store: Store) -> dict[str, bytes]:
    """Return every registered public key by its key id."""
    with store.read() as reader:
        register = reader.settings.get(REGISTER)
    if not isinstance(register, Mapping):
        return {}
    return {key_id: base64.b64decode(entry["key"]) for key_id, entry in register.items()}


def _private_key(secrets: Secrets) -> Ed25519PrivateKey:
    try:
        kept = secrets.get(SECRET)
        if kept is not None:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept))
        fresh = Ed25519PrivateKey.generate()
        secrets.keep(SECRET, base64.b64encode(fresh.private_bytes_raw()).decode())
    except Problem as problem:
        if problem.code != "secret.no-keyring":
            raise
        return Ed25519PrivateKey.generate()
    return fresh

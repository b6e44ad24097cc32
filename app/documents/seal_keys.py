"""Keys of seals: where they are, opened once and kept.

    pkcs12:FILE                              a file with key and certificate
    pkcs11:LIBRARY?token=…&key=…[&cert=…]    a token (card, USB key, or a soft token)
    sample                                   the sample key that is shipped with the program

No password stands in any of them. Loads pyHanko, so it is imported when a key is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from asn1crypto import pem, x509  # type: ignore[import-untyped]  # it has none
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    pkcs12,
)
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app import paths
from app.errors import Problem

SAMPLE_SOURCE = "sample"
_FOLDER = paths.RESOURCES / "seals"
_SAMPLE_PASSWORD = b"sample"  # public on purpose: the key is a sample
"""Whoever has the program has the sample key; what it seals says 样章."""


@dataclass(frozen=True)
class SealKey:
    """An opened key.

    `signer`: pyHanko's signer; `certificate` in PEM; `close` lets go of it; `failures`: what its
    device raises when it can no longer sign.
    """

    signer: Signer
    certificate: str
    close: Callable[[], None]
    failures: tuple[type[Exception], ...] = ()


def open_key(source: str, password: str) -> SealKey:
    """Open the key that a seal's source names.

    Raises Problem `seal.source-unknown` (params: source), `seal.file-missing` (file),
    `seal.wrong-password`, `seal.no-key` (source), `seal.key-unfit` (kind), `seal.library-missing`
    (library), `seal.token-refused` (token, reason).
    """
    way, _, place = source.partition(":")
    opener = _OPENERS.get(way)
    if opener is None:
        raise Problem("seal.source-unknown", source=source)
    return opener(place, password)


def sample_certificate() -> str:
    """Return the certificate of the sample key in PEM."""
    return (_FOLDER / "sample.pem").read_text(encoding="ascii")


def fingerprint(certificate: str) -> str:
    """Return the SHA-256 of a certificate given in PEM, in hexadecimal."""
    return str(_certificate(certificate.encode("ascii")).sha256.hex())


def validity(certificate: str) -> tuple[date, date]:
    """Return the first and last day of a certificate given in PEM."""
    own = _certificate(certificate.encode("ascii"))
    return own.not_valid_before.date(), own.not_valid_after.date()


def _certificate(content: bytes) -> x509.Certificate:
    return x509.Certificate.load(pem.unarmor(content)[2])


def _open_sample(_place: str, _password: str) -> SealKey:
    return _from_pkcs12((_FOLDER / "sample.p12").read_bytes(), _SAMPLE_PASSWORD, SAMPLE_SOURCE)


def _open_pkcs12(place: str, password: str) -> SealKey:
    try:
        content = Path(place).read_bytes()
    except OSError as error:
        raise Problem("seal.file-missing", file=place) from error
    return _from_pkcs12(content, password.encode(), place)


def _from_pkcs12(content: bytes, password: bytes, source: str) -> SealKey:
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, password)
    except ValueError as error:
        raise Problem("seal.wrong-password") from error
    if key is None or certificate is None:
        raise Problem("seal.no-key", source=source)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Problem("seal.key-unfit", kind=type(key).__name__)
    own = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    chain = (x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in others)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # untyped there
    store.register_multiple(chain)
    signer = LoadedKeySigner(key, own, store)
    return SealKey(signer, certificate.public_bytes(Encoding.PEM).decode("ascii"), lambda: None)


class LoadedKeySigner(Signer):
    """Signs with a key that stays loaded: pyHanko's own loads and checks it for every signature."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        store: SimpleCertificateStore,
    ) -> None:
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - pyHanko's interface
    ) -> bytes:
        """Return the signature of the data."""
        del dry_run
        digest = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        return self._key.sign(data, ec.ECDSA(digest))


def _open_pkcs11(place: str, password: str) -> SealKey:
    library, _, query = place.partition("?")
    wanted = {name: values[0] for name, values in parse_qs(query).items()}
    if not Path(library).is_file():
        raise Problem("seal.library-missing", library=library)
    try:
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise Problem("seal.library-missing", library="python-pkcs11") from error
    token = wanted.get("token", "")
    try:
        session: Any = open_pkcs11_session(
            library, token_criteria=TokenCriteria(label=token), user_pin=password
        )
        signer = PKCS11Signer(
            session, key_label=wanted.get("key"), cert_label=wanted.get("cert") or wanted.get("key")
        )
        certificate = signer.signing_cert
    except PKCS11Error as error:
        reason = str(error) or type(error).__name__
        raise Problem("seal.token-refused", token=token, reason=reason) from error
    if certificate is None:
        raise Problem("seal.no-key", source=place)
    # Tokens know the bare mechanism for elliptic curves; few also know the one with the digest.
    signer.use_raw_mechanism = certificate.public_key.algorithm == "ec"

    def close() -> None:
        with suppress(PKCS11Error):  # a token that was pulled out is closed already
            session.close()

    armoured: bytes = pem.armor("CERTIFICATE", certificate.dump())
    return SealKey(signer, armoured.decode("ascii"), close, (PKCS11Error,))


_OPENERS: Mapping[str, Callable[[str, str], SealKey]] = {
    "pkcs12": _open_pkcs12,
    "pkcs11": _open_pkcs11,
    SAMPLE_SOURCE: _open_sample,
}

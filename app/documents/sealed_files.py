"""Sealed files checked without a line: is it what was sealed, by whom, and what does it say.

pyHanko checks the digest, the signature and the difference to what was signed, so that additions
after the seal are found which a reader that looks at the digest alone calls valid. Trust is the
seal register's: a certificate is known by its fingerprint, never by a chain to somewhere else, so
nothing is fetched and an expired X.509 certificate does not unmake what was sealed in its time.
Loads pyHanko, so it is imported when a first file is checked.
"""

from __future__ import annotations

import json
import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]  # it has none
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from app.documents.certificate_subject import DATA_FILE, data_digest, embedded, well_formed
from app.documents.verification import verify_text
from app.errors import Problem

_BROKEN = (
    PdfError, SigningError, SignatureValidationError, ArithmeticError, AttributeError, LookupError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What the libraries raise over a damaged file, depending on where it is damaged."""

_MOST_DATA = 1 << 20
"""Bytes that the embedded data may unpack to; a certificate says far less."""

_SIGNED = (b"/ByteRange", b"/SubFilter", b"/DocMDP")
"""Marks of a signature. A file that has one and can no longer be read was sealed, and is damaged."""


class Fault(StrEnum):
    """What is wrong with a sealed file."""

    NO_SEAL = "no-seal"
    """nothing in it is signed"""
    UNKNOWN_SEAL = "unknown-seal"
    """signed by a key that the register does not know"""
    CHANGED = "changed"
    """a byte of what was sealed is not what it was"""
    ADDED = "added"
    """something was added after the seal"""
    NOT_CERTIFIED = "not-certified"
    """the seal does not forbid changes"""
    NO_DATA = "no-data"
    """the certificate's data are not in it"""
    DATA_DIFFER = "data-differ"
    """the data are not those that the signed code names"""
    CODE_FORGED = "code-forged"
    """the code's own signature is wrong"""


@dataclass(frozen=True)
class SealedFile:
    """What a file shows by itself.

    `seal`: fingerprint of the signer's certificate (empty for none); `sealed_at` as the seal states
    it; `data`: what it says as a certificate; `faults`: everything found, the weightiest first.
    """

    seal: str
    sealed_at: datetime | None
    data: Mapping[str, Any]
    faults: tuple[Fault, ...]


def read_sealed(
    content: bytes, known: frozenset[str], public_keys: Mapping[str, bytes]
) -> SealedFile:
    """Check a file. `known`: fingerprints of seals; `public_keys`: key id → raw Ed25519 key.

    A code signed with a key that is not among `public_keys` is not judged by it. Raises Problem
    `certificate.unreadable` for what is no PDF.
    """
    if not content.lstrip()[:5].startswith(b"%PDF"):
        raise Problem("certificate.unreadable")
    signed = any(mark in content for mark in _SIGNED)
    try:
        with _quiet():
            reader = PdfFileReader(BytesIO(content))
            signatures = reader.embedded_regular_signatures
    except _BROKEN as error:
        if signed:
            return SealedFile("", None, {}, (Fault.CHANGED,))
        raise Problem("certificate.unreadable") from error
    if not signatures:
        fault = Fault.CHANGED if signed else Fault.NO_SEAL
        return SealedFile("", None, _data(reader)[0], (fault,))
    with _quiet():
        return _judged(reader, signatures[0], len(signatures), known, public_keys)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from logging what the verdict says anyway."""
    logger = logging.getLogger("pyhanko")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _judged(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, count: int,
    known: frozenset[str], public_keys: Mapping[str, bytes],
) -> SealedFile:  # fmt: skip
    try:
        seal = str(signature.signer_cert.sha256.hex())
        sealed_at = signature.self_reported_timestamp
        faults = list(_seal_faults(signature))
    except _BROKEN:
        return SealedFile("", None, {}, (Fault.CHANGED,))
    if count > 1 and Fault.ADDED not in faults:
        faults.append(Fault.ADDED)
    data, code = _data(reader)
    if seal not in known:
        faults.insert(0, Fault.UNKNOWN_SEAL)
    faults.extend(_data_faults(data, code, public_keys))
    return SealedFile(seal, sealed_at, data, tuple(faults))


def _seal_faults(signature: EmbeddedPdfSignature) -> list[Fault]:
    trusting = ValidationContext(
        trust_roots=[signature.signer_cert], allow_fetching=False,
        moment=_inside(signature), best_signature_time=_inside(signature),
    )  # fmt: skip
    status = validate_pdf_signature(signature, signer_validation_context=trusting)
    faults = []
    if not (status.intact and status.valid and _bare(signature)):
        faults.append(Fault.CHANGED)
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok:
        faults.append(Fault.ADDED)
    if signature.docmdp_level is not MDPPerm.NO_CHANGES:
        faults.append(Fault.NOT_CERTIFIED)
    return faults


def _bare(signature: EmbeddedPdfSignature) -> bool:
    """Tell whether nothing was changed where no digest looks.

    That is how the signature's digits are written, the room kept behind it, and those parts of the
    container (RFC 5652, 5.1) which say once more what the signer's own part says.
    """
    kept: bytes = signature.pkcs7_content
    start, length, rest, _ = (int(one) for one in signature.byte_range)
    signature.reader.stream.seek(start + length)
    written = signature.reader.stream.read(rest - start - length)
    signed, signer = signature.signed_data, signature.signer_info
    algorithms = [one.dump() for one in signed["digest_algorithms"]]
    return (
        written == b"<%s>" % kept.hex().upper().encode()
        and not any(kept[len(ContentInfo.load(kept).dump()) :])
        and algorithms == [signer["digest_algorithm"].dump()]
        and (signed["version"].native, signer["version"].native) == ("v1", "v1")
    )


def _inside(signature: EmbeddedPdfSignature) -> datetime:
    """Return a time within the certificate's own validity; the register judges the real one."""
    validity = signature.signer_cert["tbs_certificate"]["validity"]
    moment: datetime = validity["not_before"].native
    return moment


def _data(reader: PdfFileReader) -> tuple[Mapping[str, Any], str]:
    """Return the embedded data and the signed code, empty where they are not there or not ours.

    There must be one file, written as this program writes it, so that no other reader can find
    other data in it: neither a second file of that name nor a key that stands twice.
    """
    try:
        name, specification = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
        content = _unpacked(specification.get_object()["/EF"]["/F"])
        answer = json.loads(content)
        data, code = answer["certificate"], answer["code"]
    except _BROKEN:
        return {}, ""
    ours = (
        name == DATA_FILE
        and isinstance(code, str)
        and well_formed(data)
        and embedded(data, code) == content
    )
    return (data, code) if ours else ({}, "")


def _unpacked(stream: Any) -> bytes:
    """Return what a stream holds. Raises ValueError for another packing and for too much."""
    packed: bytes = stream.encoded_data
    content, more = packed[:_MOST_DATA], len(packed) > _MOST_DATA
    if (ways := stream.get("/Filter", [])) in ("/FlateDecode", ["/FlateDecode"]):
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, _MOST_DATA)
        more = not unpacking.eof
    elif ways:
        raise ValueError(ways)
    if more:
        raise ValueError(_MOST_DATA)
    return content


def _data_faults(
    data: Mapping[str, Any], code: str, public_keys: Mapping[str, bytes]
) -> list[Fault]:
    if not data:
        return [Fault.NO_DATA]
    if not code:
        return []
    try:
        found = verify_text(code, public_keys)
    except Problem as problem:
        if problem.code != "paper.code-unknown-key":
            return [Fault.CODE_FORGED]
        return [] if data_digest(data) in code.split("|") else [Fault.DATA_DIFFER]
    agrees = found.digest == data_digest(data) and found.number == data["licence_id"]
    return [] if agrees else [Fault.DATA_DIFFER]

"""Is this file a certificate of ours: genuine, altered, unknown or revoked. Never needs a line.

What the file shows by itself (`app.documents.sealed_files`) is held against the seal register and
the certificates of this store. Without a store only the shipped sample seal is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.certificate import ENDED, Certificate, CertificateState, Seal
from app.errors import Finding, Severity
from app.ports.store import Reader
from app.services.office import Office
from app.services.signing import public_keys

if TYPE_CHECKING:
    from app.documents.sealed_files import SealedFile


class Verdict(StrEnum):
    """What a file is worth."""

    GENUINE = "genuine"
    """sealed with a seal that was usable then, and unchanged since"""
    ALTERED = "altered"
    """sealed, and not what was sealed"""
    UNKNOWN = "unknown"
    """not sealed, or with a seal that nobody here knows"""
    REVOKED = "revoked"
    """genuine, and holds no longer"""


@dataclass(frozen=True)
class CertificateFacts:
    """What a file says as a certificate. `state`: as this store knows it, empty where it does not."""

    kind: str
    number: str
    licence_id: str
    version: int
    holder: str
    agency: str
    made_on: date
    valid_from: date
    valid_until: date | None
    state: str = ""


@dataclass(frozen=True)
class FileVerdict:
    """What was found. `sample`: sealed with a sample seal, without effect; `reasons`: why."""

    verdict: Verdict
    sample: bool
    certificate: CertificateFacts | None
    sealed_at: datetime | None
    reasons: tuple[Finding, ...]

    @property
    def genuine(self) -> bool:
        """Tell whether it is what it says."""
        return self.verdict is Verdict.GENUINE


@dataclass(frozen=True)
class _Known:
    """What is known here. `seals` by fingerprint; `today` None where no office is open."""

    seals: Mapping[str, tuple[Seal, ...]]
    keys: Mapping[str, bytes]
    sample: str
    today: date | None


def verify_file(office: Office | None, content: bytes) -> FileVerdict:
    """Verify a file against this office's register, or without one.

    Raises Problem `certificate.unreadable` for what is no PDF.
    """
    from app.documents.sealed_files import read_sealed

    known = _known(office)
    shown = read_sealed(content, frozenset((*known.seals, known.sample)), known.keys)
    facts = _facts(shown.data)
    reasons = [_reason(fault.value, Severity.ERROR) for fault in shown.faults]
    verdict = _verdict(shown)
    sample = shown.seal == known.sample
    if verdict is Verdict.GENUINE:
        if not sample and not _usable_then(known.seals[shown.seal], shown.sealed_at):
            verdict = Verdict.UNKNOWN
            reasons.append(_reason("seal-out-of-term", Severity.ERROR))
        elif office is not None and facts is not None:
            verdict, facts = _held_against(office, shown, facts, reasons)
    if verdict is Verdict.GENUINE and sample:
        reasons.append(_reason("sample", Severity.WARNING))
    if verdict is Verdict.GENUINE and facts and known.today and _over(facts, known.today):
        reasons.append(_reason("expired", Severity.WARNING, until=str(facts.valid_until)))
    return FileVerdict(verdict, sample, facts, shown.sealed_at, tuple(reasons))


def _known(office: Office | None) -> _Known:
    from app.documents.seal_keys import fingerprint, sample_certificate

    seals: dict[str, tuple[Seal, ...]] = {}
    if office is None:
        return _Known({}, {}, fingerprint(sample_certificate()), None)
    with office.store.read() as reader:
        bureau = reader.bureau.current()
        for seal in reader.seals.all(str(bureau["region"])) if bureau else ():
            own = fingerprint(seal.certificate)
            seals[own] = (*seals.get(own, ()), seal)
    keys = public_keys(office.store)
    return _Known(seals, keys, fingerprint(sample_certificate()), office.today())


def _verdict(shown: SealedFile) -> Verdict:
    from app.documents.sealed_files import Fault

    if not shown.faults:
        return Verdict.GENUINE
    unknown = {Fault.NO_SEAL, Fault.UNKNOWN_SEAL}
    return Verdict.UNKNOWN if unknown & set(shown.faults) else Verdict.ALTERED


def _usable_then(seals: tuple[Seal, ...], sealed_at: datetime | None) -> bool:
    return sealed_at is not None and any(seal.usable(sealed_at.date()) for seal in seals)


def _held_against(
    office: Office, shown: SealedFile, facts: CertificateFacts, reasons: list[Finding]
) -> tuple[Verdict, CertificateFacts]:
    """Hold a file against the certificate of this store that it says it is."""
    with office.store.read() as reader:
        own = _recorded(reader, shown.data)
    if own is None:
        reasons.append(_reason("not-recorded", Severity.WARNING))
        return Verdict.GENUINE, facts
    told = replace(facts, state=own.state.value, valid_until=own.valid_until)
    if _differs(own, shown.data):
        reasons.append(_reason("record-differs", Severity.ERROR))
        return Verdict.ALTERED, told
    if own.state in ENDED:
        ended = own.ended_at.date().isoformat() if own.ended_at else "—"
        reasons.append(_reason(own.state.value, Severity.ERROR, on=ended))
        return Verdict.REVOKED, told
    if own.valid_until != facts.valid_until:  # renewed by silence, not yet made anew
        reasons.append(_reason("renewed", Severity.WARNING, until=str(own.valid_until)))
    return Verdict.GENUINE, told


def _recorded(reader: Reader, data: Mapping[str, Any]) -> Certificate | None:
    held = reader.certificates.by_number(str(data["region"]), str(data["licence_id"]))
    return next((one for one in held if one.state is not CertificateState.DRAFT), None)


def _differs(own: Certificate, data: Mapping[str, Any]) -> bool:
    """Tell whether a file says anything else than the record."""
    entries = [
        {"key": entry.key, "label": entry.label, "value": entry.value} for entry in own.entries
    ]
    said = (data["number"], data["holder"], data["version"], data["entries"])
    return said != (own.number, own.holder, own.version, entries)


def _over(facts: CertificateFacts, today: date) -> bool:
    return facts.valid_until is not None and facts.valid_until < today


def _facts(data: Mapping[str, Any]) -> CertificateFacts | None:
    try:
        until = data["valid_until"]
        return CertificateFacts(
            kind=str(data["kind"]),
            number=str(data["number"]),
            licence_id=str(data["licence_id"]),
            version=int(data["version"]),
            holder=str(data["holder"]),
            agency=str(data["agency"]),
            made_on=date.fromisoformat(data["made_on"]),
            valid_from=date.fromisoformat(data["valid_from"]),
            valid_until=date.fromisoformat(until) if until else None,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _reason(code: str, severity: Severity, **params: object) -> Finding:
    return Finding(f"verification.{code}", params, severity)

"""Is this file a certificate of ours: genuine, altered, unknown or revoked. Never needs a line.

What the file shows by itself (`app.documents.sealed_files`) is held against the seal register and
the certificates of this store. Without a store only the shipped sample seal is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from app.domain.certificate import ENDED, Certificate, CertificateState, Seal
from app.errors import Finding, Problem, Severity, WorldProblem
from app.ports.clock import SystemClock
from app.services.office import Office
from app.services.signing import public_keys

if TYPE_CHECKING:
    from app.documents.sealed_files import SealedFile


OUT_OF_TERM = frozenset({"verification.expired", "verification.not-yet"})
"""Reasons why a genuine certificate does not hold today."""
_LARGEST = 64 << 20
"""Bytes of a file that is worth reading: a certificate has a few hundred thousand."""


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

    @property
    def in_force(self) -> bool:
        """Tell whether it is genuine and its term runs today."""
        return self.genuine and not OUT_OF_TERM & {one.code for one in self.reasons}


@dataclass(frozen=True)
class _Known:
    """What is known here. `seals` by fingerprint; `now` on the wall of this place."""

    seals: Mapping[str, tuple[Seal, ...]]
    keys: Mapping[str, bytes]
    sample: str
    now: datetime


@dataclass(frozen=True)
class _Record:
    """A certificate of this store. `same`: the file is, byte for byte, the one that was sealed."""

    certificate: Certificate
    same: bool
    listed: tuple[Certificate, ...]


def read_file(file: Path) -> bytes:
    """Return a file's content, to be verified.

    Raises WorldProblem `file.unreadable` (params: file) for what is no plain file, Problem
    `certificate.file-too-large` (params: file, most in MB).
    """
    try:
        about = file.stat()
        if not S_ISREG(about.st_mode):  # a pipe or a device may never come to its end
            raise WorldProblem("file.unreadable", file=str(file))
        if about.st_size > _LARGEST:
            raise Problem("certificate.file-too-large", file=file.name, most=_LARGEST >> 20)
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise WorldProblem("file.unreadable", file=str(file)) from error


def verify_file(office: Office | None, content: bytes) -> FileVerdict:
    """Verify a file against this office's register, or without one.

    Raises Problem `certificate.unreadable` for what is no PDF.
    """
    from app.documents.sealed_files import read_sealed

    known = _known(office)
    shown = read_sealed(content, frozenset((*known.seals, known.sample)), known.keys)
    facts = _facts(shown.data) if shown.data else None
    reasons = [_reason(fault.value, Severity.ERROR) for fault in shown.faults]
    verdict = _verdict(shown)
    sample = shown.seal == known.sample
    own = _recorded(office, content, shown.data) if office is not None and facts else None
    if verdict is Verdict.GENUINE and not (
        sample or (own and own.same) or _usable_then(known, shown)
    ):
        verdict = Verdict.UNKNOWN
        reasons.append(_reason("seal-out-of-term", Severity.ERROR))
    if verdict is Verdict.GENUINE and facts is not None:
        if own is not None:
            verdict, facts = _held_against(own, facts, known, reasons)
        else:
            reasons.extend(_unrecorded(shown.data))
    if verdict is Verdict.GENUINE and sample:
        reasons.append(_reason("sample", Severity.WARNING))
    if verdict is Verdict.GENUINE and facts is not None:
        reasons.extend(_out_of_term(facts, known.now.date()))
    return FileVerdict(verdict, sample, facts, shown.sealed_at, tuple(reasons))


def _known(office: Office | None) -> _Known:
    from app.documents.seal_keys import fingerprint, sample_certificate

    seals: dict[str, tuple[Seal, ...]] = {}
    if office is None:
        return _Known({}, {}, fingerprint(sample_certificate()), SystemClock().now())
    with office.store.read() as reader:
        bureau = reader.bureau.current()
        for seal in reader.seals.all(str(bureau["region"])) if bureau else ():
            own = fingerprint(seal.certificate)
            seals[own] = (*seals.get(own, ()), seal)
    keys = public_keys(office.store)
    return _Known(seals, keys, fingerprint(sample_certificate()), office.now())


def _verdict(shown: SealedFile) -> Verdict:
    from app.documents.sealed_files import Fault

    faults = set(shown.faults)
    if not faults:
        return Verdict.GENUINE
    unproven = faults & {Fault.NO_SEAL, Fault.UNKNOWN_SEAL} or faults == {Fault.NO_DATA}
    return Verdict.UNKNOWN if unproven else Verdict.ALTERED


def _usable_then(known: _Known, shown: SealedFile) -> bool:
    """Tell whether the seal was usable on the day, here, on which it was set."""
    if shown.sealed_at is None:
        return False
    day = shown.sealed_at.astimezone(known.now.tzinfo).date()
    return any(seal.usable(day) for seal in known.seals[shown.seal])


def _recorded(office: Office, content: bytes, data: Mapping[str, Any]) -> _Record | None:
    """Return this store's record of the certificate that a file says it is."""
    with office.store.read() as reader:
        held = reader.certificates.by_number(data["region"], data["licence_id"])
        own = next((one for one in held if one.state is not CertificateState.DRAFT), None)
        if own is None:
            return None
        paper = reader.papers.get(own.region, own.paper_id) if own.paper_id else None
        listed = (reader.certificates.get(own.region, one) for one in own.stands_for)
        same = paper is not None and paper.sha256 == hashlib.sha256(content).hexdigest()
        return _Record(own, same, tuple(one for one in listed if one is not None))


def _held_against(
    record: _Record, facts: CertificateFacts, known: _Known, reasons: list[Finding]
) -> tuple[Verdict, CertificateFacts]:
    """Hold a file against the certificate of this store that it says it is."""
    own = record.certificate
    told = replace(facts, state=own.state.value, valid_until=own.valid_until)
    if not record.same:
        reasons.append(_reason("record-differs", Severity.ERROR))
        return Verdict.ALTERED, told
    verdict = Verdict.GENUINE
    if own.state in ENDED:
        ended = own.ended_at.date().isoformat() if own.ended_at else "—"
        reasons.append(_reason(own.state.value, Severity.ERROR, on=ended))
        verdict = Verdict.REVOKED
    elif own.valid_until != facts.valid_until:  # renewed by silence, not yet made anew
        reasons.append(_reason("renewed", Severity.WARNING, until=str(own.valid_until)))
    reasons.extend(_listed_now(record.listed, known.now.date()))
    return verdict, told


def _unrecorded(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what can be said without a record: that there is none, and what the file itself says."""
    from app.documents.certificate_layouts import kind_words

    yield _reason("not-recorded", Severity.WARNING)
    states = {words: state for state, words in kind_words()["listed"].items() if words}
    for line in data["lists"]:
        if state := states.get(line["state"]):
            yield _listed(state, line["kind"], line["number"])


def _listed_now(licences: Iterable[Certificate], today: date) -> Iterator[Finding]:
    """Yield which of the licences that an industry certificate lists hold no longer."""
    for one in licences:
        over = one.valid_until is not None and one.valid_until < today
        state = one.state.value if one.state in ENDED else "expired" if over else ""
        if state:
            yield _listed(state, one.kind, one.number)


def _listed(state: str, kind: str, number: str) -> Finding:
    return _reason(f"listed-{state}", Severity.WARNING, kind=kind, number=number)


def _out_of_term(facts: CertificateFacts, today: date) -> Iterator[Finding]:
    if facts.valid_until is not None and facts.valid_until < today:
        yield _reason("expired", Severity.WARNING, until=str(facts.valid_until))
    if facts.valid_from > today:
        yield _reason("not-yet", Severity.WARNING, since=str(facts.valid_from))


def _facts(data: Mapping[str, Any]) -> CertificateFacts:
    until = data["valid_until"]
    return CertificateFacts(
        kind=data["kind"],
        number=data["number"],
        licence_id=data["licence_id"],
        version=data["version"],
        holder=data["holder"],
        agency=data["agency"],
        made_on=date.fromisoformat(data["made_on"]),
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
    )


def _reason(code: str, severity: Severity, **params: object) -> Finding:
    return Finding(f"verification.{code}", params, severity)

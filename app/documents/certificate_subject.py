"""What a certificate says: its entries out of facts, its data for machines, its signed code."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.documents.certificate_layouts import (
    CertificateLayout,
    EntrySource,
    certificate_layout,
    kind_words,
)
from app.documents.words import date_text, joined, word
from app.domain.bureau import Bureau, Decider
from app.domain.certificate import Certificate, CertificateEntry, CertificateState
from app.domain.licence_id import check_licence_id
from app.domain.paper import PaperKind
from app.errors import Finding, Problem
from app.ports.signing import Signer

FORMAT = "yichuang-certificate-1"
DATA_FILE = "certificate.json"
"""Name of the file embedded in a certificate."""
_PREFIX = "YC1"
_DIGEST_BYTES = 16
_TERM_FACTS = ("@valid_until", "@valid_term")
_FIXED_FACTS = ("@number", "@agency")
_DAY_OF_ISSUE = "issued"
_TEXTS = ("kind", "number", "holder", "agency", "region")
_ENTRY = {"key", "label", "value"}
_LINE = {"kind", "number", "scope", "valid", "agency", "state"}


@dataclass(frozen=True)
class Listed:
    """A licence that an industry certificate lists, as it stands in the table."""

    kind: str
    number: str
    scope: str
    valid: str
    agency: str
    state: str = ""


@dataclass(frozen=True)
class CertificateSubject:
    """Everything that one certificate is set from. `listed`: for an industry certificate."""

    certificate: Certificate
    bureau: Bureau
    decider: Decider
    listed: tuple[Listed, ...] = ()

    @property
    def layout(self) -> CertificateLayout:
        """Return the layout that the certificate is set by."""
        return certificate_layout(self.certificate.layout)

    @property
    def draft(self) -> bool:
        """Tell whether it is still a draft, which bears a watermark and neither code nor data."""
        return self.certificate.state is CertificateState.DRAFT


def entries_from(
    layout: CertificateLayout, facts: Mapping[str, object]
) -> tuple[CertificateEntry, ...]:
    """Return a certificate's entries; those that nothing is known of are left out.

    Raises Problem `certificate.content-missing` (params: contents) with one finding for every
    entry that the certificate must bear.
    """
    found = [(source, _value(source, facts)) for source in layout.entries]
    missing = [source.label for source, value in found if source.required and not value]
    if missing:
        raise Problem(
            "certificate.content-missing",
            findings=tuple(
                Finding("certificate.content-missing", {"contents": label}) for label in missing
            ),
            contents="、".join(missing),
        )
    return tuple(CertificateEntry(own.key, own.label, value) for own, value in found if value)


def renewed_entries(
    certificate: Certificate, facts: Mapping[str, object], changed: Mapping[str, str]
) -> tuple[CertificateEntry, ...]:
    """Return a certificate's entries with what changed: its term, its day, and values by key.

    A value given empty leaves the entry out. Raises Problem `certificate.entry-unknown` (params: entry)
    for a key that it does not have, `certificate.entry-fixed` (entry) for one that no change touches,
    `certificate.content-missing` (contents) for one that it cannot do without.
    """
    layout = certificate_layout(certificate.layout)
    known = {source.key: source for source in layout.entries}
    old = {entry.key: entry.value for entry in certificate.entries}
    for key, value in changed.items():
        _check_change(known.get(key), key, old.get(key, ""), value)
    values = {
        key: _again(source, changed.get(key, old.get(key, "")), facts)
        for key, source in known.items()
    }
    return tuple(
        CertificateEntry(key, known[key].label, value) for key, value in values.items() if value
    )


def _check_change(source: EntrySource | None, key: str, old: str, value: str) -> None:
    if source is None:
        raise Problem("certificate.entry-unknown", entry=key)
    if source.sources[0] in _FIXED_FACTS and value != old:
        raise Problem("certificate.entry-fixed", entry=source.label)
    if source.required and not value:
        raise Problem("certificate.content-missing", contents=source.label)


def _again(source: EntrySource, old: str, facts: Mapping[str, object]) -> str:
    """Return an entry's value anew where it is the term or the day of issue, else as it is."""
    moving = source.key == _DAY_OF_ISSUE or source.sources[0] in _TERM_FACTS
    return (_value(source, facts) or old) if moving else old


def given_facts(certificate: Certificate) -> dict[str, object]:
    """Return the facts that hold for the holder by a certificate (a licence's credit code …)."""
    values = {entry.key: entry.value for entry in certificate.entries}
    sources = certificate_layout(certificate.layout).entries
    return {own.gives: values[own.key] for own in sources if own.gives and own.key in values}


def term_facts(valid_from: date, valid_until: date | None) -> dict[str, object]:
    """Return the facts about a term, as certificates print them."""
    words = kind_words()
    if valid_until is None:
        return dict.fromkeys(_TERM_FACTS, words["longterm"])
    first, last = date_text(valid_from), date_text(valid_until)
    return {"@valid_until": last, "@valid_term": str(words["term"]).format(first=first, last=last)}


def scope_of(certificate: Certificate) -> str:
    """Return what a certificate allows, in the words of its own entry."""
    scope = certificate_layout(certificate.layout).scope
    return next((entry.value for entry in certificate.entries if entry.key == scope), "")


def listed(certificate: Certificate, agency: str) -> Listed:
    """Return a licence as a line of an industry certificate; one that holds no longer says so."""
    state = str(kind_words()["listed"][certificate.state.value])
    until = certificate.valid_until
    valid = date_text(until) if until else str(kind_words()["longterm"])
    return Listed(certificate.kind, certificate.number, scope_of(certificate), valid, agency, state)


def certificate_data(subject: CertificateSubject) -> dict[str, object]:
    """Return what a certificate says as plain JSON data, for machines.

    The digest in its signed code covers all of it. No identity number stands in it that does not
    stand on the certificate itself.
    """
    own = subject.certificate
    return {
        "format": FORMAT,
        "kind": own.kind,
        "number": own.number,
        "licence_id": own.licence_id,
        "version": own.version,
        "holder": own.holder,
        "agency": subject.decider.name,
        "region": own.region,
        "made_on": own.made_at.date().isoformat(),
        "valid_from": own.valid_from.isoformat(),
        "valid_until": own.valid_until.isoformat() if own.valid_until else None,
        "sample": own.sample,
        "practice": own.practice,
        "entries": [
            {"key": entry.key, "label": entry.label, "value": entry.value} for entry in own.entries
        ],
        "lists": [
            {"kind": line.kind, "number": line.number, "scope": line.scope, "valid": line.valid,
             "agency": line.agency, "state": line.state}
            for line in subject.listed
        ],
    }  # fmt: skip


def data_digest(data: Mapping[str, object]) -> str:
    """Return the digest of a certificate's data: half a SHA-256 over its canonical JSON."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _encoded(
        hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).digest()[:_DIGEST_BYTES]
    )


def signed_certificate_text(subject: CertificateSubject, signer: Signer) -> str:
    """Return the text of a certificate's QR code, in the form that `verify_text` reads.

    The number in it is the licence identifier, which names the version too.
    """
    own = subject.certificate
    text = "|".join(
        (_PREFIX, PaperKind.CERTIFICATE.value, own.licence_id, f"{own.made_at:%Y%m%d}",
         data_digest(certificate_data(subject)), signer.key_id)
    )  # fmt: skip
    address = f"{subject.bureau.verify_url}#" if subject.bureau.verify_url else ""
    return f"{address}{text}|{_encoded(signer.sign(text.encode('ascii')))}"


def embedded_json(subject: CertificateSubject, code: str) -> bytes:
    """Return the file that is embedded in a certificate: its data and its signed code."""
    return embedded(certificate_data(subject), code)


def embedded(data: Mapping[str, object], code: str) -> bytes:
    """Return a certificate's data and its code as the embedded file has them."""
    answer = {"certificate": data, "code": code}
    return json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def well_formed(data: object) -> bool:
    """Tell whether data have every part that `certificate_data` writes, each of its own kind."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        return False
    try:
        named = check_licence_id(data["licence_id"])
        days = [data["made_on"], data["valid_from"], data["valid_until"] or data["valid_from"]]
        parts = [*data["entries"], *data["lists"]]
        texts = [data[name] for name in _TEXTS]
        texts.extend(text for part in parts for text in part.values())
        "".join(texts).encode()  # neither other kinds of value nor halves of characters
        return (
            all(date.fromisoformat(day).isoformat() == day for day in days)
            and all(part.keys() == _ENTRY for part in data["entries"])
            and all(part.keys() == _LINE for part in data["lists"])
            and all(type(data[name]) is bool for name in ("sample", "practice"))
            and type(data["version"]) is int
            and data["version"] == named.version
        )
    except (AttributeError, LookupError, Problem, TypeError, ValueError):
        return False


def _value(source: EntrySource, facts: Mapping[str, object]) -> str:
    for name in source.sources:
        text = name[1:] if name.startswith("=") else _shown(facts.get(name))
        if text:
            return text + source.unit if text.replace(".", "", 1).isdigit() else text
    return ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return word("yes" if value else "no")
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, Mapping):
        return joined(_shown(part) for part in value.values())
    if isinstance(value, list | tuple):
        return joined(_shown(part) for part in value)
    return "" if value is None else str(value).strip()


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")

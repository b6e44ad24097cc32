"""The signed text in a paper's QR code, made and checked without a line.

    YC1|kind|number in bar-code form|day|digest of the main facts|key id|signature

Plain ASCII. The signature (Ed25519, RFC 8032) covers everything before its bar. The digest is the
first half of a SHA-256 over the facts in canonical JSON; it tells papers with the same number but
changed facts apart without giving the facts away.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.documents.subject import PaperSubject
from app.domain.paper import PaperKind
from app.errors import Problem
from app.ports.signing import Signer

_PREFIX = "YC1"
_DIGEST_BYTES = 16
_TEXT = re.compile(
    rf"(?P<signed>{_PREFIX}\|(?P<kind>[a-z-]+)\|(?P<number>[!-{{}}~]+)\|(?P<day>\d{{8}})"
    r"\|(?P<digest>[\w-]{22})\|(?P<key>[A-Za-z0-9]{1,32}))\|(?P<signature>[\w-]{86})",
    re.ASCII,
)


@dataclass(frozen=True)
class Verified:
    """What a code says that was checked and found genuine. `number`: the bar-code form."""

    kind: PaperKind
    number: str
    day: date
    digest: str
    key_id: str


def signed_text(subject: PaperSubject, signer: Signer) -> str:
    """Return the text of a paper's QR code, behind the bureau's address where it has one."""
    fields = (
        _PREFIX, subject.kind.value, subject.barcode, f"{subject.made_at:%Y%m%d}",
        facts_digest(subject), signer.key_id,
    )  # fmt: skip
    text = "|".join(fields)
    address = f"{subject.bureau.verify_url}#" if subject.bureau.verify_url else ""
    return f"{address}{text}|{_encoded(signer.sign(text.encode('ascii')))}"


def verify_text(text: str, public_keys: Mapping[str, bytes]) -> Verified:
    """Check what a scanner read from a paper.

    `public_keys`: key id → raw 32-byte Ed25519 key. Raises Problem `paper.code-unreadable`,
    `paper.code-unknown-key` (params: key) or `paper.code-forged`.
    """
    found = _TEXT.fullmatch(text[text.find(f"{_PREFIX}|") :] if _PREFIX in text else text)
    if found is None or found["kind"] not in set(PaperKind):
        raise Problem("paper.code-unreadable")
    try:
        day = datetime.strptime(found["day"], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise Problem("paper.code-unreadable") from error
    key = public_keys.get(found["key"])
    if key is None:
        raise Problem("paper.code-unknown-key", key=found["key"])
    signature = urlsafe_b64decode(found["signature"] + "==")
    if _encoded(signature) != found["signature"]:  # spare bits changed
        raise Problem("paper.code-forged")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, found["signed"].encode("ascii"))
    except InvalidSignature as error:
        raise Problem("paper.code-forged") from error
    return Verified(PaperKind(found["kind"]), found["number"], day, found["digest"], found["key"])


def facts_digest(subject: PaperSubject) -> str:
    """Return the digest of what a paper mainly says, for comparing it with the record."""
    cases = (subject.case,) if subject.case else subject.cases
    applicant = subject.sitting.applicant if subject.sitting else None
    facts = {
        "number": subject.number,
        "made_at": subject.made_at.isoformat(),
        "decider": subject.decider.name,
        "applicant": [applicant.name, applicant.id_type, applicant.id_number] if applicant else [],
        "items": sorted([case.number, case.item_name, case.state.value] for case in cases),
        "dues": {name: due.day.isoformat() for name, due in subject.dues.items()},
    }
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _encoded(hashlib.sha256(canonical.encode()).digest()[:_DIGEST_BYTES])


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
